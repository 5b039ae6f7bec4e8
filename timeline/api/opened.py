"""The address of a database → an object that loads documents, adds events and answers the questions of the commands."""

import os

from timeline.api.decisions import Decisions
from timeline.api.memory import Memory
from timeline.api.publishing import Publishing
from timeline.api.questions import Questions
from timeline.database.address import database_url
from timeline.database.opening import open_engine


class Timeline(Questions, Decisions, Memory, Publishing):
    """A database of ours, open: made by `timeline.open`, closed by `close` or at the end of a `with`.

    Names are written as on the command line ("landmines", "Ottawa Treaty", "EU"), dates as EDTF, and every filter of
    `timeline show` is a keyword with `_` for `-`: `events(weapon="landmines", not_recipient="EU", since="2022")`; a
    list means any of them. `known_on` answers from what the database knew then. Whatever cannot be meant raises a
    `timeline.errors.TimelineError`, whose text says what to do.
    """


def open_timeline(database: str | os.PathLike[str] | None = None, *, create: bool = True) -> Timeline:
    """What `timeline.open` does."""
    return Timeline(open_engine(database_url(None if database is None else os.fspath(database)), create=create))
