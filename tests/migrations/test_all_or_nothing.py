"""A further migration: it keeps the rows that refer to a rebuilt table, and leaves nothing behind where it fails."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, inspect, select, text
from sqlalchemy.exc import DBAPIError

from tests.migrations.rows import add, fill_every_table
from tests.migrations.schemas import schema_of
from timeline.database.migrating import migration, run
from timeline.database.models import metadata
from timeline.database.revisions import HEAD
from timeline.errors import DatabaseUnusable

NEXT = f"{int(HEAD) + 1:04}"
SHIPPED = Path(__file__).resolve().parents[2] / "alembic"
REBUILDING = """
    with op.batch_alter_table("weapon", recreate="auto") as table:
        table.add_column(sa.Column("rank", sa.Integer(), nullable=True))
        table.alter_column("notes", server_default="none")
"""
FAILING = """
    op.create_table("half", sa.Column("id", sa.Integer(), primary_key=True))
    op.add_column("actor", sa.Column("half", sa.Integer(), nullable=True))
    op.execute("UPDATE actor SET name = 'half'")
    op.execute("SELECT nonsense FROM nowhere")
"""
ORPHANING = """
    op.execute("DELETE FROM event_type")
"""


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """The shipped migrations, to which a test adds one."""
    folder = tmp_path / "alembic"
    (folder / "versions").mkdir(parents=True)
    for path in [SHIPPED / "env.py", *(SHIPPED / "versions").glob("*.py")]:
        (folder / path.relative_to(SHIPPED)).write_bytes(path.read_bytes())
    return folder


def add_migration(scripts: Path, body: str) -> None:
    """The next revision, which does `body`."""
    head = f'import sqlalchemy as sa\nfrom alembic import op\n\nrevision = "{NEXT}"\ndown_revision = "{HEAD}"\n'
    (scripts / "versions" / f"{NEXT}_next.py").write_text(f"{head}\n\ndef upgrade() -> None:{body}")


def everything(connection: Connection) -> tuple[list[str], dict[str, Sequence[Any]], str]:
    """The schema, every row and the revision."""
    rows = {name: connection.execute(select(table)).all() for name, table in metadata.tables.items()}
    return schema_of(connection), rows, connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()


def test_rebuilding_a_table_keeps_the_rows_that_refer_to_it(engine: Engine, scripts: Path) -> None:
    add_migration(scripts, REBUILDING)
    with migration(engine) as connection:
        fill_every_table(connection)
        _, before, _ = everything(connection)
    with migration(engine) as connection:
        run(connection, "upgrade", "head", scripts)
    with engine.connect() as connection:
        _, after, revision = everything(connection)
        columns = {column["name"] for column in inspect(connection).get_columns("weapon")}
    assert after == before
    assert revision == NEXT
    assert "rank" in columns


def test_a_migration_that_fails_half_way_leaves_nothing_behind(engine: Engine, scripts: Path) -> None:
    add_migration(scripts, FAILING)
    with migration(engine) as connection:
        fill_every_table(connection)
        before = everything(connection)
    with pytest.raises(DBAPIError, match="nowhere"), migration(engine) as connection:
        run(connection, "upgrade", "head", scripts)
    with engine.connect() as connection:
        assert everything(connection) == before
        assert not inspect(connection).has_table("half")


def test_a_migration_that_leaves_rows_without_what_they_refer_to_is_undone(engine: Engine, scripts: Path) -> None:
    add_migration(scripts, ORPHANING)
    with migration(engine) as connection:
        fill_every_table(connection)
        before = everything(connection)
    # PostgreSQL refuses the statement itself, SQLite the transaction.
    with pytest.raises((DBAPIError, DatabaseUnusable)), migration(engine) as connection:
        run(connection, "upgrade", "head", scripts)
    with engine.connect() as connection:
        assert everything(connection) == before


def test_foreign_keys_are_on_again_afterwards(engine: Engine) -> None:
    with migration(engine) as connection:
        pass
    with pytest.raises(DBAPIError, match=r"(?i)foreign key"), engine.begin() as connection:
        add(connection, "event_actor", event_id=1, actor_id="USA", role="supplier")
