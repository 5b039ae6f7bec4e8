"""Rows of treaties.csv → Treaties and their Names: treaties, protocols, export-control regimes, declarations."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from timeline.vocabulary.actors import listed, spelt_once
from timeline.vocabulary.names import Name

TREATY_KINDS = ("treaty", "protocol", "export-control regime", "political declaration")


@dataclass(frozen=True, slots=True)
class Treaty:
    """A treaty as a whole. Dates are EDTF or empty; `weapons` are the kinds that it covers; `kind` one of TREATY_KINDS.

    `withdrawal_notice_months` is None where it has no withdrawal clause or none is known; the rule is in
    `withdrawal_rule`, in words.
    """

    id: str
    name: str
    full_name: str = ""
    kind: str = "treaty"
    adopted: str = ""
    opened: str = ""
    entry_into_force: str = ""
    depositary: str = ""
    withdrawal_notice_months: int | None = None
    withdrawal_rule: str = ""
    weapons: tuple[str, ...] = ()
    status: str = ""
    end_date: str = ""
    source: str = ""
    checked: int = 0


def treaty_of(row: Mapping[str, str]) -> Treaty:
    """The treaty that a row of treaties.csv describes."""
    months = row["withdrawal_notice_months"]
    return Treaty(
        id=row["id"],
        name=row["short_name"],
        full_name=row["full_name"],
        kind=row["kind"],
        adopted=row["adopted"],
        opened=row["opened"],
        entry_into_force=row["entry_into_force"],
        depositary=row["depositary"],
        withdrawal_notice_months=int(months) if months else None,
        withdrawal_rule=row["withdrawal_rule"],
        weapons=tuple(listed(row["weapons_covered"])),
        status=row["status"],
        end_date=row["end_date"],
        source=row["source"],
        checked=int(row["checked"]),
    )


def treaty_names(row: Mapping[str, str]) -> Iterator[Name]:
    """The names in a row of treaties.csv, each spelling once."""
    doubted = listed(row["ambiguous_aliases"])
    official = [("official", row["short_name"]), ("official", row["full_name"])]
    aliases = [("alias", text) for text in listed(row["aliases"]) + doubted]
    return spelt_once("treaty", row["id"], [*official, *aliases], doubted)
