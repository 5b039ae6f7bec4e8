"""What a person names as one side of a comparison → its events: a database, an export, or this database at a moment."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.errors import BadDate, SourceRefused, UsageError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from timeline.queries.entries import Entry

Records = dict[str, dict[str, str]]
EXPORTS = (".csv", ".json", ".jsonl")
_LARGEST_CELL = 2**31 - 1


def is_export(named: str) -> bool:
    """Whether this is a file that `timeline export` writes and a comparison reads."""
    return Path(named).suffix.lower() in EXPORTS and Path(named).is_file()


def side(
    named: str, given: Mapping[str, Any], db: str | None, *, gone_from: "Records | None" = None
) -> tuple[Records, dict[str, str]]:
    """The events of that side by id, and what became of those of `gone_from` that are not among them.

    An export is taken as it is, whatever filters are given. Raises UsageError for what is nothing of that kind;
    SourceRefused; DatabaseUnusable.
    """
    from timeline.cli.knowing import reading_known
    from timeline.cli.options import opened
    from timeline.database.moments import moment

    path = Path(named)
    if is_export(named):
        return _export(path), {}
    if "://" in named or path.is_file():
        engine, at = opened(named, create=False), None
    else:
        try:
            at = None if named.strip().lower() == "now" else moment(named)
        except BadDate:
            raise UsageError(
                f"{named!r} is no file, database or moment: name a database, an export ({', '.join(EXPORTS)}), "
                "a day as 2026-01-31, or now."
            ) from None
        engine = opened(db, create=False)
    with reading_known(engine, at) as connection:
        return _stored(connection, given, gone_from or {})


def _stored(connection: "Connection", given: Mapping[str, Any], gone_from: Records) -> tuple[Records, dict[str, str]]:
    from timeline.queries.asking import filters_from
    from timeline.queries.timelines import timeline_entries

    if given.get("finding") or given.get("not_finding"):
        raise UsageError("--finding does not go with diff: findings follow from the events, and are not compared.")
    found = _records(timeline_entries(connection, filters_from(connection, given)))
    return found, _became(connection, gone_from.keys() - found.keys())


def _records(entries: "Iterable[Entry]") -> Records:
    from timeline.outputs.csv_ import cell_texts
    from timeline.outputs.records import record

    found: Records = {}
    for entry in entries:
        made = record(entry)
        found[entry.event_id] = dict(zip(made, cell_texts(made), strict=True))
    return found


def _became(connection: "Connection", names: Iterable[str]) -> dict[str, str]:
    """What the database says of events that it does not show."""
    from sqlalchemy import select

    from timeline.database import tables as t
    from timeline.database.batches import batches

    e = t.event.c
    found: dict[str, str] = {}
    for some in batches(sorted(names)):
        for row in connection.execute(select(e.public_id, e.review, e.review_reason).where(e.public_id.in_(some))):
            if row.review == "withdrawn":
                found[row.public_id] = row.review_reason
            elif row.review == "rejected":
                found[row.public_id] = ": ".join(filter(None, (row.review, row.review_reason)))
            else:
                found[row.public_id] = "not among those asked for any more"
    return found


def _export(path: Path) -> Records:
    """The records of an export. Raises SourceRefused where it is none."""
    try:
        text = path.read_text("utf-8-sig")
        rows = _csv(text) if path.suffix.lower() == ".csv" else _json(text, lines=path.suffix.lower() == ".jsonl")
        found = {row["event_id"]: row for row in rows}
    except OSError as error:
        raise SourceRefused(f"{path} cannot be read: {(error.strerror or str(error)).lower()}.") from None
    except (ValueError, KeyError, TypeError, AttributeError, csv.Error):
        raise SourceRefused(
            f"{path} is no export of timeline: it needs a record an event, each with its event_id."
        ) from None
    if "" in found:
        raise SourceRefused(f"{path} has an event without its event_id: only what has one can be compared.")
    return found


def _csv(text: str) -> list[dict[str, str]]:
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    names = next(reader, [])
    if "event_id" not in names:
        raise ValueError
    return [dict(zip(names, row, strict=True)) for row in reader if row]


def _json(text: str, *, lines: bool) -> list[dict[str, str]]:
    from timeline.outputs.csv_ import cell_texts

    records = [json.loads(line) for line in text.split("\n") if line.strip()] if lines else json.loads(text)
    return [dict(zip(record, cell_texts(record), strict=True)) for record in records]
