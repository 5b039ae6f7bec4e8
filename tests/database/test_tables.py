"""The light tables are those of the models: the same columns and types, and all columns where rows are written."""

import pytest
from sqlalchemy import TableClause, make_url

from timeline.database import tables
from timeline.database.models import metadata

# Reference facts are only read here: what no question asks about may be absent. Whatever else is written is complete.
ONLY_READ = {
    *("event_type", "actor", "office", "weapon", "actor_name", "weapon_name"),
    *("membership", "embargo", "embargo_weapon", "reference_source"),
}
LIGHT = {name: each for name, each in vars(tables).items() if isinstance(each, TableClause)}
DIALECTS = [make_url(url).get_dialect()() for url in ("sqlite://", "postgresql+psycopg://")]


def test_the_light_tables_bear_their_own_names() -> None:
    assert {each.name: each for each in LIGHT.values()} == LIGHT
    assert set(LIGHT) > ONLY_READ


@pytest.mark.parametrize("name", LIGHT)
def test_every_column_has_the_type_of_the_model(name: str) -> None:
    known = metadata.tables[name].c
    for column in LIGHT[name].c:
        assert column.name in known
        assert column.type.python_type == known[column.name].type.python_type
        assert repr(column.type) == repr(known[column.name].type)
        for dialect in DIALECTS:
            assert column.type.compile(dialect) == known[column.name].type.compile(dialect)


@pytest.mark.parametrize("name", sorted(set(LIGHT) - ONLY_READ))
def test_a_table_that_is_written_is_complete_and_in_order(name: str) -> None:
    assert list(LIGHT[name].c.keys()) == list(metadata.tables[name].c.keys())
