"""JSON Lines of documents → JSON Lines of their time expressions, as `timeline dates` reads and writes them."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator

from timeline import edtf
from timeline.errors import BadDate, SourceRefused
from timeline.extraction.dates.finding import find_dates
from timeline.extraction.json_lines import document_records

Record = dict[str, str | int | None]
_LINE = (
    'Each line is an object with "doc" and "text", and "dct", the document\'s date (EDTF, or null where it is unknown).'
)


def date_records(lines: Iterable[str], mode: str = "auto") -> Iterator[str]:
    """Lines `{"doc", "dct", "text"}` → a line for each time expression, in the order of the input.

    Blank lines are skipped; an output line has the keys of `dated`. Raises `SourceRefused` with the number of the first
    line that is no document, and `UsageError` for a mode that does not exist.
    """
    records = document_records(lines, needed=("doc", "text"), optional=("dct",), described=_LINE)
    for number, record in records:
        published = _published(record["dct"], number) if record["dct"] else None
        for expression in dated(record["doc"], record["text"], published, mode):
            yield json.dumps(expression, ensure_ascii=False)


def dated(doc: str, text: str, published: edtf.Edtf | None, mode: str = "auto") -> Iterator[Record]:
    """One document → a record for each time expression.

    Its keys are doc, start, end, text, type, value, edtf, first, last, rule. `first` and `last` are the days of `edtf`,
    None where it is None or that end is open.
    """
    for found in find_dates(text, published, mode):
        first, last = _days(found.edtf)
        yield {
            "doc": doc, "start": found.start, "end": found.end, "text": found.text, "type": found.type,
            "value": found.value, "edtf": found.edtf, "first": first, "last": last, "rule": found.rule,
        }  # fmt: skip


def _published(dct: str, number: int) -> edtf.Edtf:
    """A document's date, whose time of day, if any, does not matter; `20130322` is accepted as corpora have it."""
    day = dct.partition("T")[0]
    if len(day) == 8 and day.isdigit():
        day = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    try:
        return edtf.parse(day)
    except BadDate as fault:
        raise SourceRefused(f"Line {number}: 'dct' is no date: {fault}") from fault


def _days(value: str | None) -> tuple[str | None, str | None]:
    """EDTF → its first and last day, None for an open end."""
    if value is None:
        return None, None
    stated = edtf.parse(value)
    return (
        None if stated.first == dt.date.min else stated.first.isoformat(),
        None if stated.last == dt.date.max else stated.last.isoformat(),
    )
