"""The newest revision equals the models, to the last constraint, and can be taken back with rows in every table."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, PrimaryKeyConstraint, UniqueConstraint, inspect, select, text

from tests.migrations.rows import fill_every_table
from tests.migrations.schemas import schema_of
from timeline.database.migrating import alembic_config, migration, run
from timeline.database.models import metadata
from timeline.database.revisions import HEAD, REVISIONS

KEYS = (PrimaryKeyConstraint, UniqueConstraint)
ROOT = Path(__file__).resolve().parents[2]


def not_of_search(name: str | None, _kind: str, _parents: object) -> bool:
    """The index of search is in no model: on SQLite it is a virtual table with tables of its own behind it."""
    return not (name or "").startswith("document_search")


def test_the_read_path_knows_every_revision() -> None:
    scripts = ScriptDirectory.from_config(alembic_config())
    assert [script.revision for script in scripts.walk_revisions()] == list(reversed(REVISIONS))
    assert scripts.get_heads() == [HEAD]


def test_the_folder_of_migrations_does_not_shadow_the_library() -> None:
    assert not list((ROOT / "alembic").rglob("__init__.py"))


def test_the_head_equals_the_models(empty_engine: Engine) -> None:
    with migration(empty_engine) as connection:
        run(connection, "upgrade", "head")
        migrated = schema_of(connection)
        options = {
            "compare_type": True,
            "compare_server_default": connection.dialect.name != "sqlite",
            "include_name": not_of_search,
        }
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []
        run(connection, "downgrade", "base")
        metadata.create_all(connection)
        declared = schema_of(connection)
    assert [line for line in migrated if "document_search" not in line] == declared
    assert len(migrated) > 400


def test_every_constraint_and_index_has_a_name_by_the_convention() -> None:
    for table in metadata.tables.values():
        for constraint in table.constraints:
            kind, _, rest = str(constraint.name).partition("_")
            assert kind in ("pk", "fk", "uq", "ck")
            assert rest.startswith(table.name)
            # PostgreSQL cuts longer names off.
            assert len(str(constraint.name)) <= 63
        for index in table.indexes:
            assert str(index.name).startswith(f"ix_{table.name}_")
            assert len(str(index.name)) <= 63


def test_every_foreign_key_is_the_beginning_of_an_index() -> None:
    """Else a check of what refers to a row would read whole tables; the facts that are read whole have none."""
    exempt = {"membership.body_actor_id", "membership.body_treaty_id"}
    for table in metadata.tables.values():
        starts = {next(iter(index.columns)).name for index in table.indexes}
        starts |= {next(iter(key.columns)).name for key in table.constraints if isinstance(key, KEYS)}
        for key in table.foreign_keys:
            name = f"{table.name}.{key.parent.name}"
            assert key.parent.name in starts or name in exempt, name


def test_down_and_up_again_with_rows_in_every_table(engine: Engine) -> None:
    with migration(engine) as connection:
        fill_every_table(connection)
        first = schema_of(connection)
        for table in metadata.tables.values():
            assert connection.execute(select(table).limit(1)).first() is not None, table.name
    with migration(engine) as connection:
        run(connection, "downgrade", "base")
    with migration(engine) as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
        assert connection.execute(text("SELECT * FROM alembic_version")).all() == []
        run(connection, "upgrade", "head")
        assert schema_of(connection) == first
