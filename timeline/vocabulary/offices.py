"""Rows of office_holders.csv → Offices, the persons who hold them as Actors, and the persons' Names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from timeline import edtf
from timeline.vocabulary.actors import PERSON, Actor, listed, spelt_once
from timeline.vocabulary.fold import fold
from timeline.vocabulary.names import Name


@dataclass(frozen=True, slots=True)
class Office:
    """A person acts for `actor_id` in a role from `start` to `end` (EDTF; an empty end is open, or not known here)."""

    person_id: str
    person: str
    role: str
    actor_id: str
    start: str = ""
    end: str = ""
    acting: bool = False
    end_status: str = ""
    source: str = ""
    checked: int = 0

    def held(self, on: edtf.Edtf) -> bool:
        """Whether the office can have been held on that date, both end days included."""
        first = edtf.parse(self.start).first if self.start else date.min
        last = edtf.parse(self.end).last if self.end else date.max
        return on.first <= last and first <= on.last


def person_id(name: str) -> str:
    """A person's slug: "Josep Borrell" → `josep-borrell`."""
    return re.sub(r"[^a-z0-9]+", "-", fold_person(name)).strip("-")


def fold_person(name: str) -> str:
    """A person's name without case and accents; unlike `fold` it leaves a final s where it is ("Lloyd Mills")."""
    return fold(name + " x")[:-2]


def office_of(row: Mapping[str, str]) -> Office:
    """The office that a row of office_holders.csv describes."""
    return Office(
        person_id=person_id(row["person"]),
        person=row["person"],
        role=row["role"],
        actor_id=row["actor_id"],
        start=row["from"],
        end=row["to"],
        acting=row["acting"] == "yes",
        end_status=row["end_status"],
        source=row["source"],
        checked=int(row["checked"]),
    )


def persons(rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[Actor, list[Name]]]:
    """Every person once, with all names that the rows give; a name that two persons bear is marked ambiguous."""
    texts: dict[str, dict[str, None]] = {}
    doubted: dict[str, set[str]] = {}
    first: dict[str, Mapping[str, str]] = {}
    bearers: dict[str, set[str]] = {}
    for row in rows:
        slug = person_id(row["person"])
        first.setdefault(slug, row)
        doubts = listed(row["ambiguous_aliases"])
        known = [row["person"], *listed(row["aliases"]), *doubts]
        texts.setdefault(slug, {}).update(dict.fromkeys(known))
        doubted.setdefault(slug, set()).update(doubts)
        for text in known:
            bearers.setdefault(fold(text), set()).add(slug)
    for slug, row in first.items():
        shared = [text for text in texts[slug] if len(bearers[fold(text)]) > 1]
        forms = [(_form(text, row["person"]), text) for text in texts[slug]]
        actor = Actor(slug, PERSON, row["person"], source=row["source"], checked=int(row["checked"]))
        yield actor, list(spelt_once("actor", slug, forms, [*doubted[slug], *shared]))


def _form(text: str, person: str) -> str:
    """`short` for a part of the person's name that stands alone, else `name`."""
    return "short" if text != person and " " not in text else "name"
