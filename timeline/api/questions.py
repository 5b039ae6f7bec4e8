"""The questions of the command line → methods that answer with values."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from timeline.api.connected import Connected, filters_given, refuse_limit, several
from timeline.api.events import Events
from timeline.api.records import Records
from timeline.errors import UsageError
from timeline.queries.asking import filters_from
from timeline.queries.entries import Entry
from timeline.queries.meaning import one_of

SORTS = ("date", "-date", "type", "confidence", "id")


class Questions(Connected):
    """What is asked of a database: events, positions, findings, policies, counts, words."""

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
        refuse_limit(limit)
        given = filters_given(filters)
        with self._reading(known_on) as connection:
            filters_from(connection, given)
        self._check_first(given, known_on)
        return Events(partial(self._answering, given, known_on), given, order, limit)

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

        actors = several(actor)
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
            answer = changes_named(connection, treaty, several(actor), since, until)
        return Records(CHANGE_COLUMNS, map(change_record, answer.changes))

    def check(self, *events: str, known_on: str | None = None, **filters: Any) -> Records:  # noqa: ANN401
        """Which rules cover the events named, or those that match: the rows of `timeline check --json`.

        Findings are stored where that is possible, and made anew where an event, a fact or a rule has changed.
        """
        from timeline.api.checking import findings_of
        from timeline.outputs.findings import FINDING_COLUMNS, finding_record

        given = filters_given(filters)
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

        given = filters_given(filters)
        self._check_first(given, known_on)
        with self._answering(given, known_on) as connection:
            found = counts(connection, filters_from(connection, given), dimensions_named(several(by)))
        return Records(count_columns(found), count_rows(found))

    def search(
        self,
        words: str,
        *,
        since: str | None = None,
        until: str | None = None,
        publisher: str | Sequence[str] = (),
        limit: int = 20,
        after: str = "",
        known_on: str | None = None,
    ) -> Records:
        """The documents that have the words, best first, with passages and events.

        The rows are those of `timeline search --json`.

        `words` are written as for the command; `after` is the `document` of the last row that was seen. Raises
        UsageError.
        """
        from timeline.api.search_records import ANSWER_COLUMNS, records
        from timeline.queries.search import search, search_filters
        from timeline.queries.search_syntax import parse_query

        refuse_limit(limit)
        query = parse_query(words)
        with self._reading(known_on) as connection:
            filters = search_filters(connection, since, until, several(publisher), known=known_on is not None)
            return Records(ANSWER_COLUMNS, records(search(connection, query, filters, limit=limit, after=after)))
