"""A Candidate and the actors near it → who takes which role, by the sentence and by the whole document."""

import itertools
import math
import operator
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from timeline.extraction.buyers import as_buyer
from timeline.extraction.bystanders import of_owners, ruled_out, without_reporter
from timeline.extraction.candidates import GROUPS
from timeline.extraction.companions import with_companions
from timeline.extraction.consents import as_holder
from timeline.extraction.linear import BILLION, Models, billionths, probability
from timeline.extraction.nearby import Nearby, Scored
from timeline.extraction.predicates import frames
from timeline.extraction.reading import Candidate, Reading
from timeline.extraction.role_features import actor_rows
from timeline.extraction.slot_features import (
    lemma_context,
    role_contexts,
    slot_features,
    slot_names,
    slots_met,
    slots_of,
)

if TYPE_CHECKING:
    from timeline.extraction.rows import Rows

FIRST_ACTOR = -2.2  # log-odds above which the likeliest actor takes a role
ASIDE = -0.5  # … a role that an event of the type often lacks
NEXT_ACTOR = 0.1  # … and above which further actors join the likeliest one
APART = frozenset(["recipient", "speaker", "user", "host", "decider"])
"""Roles that whoever the sentence names does not share with somebody that it does not.

Of the annotated documents' core events in whose sentence such a one is named, 234 of 27,532 have another one too.
"""
NAMED = 0.0  # log-odds by its own sentence alone above which somebody that it names has such a role
NOBODY = -9.0  # the log-odds of an actor where there is none
LOWEST = min(FIRST_ACTOR, ASIDE, NEXT_ACTOR)
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
OWN_DECISION = {"weapon-deployment": "user"}
"""Types whose actor in this role decides, too, where nobody else does: who stations its own weapons has decided it."""


@dataclass(frozen=True, slots=True)
class Part:
    """An actor in a role, with the log-odds and the place of its name."""

    actor: str
    role: str
    score: float
    source: str
    start: int = -1
    end: int = -1


Consensus = Mapping[tuple[str, str], Mapping[str, float]]


def role_scores(reading: Reading, candidate: Candidate, models: Models, kinds: dict[str, str]) -> list[Scored]:
    """The log-odds of every nearby actor in every role of the candidate's type."""
    return roles_scored(reading, [candidate], models, kinds)[0]


def roles_scored(
    reading: Reading, candidates: Sequence[Candidate], models: Models, kinds: dict[str, str]
) -> list[list[Scored]]:
    """`role_scores` of several candidates, which is far faster together than one by one."""
    near = [actor_rows(reading, candidate, kinds) for candidate in candidates]
    known, counts = models.known("actor"), [len(actors) for actors, _ in near]
    rows = known.rows(row for _, features in near for row in features)
    read = _read(reading, candidates, models, near, rows)
    roles = [frames()[candidate.type].roles for candidate in candidates]
    turns: list[list[tuple[str, ...]]] = []  # the contexts of the first role of each candidate, of the second, …
    for turn in itertools.zip_longest(*roles):
        asked = list(zip(candidates, turn, strict=True))
        turns.append([role_contexts(one, role) if role else () for one, role in asked])
        turns.append([(lemma_context(one, role),) if role else () for one, role in asked])
    weighed = known.sums(rows, turns, counts)
    bias, end = billionths(models.role.bias), 0
    found: list[list[Scored]] = []
    for candidate, (actors, features), of in zip(candidates, near, roles, strict=True):
        start, end, slots = end, end + len(actors), slots_of(candidate)
        met = slots_met(features, slots)
        scored: list[Scored] = []
        for role, sums, lemmas in zip(of, weighed[::2], weighed[1::2], strict=False):
            weights = models.role.table(role_contexts(candidate, role))
            fits = {each: bias + sum([weights.get(name, 0) for name in slot_names(role, each)]) for each in {*met}}
            here = zip(met, sums[start:end], lemmas[start:end], strict=True)
            linear = [(fits[each] + places + lemma) / BILLION for each, places, lemma in here]
            added = read[role][start:end] if read else itertools.repeat(0.0)
            scored += zip(map(operator.add, linear, added), itertools.repeat(role), actors, strict=False)
        out = ruled_out(reading, candidate, actors, kinds)
        scored = [each for each in scored if (each[2].actor, each[1]) not in out]
        scored = as_holder(reading, candidate, as_buyer(reading, candidate, scored))
        scored = list(without_reporter(reading, candidate, of_owners(reading, candidate, scored)))
        found.append(with_companions(reading, candidate, scored))
    return found


