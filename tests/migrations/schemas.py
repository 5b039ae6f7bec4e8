"""A database → its schema in lines that can be compared: columns, constraints, indexes as the database keeps them."""

import re

from sqlalchemy import Connection

_COLUMNS = """
    SELECT table_name, column_name, ordinal_position, data_type, collation_name, column_default, is_nullable
    FROM information_schema.columns WHERE table_schema = current_schema()"""
_CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = current_schema()::regnamespace AND contype <> 'n'"""
_INDEXES = "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()"


def schema_of(connection: Connection) -> list[str]:
    """Every table and index but Alembic's own, sorted, with nothing left out."""
    lines = _postgresql(connection) if connection.dialect.name == "postgresql" else _sqlite(connection)
    return sorted(line for line in lines if not line.startswith("alembic_version"))


def _postgresql(connection: Connection) -> list[str]:
    rows = [row for query in (_COLUMNS, _CONSTRAINTS, _INDEXES) for row in connection.exec_driver_sql(query)]
    return [" ".join(map(str, row)) for row in rows]


def _sqlite(connection: Connection) -> list[str]:
    """The lines of each CREATE statement, because the order of constraints means nothing."""
    lines: list[str] = []
    for table, sql in connection.exec_driver_sql("SELECT tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"):
        # A table that a migration rebuilt is quoted, and its defaults stand in brackets.
        plain = re.sub(r"DEFAULT \(([^()]*)\)", r"DEFAULT \1", sql.replace(f'TABLE "{table}"', f"TABLE {table}"))
        lines += [f"{table}: {re.sub(r'[,()]*$', '', line.strip())}" for line in plain.splitlines()]
    return lines
