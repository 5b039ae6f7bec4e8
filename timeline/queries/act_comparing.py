"""Treaty acts and the events of documents about the same step → which agree on the date, and which do not."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, select

from timeline import edtf
from timeline.database import tables as t
from timeline.edtf import Certainty, Edtf
from timeline.law.acts import ACTIONS
from timeline.queries.filters import Filters, asked, shown
from timeline.queries.treaty_acts import TYPES, TreatyAct, act_marks

# A parliament's vote is a step of these types too, so that an earlier date is no contradiction in itself.
_EARLIER_STEPS = frozenset({"treaty-ratification", "treaty-withdrawal", "treaty-suspension"})
_PARTIES = ("party", "decider")


@dataclass(frozen=True, slots=True)
class ToldStep:
    """An event of a document that tells of a treaty step of one state."""

    event_id: str
    type: str
    date: Edtf
    actor: str
    treaty: str


@dataclass(slots=True)
class Compared:
    """For each event and each act what has to be said of it; `told` maps an act's id to the events that agree."""

    events: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    acts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    told: dict[str, list[ToldStep]] = field(default_factory=lambda: defaultdict(list))


def compared(connection: Connection, acts: Sequence[TreatyAct], filters: Filters) -> Compared:
    """Compare the acts with the shown events that match the filters, whatever their dates.

    An event agrees with the acts of its state, treaty and type whose date it can share; where it can share none of
    them, the acts date the step otherwise. Acts without a date, and events that did not simply happen, say nothing.
    """
    by_step: dict[tuple[str, str, str], list[TreatyAct]] = defaultdict(list)
    for each in acts:
        if each.act.date is not None:
            by_step[each.treaty.id, each.actor.id, each.type].append(each)
    found = Compared()
    for step in _told(connection, filters):
        known = by_step.get((step.treaty, step.actor, step.type), [])
        same = [each for each in known if each.act.date and edtf.same(step.date, each.act.date) is not Certainty.NO]
        for each in same:
            found.told[each.id].append(step)
            found.events[step.event_id].append(f"treaty act agrees: {_words(each)}")
        if known and not same:
            _differing(found, step, known)
    for each in acts:
        if each.id in found.told:
            found.acts.pop(each.id, None)
    return found


def _differing(found: Compared, step: ToldStep, known: Sequence[TreatyAct]) -> None:
    """Say on the event what the acts have, and on the act that lies nearest what the event has."""
    dates = [(each, each.act.date) for each in known if each.act.date]
    acts = "; ".join(_words(each) for each, _ in sorted(dates, key=lambda pair: pair[1].first))
    early = step.type in _EARLIER_STEPS and all(step.date.last < date.first for _, date in dates)
    perhaps = " (perhaps an earlier step, such as a vote)" if early else ""
    found.events[step.event_id].append(f"dated otherwise by the treaty acts: {acts}{perhaps}")
    nearest = min(dates, key=lambda pair: (abs((pair[1].first - step.date.first).days), pair[0].id))[0]
    found.acts[nearest.id].append(f"dated otherwise by {step.event_id}: {step.date}{perhaps}")


def _words(each: TreatyAct) -> str:
    marks = ", ".join([each.act.source, *act_marks(each.act)])
    return f"{each.actor.name} {ACTIONS[each.act.action]} {each.act.date} ({marks})".replace(
        "in force for it", "in force"
    )


def _told(connection: Connection, filters: Filters) -> list[ToldStep]:
    event, party, treaty = t.event.c, t.event_actor.c, t.event_treaty.c
    any_date = replace(filters, since=None, until=None, strict_dates=False)
    rows = connection.execute(
        select(event.public_id, event.type_id, event.date, party.actor_id, treaty.treaty_id)
        .distinct()
        .join_from(t.event, t.event_actor, (party.event_id == event.id) & party.role.in_(_PARTIES))
        .join(t.event_treaty, treaty.event_id == event.id)
        .where(asked(any_date), shown(any_date), event.type_id.in_(sorted(set(TYPES.values()))))
        .where(event.status == "actual")
        .order_by(event.public_id, treaty.treaty_id, party.actor_id)
    )
    return [ToldStep(id_, type_, edtf.parse(date), actor, of) for id_, type_, date, actor, of in rows]
