"""Entries → iCalendar (RFC 5545): all-day events whose end is the day after the last that their date allows.

An event whose day is not known covers all days that it can have been, and says so; one whose date is open at an end,
or that has none, is left out. Nothing depends on the clock: the stamp of an event is the day its newest source is of.
"""

import datetime
from collections.abc import Iterable
from typing import Any, BinaryIO

from timeline.outputs.chronology import details, headline, marks, quotes_of, source_words
from timeline.outputs.citing import dated, web_address
from timeline.outputs.date_words import date_words, is_loose
from timeline.outputs.extras import library
from timeline.outputs.legible import legible  # RFC 5545, 3.1, has no control signs either
from timeline.outputs.phrases import about, who
from timeline.queries.entries import Entry

_PRODUCT = "-//Timeline of arms policy//timeline export//EN"


def write_ics(entries: Iterable[Entry], stream: BinaryIO) -> list[str]:
    """Write one event at a time; how many were left out, in a sentence. Raises ExtraMissing."""
    calendars = library("icalendar", what="iCalendar", extra="calendar")
    calendar = calendars.Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    head, foot = calendar.to_ical().split(b"END:VCALENDAR")
    stream.write(head)
    open_ended = 0
    for entry in entries:
        if entry.date_first is None or entry.date_last is None:
            open_ended += 1
        else:
            stream.write(_event(calendars, entry, entry.date_first, entry.date_last))
    stream.write(b"END:VCALENDAR" + foot)
    return (
        [f"Left out: {open_ended} without a date or with an open end, which no calendar holds."] if open_ended else []
    )


def _event(calendars: Any, entry: Entry, first: datetime.date, last: datetime.date) -> bytes:  # noqa: ANN401 - a module
    event = calendars.Event()
    event.add("uid", f"{entry.event_id}@timeline-of-arms-policy")
    event.add("dtstamp", _stamp(entry, first))
    event.add("dtstart", first)
    event.add("dtend", last + datetime.timedelta(days=1))
    event.add("summary", legible(_title(entry)))
    event.add("description", legible(_description(entry)))
    event.add("categories", [legible(entry.group), entry.type])
    sure = entry.status == "actual" and entry.review == "accepted" and not is_loose(entry.date)
    event.add("status", "CONFIRMED" if sure else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    if entry.place:
        event.add("location", legible(entry.place))
    if address := next(filter(None, (web_address(source.url) for source in entry.sources)), ""):
        event.add("url", address)
    return bytes(event.to_ical())


def _stamp(entry: Entry, first: datetime.date) -> datetime.datetime:
    days = [
        date.first for date in map(dated, (source.date for source in entry.sources)) if date and not date.open_start
    ]
    day = max(days, default=first)
    return datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)


def _title(entry: Entry) -> str:
    words = headline(entry)
    return f"{words} ({date_words(entry.date)})" if is_loose(entry.date) else words


def _description(entry: Entry) -> str:
    lines = [f"Date: {date_words(entry.date)}", who(entry), about(entry), *details(entry), *marks(entry)]
    for source in entry.sources:
        lines += [f"“{quote}”" for quote in quotes_of(source)]
        lines.append("— " + ", ".join(filter(None, (source_words(source), source.url))))
    return "\n".join(filter(None, [*lines, entry.event_id]))
