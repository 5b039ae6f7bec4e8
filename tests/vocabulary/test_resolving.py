"""Every known form of a name leads to its id; unknown and ambiguous ones say what could have been meant."""

import re

import pytest

from timeline.errors import AmbiguousName, UnknownName
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()


@pytest.mark.parametrize(
    ("kind", "text", "id"),
    [
        ("weapon", "landmines", "landmine"),
        ("weapon", "Land Mines", "landmine"),
        ("weapon", "anti-personnel mine", "anti-personnel-mine"),
        ("weapon", "antipersonnel landmines", "anti-personnel-mine"),
        ("weapon", "APL", "anti-personnel-mine"),
        ("weapon", "anti-personnel-mine", "anti-personnel-mine"),
        ("weapon", "Cluster Bombs", "cluster-munition"),
        ("weapon", "F16", "f-16"),
        ("weapon", "S 400s", "s-400"),
        ("weapon", "atacms", "atacms"),
        ("weapon", "weapons", "weapon"),
        ("treaty", "Ottawa Treaty", "mine-ban"),
        ("treaty", "ottawa convention", "mine-ban"),
        ("treaty", "Mine Ban Treaty", "mine-ban"),
        ("treaty", "CCM", "ccm"),
        ("treaty", "AP II", "ccw-ap2"),
        ("treaty", "Oslo Treaty", "ccm"),
        ("treaty", "New START treaty", "new-start"),
        ("actor", "Washington", "USA"),
        ("actor", "the White House", "USA"),
        ("actor", "Pentagon", "USA"),
        ("actor", "the Kremlin", "RUS"),
        ("actor", "kremlin", "kremlin"),
        ("actor", "ukraine", "UKR"),
        ("actor", "UA", "UKR"),
        ("actor", "ukr", "UKR"),
        ("actor", "Ukrainian", "UKR"),
        ("actor", "u.s.", "USA"),
        ("actor", "Georgia", "GEO"),
        ("actor", "Soviet Union", "RUS"),
        ("actor", "West German", "DEU"),
        ("actor", "Human Rights Watch", "hrw"),
        ("actor", "GulfCooperation Council", "gcc"),
        ("actor", "Biden", "joe-biden"),
        ("actor", "Turk", "TUR"),
        ("event-type", "transfer-delivery", "transfer-delivery"),
        ("event-type", "Delivery", "transfer-delivery"),
        ("event-type", "ratification", "treaty-ratification"),
        ("event-type", "Arms embargo", "embargo"),
    ],
)
def test_a_known_form_leads_to_its_id(kind: str, text: str, id: str) -> None:
    assert VOCABULARY.resolve(kind, text) == id


def _all_that_is_meant(kind: str, text: str) -> set[str]:
    try:
        return {VOCABULARY.resolve(kind, text)} | {meaning.id for meaning in VOCABULARY.meanings(text)}
    except AmbiguousName as choices:
        return set(choices.choices)


@pytest.mark.parametrize("kind", ["actor", "weapon", "treaty", "event-type"])
def test_every_id_and_every_main_name_leads_to_the_thing_itself(kind: str) -> None:
    ids = {
        "actor": list(VOCABULARY.actors),
        "weapon": list(VOCABULARY.weapons),
        "treaty": list(VOCABULARY.treaties),
        "event-type": list(VOCABULARY.event_types),
    }
    for id in ids[kind]:
        assert VOCABULARY.resolve(kind, id) == id
        if id not in ("DJI", "dji"):  # Djibouti and the maker of drones: the only ids that differ in case alone
            assert VOCABULARY.resolve(kind, id.upper()) == VOCABULARY.resolve(kind, id.lower()) == id
            assert id in _all_that_is_meant(kind, VOCABULARY.name_of(kind, id))


@pytest.mark.parametrize(
    ("kind", "text", "choices"),
    [
        ("weapon", "mines", ("anti-personnel-mine", "landmine", "naval-mine")),
        ("weapon", "Leopard tanks", ("leopard-1", "leopard-2")),
        ("weapon", "Mistral", ("mistral-missile", "mistral-ship")),
        ("actor", "Congo", ("COD", "COG")),
        ("actor", "Brussels", ("BEL", "eu")),
        ("actor", "George Bush", ("george-h-w-bush", "george-w-bush")),
        ("event-type", "suspension", ("transfer-suspension", "treaty-suspension")),
    ],
)
def test_an_ambiguous_name_lists_the_choices(kind: str, text: str, choices: tuple[str, ...]) -> None:
    with pytest.raises(AmbiguousName) as raised:
        VOCABULARY.resolve(kind, text)
    assert raised.value.choices == choices
    assert raised.value.exit_code == 2


@pytest.mark.parametrize(
    ("kind", "text", "first"),
    [
        ("weapon", "lanmines", "Landmine"),
        ("weapon", "patriot misile", "Patriot missile"),
        ("weapon", "clustr munition", "Cluster munition"),
        ("actor", "Ukrane", "Ukraine"),
        ("actor", "Germny", "Germany"),
        ("treaty", "otawa treaty", "Ottawa Treaty"),
        ("event-type", "transfer-delivry", "transfer-delivery"),
    ],
)
def test_an_unknown_name_lists_the_nearest(kind: str, text: str, first: str) -> None:
    with pytest.raises(UnknownName, match=re.escape(first)) as raised:
        VOCABULARY.resolve(kind, text)
    assert raised.value.nearest[0] == first
    assert len(raised.value.nearest) <= 5


@pytest.mark.parametrize("text", ["", "  ", "—", "qqqqzzzz"])
def test_a_text_like_nothing_is_unknown_without_suggestions(text: str) -> None:
    with pytest.raises(UnknownName) as raised:
        VOCABULARY.resolve("weapon", text)
    assert raised.value.nearest == ()


def test_what_is_suggested_can_be_typed() -> None:
    for kind, text in [
        ("weapon", "minez"),
        ("actor", "Rusia"),
        ("treaty", "chemical convention"),
        ("actor", "Jhonson"),
    ]:
        for name in VOCABULARY.nearest(kind, text):
            VOCABULARY.resolve(kind, name)


def test_a_group_stands_for_its_types() -> None:
    assert VOCABULARY.resolve_types("position") == ("support", "condemnation", "accusation", "threat", "denial")
    assert VOCABULARY.resolve_types("Use Policy") == ("use-permission", "use-restriction", "doctrine-change")
    assert VOCABULARY.resolve_types("embargo") == ("embargo",)
    assert len(VOCABULARY.resolve_types("treaty")) == 6
