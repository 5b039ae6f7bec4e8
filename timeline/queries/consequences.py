"""An act or an armed conflict just recorded → where it leaves its state, in the words of `status`."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from timeline.database import tables as t
from timeline.edtf import Edtf, parse
from timeline.law.acts import CONSENTING, Act
from timeline.law.wording import describe
from timeline.queries.law_facts import standing_facts

# What is recorded by itself although it follows from another act.
_FOLLOWING = {"withdrawal_notice": "withdrawal_effective", **dict.fromkeys(CONSENTING, "entry_into_force")}


def position_words(connection: Connection, treaty: str, actor: str, on: Edtf) -> str:
    """Where the actor stands under the treaty on that date, as the facts are now."""
    facts = standing_facts(connection, treaties=[treaty], actors=[actor])
    return describe(facts.positions().at(treaty, actor, on))


def following(
    connection: Connection, treaty: str, actor: str, action: str, date: str | None, *, moved: str | None = None
) -> list[Act]:
    """The recorded acts that follow from an act of that kind and date and count now, whatever became of it.

    That a withdrawal took effect follows from the last notice before it. The facts are read as they are now; `moved`
    is the date that the act has in them, where it is another one.
    """
    wanted = _FOLLOWING.get(action)
    positions = standing_facts(connection, treaties=[treaty], actors=[actor]).positions()
    counting = {act for turn in positions.steps(treaty, actor).turns for act in turn.acts}
    found = [act for act in positions.acts(treaty, actor) if act.action == wanted and act in counting]
    if date is None:
        return found
    own = parse(date)
    others = [act.date for act in positions.acts(treaty, actor) if act.action == action and act.date]
    again = [other.first for other in others if other.text != moved]
    upper = min((day for day in again if day > own.last), default=None)
    return [
        act
        for act in found
        if act.date is None or (act.date.last >= own.first and (upper is None or act.date.first <= upper))
    ]


def put_off(connection: Connection, actor: str) -> Iterator[tuple[str, str]]:
    """Each treaty with an armed-conflict clause that the actor gave notice to leave, and where that leaves it."""
    act, rule = t.treaty_action.c, t.treaty_rule.c
    notices = connection.execute(
        select(act.treaty_id, act.date)
        .join_from(t.treaty_action, t.treaty_rule, rule.treaty_id == act.treaty_id)
        .where(act.actor_id == actor, act.action == "withdrawal_notice", act.date.is_not(None))
        .where(rule.conflict_clause != "")
        .order_by(act.treaty_id, act.first_day)
    ).all()
    for treaty, date in notices:
        yield treaty, position_words(connection, treaty, actor, parse(date))
