"""Stored events → what is told of them and what they are, read once for all documents of one run of loading.

It holds for as long as the log of changes ends where this run left it: every write stands in the log.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from sqlalchemy import Connection

from timeline import edtf
from timeline.database.batches import batches, fetched
from timeline.database.facets import refresh_facets
from timeline.database.history import take_head
from timeline.documents.proposal import ROLES
from timeline.queries.policy import ancestors_of
from timeline.queries.policy_questions import Decision
from timeline.review.free_events import free
from timeline.review.rows import Row
from timeline.review.states import State, event_of, states
from timeline.review.support import ELECTED, Supports, add_support, supports
from timeline.review.tellings import Ancestors, Telling, telling_of

REMEMBERED = 5_000
"""Events of which is kept what was read: it bounds the memory of a long run."""
# Texts: see `free_events`.
_CLAIMS = """
SELECT c.event_id, c.document_id, c.field, c.value, c.quote, c.origin, d.published
FROM claim c JOIN document d ON d.id = c.document_id
WHERE c.event_id IN ({keys}) ORDER BY c.event_id, c.document_id, c.id
"""
_HEADS = "SELECT e.id, e.first_day, e.public_id FROM event e WHERE e.id IN ({keys})"
Said = tuple[str, str, str]
"""Field, value and quote of a claim."""


@dataclass(frozen=True, slots=True)
class Source:
    """Of the document that is being stored: its date, its hash, and whether it is the first print of its story."""

    published: str
    sha256: str
    first_print: bool


class StoredEvents:
    """What was read of stored events. One for a transaction; `resume` takes it over into the next one."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.rewritings = 0
        self._unfiled: set[int] = set()
        self._end: str | None = None
        self.clear()

    def clear(self) -> None:
        """Forget whatever was read."""
        self.decisions: dict[int, Decision] = {}
        self._ancestors: dict[str, Set[str]] = {}
        self._tellings: dict[int, list[Telling]] = {}
        self._by_claims: set[int] = set()
        self._heads: dict[int, tuple[dt.date, str]] = {}
        self._states: dict[int, State] = {}
        self._free: dict[int, bool] = {}
        self._supports: dict[int, Supports] = {}

    def resume(self, connection: Connection) -> None:
        """Go on in another transaction, with what was read where nobody else wrote and nothing was undone."""
        if self._end is None or take_head(connection) != self._end or len(self._tellings) > REMEMBERED:
            self.clear()
        self.connection, self._end = connection, None

    def pause(self) -> None:
        """Say that what this transaction wrote is known here."""
        self._end = take_head(self.connection)

    def ancestors(self, weapons: Iterable[str]) -> Ancestors:
        """A mapping that has the ancestors of these weapons, and maybe of others."""
        new = set(weapons) - self._ancestors.keys()
        if new:
            found = ancestors_of(self.connection, sorted(new))
            self._ancestors.update({weapon: found.get(weapon, frozenset()) for weapon in new})
        return self._ancestors

    def read(self, keys: Iterable[int]) -> None:
        """Read together what is told of these events."""
        keys = set(keys)
        for batch in batches(sorted(keys - self._tellings.keys()), 200):
            self._read_tellings(batch)
        for batch in batches(sorted(keys - self._heads.keys())):
            for key, day, public_id in fetched(self.connection, _HEADS, batch):
                self._heads[key] = (day if isinstance(day, dt.date) else dt.date.fromisoformat(day), public_id)

    def tellings(self, key: int) -> list[Telling]:
        """What the event's documents tell, each thing once; the event itself where a person had a hand."""
        if key not in self._tellings:
            self.read([key])
        return self._tellings[key]

    def head(self, key: int) -> tuple[dt.date, str]:
        """The event's first day and its public id."""
        if key not in self._heads:
            self.read([key])
        return self._heads[key]

    def read_states(self, keys: Iterable[int]) -> None:
        """Read together what these events are, and on which of them no person had a say."""
        keys = set(keys)
        for batch in batches(sorted(keys - self._states.keys())):
            self._states.update(states(self.connection, batch))
        for batch in batches(sorted(keys - self._free.keys())):
            self._free.update(dict.fromkeys(batch, False))
            self._free.update(dict.fromkeys(free(self.connection, batch), True))

    def state(self, key: int) -> State:
        """The event's present state."""
        if key not in self._states:
            self.read_states([key])
        return self._states[key]

    def is_free(self, key: int) -> bool:
        """Whether no person had a say on the event."""
        if key not in self._free:
            self.read_states([key])
        return self._free[key]

    def supports(self, key: int) -> Supports:
        """How many stories give each of the event's dates and numbers."""
        if key not in self._supports:
            self._supports[key] = supports(self.connection, key)
        return self._supports[key]

    def told(self, key: int, claims: Sequence[Row], source: Source) -> None:
        """Take note of a document's claims on an event of which it told nothing before."""
        if key in self._tellings:
            said = told(((row["field"], row["value"], row["quote"]) for row in claims), source.published)
            if key not in self._by_claims:
                self._forget_tellings(key)
            elif said is not None and said.telling and said not in self._tellings[key]:
                self._tellings[key].append(said)
        if key in self._supports and source.first_print:
            given = dict.fromkeys((row["field"], row["value"]) for row in claims if row["field"] in ELECTED)
            for field, value in given:
                if value:
                    document = (source.published or "~", source.sha256)
                    add_support(self._supports[key], field, value, document, new=True)
        elif key in self._supports:
            del self._supports[key]

    def rewritten(self, key: int) -> None:
        """Take note that what an event says has changed, its claims not; `refresh` has to follow."""
        self.rewritings += 1
        self._unfiled.add(key)
        self._forget(key)
        if key not in self._by_claims:
            self._forget_tellings(key)

    def refresh(self) -> None:
        """Bring the facets of what was rewritten in line with it."""
        refresh_facets(self.connection, self._unfiled)
        self._unfiled.clear()

    def forget(self, keys: Iterable[int]) -> None:
        """Read these events anew where they are asked about."""
        for key in keys:
            self.rewritings += 1
            self._forget(key)
            self._forget_tellings(key)
            self._free.pop(key, None)
            self._supports.pop(key, None)

    def _forget(self, key: int) -> None:
        self._states.pop(key, None)
        self._heads.pop(key, None)
        self.decisions.pop(key, None)

    def _forget_tellings(self, key: int) -> None:
        self._tellings.pop(key, None)
        self._by_claims.discard(key)

    def _read_tellings(self, keys: Sequence[int]) -> None:
        said: dict[tuple[int, int], list[Said]] = defaultdict(list)
        published: dict[int, str] = {}
        by_person: set[int] = set()
        for event, document, field, value, quote, origin, day in fetched(self.connection, _CLAIMS, keys):
            published[document] = day
            if origin == "machine":
                said[event, document].append((field, value, quote))
            else:
                by_person.add(event)
        found: dict[int, dict[Telling, None]] = {key: {} for key in keys}
        for (key, document), claims in said.items():
            telling = told(claims, published[document])
            if telling is not None and telling.telling:
                found[key][telling] = None
        needed = [key for key in keys if key in by_person or not found[key]]
        for key, state in states(self.connection, needed).items():
            found[key][telling_of(event_of(state))] = None
        self._tellings.update({key: list(tellings) for key, tellings in found.items()})
        self._by_claims.update(set(keys).difference(needed))
        self.ancestors({weapon for tellings in found.values() for one in tellings for weapon in one.weapons})


def told(claims: Iterable[Said], published: str) -> Telling | None:
    """The telling that a document's claims on one event make; None where they do not say what happened when."""
    values: dict[str, list[str]] = defaultdict(list)
    quotes = set()
    for field, value, quote in claims:
        values[field].append(value)
        quotes.add(quote)
    if not (values["type"] and values["date"]):
        return None
    return Telling(
        values["type"][0],
        next(iter(values["status"]), "actual"),
        edtf.parse(values["date"][0]),
        frozenset((actor, role) for role in ROLES for actor in values[role]),
        frozenset(values["weapon"]),
        frozenset(values["treaty"]),
        frozenset((field, value) for field in ("quantity", "value") for value in values[field]),
        soft=values["date"][0] == published,
        quotes=frozenset(quotes),
    )
