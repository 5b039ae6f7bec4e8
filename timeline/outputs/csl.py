"""Entries → CSL-JSON of their sources, as Zotero, pandoc and citeproc read it: one object a document.

The schema is https://github.com/citation-style-language/schema, csl-data.json of version 1.0.2.
"""

import json
from collections.abc import Iterable
from typing import Any, TextIO

from timeline import edtf
from timeline.outputs.citing import dated, documents, web_address
from timeline.outputs.date_words import date_words
from timeline.queries.entries import Entry, SourceEntry


def write_csl(entries: Iterable[Entry], stream: TextIO) -> None:
    """Write an array with one object for each source document."""
    before = "[\n "
    for key, source in documents(entries):
        stream.write(before)
        stream.write(json.dumps(_reference(key, source), ensure_ascii=False, indent=1).replace("\n", "\n "))
        before = ",\n "
    stream.write("[]\n" if before.startswith("[") else "\n]\n")


def _reference(key: str, source: SourceEntry) -> dict[str, Any]:
    address = "" if web_address(source.url) else source.url
    notes = (address, f"SHA-256 of the text: {source.sha256}" if source.sha256 else "")
    told = {
        "id": key,
        "type": "webpage" if web_address(source.url) else "document",
        "title": source.title,
        "author": [{"literal": source.author}] if source.author else None,
        "container-title": source.publisher if web_address(source.url) else "",
        "publisher": source.publisher,
        "issued": _date(source.date),
        "accessed": _date(source.retrieved),
        "language": source.language,
        "URL": web_address(source.url),
        "note": "; ".join(filter(None, notes)),
    }
    return {name: value for name, value in told.items() if value}


def _date(text: str) -> dict[str, Any] | None:
    """A CSL date: parts as far as they are known, one of two ends for an interval, words for what has no parts."""
    date = dated(text)
    if date is None:
        return None
    circa = {"circa": True} if date.loose else {}
    if date.precision in ("decade", "century") or date.open_start or date.open_end:
        return {"literal": date_words(text), **circa}
    if date.precision == "season":
        return {"date-parts": [[date.first.year]], "season": int(date.text[5:7]) - 20, **circa}
    ends = [edtf.parse(end) for end in date.text.split("/")]
    return {"date-parts": [_parts(end) for end in ends], **circa}


def _parts(end: edtf.Edtf) -> list[int]:
    parts = [end.first.year]
    if end.precision in ("month", "day"):
        parts.append(end.first.month)
    if end.precision == "day":
        parts.append(end.first.day)
    return parts
