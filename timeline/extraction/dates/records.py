"""Records of documents → one record for each time expression, as `timeline dates` reads and writes them."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from timeline import edtf
from timeline.errors import BadDate, UsageError
from timeline.extraction.dates.finding import find_dates


def dated_records(records: Iterable[Mapping[str, object]], mode: str = "auto") -> Iterator[dict[str, object]]:
    """Records `{"doc", "dct", "text"}` → a record for each time expression, in the order of the input.

    Its keys are doc, start, end, text, type, value, edtf, first, last, rule; offsets are into the record's `text`.
    `dct` is the document's date, null or "" where it is not known. `first` and `last` are the days of `edtf`, null
    where it is null or that end is open. Raises `UsageError` that names the record for one that lacks a key or has no
    such date, and for a mode that does not exist.
    """
    for number, record in enumerate(records, 1):
        doc, text = record.get("doc"), record.get("text")
        if not isinstance(doc, str) or not isinstance(text, str):
            raise UsageError(
                f'Record {number} needs "doc" and "text", both strings, beside "dct", the document\'s date.'
            )
        published = _published(record.get("dct"), doc)
        for found in find_dates(text, published, mode):
            first, last = _days(found.edtf)
            yield {
                "doc": doc, "start": found.start, "end": found.end, "text": found.text, "type": found.type,
                "value": found.value, "edtf": found.edtf, "first": first, "last": last, "rule": found.rule,
            }  # fmt: skip


def _published(dct: object, doc: str) -> edtf.Edtf | None:
    """The `dct` of a record, whose time of day, if any, does not matter; `20130322` is accepted as corpora have it."""
    if dct in (None, ""):
        return None
    day = str(dct).partition("T")[0]
    if len(day) == 8 and day.isdigit():
        day = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    try:
        return edtf.parse(day)
    except BadDate as error:
        raise UsageError(f'The "dct" of document {doc!r} is no date: {error}') from error


def _days(value: str | None) -> tuple[str | None, str | None]:
    if value is None:
        return None, None
    stated = edtf.parse(value)
    return (
        None if stated.first == dt.date.min else stated.first.isoformat(),
        None if stated.last == dt.date.max else stated.last.isoformat(),
    )
