"""Drafts → one draft a happening: those that tell of the same event are joined, the likeliest one's values kept."""

import functools
from collections.abc import Sequence

from timeline import edtf
from timeline.errors import BadDate
from timeline.extraction.candidates import GROUPS
from timeline.extraction.decisions import MOST_WEAPONS, Draft
from timeline.vocabulary.vocabulary import Vocabulary

HOPELESS = -3.9  # log-odds below which a draft is not looked at again
_parse = functools.lru_cache(maxsize=4096)(edtf.parse)


def merge(drafts: Sequence[Draft], vocabulary: Vocabulary) -> list[Draft]:
    """The drafts, likeliest first, without those that repeat a likelier one; repeated ones lend it their passages,
    and the more exact weapons that they name."""
    kept: list[Draft] = []
    hopeful = [draft for draft in drafts if draft.score > HOPELESS]
    for draft in sorted(
        hopeful, key=lambda d: (-d.score, d.candidate.sentence, d.candidate.type, d.candidate.anchor, d.date.value)
    ):
        twin = next((other for other in kept if _same(draft, other)), None)
        if twin is None:
            kept.append(draft)
        elif draft.candidate.sentence != twin.candidate.sentence and draft.score > -2.5:
            twin.also.append(draft.candidate)
            known = {w.value for w in twin.weapons}
            twin.weapons += [
                w for w in draft.weapons if w.value not in known and known & vocabulary.ancestors(w.value)
            ][: MOST_WEAPONS - len(known)]
    return kept


def _same(draft: Draft, other: Draft) -> bool:
    """Whether two drafts tell of one happening: one type, the same people, dates that can be one."""
    a, b = draft.candidate, other.candidate
    if a.sentence == b.sentence and a.anchor == b.anchor and GROUPS[a.type] == GROUPS[b.type]:
        return a.type == b.type or draft.key == other.key or _overlapping_actors(draft, other)
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
        default = draft.date.rule == "publication" or other.date.rule == "publication"
        return (
            default and abs((mine.first - theirs.first).days) <= 2
            if mine.first.year > 1 and theirs.first.year > 1
            else False
        )
    return True
