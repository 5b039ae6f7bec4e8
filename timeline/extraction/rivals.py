"""The drafts of a document → named features: how each stands against the likeliest one with another date (type and
people the same), with other people (type and date the same), and of another type (the date the same, whoever does it).

Such two are seldom both right: who lifts an embargo on Thursday imposes none then. Dates and people are compared as
they stand: an incomplete telling of the same happening is a rival, too.
"""

import heapq
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from timeline.extraction.decisions import Draft

NOBODY = -3.0  # log-odds of the least sure of the people where nobody takes part


class Rival(NamedTuple):
    """The likeliest draft of a variant of what is told, and how likely it is."""

    joint: float
    variant: Hashable
    draft: Draft


@dataclass(frozen=True, slots=True)
class Group:
    """How many variants are told, and the two likeliest: one of them is the likeliest other one for each draft."""

    size: int
    likeliest: Sequence[Rival]

    def rival_of(self, variant: Hashable) -> Rival | None:
        """The likeliest draft of another variant."""
        return next((rival for rival in self.likeliest if rival.variant != variant), None)


def standings(drafts: Sequence[Draft], bucket: Callable[[float], str]) -> list[list[str]]:
    """For each draft its features; `bucket` names a range of log-odds."""
    tellings: dict[Hashable, set[int]] = defaultdict(set)
    for draft in drafts:
        tellings[draft.candidate.type, draft.key, draft.date.value].add(draft.candidate.sentence)
    groups = zip(
        _groups(drafts, lambda d: (d.candidate.type, d.key), lambda d: d.date.value),
        _groups(drafts, lambda d: (d.candidate.type, d.date.value), lambda d: d.key),
        _groups(drafts, lambda d: d.date.value, lambda d: d.candidate.type),
        strict=True,
    )
    rows = []
    for draft, (dates, people, types) in zip(drafts, groups, strict=True):
        told = tellings[draft.candidate.type, draft.key, draft.date.value]
        row = [f"told with the date={min(4, len(told) - 1)}"]
        row += _against_dates(draft, dates, bucket) + _against_people(draft, people, bucket)
        rows.append(row + _against_types(draft, types, bucket))
    return rows


def _against_dates(draft: Draft, dates: Group, bucket: Callable[[float], str]) -> list[str]:
    """The same people do the same on another date."""
    rival = dates.rival_of(draft.date.value)
    if rival is None:
        return []
    ahead = _joint(draft) - rival.joint
    where = "here" if rival.draft.candidate.sentence == draft.candidate.sentence else "elsewhere"
    published = [each.date.rule == "publication" for each in (draft, rival.draft)]
    return [
        f"other date {where}={bucket(ahead / 2)}",
        f"other dates={min(4, dates.size - 1)}",
        f"{draft.candidate.type} told with another date",
        f"published={published[0]}|other date published={published[1]}|ahead={ahead > 0}",
    ]


def _against_people(draft: Draft, people: Group, bucket: Callable[[float], str]) -> list[str]:
    """Other people do the same on the same date."""
    rival = people.rival_of(draft.key)
    if rival is None:
        return []
    return [f"other people={bucket((_joint(draft) - rival.joint) / 2)}", f"other people told={min(4, people.size - 1)}"]


def _against_types(draft: Draft, types: Group, bucket: Callable[[float], str]) -> list[str]:
    """Something else is told with the same date; how far ahead is said of the types alone."""
    rival = types.rival_of(draft.candidate.type)
    if rival is None:
        return []
    ahead = draft.candidate.score - rival.draft.candidate.score
    return [f"other type={bucket(ahead)}", f"{draft.candidate.type} with {rival.draft.candidate.type} on the date"]


def _joint(draft: Draft) -> float:
    """The log-odds of type, date and the least sure of the people, added up."""
    return draft.candidate.score + draft.date.score + min((part.score for part in draft.parts), default=NOBODY)


def _groups(
    drafts: Sequence[Draft], common: Callable[[Draft], Hashable], variant: Callable[[Draft], Hashable]
) -> list[Group]:
    """For each draft the group of those that have with it in common what `common` says."""
    told: dict[Hashable, dict[Hashable, Rival]] = defaultdict(dict)
    for draft in drafts:
        rivals, rival = told[common(draft)], Rival(_joint(draft), variant(draft), draft)
        if rival.variant not in rivals or rival.joint > rivals[rival.variant].joint:
            rivals[rival.variant] = rival
    groups = {
        what: Group(len(rivals), heapq.nlargest(2, rivals.values(), key=lambda rival: rival.joint))
        for what, rivals in told.items()
    }
    return [groups[common(draft)] for draft in drafts]
