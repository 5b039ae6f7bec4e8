"""A connection and Filters → what every check reads with: the events asked for, the facts, the names, the mentions."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from timeline.database import tables as t
from timeline.law.positions import Positions
from timeline.queries.filters import Filters, asked, shown
from timeline.queries.law_facts import standing_facts
from timeline.vocabulary.vocabulary import Vocabulary

_STREAMED = 1000  # rows that wait in memory between the database and a check


class Scope:
    """What a check is given; facts and names are read once, when the first check asks for them."""

    def __init__(self, connection: Connection, filters: Filters) -> None:
        self.connection = connection
        self.filters = filters

    @property
    def events(self) -> ColumnElement[bool]:
        """The condition on the event table for the events that were asked about, as `show` would list them."""
        return asked(self.filters) & shown(self.filters)

    @property
    def keys(self) -> Select[tuple[int]]:
        """The keys of the events that were asked about, to be put into an IN."""
        return select(t.event.c.id).where(self.events)

    def stream(self, statement: Select[Any]) -> Iterator[Any]:
        """The rows of a statement, a few at a time in memory."""
        yield from self.connection.execute(statement.execution_options(yield_per=_STREAMED))

    @cached_property
    def positions(self) -> Positions:
        """Where states stand under treaties, by the acts in the database, the user's own included."""
        return standing_facts(self.connection).positions()

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The database's own names."""
        from timeline.database.vocabulary import stored_vocabulary

        return stored_vocabulary(self.connection)

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        return {
            kind: {row.id: row.name for row in self.connection.execute(select(table.c.id, table.c.name))}
            for kind, table in (("actor", t.actor), ("treaty", t.treaty), ("weapon", t.weapon))
        }

    def name(self, kind: str, id: str) -> str:
        """The name that an actor, a treaty or a weapon is shown under."""
        return self._names[kind].get(id, id)

    @cached_property
    def states(self) -> dict[str, str]:
        """Actor → the state that it is or acts for; actors that act for none are absent."""
        actor = t.actor.c
        of_state = {
            id: id if kind == "state" else country
            for id, kind, country in self.connection.execute(
                select(actor.id, actor.kind, actor.country_id).where(
                    or_(actor.kind == "state", actor.country_id.is_not(None))
                )
            )
        }
        return {id: state for id, state in of_state.items() if state}


def standing(event: Any) -> ColumnElement[bool]:  # noqa: ANN401 - the columns of the event table or of an alias of it
    """Whether an event stands: nobody rejected or withdrew it, and it is not in the archive."""
    return or_(event.review == "accepted", and_(event.review == "proposed", event.lane != "archive"))
