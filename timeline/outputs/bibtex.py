"""Entries → BibTeX of their sources: one `@misc` a document, as BibTeX and biblatex both read it."""

import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from timeline.outputs.citing import dated, documents, web_address
from timeline.outputs.legible import in_one_line
from timeline.queries.entries import Entry, SourceEntry

# TeX's own signs as commands. Braces too: BibTeX counts them, also those behind a backslash.
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: "\\" + sign for sign in "&%$#_"},
}
_SPECIAL = re.compile("[" + re.escape("".join(_ESCAPES)) + "]")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def write_bibtex(entries: Iterable[Entry], stream: TextIO) -> None:
    """Write one record for each source document. Memory grows with their number, not with that of the events."""
    for place, (key, source) in enumerate(documents(entries)):
        stream.write("\n" if place else "")
        stream.write(f"@misc{{{key},\n")
        stream.writelines(f"  {name} = {value},\n" for name, value in _fields(source))
        stream.write("}\n")


def _fields(source: SourceEntry) -> Iterator[tuple[str, str]]:
    for name, words in (("author", source.author), ("title", source.title), ("publisher", source.publisher)):
        if words.strip():
            yield name, "{{" + _tex(words) + "}}"  # the inner braces keep names whole and capitals as they are
    if source.publisher.strip():
        yield "howpublished", "{" + _tex(source.publisher) + "}"  # plain BibTeX shows no publisher of a @misc
    if date := dated(source.date):
        yield "date", "{" + date.text + "}"
        if date.first.year == date.last.year:
            yield "year", "{" + f"{date.first.year:04}" + "}"
            if date.first.month == date.last.month:
                yield "month", _MONTHS[date.first.month - 1]
    if address := web_address(source.url):
        yield "url", "{" + address + "}"
    elif source.url.strip():
        yield "note", "{" + _tex(source.url) + "}"
    if source.retrieved:
        yield "urldate", "{" + source.retrieved + "}"
    if source.language:
        yield "language", "{" + _tex(source.language) + "}"
    if source.sha256:
        yield "annotation", "{" + f"SHA-256 of the text: {source.sha256}" + "}"


def _tex(words: str) -> str:
    return _SPECIAL.sub(lambda sign: _ESCAPES[sign[0]], in_one_line(words))
