"""The shipped facts in seeds/*.csv → their rows, and the Vocabulary that they make."""

import csv
from functools import cache

from timeline.shipped import shipped_folder
from timeline.vocabulary.actors import Actor, actor_names, actor_of
from timeline.vocabulary.event_types import event_type_of
from timeline.vocabulary.names import Name
from timeline.vocabulary.offices import office_of, persons
from timeline.vocabulary.treaties import treaty_names, treaty_of
from timeline.vocabulary.vocabulary import Vocabulary
from timeline.vocabulary.weapons import weapon_names, weapon_of


def seed_rows(name: str) -> list[dict[str, str]]:
    """The rows of `seeds/NAME.csv`, every cell as text."""
    with (shipped_folder("seeds") / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def shipped_vocabulary() -> Vocabulary:
    """The vocabulary of the facts that come with the program; read once a process, persons among the actors."""
    actor_rows, weapon_rows = seed_rows("actors"), seed_rows("weapons")
    treaty_rows, office_rows = seed_rows("treaties"), seed_rows("office_holders")
    actors: dict[str, Actor] = {row["id"]: actor_of(row) for row in actor_rows}
    names: list[Name] = []
    for row in actor_rows:
        names.extend(actor_names(row))
    for actor, called in persons(office_rows):
        actors[actor.id] = actor
        names.extend(called)
    for row in weapon_rows:
        names.extend(weapon_names(row))
    for row in treaty_rows:
        names.extend(treaty_names(row))
    names.extend(dated_name_of(row) for row in seed_rows("dated_names"))
    return Vocabulary(
        actors=actors,
        weapons={row["id"]: weapon_of(row) for row in weapon_rows},
        treaties={row["id"]: treaty_of(row) for row in treaty_rows},
        offices=[office_of(row) for row in office_rows],
        event_types={row["id"]: event_type_of(row) for row in seed_rows("event_types")},
        names=names,
    )


def dated_name_of(row: dict[str, str]) -> Name:
    """The name that a row of dated_names.csv describes: one that means its thing in some years only."""
    return Name(
        text=row["name"],
        kind=row["kind"],
        id=row["id"],
        form=row["form"],
        ambiguous=row["ambiguous"] == "yes",
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
    )
