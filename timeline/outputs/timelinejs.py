"""Entries → the JSON of TimelineJS 3, with all texts escaped for the HTML that it makes of them.

The form is https://timeline.knightlab.com/docs/json-format.html. TimelineJS wants a beginning: what is dated only by
an end stands at that end, and says so in its `display_date`; what has no date is left out.
"""

import datetime
import html
import json
from collections.abc import Iterable
from typing import Any, TextIO

from timeline import edtf
from timeline.outputs.chronology import details, headline, marks, quotes_of, source_words
from timeline.outputs.citing import web_address
from timeline.outputs.date_words import date_words
from timeline.outputs.legible import legible
from timeline.outputs.phrases import about, who
from timeline.queries.entries import Entry


def write_timelinejs(entries: Iterable[Entry], stream: TextIO) -> list[str]:
    """Write the events as they come; how many have no date and were left out, in a sentence."""
    undated = 0
    before = '{"events": [\n '
    for entry in entries:
        if entry.date_first is None and entry.date_last is None:
            undated += 1
            continue
        stream.write(before)
        stream.write(json.dumps(_slide(entry), ensure_ascii=False))
        before = ",\n "
    stream.write(('{"events": [' if before.startswith("{") else "\n") + "]}\n")
    return [f"Left out: {undated} without a date, which TimelineJS cannot show."] if undated else []


def _slide(entry: Entry) -> dict[str, Any]:
    first, last = _ends(entry)
    slide: dict[str, Any] = {"start_date": first}
    if last is not None:
        slide["end_date"] = last
    slide["display_date"] = _escaped(date_words(entry.date))
    slide["text"] = {"headline": _escaped(headline(entry)), "text": _text(entry)}
    slide["group"] = _escaped(entry.group)
    slide["unique_id"] = entry.event_id
    slide["autolink"] = False
    return slide


def _ends(entry: Entry) -> tuple[dict[str, int], dict[str, int] | None]:
    """The beginning, and the end where there is another: each as precise as it is known."""
    date = edtf.parse(entry.date)
    if "/" in date.text:
        ends = [None if text in ("", "..") else edtf.parse(text) for text in date.text.split("/")]
        first, last = ends
        if first and last:
            return _date(first.first, first.precision), _date(last.last, last.precision)
        one = first or last
        if one is not None:
            return _date(one.first if first else one.last, one.precision), None
    if date.precision in ("decade", "century", "season"):
        precision = "month" if date.precision == "season" else "year"
        return _date(date.first, precision), _date(date.last, precision)
    return _date(date.first, date.precision), None


def _date(day: datetime.date, precision: str) -> dict[str, int]:
    parts = {"year": day.year}
    if precision in ("month", "season", "day"):
        parts["month"] = day.month
    if precision == "day":
        parts["day"] = day.day
    return parts


def _text(entry: Entry) -> str:
    """What happened and who says so, in the HTML that TimelineJS shows: nothing of a document is taken for a tag."""
    lines = [
        "; ".join(filter(None, (who(entry), about(entry)))),
        *details(entry),
        *marks(entry),
    ]
    parts = [f"<p>{_escaped(line)}</p>" for line in lines if line]
    for source in entry.sources:
        words = _escaped(source_words(source))
        if address := web_address(source.url):
            words = f'<a href="{_escaped(address)}">{words}</a>'
        said = "".join(f"<blockquote>{_escaped(quote)}</blockquote>" for quote in quotes_of(source))
        parts.append(f"{said}<p>{words}</p>")
    return "".join(parts)


def _escaped(text: str) -> str:
    return html.escape(legible(text))
