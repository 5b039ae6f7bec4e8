"""Rows of memberships.csv, armed_conflicts.csv, states.csv → who belonged, who was at war, since when states exist."""

from collections.abc import Mapping
from dataclasses import dataclass

from timeline import edtf
from timeline.edtf import Edtf


@dataclass(frozen=True, slots=True)
class Membership:
    """An actor belongs to a body or takes part in a regime from one date to another, both included; None is open."""

    body: str
    actor: str
    began: Edtf | None = None
    ended: Edtf | None = None
    source: str = ""
    checked: int = 0


@dataclass(frozen=True, slots=True)
class ArmedConflict:
    """An explicit, sourced assertion that a state was in an armed conflict; nothing else puts off a withdrawal."""

    actor: str
    began: Edtf | None
    ended: Edtf | None
    what: str
    source: str
    checked: int = 0


@dataclass(frozen=True, slots=True)
class Beginning:
    """Since when a state exists, what its territory belonged to before, and whether it goes on with earlier acts."""

    actor: str
    began: Edtf
    before: str = ""
    continues: bool = False
    source: str = ""
    checked: int = 0


def membership_of(row: Mapping[str, str]) -> Membership:
    """The membership that a row of memberships.csv describes."""
    return Membership(
        body=row["body"],
        actor=row["actor"],
        began=_date(row["from"]),
        ended=_date(row["to"]),
        source=row["source"],
        checked=int(row["checked"]),
    )


def conflict_of(row: Mapping[str, str]) -> ArmedConflict:
    """The assertion that a row of armed_conflicts.csv makes."""
    return ArmedConflict(
        actor=row["state"],
        began=_date(row["began"]),
        ended=_date(row["ended"]),
        what=row["what"],
        source=row["source"],
        checked=int(row["checked"]),
    )


def beginning_of(row: Mapping[str, str]) -> Beginning:
    """The beginning of a state that a row of states.csv describes."""
    return Beginning(
        actor=row["state"],
        began=edtf.parse(row["began"]),
        before=row["before"],
        continues=row["continues"] == "yes",
        source=row["source"],
        checked=int(row["checked"]),
    )


def _date(text: str) -> Edtf | None:
    return edtf.parse(text) if text else None
