"""Entries → a chronology in Markdown by years, each entry with its quotes and with footnotes that name the sources.

Footnotes are those of GitHub, pandoc and most other programs. What comes out of a document is escaped: it makes no
heading, link, picture, tag or footnote.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from timeline.outputs.chronology import (
    HOW_TO_READ,
    TITLE,
    details,
    headline,
    marks,
    quotes_of,
    source_words,
    year_of,
)
from timeline.outputs.citing import Numbered, web_address
from timeline.outputs.date_words import date_words
from timeline.outputs.legible import in_one_line
from timeline.outputs.phrases import about, who
from timeline.queries.entries import Entry

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$^@]|:(?=\S)")  # a colon makes an address of `https://…`, a sign of `:smile:`
_BLOCK = re.compile(r"^(?:[-+#=]|\d+(?=[.)]))")
_AUTOLINK = re.compile(r"\bwww(?=\.)", re.IGNORECASE)


def write_markdown(entries: Iterable[Entry], stream: TextIO) -> None:
    """Write the entries as they come, then the sources: memory grows with the number of documents, not of events."""
    sources = Numbered()
    stream.write(f"# {TITLE}\n\n{HOW_TO_READ}\n")
    year = ""
    for entry in entries:
        if year_of(entry) != year:
            year = year_of(entry)
            stream.write(f"\n## {year}\n")
        stream.writelines(_lines(entry, sources))
    if not year:
        stream.write("\nNo event matches.\n")
    for number, source in sources.listed():
        address = f" <{found}>" if (found := web_address(source.url)) else ""
        rest = f" {plain(source.url)}" if source.url and not address else ""
        stream.write(f"\n[^{number}]: {plain(source_words(source))}.{address}{rest}\n")


def plain(text: str) -> str:
    """The text in one line, with every sign that Markdown would take for its own escaped."""
    line = _SPECIAL.sub(r"\\\g<0>", in_one_line(text))
    line = _AUTOLINK.sub(lambda found: found[0] + "\\", line)
    return _BLOCK.sub(lambda found: found[0] + "\\" if found[0].isdigit() else "\\" + found[0], line)


def _lines(entry: Entry, sources: Numbered) -> Iterator[str]:
    """One entry: date and title, who and what, what is to be known of it, and the words of its sources."""
    what = "; ".join(filter(None, (who(entry), about(entry), entry.type)))
    first = f"**{plain(date_words(entry.date))}: {plain(headline(entry))}**"
    told = [first, plain(what), *map(plain, details(entry))]
    if found := marks(entry):
        told.append(f"*{'; '.join(map(plain, found))}*")
    unquoted = [source for source in entry.sources if not quotes_of(source)]
    if unquoted:
        told.append("Sources: " + " ".join(f"[^{sources.number(source)}]" for source in unquoted))
    yield "\n" + "\\\n".join(told) + "\n"
    quotes = [(quote, source) for source in entry.sources for quote in quotes_of(source)]
    for place, (quote, source) in enumerate(quotes):
        yield ("\n> " if not place else ">\n> ") + f"“{plain(quote)}” [^{sources.number(source)}]\n"
