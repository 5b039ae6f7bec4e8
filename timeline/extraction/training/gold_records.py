"""A folder's documents.jsonl and gold.jsonl, or one file with both in each line → checked records of documents.

The corpus is such a folder; `timeline review --export-gold` writes such a file.
"""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeGuard

from timeline import edtf
from timeline.documents.proposal import ROLES, STATUSES
from timeline.errors import BadDate, SourceRefused
from timeline.extraction.candidates import GROUPS

Record = dict[str, Any]


def annotated_records(place: Path) -> dict[str, Record]:
    """Id → record with at least doc, text, published and events, in the order of the ids.

    Raises SourceRefused where the place cannot be read, or names the line that is no such record.
    """
    if os.path.isdir(place):  # noqa: PTH112 - no error where the name is too long
        texts, gold = _lines(place / "documents.jsonl"), _lines(place / "gold.jsonl")
        lacking = sorted(set(texts) ^ set(gold))
        if lacking:
            raise SourceRefused(f"{place}: {lacking[0]} is in one of documents.jsonl and gold.jsonl and not in both.")
        found = {doc: (f"{place}, {doc}", {**record, "events": gold[doc][1].get("events")}) for doc, (_, record) in
                 texts.items()}  # fmt: skip
    else:
        found = _lines(place)
    for where, record in found.values():
        fault = next(_faults(record), "")
        if fault:
            raise SourceRefused(f"{where}: {fault}. An annotated document is as tests/corpus/README.md describes it.")
    return {doc: found[doc][1] for doc in sorted(found)}


def _lines(path: Path) -> dict[str, tuple[str, Record]]:
    """Id → where it stands, and the record. Raises SourceRefused."""
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise SourceRefused(f"{path} is not UTF-8, as JSON lines must be.") from error
    except OSError as error:
        raise SourceRefused(f"{path} cannot be read: {(error.strerror or str(error)).lower()}.") from error
    found: dict[str, tuple[str, Record]] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise SourceRefused(f"{where} is not JSON.") from error
        if not isinstance(record, dict) or not isinstance(record.get("doc"), str):
            raise SourceRefused(f"{where} is no record with a doc.")
        if record["doc"] in found:
            raise SourceRefused(f"{where}: {record['doc']} stands there twice.")
        found[record["doc"]] = (where, record)
    return found


def _faults(record: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with one document's record."""
    yield from (f"{name} must be a text" for name in ("text", "published") if not isinstance(record.get(name), str))
    events = record.get("events")
    if not _records(events):
        yield "events must be a list of objects"
        return
    for number, event in enumerate(events, start=1):
        yield from (f"event {number}: {fault}" for fault in _event_faults(event))


def _event_faults(event: Mapping[str, Any]) -> Iterator[str]:
    if event.get("type") not in GROUPS:
        yield f"{event.get('type')!r} is no type of event"
    if event.get("status") not in STATUSES:
        yield f"{event.get('status')!r} is no status"
    accepted = event.get("accept_dates", [])
    yield from (f"{date!r} is no date" for date in [event.get("date"), *_listed(accepted)] if not _is_date(date))
    people, passages = event.get("participants"), event.get("evidence")
    if not _records(people) or not all(isinstance(p.get("actor"), str) and p.get("role") in ROLES for p in people):
        yield "participants must be a list of objects with an actor and a role"
    if not _records(passages) or not all(type(p.get("start")) is int and p["start"] >= 0 for p in passages):
        yield "evidence must be a list of objects with a start"
    for name in ("weapons", "treaties"):
        if not isinstance(event.get(name), list) or not all(isinstance(id, str) for id in event[name]):
            yield f"{name} must be a list of ids"


def _records(found: Any) -> TypeGuard[list[Record]]:  # noqa: ANN401 - whatever a file holds
    return isinstance(found, list) and all(isinstance(each, dict) for each in found)


def _listed(found: Any) -> list[Any]:  # noqa: ANN401 - whatever a file holds
    return found if isinstance(found, list) else [found]


def _is_date(found: Any) -> bool:  # noqa: ANN401 - whatever a file holds
    try:
        return isinstance(found, str) and bool(edtf.parse(found))
    except BadDate:
        return False
