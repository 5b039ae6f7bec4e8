"""A Candidate and the names of its sentence → which of them its deed is not about: what is replaced, who reports."""

import re
from collections.abc import Mapping, Sequence

from timeline.extraction.beside import accused_there, complains, no_user, of_weapon
from timeline.extraction.companions import TITLE, TITLED
from timeline.extraction.nearby import Nearby, Scored
from timeline.extraction.predicates import SUBJECT, frames
from timeline.extraction.reading import Candidate, Choice, Mention, Reading, Words
from timeline.extraction.slot_features import slots_of
from timeline.extraction.words import finite

BOUGHT = frozenset(["transfer-agreement", "transfer-request"])
"""Types of which a supplier that the sentence does not name is at home where the model is made that it names: in 426 of
474 such core events of the annotated documents."""
VOICED = frozenset(["support", "condemnation", "accusation", "threat", "denial", "legislation"])
"""Types in which whoever complains may have a part."""
MADE_ELSEWHERE = frozenset(["user", "target", "speaker", "party", "host"])
"""Roles that nobody has by having made a weapon: "U.S.-made bombs hit a village"."""
HANDED = frozenset(["supplier", "recipient", "target", "user"])
"""Roles that whoever reports a deed does not share with those that do it."""
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
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_CENSURED = ("criticis", "criticiz", "condemn", "denounc", "rebuk", "censur", "accus", "blam", "fault")
_ALSO = re.compile(rf"(?:['’]s?)?(?:,| and) (?:the )?{TITLE}")
_DRAWING = ("draw", "drew", "prompt", "spark", "trigger", "provok", "unleash", "faces", "faced", "facing")
NEAR = 2.0  # log-odds by which another may come before an owner
_REACH = 5  # words after it in which the weapon that is replaced is named: "to replace its ageing Soviet-made MiG-29s"
_SAYING = frozenset(
    [
        *("said", "says", "told", "announced", "claimed", "charged", "reported", "confirmed", "stated", "added"),
        *("acknowledged", "insisted", "maintained", "alleged", "declared", "revealed", "noted", "warned", "disclosed"),
    ]
)
_ONLOOKERS = frozenset(
    [
        *("seismologists", "diplomats", "monitors", "inspectors", "experts", "analysts", "observers", "researchers"),
        *("insurers", "scientists", "academics", "witnesses", "historians"),
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


def ruled_out(
    reading: Reading, candidate: Candidate, actors: Sequence[Nearby], kinds: Mapping[str, str]
) -> set[tuple[str, str]]:
    """Which actors, of what kinds, cannot have which roles by where the candidate's sentence names them.

    So it is with the maker of a weapon, of one that is replaced too, with the host that only reports on the stationing,
    with whoever draws condemnation or is condemned, whoever handed over what others use ("bombs supplied by Syria") or
    has the coast off which they are used (in none of the annotated documents' core events are these the user), with
    agencies that are told of a deed, and with the subject of another main clause where the role is the subject's: in
    "Russia sent jets to Serbia and China shipped drones" Russia shipped none. Onlookers ("Swedish seismologists said")
    have only spoken.
    """
    words, anchor, roles = reading.words[candidate.sentence], candidate.anchor, frames()[candidate.type].roles
    span, (comma, saying), draws = replaced(reading, candidate), reporter(words), _draws(words, anchor)
    subject = slots_of(candidate).get(SUBJECT, "") if candidate.trigger is not None else ""
    found: set[tuple[str, str]] = set()
    makers = reading.makers[candidate.sentence] if candidate.type in BOUGHT else frozenset()
    for actor, mention, source in actors:
        if mention is None or source != "sent":
            if makers and reading.homes.get(actor, actor) not in makers:
                found.add((actor, "supplier"))
            continue
        at = words.at(mention.start)
        if span is not None and span[0] <= mention.start < span[1]:
            found |= {(actor, role) for role in roles}
        if mention.form == "demonym" and candidate.type == "weapon-use" and of_weapon(reading, candidate, mention):
            found.add((actor, "target"))
        if candidate.type == "court-ruling" and at > anchor and accused_there(reading, mention):
            found.add((actor, "decider"))
        if candidate.type not in VOICED and complains(reading, candidate, mention):
            found |= {(actor, role) for role in MADE_ELSEWHERE | HANDED}
        if mention.form == "maker":
            found |= {(actor, role) for role in MADE_ELSEWHERE}
        if candidate.type == "weapon-use" and no_user(reading, candidate, mention):
            found.add((actor, "user"))
        if kinds.get(actor) == "media":
            found |= {(actor, role) for role in roles if role not in ("speaker", "target")}
        if draws and at < anchor:
            found.add((actor, "speaker"))
        if comma < at < saying:
            found.add((actor, "host"))
            if not _ONLOOKERS.isdisjoint(words.texts[at:saying]):
                found |= {(actor, role) for role in roles if role not in ("speaker", "target")}
        if words.mains[at] != words.mains[anchor]:
            found.add((actor, subject))
    return found


def _draws(words: Words, at: int) -> bool:
    """Whether what is said is drawn by whoever stands before it, who has not spoken: "drawing worldwide condemnation",
    "faces criticism", "was widely condemned"."""
    left = words.texts[max(0, at - 2) : at + 1]
    passive = words.texts[at].startswith(_CENSURED) and words.texts[at].endswith("ed")
    return any(word.startswith(_DRAWING) for word in left) or (passive and not _BE.isdisjoint(left[:-1]))


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
        same = mention.id in found and TITLED.fullmatch(between)  # "Russian President Boris Yeltsin"
        if not (owned or same or (found and _ALSO.fullmatch(between))):
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


def without_reporter(reading: Reading, candidate: Candidate, scored: Sequence[Scored]) -> Sequence[Scored]:
    """The actors with their log-odds by role, the reporter of a deed without those that another likelier has.

    "The tanks have reached Ukraine, Poland's minister said": of the annotated documents' core events in which a
    reporter is a recipient, supplier, target or user another shares the role in 26 of 483.
    """
    words = reading.words[candidate.sentence]
    comma, saying = reporter(words)
    if comma == saying:
        return scored
    reporting = {
        n.actor for _, _, n in scored if n.source == "sent" and n.mention and comma < words.at(n.mention.start) < saying
    }
    best: dict[str, float] = {}
    for score, role, near in scored:
        if near.source == "sent" and near.actor not in reporting:
            best[role] = max(score, best.get(role, score))
    return [
        each
        for each in scored
        if each[2].actor not in reporting or each[1] not in HANDED or each[0] > best.get(each[1], each[0] - 1)
    ]


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
