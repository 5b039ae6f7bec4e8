"""The log of changes and the states of a database → who changed what, and what differs."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from timeline.api.connected import Connected, filters_given, refuse_limit
from timeline.api.records import Records
from timeline.database.known import known_on as known

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from timeline.database.moments import Moment


class Memory(Connected):
    """What a database remembers: its log, and what differs from other states."""

    def log(
        self,
        *ids: str | int,
        since: str | None = None,
        until: str | None = None,
        who: str = "",
        limit: int | None = None,
    ) -> Records:
        """Who changed what, when and why, the newest change first: the rows of `timeline log --json`.

        `ids` name events, documents (`#12`), treaty acts or changes by their numbers. Raises UsageError, UnknownName.
        """
        from timeline.api.changes import CHANGE_COLUMNS, change_record, changes_wanted
        from timeline.queries.log import changes

        refuse_limit(limit)
        with self._reading() as connection:
            wanted = changes_wanted(connection, [str(each) for each in ids], since, until, who)
            return Records(CHANGE_COLUMNS, map(change_record, islice(changes(connection, wanted), limit)))

    def diff(
        self,
        old: str | os.PathLike[str],
        new: str | os.PathLike[str] = "now",
        **filters: Any,  # noqa: ANN401
    ) -> Records:
        """What was added, changed and withdrawn between two states: the rows of `timeline diff --csv`.

        A state is a moment of this database (a day, a time, `now`), an export, the folder of a release, or another
        database. Raises UsageError, SourceRefused, DatabaseUnusable.
        """
        from timeline.api.diff_rows import DIFFERENCE_COLUMNS, difference_rows
        from timeline.api.diff_sides import compared

        found = compared(os.fspath(old), os.fspath(new), filters_given(filters), self._reading_other)
        rows = (dict(zip(DIFFERENCE_COLUMNS, row, strict=True)) for row in difference_rows(found))
        return Records(DIFFERENCE_COLUMNS, rows)

    @contextmanager
    def _reading_other(self, named: str | None, at: "Moment | None") -> "Iterator[Connection]":
        """A connection to this database at a moment, or to the one that is named."""
        from timeline.database.address import database_url
        from timeline.database.opening import open_engine

        engine = self.engine if named is None else open_engine(database_url(named), create=False)
        try:
            with known(engine, at) as connection:
                yield connection
        finally:
            if named is not None:
                engine.dispose()
