"""Rows go in whole and in their order, however many there are, and none where one is refused."""

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError

from timeline.database import tables as t
from timeline.database.batches import insert_numbered, insert_rows
from timeline.database.opening import reading, writing


def entries(number: int) -> list[tuple[str | None, ...]]:
    """Rows of the log, which has a check on the length of a hash."""
    hash = f"{7:064x}"
    return [("2026", "Ana", "why?", "event", f"ev-{at}", None, '{"a": 1}', "", hash) for at in range(number)]


@pytest.mark.parametrize("number", [0, 1, 19, 110, 111, 112, 777, 1000])
def test_every_row_once_in_its_order(engine: Engine, number: int) -> None:
    with writing(engine) as connection:
        before = connection.execute(select(t.change.c.id)).scalars().all()
        insert_rows(connection, t.change, entries(number))
    with reading(engine) as connection:
        rows = connection.execute(select(t.change).where(t.change.c.id.not_in(before)).order_by(t.change.c.id)).all()
    assert [row.row_key for row in rows] == [f"ev-{at}" for at in range(number)]
    assert all((row.at, row.before, row.after, row.previous_hash) == ("2026", None, {"a": 1}, "") for row in rows)


@pytest.mark.parametrize("at", [0, 110, 221, 229])
def test_a_row_that_the_table_refuses_leaves_none(engine: Engine, at: int) -> None:
    rows = entries(230)
    rows[at] = (*rows[at][:-1], "short")
    with reading(engine) as connection:
        before = connection.execute(select(t.change.c.id)).scalars().all()
    with pytest.raises(IntegrityError), writing(engine) as connection:
        insert_rows(connection, t.change, rows)
    with reading(engine) as connection:
        assert connection.execute(select(t.change.c.id)).scalars().all() == before


@pytest.mark.parametrize("number", [0, 1, 112, 300])
def test_the_ids_that_the_database_gave(engine: Engine, number: int) -> None:
    def looked_up() -> list[int]:
        known = {row.row_key: row.id for row in connection.execute(select(t.change.c.row_key, t.change.c.id))}
        return [known[f"ev-{at}"] for at in range(number)]

    with writing(engine) as connection:
        insert_rows(connection, t.change, [("2026", "", "", "event", "before", None, None, "", f"{7:064x}")])
        given = insert_numbered(connection, t.change, entries(number), looked_up)
        assert list(given) == looked_up()
