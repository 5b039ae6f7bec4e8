"""A Treaty and its row of treaty_rules.csv → TreatyRules: when it binds a state, and when it no longer does."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from timeline import edtf
from timeline.edtf import Edtf
from timeline.errors import UsageError
from timeline.law.periods import Period
from timeline.vocabulary.treaties import Treaty

FORCES = ("binding", "voluntary", "disputed")
COVERAGES = ("complete", "partial", "none")


@dataclass(frozen=True, slots=True)
class TreatyRules:
    """How one treaty comes to bind a state and how it ceases to.

    `in_force` is None for a treaty that is not in force as a whole. `entry` is the time from a state's consent to the
    treaty's entry into force for it, None where unknown; `early_with_treaty` says that whoever consents before the
    treaty's own entry into force is bound from that day, even if the time is not over. `conflict_clause` names the
    article that puts off a withdrawal while the state is in an armed conflict, `annexed_to` the treaty that a protocol
    needs, `members_of` the body whose membership is participation, `force` one of FORCES. `open_to_all` says whether
    any state may join (of the others' outsiders nothing is said), `arms_in_general` whether an event about arms in
    general can fall under it. `coverage` is one of COVERAGES: how much of what states did is recorded here, read up to
    `read_until`.
    """

    treaty: str
    name: str
    adopted: Edtf | None = None
    in_force: Edtf | None = None
    ended: Edtf | None = None
    entry: Period | None = None
    early_with_treaty: bool = False
    notice: Period | None = None
    conflict_clause: str = ""
    annexed_to: str = ""
    members_of: str = ""
    force: str = "binding"
    open_to_all: bool = True
    arms_in_general: bool = False
    coverage: str = "complete"
    read_until: dt.date | None = None
    threshold: str = ""
    source: str = ""
    checked: int = 0

    def __post_init__(self) -> None:
        for value, known in ((self.force, FORCES), (self.coverage, COVERAGES)):
            if value not in known:
                raise UsageError(f"{value!r} in the rules of {self.treaty}: use one of {', '.join(known)}.")


def rules_of(treaty: Treaty, row: Mapping[str, str] | None = None) -> TreatyRules:
    """The rules of a treaty; without a row of treaty_rules.csv only what the treaty itself says of notice and dates."""
    row = row or {}
    months, days = row.get("months", ""), row.get("days", "")
    entry = None
    if months or days:
        entry = Period(int(months or 0), int(days or 0), row.get("first_of_month") == "yes")
    return TreatyRules(
        treaty=treaty.id,
        name=treaty.name,
        adopted=_date(treaty.adopted or treaty.opened),
        in_force=_date(treaty.entry_into_force),
        ended=_date(treaty.end_date),
        entry=entry,
        early_with_treaty=row.get("before_entry") == "treaty",
        notice=_notice(treaty, row),
        conflict_clause=row.get("conflict_clause", ""),
        annexed_to=row.get("annexed_to", ""),
        members_of=row.get("members_of", ""),
        force=row.get("force") or "binding",
        open_to_all=row.get("open_to_all", "yes") == "yes",
        arms_in_general=row.get("arms_in_general") == "yes",
        coverage=row.get("coverage") or "complete",
        read_until=edtf.parse(row["read_until"]).last if row.get("read_until") else None,
        threshold=row.get("threshold", ""),
        source=row.get("source", ""),
        checked=int(row.get("checked") or 0),
    )


def _notice(treaty: Treaty, row: Mapping[str, str]) -> Period | None:
    """The time from notice to withdrawal: days where the treaty counts in days (ATT, CWC, CFE), else months."""
    if row.get("notice_days"):
        return Period(days=int(row["notice_days"]))
    if row.get("notice_months"):
        return Period(months=int(row["notice_months"]))
    return None if treaty.withdrawal_notice_months is None else Period(months=treaty.withdrawal_notice_months)


def _date(text: str) -> Edtf | None:
    return edtf.parse(text) if text else None
