"""Rows of office_holders.csv → Offices, the persons who hold them as Actors, and the persons' Names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from timeline import edtf
from timeline.vocabulary.actors import PERSON, Actor, listed
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
    """Every person once, with all names that the rows give; a surname that two persons bear is marked ambiguous."""
    texts: dict[str, dict[str, str]] = {}
    first: dict[str, Mapping[str, str]] = {}
    for row in rows:
        slug = person_id(row["person"])
        first.setdefault(slug, row)
        known = texts.setdefault(slug, {})
        for text in [row["person"], *listed(row["aliases"])]:
            known.setdefault(fold(text), text)
    bearers: dict[str, int] = {}
    for known in texts.values():
        for folded in known:
            bearers[folded] = bearers.get(folded, 0) + 1
    for slug, known in texts.items():
        row = first[slug]
        actor = Actor(slug, PERSON, row["person"], source=row["source"], checked=int(row["checked"]))
        yield (
            actor,
            [
                Name(text, "actor", slug, _form(text, row["person"]), bearers[folded] > 1, folded=folded)
                for folded, text in known.items()
            ],
        )


def _form(text: str, person: str) -> str:
    """`surname` for a part of the person's name that stands alone, else `person`."""
    return "surname" if text != person and " " not in text.strip() else "person"
