"""Withdrawals said to take effect, the notices and the treaty's rule → effects before notice and period are over."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Select, select

from timeline import edtf
from timeline.database import tables as t
from timeline.database.batches import batches
from timeline.edtf import Certainty, Edtf
from timeline.law.acts import CONSENTING
from timeline.law.periods import Span as Days
from timeline.queries.linting.contradictions import Contradiction
from timeline.queries.linting.dates import earlier
from timeline.queries.linting.scope import Scope, standing

EFFECT = re.compile(
    r"\b(?:(?:takes?|took|taking|taken|comes?|came|coming) (?:\w+ )?(?:effect|into (?:force|effect))"
    r"|(?:becomes?|became|becoming|is|was) effective|effective (?:on|from|as of)"
    r"|enter(?:s|ed|ing)? into force|(?:is|are|was|were) no longer (?:a |an )?(?:party|parties|members?|bound)"
    r"|ceas\w+ (?:\w+ ){0,2}to be (?:a |an )?(?:party|bound|member))",
    re.IGNORECASE,
)
NOTICE = re.compile(
    r"\b(?:notif\w+|gave (?:\w+ ){0,2}notice|notice of (?:\w+ )?withdrawal|instruments? of withdrawal|deposited)\b",
    re.IGNORECASE,
)
# Another step, or an effect that is counted from one: the date is then not that of the effect.
_OTHER = re.compile(
    r"\b(?:vot\w+|decid\w+|decision|propos\w+|approv\w+|adopt\w+|sign(?:ed|s)|bill|recommend\w+|announc\w+|plan\w*"
    r"|intend\w*|would|(?:days|weeks|months) (?:after|later|from|following|of|on)|half a year)\b",
    re.IGNORECASE,
)
_NEAR = 50  # characters around the words that date an event, in which it is said what happened then
_FIELDS = ("type", "date")


@dataclass(frozen=True, slots=True)
class Step:
    """A step of one state out of one treaty as an event tells it: its notice, or its taking effect."""

    key: int
    date: Edtf
    effect: bool


def early_effects(scope: Scope) -> Iterator[Contradiction]:
    """Withdrawals that take effect before the period after the notice is over, by the acts' notice or an event's."""
    for (actor, treaty), group in groupby(scope.stream(_rows(scope)), lambda row: (row.actor_id, row.treaty_id)):
        rules = scope.positions.rules.get(treaty)
        rows = list(group)
        if rules is None or rules.notice is None or not any(row.asked for row in rows):
            continue
        steps = list(_told(scope, rows))
        notices = [step for step in steps if not step.effect]
        asked = {row.id for row in rows if row.asked}
        for effect in steps:
            if effect.effect:
                yield from _too_early(scope, actor, treaty, effect, notices, asked)


def _too_early(
    scope: Scope, actor: str, treaty: str, effect: Step, notices: Sequence[Step], asked: set[int]
) -> Iterator[Contradiction]:
    rules = scope.positions.rules[treaty]
    acts = scope.positions.acts(treaty, actor)
    known: list[tuple[Edtf, int | None]] = [
        (act.date, None) for act in acts if act.action == "withdrawal_notice" and act.date is not None
    ]
    known += [(step.date, step.key) for step in notices]
    joined = [act.date.first for act in acts if act.action in CONSENTING and act.date is not None]
    known = [(date, key) for date, key in known if not any(date.last < day <= effect.date.last for day in joined)]
    if not known or rules.notice is None:
        return
    notice, key = min(known, key=lambda each: (each[0].first, each[1] or 0))
    allowed = Days.of(notice).later(rules.notice).shown
    certainty = earlier(effect.date, allowed) if allowed is not None else Certainty.NO
    if certainty and asked & {effect.key, key}:
        period = _words(rules.notice.months, rules.notice.days)
        yield Contradiction(
            f"The withdrawal of {scope.name('actor', actor)} from {scope.name('treaty', treaty)} is said to take "
            f"effect on {effect.date}; notice was given on {notice}, and {period} have to pass, until {allowed}.",
            (effect.key,) if key is None else (effect.key, key),
            certainty,
            fields=_FIELDS,
        )


def _words(months: int, days: int) -> str:
    return f"{days} days" if days and not months else f"{months} months"


def _rows(scope: Scope) -> Select[Any]:
    """The withdrawals that stand, by state and treaty; `asked` tells those that were asked about."""
    event, party, treaty = t.event.c, t.event_actor.c, t.event_treaty.c
    return (
        select(
            event.id, event.date, event.date_phrase, event.title, event.note, party.actor_id, treaty.treaty_id,
            scope.events.label("asked"),
        )
        .join_from(t.event, t.event_actor, (party.event_id == event.id) & (party.role == "party"))
        .join(t.event_treaty, treaty.event_id == event.id)
        .where(standing(event), event.type_id == "treaty-withdrawal", event.status.in_(("actual", "planned")))
        .order_by(party.actor_id, treaty.treaty_id, event.first_day, event.last_day, event.public_id)
    )  # fmt: skip


def _told(scope: Scope, rows: Sequence[Any]) -> Iterator[Step]:
    """The rows whose words tell them to be the notice or the effect."""
    claim = t.claim.c
    quotes: dict[int, list[str]] = {}
    for batch in batches([row.id for row in rows]):
        statement = (
            select(claim.event_id, claim.quote)
            .where(claim.event_id.in_(batch), claim.field.in_(("type", "date", "event")))
            .order_by(claim.event_id, claim.id)
        )
        for key, quote in scope.connection.execute(statement):
            quotes.setdefault(key, []).append(quote)
    for row in rows:
        effect = step_of(row.date_phrase, (row.title, row.note, *quotes.get(row.id, ())))
        if effect is not None:
            yield Step(row.id, edtf.parse(row.date), effect)


def step_of(phrase: str, texts: Sequence[str]) -> bool | None:
    """Whether an event dated by the phrase is the taking effect (True), the notice (False), or cannot be told (None).

    Where the phrase stands in a text, the words that stand near it decide; where it stands in none, all of a text has
    to speak of one of the two and of no other step.
    """
    answers = set()
    for text in texts:
        place = text.find(phrase) if phrase else -1
        near = text[max(0, place - _NEAR) : place + len(phrase) + _NEAR] if place >= 0 else text
        effect, notice = EFFECT.search(near), NOTICE.search(near)
        if (effect is None) is not (notice is None) and not _OTHER.search(near):
            answers.add(effect is not None)
    return answers.pop() if len(answers) == 1 else None
