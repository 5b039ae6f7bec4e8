"""Events counted by what they are about → certain and possible numbers, sums of worth, the same on both databases."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, delete, func, insert, literal, select, update

from tests.queries.events import store_events
from tests.queries.records import store_records
from timeline.database import tables as t
from timeline.database.opening import reading
from timeline.edtf import Certainty, parse
from timeline.outputs.phrases import about
from timeline.queries.asking import filters_from
from timeline.queries.counting import Counts, counts, first_rows
from timeline.queries.counting import _within as periods_of
from timeline.queries.dimensions import BY, DIMENSIONS, PERIODS
from timeline.queries.filters import Filters
from timeline.queries.listing import entries
from timeline.queries.told_weapons import told_weapons


@pytest.fixture
def told(engine: Engine) -> Engine:
    """Five events: 2019-06-01, 2020, 2021-06-01, 2023~ and 2023-04-04; the first is worth ten billion dollars."""
    store_records(engine)
    return engine


def _rows(connection: Connection, by: str, **asked: object) -> dict[str, tuple[int, int]]:
    found = counts(connection, filters_from(connection, asked), by.split(","))
    return {" ".join(key): (count.certain, count.possible) for key, count in found.rows.items()}


def test_every_event_counts_where_it_belongs(told: Engine) -> None:
    with reading(told) as connection:
        years = {"2019": (1, 1), "2020": (1, 1), "2021": (1, 1), "2023": (1, 2)}
        assert _rows(connection, "year") == years
        assert _rows(connection, "decade") == {"201X": (1, 1), "202X": (3, 4)}
        assert _rows(connection, "month", until="2020-02") == {"2019-06": (1, 1), "2020-01": (0, 1), "2020-02": (0, 1)}
        assert _rows(connection, "year", since="2020-07") == {"2020": (0, 1), "2021": (1, 1), "2023": (1, 2)}
        assert _rows(connection, "recipient", recipient="EU") == {"FIN": (1, 1), "POL": (1, 1), "GBR": (0, 1)}
        assert _rows(connection, "supplier,recipient", type="transfer") == {
            " TUR": (1, 1), "GBR FIN": (1, 1), "GBR POL": (1, 1), "USA GBR": (1, 1),
        }  # fmt: skip
        assert _rows(connection, "publisher") == {"Der Spiegel": (3, 3), "Reuters": (2, 2)}
        assert _rows(connection, "status,group") == {
            "actual transfer": (3, 3), "actual treaty": (1, 1), "planned transfer": (1, 1),
        }  # fmt: skip
        assert list(_rows(connection, "actor")) == ["FIN", "GBR", "POL", "TUR", "USA"]


def test_worth_is_summed_by_currency_and_weapon(told: Engine) -> None:
    with reading(told) as connection:
        found = counts(connection, Filters(), ["weapon"])
    worth = {key: dict(count.certain_value) for key, count in found.rows.items() if count.possible_value}
    assert worth == {("himars",): {"USD": 10_000_000_000.0}}
    assert dict(found.total.possible_value) == {"USD": 10_000_000_000.0}
    assert found.names["weapon"]["himars"] == "M142 HIMARS"


def test_that_a_named_weapon_is_a_weapon_is_neither_shown_nor_counted_again(told: Engine) -> None:
    with told.begin() as connection:
        first = select(func.min(t.event.c.id)).where(t.event.c.origin != "reference").scalar_subquery()
        connection.execute(delete(t.event_weapon).where(t.event_weapon.c.event_id == first))
        bare = select(t.event.c.id, literal("weapon"), literal(""), literal(""), literal(""))
        names = ["event_id", "weapon_id", "unit", "currency", "conditions"]
        connection.execute(insert(t.event_weapon).from_select(names, bare.where(t.event.c.origin != "reference")))
    with reading(told) as connection:
        events = list(entries(connection, Filters()))
        alone = [event for event in events if [weapon.id for weapon in event.weapons] == ["weapon"]]
        assert (len(events), len(alone)) == (5, 1)
        counted = {key: each[1] for key, each in _rows(connection, "weapon").items()}
    assert counted == Counter(weapon.id for event in events for weapon in told_weapons(event.weapons))
    assert counted["weapon"] == 1
    assert about(alone[0]).startswith("Weapon")
    with told.begin() as connection:
        connection.execute(update(t.event_weapon).where(t.event_weapon.c.weapon_id == "weapon").values(quantity_min=3))
    with reading(told) as connection:
        assert _rows(connection, "weapon")["weapon"] == (5, 5)
        assert all("at least 3 Weapon" in about(event) for event in entries(connection, Filters()))


def test_open_ends_add_no_years_and_acts_count_as_show_lists_them(engine: Engine) -> None:
    store_events(engine)
    with reading(engine) as connection:
        requests = _rows(connection, "year", include="review", weapon="landmine")
        assert requests == {"2022": (1, 2), "2023": (0, 1), "2024": (1, 3)}
        acts = counts(
            connection, filters_from(connection, {"treaty": "mine-ban", "type": "treaty-withdrawal"}), ["party"]
        )
        assert {key[0] for key in acts.rows} >= {"EST", "LVA", "LTU", "FIN", "POL"}
        assert acts.total.possible == acts.total.certain == sum(each.possible for each in acts.rows.values())


def test_everything_can_be_counted_by(told: Engine) -> None:
    assert set(BY) == {*PERIODS, *DIMENSIONS, "pair"}
    with reading(told) as connection:
        for name in (*PERIODS, *DIMENSIONS):
            found = counts(connection, Filters(), [name])
            assert found.total.possible == 5
            assert sum(each.possible for each in found.rows.values()) >= 5, name
        whole = counts(connection, Filters(), ["year", "weapon", "status"])
        assert isinstance(first_rows(whole, 2), Counts)
        assert list(first_rows(whole, 2).rows) == list(whole.rows)[:2]
        empty = counts(connection, filters_from(connection, {"since": "2050"}), ["year"])
        assert (empty.rows, empty.total.possible) == ({}, 0)


@given(st.dates(), st.dates(), st.sampled_from(list(PERIODS)))
def test_a_date_lies_certainly_in_one_period_or_possibly_in_several(one: object, other: object, name: str) -> None:
    first, last = sorted((str(one), str(other)))
    date = parse(first if first == last else f"{first}/{last}")
    if name == "month" and date.last.year - date.first.year > 300:
        return
    found = list(periods_of(date, [name], (date.first, date.last)))
    assert len({key for key, _ in found}) == len(found) >= 1
    certain = [each for _, each in found if each is Certainty.CERTAINLY]
    assert len(certain) == (1 if len(found) == 1 else 0)
    assert found[0][0] == (PERIODS[name].label(date.first),)
    assert found[-1][0] == (PERIODS[name].label(date.last),)
