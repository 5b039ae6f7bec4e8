"""A Candidate → all that was weighed for each of its fields: log-odds, the weightiest features, and why not, if not."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from timeline.extraction.antecedents import antecedents
from timeline.extraction.candidates import FLOOR, MOST_TYPES, promising, type_scores
from timeline.extraction.date_features import date_choices, date_contexts
from timeline.extraction.decisions import (
    Draft,
    chosen_weapons,
    likely_weapons,
    named_later,
    of_the_clause,
    read_dates,
    scored_dates,
    scored_things,
    suits,
)
from timeline.extraction.linear import Joint, Models, Reason, weightiest
from timeline.extraction.nearby import Scored
from timeline.extraction.parts import (
    Consensus,
    Judged,
    RoleRow,
    cast_of,
    judged,
    own_decisions,
    read_roles,
    role_rows,
    role_scores,
)
from timeline.extraction.reading import Candidate, Choice, Reading
from timeline.extraction.rival_dates import ahead_of_likelier, rival_features
from timeline.extraction.status_features import status_features
from timeline.extraction.thing_features import thing_contexts, treaty_choices, weapon_choices
from timeline.extraction.type_features import document_features, hint_features, type_features
from timeline.vocabulary.vocabulary import Vocabulary

REASONS = 5  # features that are told of one decision
READER = "sentence reader"  # the reason that stands for all that the network reads


@dataclass(frozen=True, slots=True)
class Weighed:
    """A value that was weighed for a field: its log-odds, its weightiest features, and whether it was taken.

    `role` is that of a participant; `start` and `end` are where the text names it (-1 where the title or the topic
    does); `source` says from where it came; `why` what kept it out, or moved it, besides its features.
    """

    value: str
    score: float
    reasons: tuple[Reason, ...]
    taken: bool
    why: str = ""
    role: str = ""
    source: str = ""
    start: int = -1
    end: int = -1


def types_weighed(reading: Reading, index: int, models: Models, taken: Collection[str]) -> Iterator[Weighed]:
    """The types of a sentence, likeliest first; none where it is not promising."""
    if not promising(reading, index):
        return
    shared = document_features(reading)
    scores = type_scores(reading, index, models, models.type.scores(shared))
    features = [*type_features(reading, index), *shared]
    for kind in sorted(scores, key=lambda kind: (-scores[kind], kind)):
        why = ""
        if kind not in taken:
            why = f"not above {FLOOR}" if scores[kind] <= FLOOR else f"beyond the {MOST_TYPES} likeliest"
        yield Weighed(kind, scores[kind], type_reasons(reading, index, kind, features, models), kind in taken, why)


def type_reasons(
    reading: Reading, index: int, kind: str, features: Sequence[str], models: Models, limit: int | None = REASONS
) -> tuple[Reason, ...]:
    """What the words of a sentence, and with `hint` before it what the table of predicates, say for a type."""
    hints = models.hint.reasons(hint_features(reading, index, kind), None)
    words = models.type.reasons(features, kind, None)
    read = [(READER, models.reader.types(reading, index)[kind])] if models.reader else []
    return tuple(weightiest([*read, *words, *(("hint " + name, weight) for name, weight in hints)], limit))


def parts_weighed(
    reading: Reading,
    candidate: Candidate,
    scored: Sequence[Scored],
    agreed: Consensus,
    models: Models,
    kinds: dict[str, str],
) -> Iterator[Weighed]:
    """Every nearby actor in every role, likeliest first."""
    rows = {(row.role, row.actor.actor): row for row in role_rows(reading, candidate, kinds)}
    read = read_roles(reading, candidate, models, kinds)
    told = role_scores(reading, candidate, models, kinds) if candidate.since else ()
    alone = {(near.actor, role): score for score, role, near in told}
    lifted = {(n.actor, role): score - alone.get((n.actor, role), score) for score, role, n in scored} if alone else {}
    for each in judged(candidate, scored, agreed):
        where = each.actor.mention
        added, lift = read.get((each.actor.actor, each.role), 0.0), lifted.get((each.actor.actor, each.role), 0.0)
        reasons = role_reasons(rows[each.role, each.actor.actor], each.share, added, models, lift=lift)
        yield Weighed(
            each.actor.actor,
            each.score,
            reasons,
            each.taken,
            _kept_out(each),
            each.role,
            each.actor.source,
            where.start if where else -1,
            where.end if where else -1,
        )
    parts = cast_of(candidate, scored, agreed).parts
    for part in own_decisions(candidate, [part for part in parts if part.role != "decider"]):
        if part in parts:
            why = "who does it decides it"
            yield Weighed(part.actor, part.score, (), True, why, part.role, part.source, part.start, part.end)


def role_reasons(
    row: RoleRow, share: float, read: float, models: Models, limit: int | None = REASONS, lift: float = 0.0
) -> tuple[Reason, ...]:
    """What speaks for an actor in a role, with `document` for the role that it has in other sentences, `clause before`
    for what a clause without a predicate takes from that one, and what the sentence reader `read`.
    """
    place = models.role.reasons([*row.features, *row.slots], row.contexts, None)
    lemma = models.role.reasons(row.features, (row.lemma,), None) if row.lemma else []
    return tuple(weightiest([*place, *lemma, ("document", share), ("clause before", lift), (READER, read)], limit))


def _kept_out(each: Judged) -> str:
    if each.taken:
        return ""
    return f"it is {each.other}" if each.other else f"below {each.floor}"


def dates_weighed(
    reading: Reading, candidate: Candidate, models: Models, taken: Collection[tuple[str, int]]
) -> Iterator[Weighed]:
    """Every date near the candidate, the one meant first; in an entry of a chronology those that its head leaves.

    `taken` are the values with where they start.
    """
    contexts = date_contexts(candidate)
    choices = date_choices(reading, candidate)
    read = read_dates(reading, candidate, models, choices)
    features = {choice.value: row for choice, row in choices}
    added = {choice.value: more for (choice, _), more in zip(choices, read, strict=True)}
    ranked = scored_dates(reading, candidate, models)
    for place, choice in enumerate(ranked):
        row, more = features.get(choice.value, []), added.get(choice.value, 0.0)
        learned = choice.value in features and models.date.score(row, contexts) + more == choice.score
        why = "" if learned else "by the head of the entry"
        reasons = weightiest([*models.date.reasons(row, contexts, None), (READER, more)], REASONS)
        if place == 0 and ahead_of_likelier(ranked):
            why = "by what tells it from the next"
            apart = rival_features(reading, candidate, [ranked[1], choice], features)
            reasons = models.rival_date.reasons(apart, REASONS)
        yield Weighed(
            choice.value,
            choice.score,
            tuple(reasons),
            (choice.value, choice.start) in taken,
            why,
            source=choice.rule,
            start=choice.start,
            end=choice.end,
        )


def weapons_weighed(
    reading: Reading, candidate: Candidate, models: Models, vocabulary: Vocabulary, taken: Collection[str]
) -> list[Weighed]:
    """Every weapon near the candidate, likeliest first; then those that general ones which were taken stand for."""
    full = {
        each.value: each
        for each in antecedents(reading, likely_weapons(reading, candidate, models, vocabulary), vocabulary)
    }
    choices = weapon_choices(reading, candidate, vocabulary)
    meant = {each.value for each in of_the_clause(reading, candidate, [c for c, _ in choices], vocabulary)}
    why = {choice.value: "" if choice.value in meant else "another is in the clause" for choice, _ in choices}
    later = {c.value for c, _ in choices if c.value in meant and named_later(reading, candidate, c)}
    why |= dict.fromkeys(later, "a later sentence names it")
    near = _things(choices, models.weapon, candidate, taken, why)
    stood_for = [
        Weighed(each.value, each.score, (), True, "a general word stands for it", start=each.start, end=each.end)
        for each in full.values()
        if each.value in taken
    ]
    return [*(each for each in near if each.value not in full or not each.taken), *stood_for]


def treaties_weighed(
    reading: Reading, candidate: Candidate, models: Models, vocabulary: Vocabulary, taken: Collection[str]
) -> list[Weighed]:
    """Every treaty near the candidate, likeliest first."""
    weapons = chosen_weapons(reading, candidate, models, vocabulary)
    choices = treaty_choices(reading, candidate, vocabulary)
    meant = {choice.value: suits(reading, candidate, choice, weapons, vocabulary) for choice, _ in choices}
    why = {treaty: "" if suited else "not about its weapons" for treaty, suited in meant.items()}
    return _things(choices, models.treaty, candidate, taken, why)


def _things(
    choices: list[tuple[Choice, list[str]]],
    model: Joint,
    candidate: Candidate,
    taken: Collection[str],
    why: Mapping[str, str],
) -> list[Weighed]:
    contexts = thing_contexts(candidate)
    rows = {choice.value: features for choice, features in choices}
    return [
        Weighed(
            choice.value,
            choice.score,
            tuple(model.reasons(rows[choice.value], contexts, REASONS)),
            choice.value in taken,
            "" if choice.value in taken else why[choice.value],
            source=next((f.removeprefix("src=") for f in rows[choice.value] if f.startswith("src=")), ""),
            start=choice.start,
            end=choice.end,
        )
        for choice in scored_things(choices, model, candidate)
    ]


def statuses_weighed(reading: Reading, draft: Draft, models: Models, taken: str) -> list[Weighed]:
    """Every status, likeliest first."""
    features = status_features(reading, draft.candidate, draft.date.value)
    scores = models.status.scores(features)
    ranked = sorted(scores.items(), key=lambda each: (-each[1], each[0]))
    return [
        Weighed(
            status,
            score,
            tuple(models.status.reasons(features, status, REASONS)),
            status == taken,
            "by the word before the predicate" if status == taken and place else "",
        )
        for place, (status, score) in enumerate(ranked)
    ]
