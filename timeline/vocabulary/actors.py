"""Rows of actors.csv → Actors and their Names: states, organisations, companies, armed groups, persons."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from timeline.vocabulary.fold import fold
from timeline.vocabulary.names import Name

PERSON = "person"
ACTOR_KINDS = (
    "state",
    "international-organisation",
    "ngo",
    "research-institute",
    "agency",
    "ministry",
    "legislature",
    "armed-non-state-group",
    "arms-maker",
    "media",
    PERSON,
)
# What acts for another: an event records the state, or the organisation, that it is a part of.
ORGANS = ("agency", "ministry", "legislature")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9.&/-]{1,9}")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who can act: `id` is ISO 3166-1 alpha-3 for states, a slug for the rest; `kind` one of ACTOR_KINDS.

    `country_id` is the state an actor belongs to (empty for a state and where none fits), `parent_id` the body it is
    part of. `checked` counts the sources that agree (0 = general knowledge).
    """

    id: str
    kind: str
    name: str
    official_name: str = ""
    iso2: str = ""
    cow: str = ""
    parent_id: str = ""
    country_id: str = ""
    notes: str = ""
    source: str = ""
    checked: int = 0


def actor_of(row: Mapping[str, str]) -> Actor:
    """The actor that a row of actors.csv describes."""
    return Actor(
        id=row["id"],
        kind=row["type"],
        name=row["name"],
        official_name=row["official_name"],
        iso2=row["iso2"],
        cow=row["cow"],
        parent_id=row["parent_id"],
        country_id="" if row["type"] == "state" else row["country_iso3"],
        notes=row["notes"],
        source=row["source"],
        checked=int(row["checked"]),
    )


def actor_names(row: Mapping[str, str]) -> Iterator[Name]:
    """The names in a row of actors.csv, each spelling once, the most telling form first."""
    forms = (
        ("official", [row["name"], row["official_name"]]),
        ("alias", listed(row["aliases"])),
        ("demonym", listed(row["demonyms"])),
        ("capital", [row["capital"]]),
        ("metonym", listed(row["metonyms"])),
        ("alias", listed(row["ambiguous_aliases"])),
    )
    texts = [(form, text) for form, texts in forms for text in texts]
    return spelt_once("actor", row["id"], texts, listed(row["ambiguous_aliases"]))


def spelt_once(kind: str, id: str, texts: Iterable[tuple[str, str]], doubted: Iterable[str]) -> Iterator[Name]:
    """A Name for each pair of form and text; empty texts and spellings that differ in case only are left out.

    Spellings that differ in accents or hyphens stay: running text is searched for each. A text that folds to one of
    the `doubted` ones is ambiguous.
    """
    doubts = {fold(text) for text in doubted}
    seen = {""}
    for form, text in texts:
        if text.casefold() not in seen:
            seen.add(text.casefold())
            folded = fold(text)
            yield Name(text, kind, id, acronym_or(form, text), folded in doubts, folded=folded)


def listed(cell: str) -> list[str]:
    """The values of a cell that joins them by `|`."""
    return cell.split("|") if cell else []


def acronym_or(form: str, text: str) -> str:
    """`acronym` for an alias in capitals such as "DRC" or "U.S.", else the form given."""
    return "acronym" if form == "alias" and _ACRONYM.fullmatch(text) else form
