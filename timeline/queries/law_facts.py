"""The reference facts in the database, the user's own included → LawFacts, whole or those that positions need."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Select, and_, false, select

from timeline import edtf
from timeline.database import tables as t
from timeline.edtf import Edtf
from timeline.law.acts import Act
from timeline.law.circumstances import ArmedConflict, Beginning, Membership
from timeline.law.facts import LawFacts
from timeline.law.periods import Period
from timeline.law.rules import TreatyRules

if TYPE_CHECKING:  # a question about positions needs none of them
    from timeline.law.conducts import ConductRule
    from timeline.law.embargoes import Embargo
    from timeline.law.provisions import Condition, Provision


def stored_facts(connection: Connection) -> LawFacts:
    """Everything that obligations are computed from. Reads some eight thousand rows."""
    standing = standing_facts(connection)
    return LawFacts(
        rules=standing.rules,
        acts=standing.acts,
        provisions=_provisions(connection),
        conditions=_conditions(connection),
        conducts=_conducts(connection),
        embargoes=_embargoes(connection),
        memberships=standing.memberships,
        conflicts=standing.conflicts,
        beginnings=standing.beginnings,
    )


def standing_facts(
    connection: Connection, *, treaties: Sequence[str] | None = None, actors: Sequence[str] | None = None
) -> LawFacts:
    """What positions are computed from; provisions, conditions, conducts and embargoes are left out.

    The rules are those of all treaties. Acts and memberships are those of the `treaties` (and of the treaties that
    these are annexed to) and of the `actors`, both ids; None asks for all.
    """
    rules = _rules(connection)
    wanted = None if treaties is None else _with_parents(treaties, rules)
    bodies = None if wanted is None else {rules[id_].members_of for id_ in wanted if id_ in rules}
    return LawFacts(
        rules=rules,
        acts=_acts(connection, wanted, actors),
        memberships=_memberships(connection, bodies, actors),
        conflicts=_conflicts(connection),
        beginnings=_beginnings(connection),
    )


def _with_parents(treaties: Sequence[str], rules: dict[str, TreatyRules]) -> list[str]:
    parents = (rules[id_].annexed_to for id_ in treaties if id_ in rules)
    return sorted({*treaties, *filter(None, parents)})


def _rules(connection: Connection) -> dict[str, TreatyRules]:
    """The rules of every treaty; of one without a row of `treaty_rule`, what the treaty itself says."""
    treaty, rule = t.treaty.c, t.treaty_rule.c
    columns = (treaty.id, treaty.name, treaty.adopted, treaty.opened, treaty.entry_into_force, treaty.end_date)
    statement = (
        select(*columns, treaty.withdrawal_notice_months, *(each for each in rule if each.name != "treaty_id"))
        .select_from(t.treaty)
        .outerjoin(t.treaty_rule, rule.treaty_id == treaty.id)
        .order_by(treaty.id)
    )
    return {row.id: _rule(row) for row in connection.execute(statement)}


def _rule(row: Any) -> TreatyRules:  # noqa: ANN401 - a row of the statement above
    entry = None
    if row.months is not None or row.days is not None:
        entry = Period(row.months or 0, row.days or 0, bool(row.first_of_month))
    said = row.force is not None
    return TreatyRules(
        treaty=row.id,
        name=row.name,
        adopted=_date(row.adopted or row.opened),
        in_force=_date(row.entry_into_force),
        ended=_date(row.end_date),
        entry=entry,
        early_with_treaty=row.before_entry == "treaty",
        notice=_notice(row),
        conflict_clause=row.conflict_clause or "",
        annexed_to=row.annexed_to_id or "",
        members_of=row.members_of or "",
        force=row.force or "binding",
        open_to_all=bool(row.open_to_all) if said else True,
        arms_in_general=bool(row.arms_in_general),
        coverage=row.coverage or "complete",
        read_until=edtf.parse(row.read_until).last if row.read_until else None,
        threshold=row.threshold or "",
        source=row.source or "",
        checked=row.checked or 0,
    )


def _notice(row: Any) -> Period | None:  # noqa: ANN401
    if row.notice_days is not None:
        return Period(days=row.notice_days)
    months = row.notice_months if row.notice_months is not None else row.withdrawal_notice_months
    return None if months is None else Period(months=months)


def _acts(connection: Connection, treaties: Sequence[str] | None, actors: Sequence[str] | None) -> tuple[Act, ...]:
    action = t.treaty_action.c
    columns = (action.treaty_id, action.actor_id, action.action, action.date, action.effective_date, action.basis)
    statement = select(*columns, action.contested, action.source, action.checked, action.note)
    statement = statement.where(_among(action.treaty_id, treaties), _among(action.actor_id, actors))
    return tuple(
        Act(
            treaty=treaty,
            actor=actor,
            action=done,
            date=_date(date),
            effective=_date(effective),
            basis=basis,
            contested=bool(contested),
            source=source,
            checked=checked,
            note=note,
        )
        for treaty, actor, done, date, effective, basis, contested, source, checked, note in connection.execute(
            statement.order_by(action.treaty_id, action.actor_id, action.first_day, action.id)
        )
    )


def _memberships(
    connection: Connection, bodies: set[str] | None, actors: Sequence[str] | None
) -> tuple[Membership, ...]:
    if bodies is not None and not bodies - {""}:
        return ()
    member = t.membership.c
    columns = (member.body_id, member.actor_id, member.start_date, member.end_date, member.source, member.checked)
    statement = select(*columns).where(
        _among(member.body_id, None if bodies is None else sorted(bodies)), _among(member.actor_id, actors)
    )
    return tuple(
        Membership(body, actor, _date(began), _date(ended), source, checked)
        for body, actor, began, ended, source, checked in connection.execute(
            statement.order_by(member.body_id, member.actor_id, member.start_date)
        )
    )


def _conflicts(connection: Connection) -> tuple[ArmedConflict, ...]:
    said = t.armed_conflict.c
    statement = select(said.actor_id, said.began, said.ended, said.what, said.source, said.checked).order_by(
        said.actor_id, said.id
    )
    return tuple(
        ArmedConflict(actor, _date(began), _date(ended), what, source, checked)
        for actor, began, ended, what, source, checked in connection.execute(statement)
    )


def _beginnings(connection: Connection) -> tuple[Beginning, ...]:
    state = t.state_beginning.c
    columns = (state.actor_id, state.began, state.before, state.continues, state.source, state.checked)
    return tuple(
        Beginning(actor, edtf.parse(began), before, bool(continues), source, checked)
        for actor, began, before, continues, source, checked in connection.execute(
            select(*columns).order_by(state.actor_id)
        )
    )


def _provisions(connection: Connection) -> "tuple[Provision, ...]":
    from timeline.law.provisions import Provision

    rule = t.provision.c
    columns = (rule.treaty_id, rule.article, rule.conduct, rule.weapon_id, rule.rule, rule.exception, rule.source)
    return _made(connection, Provision, select(*columns, rule.checked).order_by(rule.id))


def _conditions(connection: Connection) -> "tuple[Condition, ...]":
    from timeline.law.provisions import Condition

    test = t.provision_condition.c
    columns = (test.treaty_id, test.article, test.conduct, test.weapon, test.test, test.value, test.why)
    return _made(connection, Condition, select(*columns).order_by(test.id))


def _conducts(connection: Connection) -> "tuple[ConductRule, ...]":
    from timeline.law.conducts import ConductRule

    rule = t.conduct_rule.c
    columns = (rule.event_type_id, rule.role, rule.conduct, rule.note, rule.doubt)
    return _made(
        connection, ConductRule, select(*columns).order_by(rule.position, rule.event_type_id, rule.role, rule.conduct)
    )


def _made(connection: Connection, kind: type[Any], statement: "Select[Any]") -> tuple[Any, ...]:
    """The rows as values of that kind, whose fields are in the order of the columns."""
    return tuple(kind(*row) for row in connection.execute(statement))


def _embargoes(connection: Connection) -> "tuple[Embargo, ...]":
    from timeline.law.embargoes import Embargo

    weapons: dict[str, list[str]] = defaultdict(list)
    covered = t.embargo_weapon.c
    for embargo, weapon in connection.execute(
        select(covered.embargo_id, covered.weapon_id).order_by(covered.embargo_id, covered.position)
    ):
        weapons[embargo].append(weapon)
    return tuple(
        Embargo(
            id=row.id,
            imposed_by=row.imposed_by_id,
            target=row.target_id,
            scope=row.scope,
            weapons=tuple(weapons[row.id]),
            began=_date(row.start_date),
            ended=_date(row.end_date),
            legal_basis=row.legal_basis,
            exceptions=row.exceptions,
            source=row.source,
            checked=row.checked,
        )
        for row in connection.execute(select(t.embargo).order_by(t.embargo.c.id))
    )


def _among(column: ColumnElement[Any], ids: Sequence[str] | None) -> ColumnElement[bool]:
    if ids is None:
        return and_(True)
    return column.in_(ids) if ids else false()


def _date(text: str | None) -> Edtf | None:
    return edtf.parse(text) if text else None
