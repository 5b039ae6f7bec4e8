"""Drafts → one draft a happening: those that tell of the same event are joined, the likeliest one's values kept."""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence

from timeline import edtf
from timeline.errors import BadDate
from timeline.extraction.candidates import GROUPS
from timeline.extraction.decisions import MOST_WEAPONS, Draft
from timeline.vocabulary.vocabulary import Vocabulary

MOST = 300  # kept drafts that one is compared with: it bounds the time that a very long document takes
HOPELESS = -3.9  # log-odds below which a draft is not looked at again
LENDS = -2.5  # log-odds above which a draft that repeats another lends it its passage
APART = 1.5  # log-odds above which a second date of one predicate tells of a second event ("tests in May and in July")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_parse = functools.lru_cache(maxsize=4096)(edtf.parse)


def merge(drafts: Sequence[Draft], vocabulary: Vocabulary) -> list[Draft]:
    """The drafts, likeliest first, without those that repeat a likelier one; repeated ones lend it their passages, the
    more exact weapons that they name, and their day where it has that of the publication (as a heading does)."""
    kept: list[Draft] = []
    for draft, twin in twins(drafts):
        if twin is None:
            kept.append(draft)
        elif draft.candidate.sentence != twin.candidate.sentence and draft.score > LENDS:
            _lend(draft, twin, vocabulary)
    return kept


def twins(drafts: Iterable[Draft]) -> Iterator[tuple[Draft, Draft | None]]:
    """Each draft that is not hopeless, likeliest first, with the likelier one that it repeats, if any."""
    places: dict[tuple[str, str] | tuple[int, int], list[Draft]] = {}  # those kept, by type and actor, and by anchor
    read_as: dict[tuple[int, str, frozenset[tuple[str, str]], str], Draft] = {}  # by `_statement`
    hopeful = [draft for draft in drafts if draft.score > HOPELESS]
    for draft in sorted(hopeful, key=_likeliest):
        keys, statement = _places(draft), _statement(draft)
        twin = next((other for key in keys for other in places.get(key, ())[:MOST] if _same(draft, other)), None)
        if twin is None and draft.candidate.trigger is None:
            # Without a predicate of its own it is only another reading of what a likelier one reads in the sentence.
            twin = read_as.get(statement)
        if twin is None:
            for key in keys:
                places.setdefault(key, []).append(draft)
        read_as.setdefault(statement, twin or draft)
        yield draft, twin


def _statement(draft: Draft) -> tuple[int, str, frozenset[tuple[str, str]], str]:
    """What the readings of one statement have in common: sentence, group of types, who in which role, date."""
    return draft.candidate.sentence, GROUPS[draft.candidate.type], draft.key, draft.date.value


def _likeliest(draft: Draft) -> tuple[float, int, str, int, str]:
    place = draft.candidate
    return (-draft.score, place.sentence, place.type, place.anchor, draft.date.value)


def _places(draft: Draft) -> list[tuple[str, str] | tuple[int, int]]:
    """The keys under which a draft of the same happening can be found."""
    place = draft.candidate
    actors = sorted({p.actor for p in draft.parts}) or [""]
    return [(place.sentence, place.anchor), *((place.type, actor) for actor in actors)]


def _lend(draft: Draft, twin: Draft, vocabulary: Vocabulary) -> None:
    """Give the twin the draft's passage, the more exact weapons that it names, and the day if only it names one."""
    twin.also.append(draft.candidate)
    if twin.undated and not draft.undated and draft.date.start >= 0 and _DAY.fullmatch(draft.date.value):
        twin.day = twin.day or draft.date
    known = {w.value for w in twin.weapons}
    exact = [w for w in draft.weapons if w.value not in known and known & vocabulary.ancestors(w.value)]
    twin.weapons += exact[: MOST_WEAPONS - len(known)]


def _same(draft: Draft, other: Draft) -> bool:
    """Whether two drafts tell of one happening: one type, the same people, dates that can be one."""
    a, b = draft.candidate, other.candidate
    if a.sentence == b.sentence and a.anchor == b.anchor and GROUPS[a.type] == GROUPS[b.type]:
        if a.type == b.type:
            return draft.score <= APART or _one_date(draft, other)
        return draft.key == other.key or _overlapping_actors(draft, other)
    if a.type != b.type:
        return False
    if not _compatible(draft, other):
        return False
    return _one_date(draft, other)


def _overlapping_actors(draft: Draft, other: Draft) -> bool:
    return bool({p.actor for p in draft.parts} & {p.actor for p in other.parts})


def _compatible(draft: Draft, other: Draft) -> bool:
    """Whether no role names somebody in one draft that the other contradicts."""
    if draft.key <= other.key or other.key <= draft.key:
        return True
    for role in {p.role for p in draft.parts} & {p.role for p in other.parts}:
        mine = {p.actor for p in draft.parts if p.role == role}
        theirs = {p.actor for p in other.parts if p.role == role}
        if not mine & theirs:
            return False
    return True


def _one_date(draft: Draft, other: Draft) -> bool:
    if draft.date.value == other.date.value:
        return True
    try:
        mine, theirs = _parse(draft.date.value), _parse(other.date.value)
    except BadDate:
        return False
    if mine.first > theirs.last or theirs.first > mine.last:
        return (
            (draft.undated or other.undated) and abs((mine.first - theirs.first).days) <= 2
            if mine.first.year > 1 and theirs.first.year > 1
            else False
        )
    return True
