"""Arms-policy documents → a dated, sourced, checkable timeline of who decided what about which weapon.

`timeline.open` is the door for programs; the command `timeline` is the one for people.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os

    from timeline.api.opened import Timeline

__version__ = "0.1.0"


def open(database: "str | os.PathLike[str] | None" = None, *, create: bool = True) -> "Timeline":
    """Open a database: a path or an SQLAlchemy URL; otherwise TIMELINE_DB, or the file in the user's data folder.

    One that is not there yet is made with the reference facts, unless `create` is False. Raises DatabaseUnusable.
    """
    from timeline.api.opened import open_timeline

    return open_timeline(database, create=create)
