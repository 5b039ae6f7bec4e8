"""Rows of weapons.csv → Weapons, their Names and the tree (with several parents) that they form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from timeline.vocabulary.actors import listed, spelt_once
from timeline.vocabulary.names import Name

CODE_SCHEMES = {
    "UNROCA": "unroca_category",
    "SIPRI": "sipri_category",
    "USML": "usml_category",
    "Wassenaar ML": "wassenaar_ml",
}


@dataclass(frozen=True, slots=True)
class Weapon:
    """A kind of weapon or one model: `parents` are the kinds just above it, `codes` pairs of scheme and code."""

    id: str
    name: str
    parents: tuple[str, ...] = ()
    manufacturer_country_id: str = ""
    codes: tuple[tuple[str, str], ...] = ()
    notes: str = ""
    source: str = ""
    checked: int = 0


def weapon_of(row: Mapping[str, str]) -> Weapon:
    """The weapon that a row of weapons.csv describes."""
    return Weapon(
        id=row["id"],
        name=row["name"],
        parents=tuple(listed(row["parents"])),
        manufacturer_country_id=row["manufacturer_country_iso3"],
        codes=tuple((scheme, row[column]) for scheme, column in CODE_SCHEMES.items() if row[column]),
        notes=row["notes"],
        source=row["source"],
        checked=int(row["checked"]),
    )


def weapon_names(row: Mapping[str, str]) -> Iterator[Name]:
    """The names in a row of weapons.csv, each spelling once."""
    doubted = listed(row["ambiguous_aliases"])
    aliases = [("alias", text) for text in listed(row["aliases"]) + doubted]
    return spelt_once("weapon", row["id"], [("official", row["name"]), *aliases], doubted)


def reach(links: Mapping[str, tuple[str, ...]], start: str) -> frozenset[str]:
    """Everything that `start` leads to over the links, itself included; ends even where the links form a ring."""
    found, ahead = {start}, [start]
    while ahead:
        for step in links.get(ahead.pop(), ()):
            if step not in found:
                found.add(step)
                ahead.append(step)
    return frozenset(found)
