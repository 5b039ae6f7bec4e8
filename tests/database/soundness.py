"""A database whose rows were put in past the program → its faults, but that the log does not tell of the rows."""

from sqlalchemy import Connection, Engine

from timeline.database.checking import CHECKS
from timeline.database.opening import reading


def other_faults(connection: Connection) -> list[str]:
    """All faults that this connection sees but those that `test_log_checking` is about."""
    return [line for name, check in CHECKS.items() if name != "rows" for line in check(connection)]


def sound(engine: Engine) -> bool:
    """Whether there is no other fault."""
    with reading(engine) as connection:
        return other_faults(connection) == []
