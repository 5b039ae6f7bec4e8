"""What a program loads, adds and takes back → rows, each with its change in the log."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from timeline.api.connected import Connected, refuse_unknown
from timeline.database.opening import reading, writing
from timeline.database.vocabulary import stored_vocabulary
from timeline.documents.proposal import ROLES

if TYPE_CHECKING:
    from timeline.api.loading import Loaded

# What `add` may be told besides type, date and source.
_OF_EVENTS = ("status", *ROLES, "weapon", "treaty", "quantity", "value", "conditions", "title", "place", "note")
_OF_SOURCES = ("quote", "publisher", "published")
_TEXTS = ("status", "title", "place", "note", *_OF_SOURCES)


class Decisions(Connected):
    """What is written to a database."""

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

        refuse_unknown("field", fields, (*_OF_EVENTS, *_OF_SOURCES))
        given: dict[str, Any] = dict.fromkeys((*_OF_EVENTS, *_OF_SOURCES))
        for name, value in fields.items():
            given[name] = value if name in _TEXTS else [value] if isinstance(value, str) else list(value)
        given |= {"type": type, "date": date, "source": source}
        with reading(self.engine) as connection:
            vocabulary = stored_vocabulary(connection)
        with writing(self.engine) as connection:
            return add_event(connection, event_told(given, vocabulary), source_told(given), why="added").event_id

    def undo(self, named: str | int | None = None, *, why: str = "") -> dict[str, Any]:
        """Take back a change (its number), the last change of an event (its id) or of all, as a new change.

        Gives that change, as `timeline undo --json` does. To bring a change back, undo the number of its taking back.
        Raises UsageError for what later changes build on, or where nothing is left to take back.
        """
        from timeline.api.changes import change_record
        from timeline.api.undoing import change_meant, undone

        with writing(self.engine) as connection:
            change = change_meant(connection, None if named is None else str(named))
            return change_record(undone(connection, change, why=why)[1])
