"""An engine → what every question and decision of a program needs: a connection, filters that are read, an end."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine

from timeline.database.address import shown
from timeline.database.known import known_on as known
from timeline.database.moments import moment
from timeline.errors import UnknownName, UsageError
from timeline.queries.asking import NAMES
from timeline.vocabulary.lookup import nearest_of


class Connected:
    """A database of ours, open, until `close` or the end of a `with`."""

    def __init__(self, engine: Engine) -> None:
        self._engine: Engine | None = engine

    @property
    def engine(self) -> Engine:
        """SQLAlchemy's engine, for questions of your own. Raises UsageError once it is closed."""
        if self._engine is None:
            raise UsageError("This timeline is closed: open it anew with timeline.open.")
        return self._engine

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<timeline {shown(self._engine.url)}>" if self._engine else "<timeline, closed>"

    def close(self) -> None:
        """Give the connections back; the object may not be used afterwards."""
        if self._engine is not None:
            self._engine.dispose()
        self._engine = None

    @contextmanager
    def _reading(self, known_on: str | None = None) -> Iterator[Connection]:
        """A connection to read with, from what was known at that moment."""
        with known(self.engine, None if known_on is None else moment(known_on)) as connection:
            yield connection

    @contextmanager
    def _answering(self, given: Mapping[str, Any], known_on: str | None) -> Iterator[Connection]:
        """`_reading` for a question with these filters: verdicts of that moment are computed where they are asked for.

        Those of now are stored ones: bring them up to date first.
        """
        with self._reading(known_on) as connection:
            if known_on is not None and _asks_for_findings(given):
                from timeline.api.checking import check_known

                check_known(connection, given)
            yield connection

    def _check_first(self, given: Mapping[str, Any], known_on: str | None) -> None:
        """Where verdicts of now are asked for, bring the findings of what matches otherwise up to date."""
        if known_on is None and _asks_for_findings(given):
            from timeline.api.checking import OF_FINDINGS, check_matching

            check_matching(self.engine, {**given, **dict.fromkeys(OF_FINDINGS)})


def _asks_for_findings(given: Mapping[str, Any]) -> bool:
    return bool(given.get("finding") or given.get("not_finding"))


def filters_given(given: Mapping[str, Any]) -> dict[str, Any]:
    """The filters without those that are None. Raises UnknownName, UsageError."""
    refuse_unknown("filter", given, NAMES)
    for name, value in given.items():
        if isinstance(value, list | tuple | set | frozenset) and not value:
            raise UsageError(f"The filter {name} names nothing: leave it out, or name something.")
    return {name: value for name, value in given.items() if value is not None}


def refuse_limit(limit: int | None) -> None:
    """Raises UsageError for what is no number of rows."""
    if limit is not None and (not isinstance(limit, int) or limit < 0):
        raise UsageError(f"The limit is a whole number from 0 on, not {limit!r}.")


def refuse_unknown(kind: str, given: Mapping[str, Any], known: Sequence[str]) -> None:
    """Raises UnknownName for a keyword that is none, with the nearest."""
    for name in given:
        if name not in known:
            near = nearest_of(name, known)
            raise UnknownName(kind, name, near or sorted(known), whole=not near)


def several(value: str | Sequence[str]) -> list[str]:
    """One text, or several, as a list."""
    return [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)]
