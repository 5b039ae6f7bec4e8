"""The files and constraints of a database → damaged pages, rows that refer to nothing, values outside their domain."""

from collections.abc import Iterator

from sqlalchemy import CheckConstraint, Connection, ForeignKeyConstraint, text

from timeline.database.models import metadata


def structure_faults(connection: Connection) -> Iterator[str]:
    """One line for every fault that the database itself can find."""
    if connection.dialect.name == "sqlite":
        yield from _damage(connection)
    for table in metadata.sorted_tables:
        for constraint in sorted(table.constraints, key=lambda constraint: str(constraint.name)):
            if isinstance(constraint, ForeignKeyConstraint):
                yield from _dangling(connection, constraint)
            elif isinstance(constraint, CheckConstraint):
                yield from _outside(connection, constraint)


def _damage(connection: Connection) -> Iterator[str]:
    """What SQLite finds in pages, indexes and NOT NULL columns; CHECKs are tested below, on both databases alike."""
    connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
    try:
        for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
            if line != "ok":
                yield f"integrity: {line}"
    finally:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = OFF")


def _dangling(connection: Connection, constraint: ForeignKeyConstraint) -> Iterator[str]:
    child, parent = constraint.table.name, constraint.referred_table.name
    (column,) = constraint.column_keys
    (referred,) = (element.column.name for element in constraint.elements)
    statement = text(
        f"SELECT DISTINCT c.{column} FROM {child} c LEFT JOIN {parent} p ON p.{referred} = c.{column}"  # noqa: S608
        f" WHERE c.{column} IS NOT NULL AND p.{referred} IS NULL ORDER BY 1"
    )
    for (missing,) in connection.execute(statement):
        yield f"{child}: {column} refers to {parent} {missing}, which is not there"


def _outside(connection: Connection, constraint: CheckConstraint) -> Iterator[str]:
    table = constraint.table
    statement = text(f"SELECT count(*) FROM {table.name} WHERE NOT ({constraint.sqltext})")  # noqa: S608
    number = connection.execute(statement).scalar_one()
    if number:
        yield f"{table.name}: {number} rows break {constraint.name} ({constraint.sqltext})"
