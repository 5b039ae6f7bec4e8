"""A Candidate and the actors near it → who takes which role, by the sentence and by the whole document."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from timeline.extraction.candidates import GROUPS
from timeline.extraction.linear import Models, probability
from timeline.extraction.predicates import frames
from timeline.extraction.reading import Candidate, Reading
from timeline.extraction.role_features import (
    Nearby,
    actor_rows,
    lemma_context,
    role_contexts,
    slot_features,
    slots_of,
)

FIRST_ACTOR = -2.2  # log-odds above which the likeliest actor takes a role
ASIDE = -0.5  # … a role that an event of the type often lacks
NEXT_ACTOR = 0.4  # … and above which further actors join the likeliest one
AGREED = 1.5  # how much the share that an actor has in a role of the document weighs
AGREED_HERE = 0.7  # … where the actor is named in the sentence itself
SELDOM = {
    **{
        kind: ("decider", "party", "intermediary")
        for kind, group in GROUPS.items()
        if group == "transfer" and "embargo" not in kind
    },
    "weapon-use": ("target",),
    "weapon-test": ("host",),
    "weapon-deployment": ("host", "decider"),
    "weapon-production": ("decider",),
    "stockpile-destruction": ("host",),
    "treaty-adoption": ("decider", "party"),
    "treaty-entry-into-force": ("party",),
    "condemnation": ("target",),
    "accusation": ("target",),
    "threat": ("target",),
    "legislation": ("recipient", "target"),
    "court-ruling": ("recipient", "target"),
    "sanction": ("target",),
}


@dataclass(frozen=True, slots=True)
class Part:
    """An actor in a role, with the log-odds and the place of its name."""

    actor: str
    role: str
    score: float
    source: str
    start: int = -1
    end: int = -1


Scored = tuple[float, str, Nearby]
Consensus = Mapping[tuple[str, str], Mapping[str, float]]


def role_scores(reading: Reading, candidate: Candidate, models: Models, kinds: dict[str, str]) -> list[Scored]:
    """The log-odds of every nearby actor in every role of the candidate's type."""
    scored: list[Scored] = []
    read = read_roles(reading, candidate, models, kinds)
    for row in role_rows(reading, candidate, kinds):
        score = models.role.score(row.features + row.slots, row.contexts)
        lemma = models.role.weights.get(row.lemma)
        if lemma:
            score += math.fsum([lemma.get(feature, 0.0) for feature in row.features])
        scored.append((score + read.get((row.actor.actor, row.role), 0.0), row.role, row.actor))
    return scored


def read_roles(
    reading: Reading, candidate: Candidate, models: Models, kinds: dict[str, str]
) -> dict[tuple[str, str], float]:
    """What the sentence reader adds to the log-odds of each actor in each role."""
    if models.reader is None:
        return {}
    near, rows = actor_rows(reading, candidate, kinds)
    places = [each.mention.start if each.mention else -1 for each in near]
    read = models.reader.part_scores(reading, candidate, "actor", places, rows)
    return {(each.actor, part): added for each, parts in zip(near, read, strict=True) for part, added in parts.items()}


class RoleRow(NamedTuple):
    """What is weighed of an actor in a role: the features of its place, those of its slot, and where they weigh."""

    role: str
    actor: Nearby
    features: list[str]
    slots: list[str]
    contexts: tuple[str, ...]
    lemma: str  # the context of the role with this predicate, in which only the features of the place weigh


def role_rows(reading: Reading, candidate: Candidate, kinds: dict[str, str]) -> Iterator[RoleRow]:
    """Every nearby actor in every role of the candidate's type."""
    near, rows = actor_rows(reading, candidate, kinds)
    slots = slots_of(candidate)
    for role in frames()[candidate.type].roles:
        contexts = role_contexts(candidate, role)
        lemma = lemma_context(candidate, role)
        for actor, row in zip(near, rows, strict=True):
            yield RoleRow(role, actor, row, slot_features(row, role, slots), contexts, lemma)


def consensus(candidates: Sequence[Candidate], scored: Sequence[Sequence[Scored]]) -> Consensus:
    """For each group of types and role the share of each actor, over all sentences that name it."""
    totals: dict[tuple[str, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for candidate, rows in zip(candidates, scored, strict=True):
        sure = probability(candidate.score)
        for score, role, actor in rows:
            if actor.source == "sent":
                totals[GROUPS[candidate.type], role][actor.actor] += sure * probability(score)
    return {
        key: {actor: value / (math.fsum(shares.values()) + 0.3) for actor, value in shares.items()}
        for key, shares in totals.items()
    }


def chosen_parts(candidate: Candidate, scored: Sequence[Scored], agreed: Consensus) -> list[Part]:
    """The participants: each actor in its likeliest role, each role filled by its likeliest actors."""
    return [_part(each) for each in judged(candidate, scored, agreed) if each.taken]


class Judged(NamedTuple):
    """An actor weighed for a role: the log-odds, what the whole document adds to them, and what became of it."""

    score: float
    share: float
    role: str
    actor: Nearby
    floor: float  # the log-odds that it had to reach
    other: str  # the role that the actor has taken before, if any

    @property
    def taken(self) -> bool:
        """Whether the actor takes the role."""
        return self.score >= self.floor and not self.other


def judged(candidate: Candidate, scored: Sequence[Scored], agreed: Consensus) -> list[Judged]:
    """Every actor and role, likeliest first, with the floor that held for it when its turn came."""
    group = GROUPS[candidate.type]
    seldom = SELDOM.get(candidate.type, ())
    weighed = []
    for score, role, actor in scored:
        share = agreed.get((group, role), {}).get(actor.actor, 0.0)
        added = (AGREED_HERE if actor.source == "sent" else AGREED) * share
        weighed.append((score + added, added, role, actor))
    weighed.sort(key=lambda s: (-s[0], s[2], s[3].actor))
    found: list[Judged] = []
    roles: dict[str, str] = {}  # by actor
    for score, added, role, actor in weighed:
        floor = NEXT_ACTOR if role in roles.values() else ASIDE if role in seldom else FIRST_ACTOR
        one = Judged(score, added, role, actor, floor, roles.get(actor.actor, ""))
        if one.taken:
            roles[actor.actor] = role
        found.append(one)
    return found


def _part(chosen: Judged) -> Part:
    where = chosen.actor.mention
    start, end = (where.start, where.end) if where else (-1, -1)
    return Part(chosen.actor.actor, chosen.role, chosen.score, chosen.actor.source, start, end)
