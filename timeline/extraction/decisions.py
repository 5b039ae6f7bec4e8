"""Candidates → drafts: for each the date, the participants with their roles, the weapons and treaties, and the status."""

from dataclasses import dataclass, field

from timeline.extraction.candidates import GROUPS
from timeline.extraction.date_features import date_choices
from timeline.extraction.linear import Models
from timeline.extraction.predicates import frames
from timeline.extraction.reading import Candidate, Choice, Reading
from timeline.extraction.role_features import actor_features, nearby_actors, role_contexts, slot_features, slots_of
from timeline.extraction.status_features import status_features
from timeline.extraction.thing_features import treaty_choices, weapon_choices
from timeline.vocabulary.vocabulary import Vocabulary

FIRST_ACTOR = -2.2  # log-odds above which the likeliest actor takes a role
ASIDE = -0.5  # … a role that an event of the type often lacks
NEXT_ACTOR = 0.4  # … and above which further ones join it
FIRST_WEAPON, NEXT_WEAPON = -2.5, -1.0
TREATY = 0.0
NEXT_DATE = 1.2  # a second date is tried where its log-odds come this near to the best one's
MOST_WEAPONS = 3
SELDOM = {
    **{kind: ("decider", "party", "intermediary") for kind, group in GROUPS.items() if group == "transfer" and "embargo" not in kind},
    "weapon-use": ("target",), "weapon-test": ("host",), "weapon-deployment": ("host", "decider"), "weapon-production": ("decider",),
    "stockpile-destruction": ("host",), "treaty-adoption": ("decider", "party"), "treaty-entry-into-force": ("party",),
    "condemnation": ("target",), "accusation": ("target",), "threat": ("target",), "legislation": ("recipient", "target"),
    "court-ruling": ("recipient", "target"), "sanction": ("target",),
}  # fmt: skip
TREATY_TYPES = frozenset(kind for kind, group in GROUPS.items() if group == "treaty")


@dataclass(frozen=True, slots=True)
class Part:
    """An actor in a role, with the log-odds and the place of its name."""

    actor: str
    role: str
    score: float
    source: str
    start: int = -1
    end: int = -1


@dataclass(slots=True)
class Draft:
    """A candidate with all fields decided; `score` is the log-odds that the whole event is right."""

    candidate: Candidate
    date: Choice
    parts: list[Part]
    weapons: list[Choice]
    treaties: list[Choice]
    status: str
    key: frozenset[tuple[str, str]]  # who in which role: what two drafts of one happening have in common
    score: float = 0.0
    rank: int = 0  # of its type among the types of the sentence
    also: list[Candidate] = field(default_factory=list)  # candidates of other sentences that tell of the same event



def decide(reading: Reading, candidate: Candidate, models: Models, vocabulary: Vocabulary, kinds: dict[str, str]) -> list[Draft]:
    """The drafts of one candidate: one, or two where two dates are nearly as likely."""
    dates = _dates(reading, candidate, models)
    if not dates:
        return []
    parts = _parts(reading, candidate, models, kinds)
    weapons = _weapons(reading, candidate, models, vocabulary)
    treaties = _treaties(reading, candidate, models, vocabulary)
    drafts = []
    key = frozenset((p.actor, p.role) for p in parts)
    for date in dates:
        status = models.status.classes[_best(models.status.scores(status_features(reading, candidate, date.value)))]
        drafts.append(Draft(candidate, date, parts, weapons, treaties, status, key))
    return drafts


def _best(scores: list[float]) -> int:
    return max(range(len(scores)), key=lambda i: scores[i])


def _dates(reading: Reading, candidate: Candidate, models: Models) -> list[Choice]:
    scored = []
    for choice, features in date_choices(reading, candidate):
        score = models.date.score(features)
        scored.append(Choice(choice.value, score, choice.start, choice.end, choice.rule, choice.anchor))
    scored.sort(key=lambda c: (-c.score, c.value))
    if len(scored) > 1 and scored[1].start >= 0 and scored[0].score - scored[1].score < NEXT_DATE and candidate.order == 0:
        sentence = reading.sentences[candidate.sentence]
        if sentence.start <= scored[1].start < sentence.end and sentence.start <= scored[0].start:
            return scored[:2]
    return scored[:1]


def _parts(reading: Reading, candidate: Candidate, models: Models, kinds: dict[str, str]) -> list[Part]:
    near = nearby_actors(reading, candidate)
    rows = actor_features(reading, candidate, near, kinds)
    slots = slots_of(candidate)
    scored: list[tuple[float, str, int]] = []
    known = [models.role.known(row) for row in rows]
    for role in frames()[candidate.type].roles:
        contexts = role_contexts(candidate, role)
        for number, row in enumerate(rows):
            slotted = models.role.known(slot_features(row, role, slots))
            scored.append((models.role.score(known[number] + slotted, contexts), role, number))
    scored.sort(key=lambda s: (-s[0], s[1], s[2]))
    parts: list[Part] = []
    for score, role, number in scored:
        actor = near[number]
        filled = any(p.role == role for p in parts)
        floor = NEXT_ACTOR if filled else ASIDE if role in SELDOM.get(candidate.type, ()) else FIRST_ACTOR
        if score < floor or (any(p.actor == actor.actor for p in parts)):
            continue
        where = actor.mention
        parts.append(Part(actor.actor, role, score, actor.source, where.start if where else -1, where.end if where else -1))
    return parts


def _weapons(reading: Reading, candidate: Candidate, models: Models, vocabulary: Vocabulary) -> list[Choice]:
    scored = _scored(weapon_choices(reading, candidate, vocabulary), models.weapon.score)
    kept = [c for n, c in enumerate(scored) if c.score > (NEXT_WEAPON if n else FIRST_WEAPON)]
    return kept[:MOST_WEAPONS]


def _treaties(reading: Reading, candidate: Candidate, models: Models, vocabulary: Vocabulary) -> list[Choice]:
    scored = _scored(treaty_choices(reading, candidate, vocabulary), models.treaty.score)
    floor = TREATY - 2.0 if candidate.type in TREATY_TYPES else TREATY
    return [c for c in scored[:1] if c.score > floor]


def _scored(choices: list[tuple[Choice, list[str]]], score) -> list[Choice]:  # type: ignore[no-untyped-def]
    scored = [Choice(c.value, score(features), c.start, c.end) for c, features in choices]
    return sorted(scored, key=lambda c: (-c.score, c.value))
