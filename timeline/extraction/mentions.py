"""What the automaton found in a text → mentions of actors, weapons and treaties, and triggers, by sentence."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import TypeVar

from timeline.edtf import Edtf
from timeline.extraction.described_treaties import described_treaties
from timeline.extraction.misnamed import no_actor, told_of
from timeline.extraction.names import Bearer, NameFinder, shared_names
from timeline.extraction.persons import Cast
from timeline.extraction.reading import Mention, Sentence, Trigger
from timeline.vocabulary.vocabulary import Vocabulary

Named = TypeVar("Named", Mention, Trigger)

_MAKER = re.compile(r"-(?:made|built|supplied|designed|manufactured|produced|origin|provided|donated|developed)\b")
MEANT = "meant"  # the form of nouns that stand for a weapon only where the document names it, too
AGAINST = "anti-"  # before a weapon that another weapon is meant for: "anti-aircraft ammunition" is no aircraft
_SURNAME = re.compile(r" [A-Z][a-z]+(?:[\s,]|\.\s|’s|'s)")
_PLACED = re.compile(r"\b(?:in|to|from|of|for|with|against|and)\s$")
_WORDS = ("CAESAR", "CHARM", "MILAN", "SCALP")  # … but a city, a name or a word where they have one capital
_OPPOSED = ("pro", "anti", "ex", "non", "un")
_FAMILY = {
    "demonym": "demonym",
    "capital": "capital",
    "metonym": "metonym",
    "organ": "organ",
    "noun": "noun",
    "shared": "organ",
}


@dataclass(slots=True)
class Found:
    """A match that passed the case rules: its span and everything that it may mean."""

    start: int
    end: int
    bearers: list[Bearer]


@dataclass(frozen=True, slots=True)
class Names:
    """All mentions of a document, in the order of the text, and its triggers."""

    actors: list[Mention]
    weapons: list[Mention]
    treaties: list[Mention]
    triggers: list[Trigger]


def find_names(text: str, lowered: str, finder: NameFinder, vocabulary: Vocabulary, on: Edtf | None) -> Names:
    """One pass over the text: longest match, case rules, traps, persons through their offices on the date."""
    shouting = _shouting(text)
    found: list[Found] = []
    traps: list[tuple[int, int]] = []
    triggers: list[Trigger] = []
    for start, named, end, entry in finder.find(_one_line(lowered)):
        if entry.trap:
            traps.append((start, end))
        bearers = [b for b in entry.bearers if shouting or case_fits(text, start, named, b)]
        if lowered.endswith(AGAINST, 0, start):
            bearers = [b for b in bearers if b.kind != "weapon"]
        if bearers:
            found.append(Found(start, end, bearers))
        elif entry.bearers and not entry.predicates:
            continue
        for predicate, past in entry.predicates:
            form = "past" if past else predicate.form
            triggers.append(Trigger(start, end, predicate.types, form, predicate.lemma))
    kept = _longest(found, traps)
    cast = Cast(text, lowered, vocabulary, on, kept)
    mentions = _resolve(text, kept, vocabulary, cast)
    mentions = _compounds(mentions, vocabulary) + cast.titled
    mentions.sort(key=lambda mention: (mention.start, -mention.end))
    mentions = told_of(text, mentions, vocabulary)
    by_kind = {kind: [m for m in mentions if m.kind == kind] for kind in ("actor", "weapon", "treaty")}
    described = described_treaties(text, by_kind["weapon"], by_kind["treaty"], vocabulary, on)
    treaties = sorted(by_kind["treaty"] + described, key=lambda mention: mention.start)
    return Names(by_kind["actor"], by_kind["weapon"], treaties, _longest_triggers(triggers))


def _one_line(lowered: str) -> str:
    """The text with a blank for every line end and special blank, so that a name is found across the end of a line.

    An empty line stays two blanks wide: no name goes from one paragraph into the next.
    """
    for blank in ("\n", "\t", "\u00a0", "\u2009", "\u202f"):
        lowered = lowered.replace(blank, " ")
    return lowered


def _shouting(text: str) -> bool:
    """Whether the text is in capitals throughout, so that case tells nothing."""
    sample = text[:4000]
    letters = sum(map(str.isalpha, sample))
    return letters > 40 and sum(map(str.isupper, sample)) > 0.8 * letters


def case_fits(text: str, start: int, end: int, bearer: Bearer) -> bool:
    """Whether `text[start:end]` is written with the capitals that the name needs ("US" is not "us")."""
    if bearer.cased:
        bare = bearer.text.replace("-", "").replace(" ", "")
        written = "".join(text[start:end].replace("-", "").split())
        return written.rstrip("s") in (bare, bare.rstrip("s")) or (
            written == bare.capitalize() and _like_a_name(bearer)
        )
    return not bearer.capital or text[start].isupper() or text[start].isdigit()


def _like_a_name(bearer: Bearer) -> bool:
    """Whether an acronym is long enough that papers write it like a name: "Himars", "Thaad", "Mk-82"."""
    return bearer.kind == "weapon" and len(bearer.text) >= 5 and bearer.text not in _WORDS


def _longest(found: list[Found], traps: list[tuple[int, int]]) -> list[Found]:
    """Of overlapping matches the longest; nothing that lies inside a trap."""
    blocked = [(start, end, None) for start, end in traps]
    spans = sorted([*((f.start, f.end, f) for f in found), *blocked], key=lambda s: (s[0], -s[1], s[2] is not None))
    kept: list[Found] = []
    reach = -1
    best: tuple[int, int, Found | None] | None = None
    for span in spans:
        if span[0] >= reach:
            if best and best[2]:
                kept.append(best[2])
            best, reach = span, span[1]
        elif best and span[1] - span[0] > best[1] - best[0]:
            best, reach = span, max(reach, span[1])
    if best and best[2]:
        kept.append(best[2])
    return kept


def _longest_triggers(triggers: list[Trigger]) -> list[Trigger]:
    """One trigger a place: of those that overlap the longest, with the types of all that have its span."""
    merged: dict[tuple[int, int], Trigger] = {}
    for trigger in triggers:
        span = (trigger.start, trigger.end)
        known = merged.get(span)
        if known:
            types = known.types + tuple(t for t in trigger.types if t not in known.types)
            merged[span] = Trigger(*span, types, known.form, known.lemma)
        else:
            merged[span] = trigger
    kept: list[Trigger] = []
    for trigger in sorted(merged.values(), key=lambda t: (t.start, -t.end)):
        if kept and trigger.start < kept[-1].end:
            continue
        kept.append(trigger)
    return kept


def _resolve(text: str, found: list[Found], vocabulary: Vocabulary, cast: Cast) -> list[Mention]:
    certain: Counter[str] = Counter()
    for match in found:
        ids = {b.id for b in match.bearers if not b.ambiguous and b.text.lower() not in shared_names()}
        if len(ids) == 1:
            certain[ids.pop()] += 1
    mentions = []
    for match in found:
        mention = _one(text, match, certain, vocabulary, cast)
        if mention:
            mentions.append(mention)
    return mentions


def _compounds(mentions: list[Mention], vocabulary: Vocabulary) -> list[Mention]:
    """Weapons that stand side by side and are kinds of each other made one: "HIMARS rocket launchers" is the former."""
    kept: list[Mention] = []
    for mention in mentions:
        last = kept[-1] if kept else None
        beside = last is not None and last.kind == mention.kind == "weapon" and mention.start - last.end == 1
        if last is not None and beside and mention.id in vocabulary.ancestors(last.id):
            kept[-1] = Mention("weapon", last.id, last.start, mention.end, last.form)
        else:
            kept.append(mention)
    return kept


def _one(text: str, match: Found, certain: Counter[str], vocabulary: Vocabulary, cast: Cast) -> Mention | None:
    bearers = match.bearers
    kinds = {b.kind for b in bearers}
    if "weapon" in kinds and "actor" in kinds:
        bearers = (
            [b for b in bearers if b.kind == "actor"]
            if all(b.ambiguous for b in bearers if b.kind == "weapon")
            else bearers
        )
    if any(b.form in ("person", "surname") for b in bearers):
        return cast.person(match.start, match.end, bearers)
    bearers = [b for b in bearers if not (b.kind == "actor" and b.text.lower() in shared_names() and not certain[b.id])]
    bearers = [b for b in bearers if not (b.ambiguous and not certain[b.id] and _first_name(text, match, b))]
    if not bearers:
        return None  # an institution such as several states have, of one that the document does not speak of
    clear = [b for b in bearers if not b.ambiguous]
    chosen = _among(clear or bearers, certain, vocabulary, bool(clear))
    if chosen is None:
        return None
    if chosen.kind == "actor":
        return _actor(text, match, chosen, vocabulary)
    return Mention(chosen.kind, chosen.id, match.start, match.end, _FAMILY.get(chosen.form, "name"))


def _first_name(text: str, match: Found, bearer: Bearer) -> bool:
    """Whether the name of a state is that of a person: "Jordan Smith", but not "in Chad President Déby"."""
    beside = bearer.kind == "actor" and bearer.form == "official" and _SURNAME.match(text, match.end)
    return bool(beside) and not _PLACED.search(text, max(0, match.start - 10), match.start)


def _among(bearers: list[Bearer], certain: Counter[str], vocabulary: Vocabulary, clear: bool) -> Bearer | None:
    """The bearer that the document speaks of elsewhere, else the only one, else the most general weapon."""
    first = bearers[0]
    if all(b.form == MEANT and not certain[b.id] for b in bearers):
        return None  # what is not said elsewhere is not meant here
    sure = clear or first.kind != "actor" or first.form == "official" or len(first.text) > 4
    if sure and len({b.id for b in bearers}) == 1:
        return first
    if bearers[0].kind == "weapon":
        related = [
            b
            for b in bearers
            if certain[b.id] or any(certain[child] for child in vocabulary.descendants(b.id) if child != b.id)
        ]
        pool = related or [b for b in bearers if b.form != MEANT]
        return max(pool, key=lambda b: (certain[b.id], b.form == "noun", len(vocabulary.descendants(b.id)), b.id))
    return max(bearers, key=lambda b: (certain[b.id], b.id)) if any(certain[b.id] for b in bearers) or clear else None


def _actor(text: str, match: Found, bearer: Bearer, vocabulary: Vocabulary) -> Mention | None:
    before = text[max(0, match.start - 5) : match.start].lower()
    if before.endswith("-") and before.rstrip("-").split(" ")[-1].split("\n")[-1] in _OPPOSED:
        return None
    form = _FAMILY.get(bearer.form, "name")
    if no_actor(text, match.start, match.end, form, bearer.id):
        return None
    if _MAKER.match(text, match.end):
        form = "maker"
    return Mention("actor", vocabulary.state_of(bearer.id), match.start, match.end, form)


def by_sentence(found: list[Named], sentences: list[Sentence]) -> list[list[Named]]:
    """The mentions or triggers of each sentence; those that lie outside all sentences (a header) are left out."""
    groups: list[list[Named]] = [[] for _ in sentences]
    position = 0
    for one in found:
        while position < len(sentences) and sentences[position].end <= one.start:
            position += 1
        if position < len(sentences) and sentences[position].start <= one.start:
            groups[position].append(one)
    return groups
