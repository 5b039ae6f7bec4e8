"""What a user types → the ids that events hold, or one sentence with the nearest names."""

import pytest
from sqlalchemy import Engine

from timeline.database.opening import reading
from timeline.errors import UnknownName
from timeline.queries.meaning import event_types, meaning, one_of, recorded_actors


@pytest.mark.parametrize(
    ("kind", "typed", "meant"),
    [
        ("weapon", "landmines", "landmine"),
        ("weapon", "Anti-Personnel Mine", "anti-personnel-mine"),
        ("weapon", "APL", "anti-personnel-mine"),
        ("weapon", "cluster bombs", "cluster-munition"),
        ("weapon", "ATACMS", "atacms"),
        ("treaty", "ottawa treaty", "mine-ban"),
        ("treaty", "CCM", "ccm"),
        ("actor", "Ukraine", "UKR"),
        ("actor", "ukr", "UKR"),
        ("actor", "DJI", "DJI"),
        ("actor", "dji", "dji"),
        ("actor", "Washington", "USA"),
    ],
)
def test_names(engine: Engine, kind: str, typed: str, meant: str) -> None:
    with reading(engine) as connection:
        assert meaning(connection, kind, typed) == meant


@pytest.mark.parametrize("typed", ["the Pentagon", "State Department", "Biden", "USA", "Washington"])
def test_organs_and_persons_are_recorded_as_their_state(engine: Engine, typed: str) -> None:
    with reading(engine) as connection:
        assert recorded_actors(connection, [typed]) == ("USA",)


def test_an_unknown_name_tells_the_nearest(engine: Engine) -> None:
    with reading(engine) as connection, pytest.raises(UnknownName) as caught:
        meaning(connection, "weapon", "landmimes")
    assert any("mine" in name.lower() for name in caught.value.nearest)
    assert caught.value.exit_code == 2


def test_types_and_groups(engine: Engine) -> None:
    with reading(engine) as connection:
        assert event_types(connection, ["condemnation", "weapon-use"]) == ("condemnation", "weapon-use")
        assert event_types(connection, ["use-policy"]) == ("doctrine-change", "use-permission", "use-restriction")
        with pytest.raises(UnknownName):
            event_types(connection, ["condemntaion"])


def test_a_closed_list() -> None:
    assert one_of("status", ["Actual"], ("actual", "planned")) == ("actual",)
    with pytest.raises(UnknownName, match="planned"):
        one_of("status", ["planed"], ("actual", "planned"))