def _read(
    reading: Reading,
    candidates: Sequence[Candidate],
    models: Models,
    near: Sequence[tuple[list[Nearby], list[list[str]]]],
    rows: "Rows",
) -> dict[str, list[float]]:
    """What the sentence reader adds to the log-odds of the actors of some candidates, by role."""
    if models.reader is None:
        return {}
    places = [[each.mention.start if each.mention else -1 for each in actors] for actors, _ in near]
    return models.reader.part_scores(reading, "actor", candidates, places, rows)


def read_roles(
    reading: Reading, candidate: Candidate, models: Models, kinds: dict[str, str]
) -> dict[tuple[str, str], float]:
    """What the sentence reader adds to the log-odds of each actor in each role."""
    near, features = actor_rows(reading, candidate, kinds)
    read = _read(reading, [candidate], models, [(near, features)], models.known("actor").rows(features))
    return {(each.actor, part): added for part, row in read.items() for each, added in zip(near, row, strict=True)}


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
        for actor, row, slotted in zip(near, rows, slot_features(rows, role, slots), strict=True):
            yield RoleRow(role, actor, row, slotted, contexts, lemma)


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


@dataclass(frozen=True, slots=True)
class Casting:
    """The participants of an event, and the log-odds of those in doubt.

    `leads` says of each role taken how far its last actor is ahead of the likeliest one that did not get it, `missed`
    of each role that nobody takes how likely the likeliest actor was.
    """

    parts: list[Part]
    leads: Mapping[str, float]
    missed: Mapping[str, float]


UNCAST = Casting([], {}, {})


def cast_of(candidate: Candidate, scored: Sequence[Scored], agreed: Consensus) -> Casting:
    """Who takes which role, and how narrowly: each actor its likeliest, each role its likeliest actors."""
    # Whoever is below every floor takes no role, and by that keeps nobody from one.
    weighed = _with_shares(candidate, scored, agreed)
    judged = _judged(candidate, [each for each in weighed if each[0] >= LOWEST])
    parts = [_part(each) for each in judged if each.taken]
    held, last = {part.actor for part in parts}, {part.role: part.score for part in parts}
    best: dict[str, float] = {}
    for score, _, role, actor in weighed:
        if actor.actor not in held:
            best[role] = max(best.get(role, NOBODY), score)
    leads = {role: score - best.get(role, NOBODY) for role, score in last.items()}
    missed = {role: best.get(role, NOBODY) for role in frames()[candidate.type].roles if role not in last}
    return Casting([*parts, *own_decisions(candidate, parts)], leads, missed)


def own_decisions(candidate: Candidate, parts: Sequence[Part]) -> list[Part]:
    """The one who acts as the one who decides, where the type is of those and nobody else decides."""
    acting = [part for part in parts if part.role == OWN_DECISION.get(candidate.type)]
    if len(acting) != 1 or any(part.role == "decider" for part in parts):
        return []
    return [replace(acting[0], role="decider")]


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
    return _judged(candidate, _with_shares(candidate, scored, agreed))


Weighed = tuple[float, float, str, Nearby]


def _with_shares(candidate: Candidate, scored: Sequence[Scored], agreed: Consensus) -> list[Weighed]:
    """Each actor and role with what the whole document adds, and that alone."""
    group = GROUPS[candidate.type]
    shares = {role: agreed.get((group, role), {}) for role in frames()[candidate.type].roles}
    weighed = []
    for score, role, actor in scored:
        added = (AGREED_HERE if actor.source == "sent" else AGREED) * shares[role].get(actor.actor, 0.0)
        weighed.append((score + added, added, role, actor))
    return weighed


def _judged(candidate: Candidate, weighed: list[Weighed]) -> list[Judged]:
    seldom = SELDOM.get(candidate.type, ())
    found: list[Judged] = []
    roles: dict[str, str] = {}  # by actor
    # By role, whether the sentence names who has taken it, or somebody who by the sentence alone would.
    own = {role for score, added, role, actor in weighed if actor.source == "sent" and score - added > NAMED}
    named = dict.fromkeys(APART & own, True)
    for score, added, role, actor in sorted(weighed, key=lambda s: (-s[0], s[2], s[3].actor)):
        floor = NEXT_ACTOR if role in roles.values() else ASIDE if role in seldom else FIRST_ACTOR
        if role in APART and named.get(role, actor.source == "sent") != (actor.source == "sent"):
            floor = -NOBODY
        one = Judged(score, added, role, actor, floor, roles.get(actor.actor, ""))
        if one.taken:
            roles[actor.actor] = role
            named.setdefault(role, actor.source == "sent")
        found.append(one)
    return found


def _part(chosen: Judged) -> Part:
    where = chosen.actor.mention
    start, end = (where.start, where.end) if where else (-1, -1)
    return Part(chosen.actor.actor, chosen.role, chosen.score, chosen.actor.source, start, end)
