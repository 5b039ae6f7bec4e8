"""Names of tables → temporary views and tables of the same names, which one connection sees in their place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, column, insert, table

from timeline.database.batches import batches


@dataclass(frozen=True, slots=True)
class Shadows:
    """What stands before the tables of a connection; `schema` is where the real ones are, with the point behind it."""

    connection: Connection
    schema: str

    @classmethod
    def of(cls, connection: Connection) -> "Shadows":
        """The shadows of a connection, none yet."""
        if connection.dialect.name == "sqlite":
            return cls(connection, "main.")
        name = connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar()
        return cls(connection, f"{name}.")

    def real(self, name: str) -> str:
        """How the real table is named in SQL."""
        return f"{self.schema}{name}"

    def view(self, name: str, condition: str, *more: str) -> None:
        """Let the table show only the rows that meet the condition, and those of further tables."""
        parts = [f"SELECT * FROM {self.real(name)} WHERE {condition}", *(f"SELECT * FROM {each}" for each in more)]  # noqa: S608 - our own names
        self.run(f"CREATE TEMP VIEW {name} AS {' UNION ALL '.join(parts)}")

    def empty_table(self, name: str, like: str = "") -> None:
        """A table of that name with the columns of a real one, of which none is a key; `like` is the other's name."""
        self.run(f"CREATE TEMP TABLE {name} AS SELECT * FROM {self.real(like or name)} WHERE 1 = 0")  # noqa: S608

    def keys(self, name: str, ids: Iterable[int]) -> str:
        """A table of keys → how a condition names them all."""
        self.run(f"CREATE TEMP TABLE {name} (id BIGINT PRIMARY KEY)" if self._server else _KEYS.format(name=name))
        self.fill(name, [{"id": id_} for id_ in sorted(set(ids))])
        return f"(SELECT id FROM {name})"  # noqa: S608

    def fill(self, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Put rows into a table, all with the same columns, values as JSON has them."""
        if rows:
            target = table(name, *(column(each) for each in rows[0]))
            for some in batches(rows, 5_000):
                self.connection.execute(insert(target), [dict(row) for row in some])

    def run(self, statement: str) -> None:
        """One statement without values."""
        self.connection.exec_driver_sql(statement)

    def columns(self, name: str) -> list[str]:
        """The columns of a real table, in their order."""
        return list(self.connection.exec_driver_sql(f"SELECT * FROM {self.real(name)} WHERE 1 = 0").keys())  # noqa: S608

    @property
    def _server(self) -> bool:
        return self.connection.dialect.name == "postgresql"


# On SQLite this alone makes the key the row's own number.
_KEYS = "CREATE TEMP TABLE {name} (id INTEGER PRIMARY KEY)"
