"""The light table constructs name tables and columns that the models have."""

from sqlalchemy import TableClause

from timeline.database.models import metadata
from timeline.queries import tables


def test_every_table_and_column_is_in_the_models() -> None:
    light = {name: each for name, each in vars(tables).items() if isinstance(each, TableClause)}
    assert len(light) > 10
    for name, each in light.items():
        known = {column.name: column.type.python_type for column in metadata.tables[name].columns}
        for column in each.columns:
            assert column.name in known, f"{name}.{column.name}"
            assert column.type.python_type == known[column.name], f"{name}.{column.name}"
