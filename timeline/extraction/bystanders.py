"""A Candidate and the names of its sentence → which of them its deed is not about: what is replaced, who reports."""

import re
from collections.abc import Sequence

from timeline.extraction.nearby import Nearby, Scored
from timeline.extraction.predicates import SUBJECT, frames
from timeline.extraction.reading import Candidate, Choice, Mention, Reading, Words
from timeline.extraction.slot_features import slots_of
from timeline.extraction.words import finite

MADE_ELSEWHERE = frozenset(["user", "target", "speaker", "party", "host"])
"""Roles that nobody has by having made a weapon: "U.S.-made bombs hit a village"."""
_REPLACING = re.compile(r"\b(?:to replace|replacing|instead of|in place of|in lieu of)\s")
_OWNED = re.compile(r"(?:['’]s?)? (?:[a-z-]+ ){0,2}")
_RESOLVED = re.compile(
    r"\b(?:decision|plans?|intention|move|threat|pledge|promise|readiness|willingness|vow|bid|choice|resolve) to $"
)
# Names that stand before a noun like adjectives.
_LETTERS = frozenset(["U.S.", "US", "U.K.", "UK", "EU", "UN", "U.N.", "NATO"])
_ACTS = re.compile(
    r" (?:(?:has|have|had|also|itself|themselves|both|later|again|then|yesterday|\w+ly|on \w+day|last \w+) ){0,2}"
)
_ALSO = re.compile(r"(?:['’]s?)?(?:,| and) (?:the )?")
_DRAWING = ("draw", "drew", "prompt", "spark", "trigger", "provok", "unleash")
NEAR = 2.0  # log-odds by which another may come before an owner
_REACH = 5  # words after it in which the weapon that is replaced is named: "to replace its ageing Soviet-made MiG-29s"
_SAYING = frozenset(
    [
        *("said", "says", "told", "announced", "claimed", "charged", "reported", "confirmed", "stated", "added"),
        *("acknowledged", "insisted", "maintained", "alleged", "declared", "revealed", "noted", "warned", "disclosed"),
    ]
)
_REPORTED, _REPORTER = 9, 14  # words after the word of saying, and of whoever says it


def without_replaced(reading: Reading, candidate: Candidate, scored: Sequence[Choice]) -> Sequence[Choice]:
    """The weapons without those that others replace: "signed for F-16s to replace its MiG-29s" is about F-16s."""
    span = replaced(reading, candidate)
    if span is None:
        return scored
    others = [choice for choice in scored if not span[0] <= choice.start < span[1]]
    here = reading.sentences[candidate.sentence].start
    return others if any(here <= choice.start < span[0] for choice in others) else scored


def replaced(reading: Reading, candidate: Candidate) -> tuple[int, int] | None:
    """Where the sentence of a candidate names, behind its deed, what is replaced."""
    words, sentence = reading.words[candidate.sentence], reading.sentences[candidate.sentence]
    found = _REPLACING.search(reading.text, words.ends[candidate.anchor], sentence.end)
    if found is None:
        return None
    last = min(words.at(found.end()) + _REACH, len(words.ends) - 1)
    return found.start(), words.ends[last]


def ruled_out(reading: Reading, candidate: Candidate, actors: Sequence[Nearby]) -> set[tuple[str, str]]:
    """Which actors cannot have which roles by where the candidate's sentence names them.

    So it is with the maker of a weapon, of one that is replaced too, with the host that only reports on the stationing,
    with whoever draws condemnation, and with the subject of another main clause where the role is the subject's: in
    "Russia sent jets to Serbia and China shipped drones" Russia shipped none.
    """
    words, anchor, roles = reading.words[candidate.sentence], candidate.anchor, frames()[candidate.type].roles
    span, (comma, saying), draws = replaced(reading, candidate), reporter(words), _draws(words, anchor)
    subject = slots_of(candidate).get(SUBJECT, "") if candidate.trigger is not None else ""
    found: set[tuple[str, str]] = set()
    for actor, mention, source in actors:
        if mention is None or source != "sent":
            continue
        at = words.at(mention.start)
        if span is not None and span[0] <= mention.start < span[1]:
            found |= {(actor, role) for role in roles}
        if mention.form == "maker":
            found |= {(actor, role) for role in MADE_ELSEWHERE}
        if draws and at < anchor:
            found.add((actor, "speaker"))
        if comma < at < saying:
            found.add((actor, "host"))
        if words.mains[at] != words.mains[anchor]:
            found.add((actor, subject))
    return found


def _draws(words: Words, at: int) -> bool:
    """Whether what is said is drawn by a deed: who did it has not spoken ("drawing worldwide condemnation")."""
    return any(word.startswith(_DRAWING) for word in words.texts[max(0, at - 2) : at + 1])


def owners(reading: Reading, candidate: Candidate) -> frozenset[str]:
    """Whose deed a predicate names, if an actor stands just before it: as a verb's subject, or as the owner of a noun.

    "After Ukraine accused Russia", "criticised Finland's withdrawal" and "the U.S. decision to withdraw" tell of one
    state's deed each. Of the annotated documents' core events in which it has the role, nobody but those who stand in
    one list with it shares it in 2,261 of 2,276 with a verb, and in 460 of 464 with a noun.
    """
    trigger = candidate.trigger
    if trigger is None or reading.words[candidate.sentence].at(trigger.start) != candidate.anchor:
        return frozenset()
    first, link = trigger.start, _OWNED
    if trigger.form in ("verb", "past") or finite(trigger.lemma.split(" ")[0]):
        resolved = _RESOLVED.search(reading.text, max(0, first - 24), first)
        first, link = (resolved.start(), _OWNED) if resolved else (first, _ACTS)
    found: set[str] = set()
    for mention in reversed(reading.actors[candidate.sentence]):
        if mention.end > first:
            continue
        between = reading.text[mention.end : first]
        owned = link.fullmatch(between) and (link is _ACTS or between[0] in "'’" or _like_adjective(reading, mention))
        if not (owned or (found and _ALSO.fullmatch(between))):
            break
        found.add(mention.id)
        first = mention.start
    return frozenset(found)


def _like_adjective(reading: Reading, mention: Mention) -> bool:
    return mention.form == "demonym" or reading.text[mention.start : mention.end] in _LETTERS


def of_owners(reading: Reading, candidate: Candidate, scored: Sequence[Scored]) -> Sequence[Scored]:
    """The actors with their log-odds by role, without those that share the subject's role with an owner."""
    role = slots_of(candidate).get(SUBJECT)
    theirs = owners(reading, candidate)
    if not theirs:
        return scored
    best = max((score for score, part, _ in scored if part == role), default=0.0)
    own = max((score for score, part, near in scored if part == role and near.actor in theirs), default=-9.0)
    if best - own > NEAR:
        return scored
    return [each for each in scored if each[1] != role or each[2].actor in theirs]


def reporter(words: Words) -> tuple[int, int]:
    """The words between which the end of a sentence names whoever reports it (", Poland's minister said on Friday"), or
    the same place twice."""
    end = len(words.texts)
    for verb in range(end - 1, max(0, end - 1 - _REPORTED), -1):
        if words.texts[verb] in _SAYING:
            for comma in range(verb - 1, max(0, verb - 1 - _REPORTER), -1):
                if words.texts[comma] == ",":
                    return comma, verb
    return 0, 0
