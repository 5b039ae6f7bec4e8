"""An act or an armed conflict just recorded → where it leaves its state, in the words of `status`."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from timeline.database import tables as t
from timeline.edtf import Edtf, parse
from timeline.law.wording import describe
from timeline.queries.law_facts import standing_facts


def position_words(connection: Connection, treaty: str, actor: str, on: Edtf) -> str:
    """Where the actor stands under the treaty on that date, as the facts are now."""
    facts = standing_facts(connection, treaties=[treaty], actors=[actor])
    return describe(facts.positions().at(treaty, actor, on))


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
