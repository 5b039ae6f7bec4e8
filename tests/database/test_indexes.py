"""Indexes that were aside come back as they were; meanwhile nobody else misses them, and an undone transaction none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, Connection, Engine

from tests.migrations.rows import fill_every_table
from timeline.database.connecting import make_engine
from timeline.database.indexes import IndexesAside
from timeline.database.opening import reading, writing

_INDEXES = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name"
_ANALYSED = "SELECT tbl, idx, stat FROM sqlite_stat1 ORDER BY tbl, idx"


@pytest.fixture
def on_file(sqlite_file: Path) -> Iterator[Engine]:
    engine = make_engine(URL.create("sqlite", database=str(sqlite_file)))
    yield engine
    engine.dispose()


def found(connection: Connection, statement: str = _INDEXES) -> list[tuple[str, ...]]:
    return [tuple(row) for row in connection.exec_driver_sql(statement)]


@pytest.mark.parametrize("analysed", [False, True])
def test_indexes_come_back_as_they_were(on_file: Engine, *, analysed: bool) -> None:
    with writing(on_file) as connection:
        fill_every_table(connection)
        if analysed:
            connection.exec_driver_sql("ANALYZE")
        indexes, known = found(connection), found(connection, _ANALYSED) if analysed else []
    with writing(on_file) as connection:
        aside = IndexesAside(connection)
        aside.take()
        left = found(connection)
        aside.take()
        assert found(connection) == left
        with reading(on_file) as other:
            assert found(other) == indexes
        aside.put_back()
    with reading(on_file) as connection:
        assert found(connection) == indexes
        assert (found(connection, _ANALYSED) if analysed else []) == known
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    missing = {row[:2] for row in set(indexes).difference(left)}
    assert ("ix_event_last_day", "event") in missing
    assert ("ix_change_at", "change") in missing
    # By these a load looks up what is stored.
    assert not {name for name, _ in missing} & {"ix_document_url", "ix_claim_event_id"}
    assert {table for _, table in missing} == {
        *("change", "claim", "document", "event", "event_actor", "event_actor_facet"),
        *("event_treaty", "event_weapon", "event_weapon_facet"),
    }


def test_an_interruption_brings_them_back(on_file: Engine) -> None:
    with reading(on_file) as connection:
        before = found(connection)
    with pytest.raises(KeyboardInterrupt), writing(on_file) as connection:
        IndexesAside(connection).take()
        raise KeyboardInterrupt
    with reading(on_file) as connection:
        assert found(connection) == before


def test_what_was_not_taken_out_is_not_put_back(engine: Engine) -> None:
    with writing(engine) as connection:
        aside = IndexesAside(connection)
        if engine.dialect.name == "postgresql":
            aside.take()
            indexes = "SELECT count(*) FROM pg_catalog.pg_indexes WHERE indexname = 'ix_event_last_day'"
            assert connection.exec_driver_sql(indexes).scalar() == 1
        aside.put_back()
