"""The address of a database → an object that loads documents, adds events and answers the questions of the commands."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine

from timeline.api.events import Events
from timeline.api.records import Records
from timeline.database.address import database_url, shown
from timeline.database.known import known_on as known
from timeline.database.moments import moment
from timeline.database.opening import open_engine, reading, writing
from timeline.database.vocabulary import stored_vocabulary
from timeline.documents.proposal import ROLES
from timeline.errors import UnknownName, UsageError
from timeline.queries.asking import NAMES, filters_from
from timeline.queries.entries import Entry
from timeline.queries.meaning import one_of
from timeline.vocabulary.lookup import nearest_of

if TYPE_CHECKING:
    from timeline.api.loading import Loaded

# What `add` may be told besides type, date and source.
_OF_EVENTS = ("status", *ROLES, "weapon", "treaty", "quantity", "value", "conditions", "title", "place", "note")
_OF_SOURCES = ("quote", "publisher", "published")
_TEXTS = ("status", "title", "place", "note", *_OF_SOURCES)
SORTS = ("date", "-date", "type", "confidence", "id")


class Timeline:
    """A database of ours, open: made by `timeline.open`, closed by `close` or at the end of a `with`.

    Names are written as on the command line ("landmines", "Ottawa Treaty", "EU"), dates as EDTF, and every filter of
    `timeline show` is a keyword with `_` for `-`: `events(weapon="landmines", not_recipient="EU", since="2022")`; a
    list means any of them. `known_on` answers from what the database knew then. Whatever cannot be meant raises a
    `timeline.errors.TimelineError`, whose text says what to do.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine: Engine | None = engine

    @property
    def engine(self) -> Engine:
        """SQLAlchemy's engine, for questions of your own. Raises UsageError once it is closed."""
        if self._engine is None:
            raise UsageError("This timeline is closed: open it anew with timeline.open.")
        return self._engine

    def __enter__(self) -> "Timeline":
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

    def load(
        self,
        *paths: str | os.PathLike[str],
        published: str = "",
        url: str = "",
        publisher: str = "",
        title: str = "",
        jobs: int = 1,
        keep_good: bool = False,
    ) -> "Loaded":
        """Read documents, or events from our own CSV, as `timeline load` does, and store what they report.

        What is stored already stays as it is. What cannot be loaded is listed in `refused`, and the rest is loaded.
        """
        from timeline.api.loading import load
        from timeline.loaders.headers import Given

        about = Given(published, url, publisher, title)
        return load(self.engine, [os.fspath(path) for path in paths], about, jobs=jobs, keep_good=keep_good)

    def add(self, *, type: str, date: str, source: str, **fields: str | Sequence[str]) -> str:
        """Store an event that you have a source for, accepted → its id; the same one again is stored once.

        `fields` are those of `timeline add`: roles, weapon, treaty, quantity, value, conditions, status, title, place,
        note, and quote, publisher, published of the source. Raises UsageError.
        """
        from timeline.api.telling import event_told, source_told
        from timeline.review.adding import add_event

        _refuse_unknown("field", fields, (*_OF_EVENTS, *_OF_SOURCES))
        given: dict[str, Any] = dict.fromkeys((*_OF_EVENTS, *_OF_SOURCES))
        for name, value in fields.items():
            given[name] = value if name in _TEXTS else [value] if isinstance(value, str) else list(value)
        given |= {"type": type, "date": date, "source": source}
        with reading(self.engine) as connection:
            vocabulary = stored_vocabulary(connection)
        with writing(self.engine) as connection:
            return add_event(connection, event_told(given, vocabulary), source_told(given), why="added").event_id

    def events(
        self,
        *,
        sort: str = "date",
        limit: int | None = None,
        known_on: str | None = None,
        **filters: Any,  # noqa: ANN401
    ) -> Events:
        """The events that match, as `timeline show` lists them; nothing is read before they are gone through.

        Raises UsageError at once for filters that mean nothing.
        """
        (order,) = one_of("order", [sort], SORTS)
        if limit is not None and (not isinstance(limit, int) or limit < 0):
            raise UsageError(f"The limit is a whole number from 0 on, not {limit!r}.")
        given = _filters(filters)
        with self._reading(known_on) as connection:
            filters_from(connection, given)
        if known_on is None:
            self._check_first(given)
        return Events(partial(self._reading, known_on), given, order, limit)

    def package(
        self,
        folder: str | os.PathLike[str],
        *,
        title: str | None = None,
        authors: str | Sequence[str] = (),
        version: str | None = None,
        date: str | None = None,
        licence: str | None = None,
        texts: bool = False,
        force: bool = False,
        known_on: str | None = None,
        **filters: Any,  # noqa: ANN401
    ) -> int:
        """Write a release of the events that match, as `timeline export --package` does → how many there are.

        `load` reads the folder back. A package that is there is replaced with `force` only. Raises UsageError,
        OutputFailed.
        """
        from pathlib import Path

        from timeline.api.releasing import write_release

        given = _filters(filters)
        said = {
            "title": title,
            "authors": authors,
            "version": version,
            "date": date,
            "licence": licence,
            "texts": texts,
        }
        if known_on is None:
            self._check_first(given)
        with self._reading(known_on) as connection:
            return write_release(connection, Path(folder), given, said, force=force)

    def event(self, id: str, *, known_on: str | None = None) -> Entry:
        """One event by its id or an unambiguous beginning of it, whatever its state of review. Raises UnknownName."""
        from timeline.queries.listing import entries_of
        from timeline.review.naming import event_key

        with self._reading(known_on) as connection:
            return next(entries_of(connection, [event_key(connection, id)]))

    def status(
        self,
        treaty: str | None = None,
        *,
        actor: str | Sequence[str] = (),
        on: str | None = None,
        known_on: str | None = None,
    ) -> Records:
        """Who was bound on a date (today unless said): the rows of `timeline status --json`."""
        from timeline.api.standings import positions_named
        from timeline.outputs.standings import STAND_COLUMNS, stand_record

        actors = _several(actor)
        if not (treaty or actors):
            raise UsageError("Name a treaty, an actor, or both.")
        with self._reading(known_on) as connection:
            answer = positions_named(connection, treaty, actors, on)
        return Records(STAND_COLUMNS, map(stand_record, answer.stands))

    def status_changes(
        self,
        treaty: str | None = None,
        *,
        actor: str | Sequence[str] = (),
        since: str | None = None,
        until: str | None = None,
        known_on: str | None = None,
    ) -> Records:
        """What changed in positions between two dates: the rows of `timeline status --changes --json`."""
        from timeline.api.standings import changes_named
        from timeline.outputs.standings import CHANGE_COLUMNS, change_record

        with self._reading(known_on) as connection:
            answer = changes_named(connection, treaty, _several(actor), since, until)
        return Records(CHANGE_COLUMNS, map(change_record, answer.changes))

    def check(self, *events: str, known_on: str | None = None, **filters: Any) -> Records:  # noqa: ANN401
        """Which rules cover the events named, or those that match: the rows of `timeline check --json`.

        Findings are stored where that is possible, and made anew where an event, a fact or a rule has changed.
        """
        from timeline.api.checking import findings_of
        from timeline.outputs.findings import FINDING_COLUMNS, finding_record

        given = _filters(filters)
        if events and given:
            raise UsageError("Name events or give filters, not both.")
        found = findings_of(self.engine, partial(self._reading, known_on), events, given, stored=known_on is None)
        return Records(FINDING_COLUMNS, (finding_record(id_, finding) for id_, finding in found))

    def policy(self, actor: str, weapon: str, *, on: str | None = None, known_on: str | None = None) -> Records:
        """An actor's own decisions on a weapon, and which are in force on a date (today unless said).

        The rows are those of `timeline policy --json`.
        """
        import datetime as dt

        from timeline import edtf
        from timeline.outputs.decisions import POLICY_COLUMNS, policy_record
        from timeline.queries.meaning import meaning, recorded_actors
        from timeline.queries.policy import policy

        date = edtf.parse(on) if on is not None else edtf.on(dt.date.today())
        with self._reading(known_on) as connection:
            actors = recorded_actors(connection, [actor])
            told = policy(connection, actors, meaning(connection, "weapon", weapon), date)
        return Records(POLICY_COLUMNS, map(policy_record, told.rows))

    def explain(self, id: str, *, known_on: str | None = None) -> dict[str, Any]:
        """All that is known of an event, each claim with its passage, and its findings: `timeline explain --json`."""
        from timeline.api.accounts import account_record
        from timeline.api.checking import checks_of
        from timeline.queries.checking import computed_checks, stored_checker
        from timeline.review.account import account
        from timeline.review.naming import event_key

        with self._reading(known_on) as connection:
            key = event_key(connection, id)
            told = account(connection, key)
            checks = list(computed_checks(connection, [key], stored_checker(connection))) if known_on else []
        ((_, check),) = checks or checks_of(self.engine, [key])
        return account_record(told, check)

    def stats(self, by: str | Sequence[str] = "year", *, known_on: str | None = None, **filters: Any) -> Records:  # noqa: ANN401
        """Numbers of events, certain and possible, and their worth: the rows of `timeline stats --csv`."""
        from timeline.outputs.counts import count_columns, count_rows
        from timeline.queries.counting import counts
        from timeline.queries.dimensions import dimensions_named

        given = _filters(filters)
        with self._reading(known_on) as connection:
            found = counts(connection, filters_from(connection, given), dimensions_named(_several(by)))
        return Records(count_columns(found), count_rows(found))

    @contextmanager
    def _reading(self, known_on: str | None = None) -> Iterator[Connection]:
        """A connection to read with, from what was known at that moment."""
        with known(self.engine, None if known_on is None else moment(known_on)) as connection:
            yield connection

    def _check_first(self, given: Mapping[str, Any]) -> None:
        """Where verdicts are asked for, bring the findings of what matches otherwise up to date."""
        asked = [name for name in ("finding", "not_finding") if given.get(name)]
        if asked:
            from timeline.api.checking import check_matching

            check_matching(self.engine, {**given, **dict.fromkeys(asked)})


def open_timeline(database: str | os.PathLike[str] | None = None, *, create: bool = True) -> Timeline:
    """What `timeline.open` does."""
    return Timeline(open_engine(database_url(None if database is None else os.fspath(database)), create=create))


def _filters(given: Mapping[str, Any]) -> dict[str, Any]:
    _refuse_unknown("filter", given, NAMES)
    for name, value in given.items():
        if isinstance(value, list | tuple | set | frozenset) and not value:
            raise UsageError(f"The filter {name} names nothing: leave it out, or name something.")
    return {name: value for name, value in given.items() if value is not None}


def _refuse_unknown(kind: str, given: Mapping[str, Any], known: Sequence[str]) -> None:
    for name in given:
        if name not in known:
            near = nearest_of(name, known)
            raise UnknownName(kind, name, near or sorted(known), whole=not near)


def _several(value: str | Sequence[str]) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)]
