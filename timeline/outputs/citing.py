"""Sources of Entries → what they are cited by: a number in one output, or a key that is the same in every database."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import quote

from timeline import edtf
from timeline.queries.entries import Entry, SourceEntry

_IN_ADDRESSES = "!#$%&'()*+,-./:;=?@[]_~"
_YEAR = re.compile(r"\d{4}")
_DIGITS = 10  # of 16: among a million sources two share a key about once in two databases, and then get a letter


class Numbered:
    """Sources that are numbered as they come, from 1; one document has one number."""

    def __init__(self) -> None:
        self._numbers: dict[SourceEntry, int] = {}

    def number(self, source: SourceEntry) -> int:
        """The number of the source."""
        return self._numbers.setdefault(document_of(source), len(self._numbers) + 1)

    def listed(self) -> list[tuple[int, SourceEntry]]:
        """The numbers with their sources, so far."""
        return [(number, source) for source, number in self._numbers.items()]


def documents(entries: Iterable[Entry]) -> list[tuple[str, SourceEntry]]:
    """The sources of all Entries, each once with its key, by date, publisher, title and address."""
    found = {document_of(source) for entry in entries for source in entry.sources}
    ordered = sorted(found, key=lambda one: (one.date, one.publisher, one.title, one.url, one.sha256))
    keys: dict[str, int] = {}
    told = []
    for source in ordered:
        key = citation_key(source)
        keys[key] = keys.get(key, 0) + 1
        told.append((key if keys[key] == 1 else f"{key}-{keys[key]}", source))
    return told


def document_of(source: SourceEntry) -> SourceEntry:
    """The document without the passages and without the story, which are not its own."""
    return replace(source, quotes=(), story=0)


def citation_key(source: SourceEntry) -> str:
    """`reuters-2024-1b9f03c7aa`: who published it, when, and the beginning of a hash of what identifies it."""
    identity = "\0".join((source.sha256, source.url, source.publisher, source.date, source.title))
    plain = unicodedata.normalize("NFKD", source.publisher).encode("ascii", "ignore").decode().lower()
    words = "".join(re.findall(r"[a-z0-9]+", plain))[:20] or "source"
    year = _YEAR.match(source.date)
    return f"{words}-{year[0] if year else 'nd'}-{hashlib.sha256(identity.encode()).hexdigest()[:_DIGITS]}"


def dated(date: str) -> edtf.Edtf | None:
    """The date of a source; None where it has none or one that is no EDTF."""
    return edtf.parse(date) if date else None


def web_address(url: str) -> str:
    """The address where it is one of the web, what no address holds in %; else nothing: a link would be a trap."""
    return quote(url.strip(), safe=_IN_ADDRESSES) if re.match(r"(?i)https?://[^\s/]", url.strip()) else ""
