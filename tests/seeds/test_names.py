"""The names of the shipped facts: none claimed twice unless marked, states keyed as ISO 3166, a sound tree."""

import json
import re
from collections import defaultdict
from pathlib import Path

import pytest

from timeline.errors import AmbiguousName
from timeline.vocabulary.actors import PERSON
from timeline.vocabulary.fold import fold
from timeline.vocabulary.reading import seed_rows, shipped_vocabulary

VOCABULARY = shipped_vocabulary()
SHARED = Path(__file__).resolve().parents[2].parent / "shared"


def test_no_name_is_claimed_twice_unless_it_is_marked_ambiguous() -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name in VOCABULARY.names:
        if not name.ambiguous:
            owners[name.kind, name.folded].add(name.id)
    twice = {key: ids for key, ids in owners.items() if len(ids) > 1}
    # A state and an organ of its own may share a name ("the Kremlin"): the state is meant, as `resolve` says.
    shared = {key for key, ids in twice.items() if key[0] == "actor" and len(set(map(VOCABULARY.state_of, ids))) == 1}
    assert {key: twice[key] for key in twice.keys() - shared} == {}
    assert {text for _, text in shared} == {
        "bankova",
        "capitol hill",
        "foggy bottom",
        "kremlin",
        "pentagon",
        "quai dorsay",
        "white house",
    }


def test_every_name_can_be_typed() -> None:
    assert [name for name in VOCABULARY.names if not name.folded or name.folded != fold(name.text)] == []
    assert [name.text for name in VOCABULARY.names if re.search(r"[()|]", name.text) and name.form != "official"] == []


def test_states_are_keyed_as_iso_3166() -> None:
    for row in seed_rows("actors"):
        if row["type"] == "state":
            assert (row["id"], row["id"]) == (row["iso3"], row["country_iso3"])
            assert re.fullmatch(r"[A-Z]{3}", row["id"])
            assert re.fullmatch(r"[A-Z]{2}", row["iso2"])
            assert row["demonyms"] or row["ambiguous_aliases"], row["id"]
        else:
            assert not row["iso3"] + row["iso2"] + row["cow"]
    codes = [row["iso2"] for row in seed_rows("actors") if row["iso2"]]
    assert len(codes) == len(set(codes)) == 200


def test_persons_and_actors_never_share_an_id() -> None:
    persons = {office.person_id for office in VOCABULARY.offices}
    assert not persons & {row["id"] for row in seed_rows("actors")}
    assert persons == {actor.id for actor in VOCABULARY.actors.values() if actor.kind == PERSON}
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id) for id in persons)


def test_the_weapons_form_one_tree_without_rings() -> None:
    roots = [weapon.id for weapon in VOCABULARY.weapons.values() if not weapon.parents]
    assert roots == ["weapon"]
    for weapon in VOCABULARY.weapons.values():
        assert weapon.id not in weapon.parents
        above = [VOCABULARY.ancestors(parent) for parent in weapon.parents]
        assert all(weapon.id not in ancestors for ancestors in above)
        for parent in weapon.parents:  # a parent that another parent already implies says nothing
            assert not any(
                parent in ancestors - {other} for ancestors, other in zip(above, weapon.parents, strict=True)
            )


def test_dated_names_mean_something_known() -> None:
    tables = {"actor": VOCABULARY.actors.keys(), "weapon": VOCABULARY.weapons.keys()}
    assert [row for row in seed_rows("dated_names") if row["id"] not in tables[row["kind"]]] == []


def test_groups_of_event_types_are_those_of_the_annotation_guide() -> None:
    counted: dict[str, int] = defaultdict(int)
    for kind in VOCABULARY.event_types.values():
        counted[kind.group] += 1
    assert counted == {"transfer": 9, "use policy": 3, "weapon": 5, "treaty": 6, "position": 5, "law": 3}


@pytest.mark.parametrize("name", ["weapons", "treaties", "actors"])
def test_no_id_of_the_evaluation_vocabulary_is_lost(name: str) -> None:
    folder = SHARED / "reference"
    if not folder.is_dir():
        pytest.skip("the reference facts beside the checkout are not here")
    ours = {row["id"] for row in seed_rows(name)}
    theirs = (folder / f"{name}.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert {line.split(",")[0] for line in theirs} <= ours


def test_every_id_of_the_annotated_documents_is_known() -> None:
    folder = SHARED / "eval"
    if not folder.is_dir():
        pytest.skip("the evaluation documents beside the checkout are not here")
    used: dict[str, set[str]] = defaultdict(set)
    for part in ("train", "dev", "seed"):
        for line in (folder / part / "gold.jsonl").read_text(encoding="utf-8").splitlines():
            for event in json.loads(line)["events"]:
                used["actor"].update(participant["actor"] for participant in event["participants"])
                used["weapon"].update(event["weapons"])
                used["treaty"].update(event["treaties"])
                used["event-type"].add(event["type"])
    for kind, ids in used.items():
        for id in ids:
            assert VOCABULARY.resolve(kind, id) == id


@pytest.mark.parametrize(
    ("text", "treaty"),
    [
        ("CCW", "ccw"),
        ("Convention on Certain Conventional Weapons", "ccw"),
        ("CCW Protocol 2", "ccw-p2"),
        ("Amended Protocol II", "ccw-ap2"),
        ("Amended Protocol II to the CCW", "ccw-ap2"),
        ("Protocol III", "ccw-p3"),
        ("Protocol V", "ccw-p5"),
        ("Ottawa Convention", "mine-ban"),
        ("the ottawa treaty", "mine-ban"),
        ("Mine Ban Convention", "mine-ban"),
        ("Oslo Convention", "ccm"),
        ("CCM", "ccm"),
        ("nuclear weapons ban treaty", "tpnw"),
        ("Hague Code", "hcoc"),
    ],
)
def test_a_name_in_use_means_its_treaty(text: str, treaty: str) -> None:
    assert VOCABULARY.resolve("treaty", text) == treaty


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("Protocol II", {"ccw-p2", "ccw-ap2"}),
        ("CCW protocols", {"ccw-p1", "ccw-p2", "ccw-ap2", "ccw-p3", "ccw-p4", "ccw-p5"}),
        ("OST", {"open-skies", "outer-space"}),
        ("NWFZ", {"tlatelolco", "rarotonga", "bangkok", "pelindaba", "canwfz"}),
    ],
)
def test_a_name_of_several_treaties_is_refused_with_the_choices(text: str, choices: set[str]) -> None:
    with pytest.raises(AmbiguousName) as refused:
        VOCABULARY.resolve("treaty", text)
    assert all(choice in str(refused.value) for choice in choices)


def test_every_treaty_answers_to_its_own_names() -> None:
    for row in seed_rows("treaties"):
        for text in (row["id"], row["short_name"], row["full_name"], *filter(None, row["aliases"].split("|"))):
            assert (text, VOCABULARY.resolve("treaty", text)) == (text, row["id"])
