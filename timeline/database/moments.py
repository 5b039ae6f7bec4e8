"""A date or a time that a user names → the moment up to which the log of changes is meant, on the database's own clock.

A year, a month, a day, a minute or a second is meant to its end, in UTC unless it says otherwise.
"""

import datetime as dt
import re
from dataclasses import dataclass

from timeline.errors import BadDate, UsageError

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_TIME = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6}))?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Moment:
    """What the user wrote, and the first and last moment that are meant by it, as the log writes its own."""

    text: str
    last: str
    first: str = ""

    def __str__(self) -> str:
        return self.text


def moment(text: str, now: dt.datetime | None = None) -> Moment:
    """The moment that a text names. Raises BadDate, and UsageError for one that is still to come."""
    now = now or dt.datetime.now(dt.UTC)
    wanted = text.strip()
    try:
        first, after = _bounds(wanted)
    except OverflowError:
        first = after = dt.datetime.max.replace(tzinfo=dt.UTC)
    except ValueError:
        raise BadDate(
            f"{text!r} is no moment: give a day as 2026-01-31, or a time as 2026-01-31T09:30 (UTC) "
            "or 2026-01-31T09:30+01:00."
        ) from None
    if first > now:
        raise UsageError(f"{wanted} is still to come: what the database will know then is not known.")
    return Moment(wanted, as_logged(after - dt.timedelta(microseconds=1)), as_logged(first))


def as_logged(at: dt.datetime) -> str:
    """A moment as the log writes it."""
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _bounds(text: str) -> tuple[dt.datetime, dt.datetime]:
    """The beginning of the time that a text names, and the beginning of what comes after. Raises ValueError."""
    if found := _DAY.fullmatch(text):
        year, month, day = (int(part) if part else None for part in found.groups())
        first = dt.datetime(year or 0, month or 1, day or 1, tzinfo=dt.UTC)
        if day is not None:
            return first, first + dt.timedelta(days=1)
        years, months = divmod(first.month, 12) if month is not None else (1, first.month - 1)
        return first, first.replace(year=first.year + years, month=months + 1)
    found = _TIME.fullmatch(text)
    if found is None:
        raise ValueError(text)
    date, hour, minute, second, fraction, zone = found.groups()
    first = dt.datetime.fromisoformat(f"{date}T{hour}:{minute}:{second or '00'}{_zone(zone)}")
    if fraction:
        step = dt.timedelta(microseconds=10 ** (6 - len(fraction)))
        first += int(fraction) * step
        return first, first + step
    return first, first + (dt.timedelta(seconds=1) if second else dt.timedelta(minutes=1))


def _zone(text: str | None) -> str:
    if text is None or text.upper() == "Z":
        return "+00:00"
    digits = text[1:].replace(":", "")
    return f"{text[0]}{digits[:2]}:{digits[2:] or '00'}"
