"""Entries → a chronology as one HTML page that needs nothing else: by years, with quotes and numbered sources.

No script, no picture, no font and no style from elsewhere, and a policy in the page that forbids them. Whatever comes
out of a document is escaped, and isolated so that text from right to left does not turn what stands beside it.
"""

import html
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
from timeline.outputs.legible import legible
from timeline.outputs.phrases import about, who
from timeline.queries.entries import Entry, SourceEntry

_STYLE = """
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 Georgia, "Times New Roman", serif;
  color: #111; background: #fff; overflow-wrap: anywhere; }
h1, h2, h3, p, blockquote { margin: 0 0 .4rem; }
h1 { font-size: 1.7rem; } h2 { font-size: 1.3rem; margin-top: 2rem; border-bottom: 1px solid #777; }
h3 { font-size: 1rem; }
article { margin: 1.2rem 0; break-inside: avoid; }
.what { color: #333; } .marks, .note { font-size: .9rem; color: #444; }
.marks { font-style: italic; } .marks::before { content: "\\26A0\\FE0E\\00A0"; font-style: normal; }
blockquote { padding-left: 1rem; border-left: 3px solid #999; }
a { color: #0b4a8f; } li { margin-bottom: .4rem; } .id { font: .75rem monospace; color: #595959; }
@page { margin: 2cm; }
@media print {
  body { max-width: none; margin: 0; padding: 0; font-size: 10.5pt; }
  h2, h3 { break-after: avoid; } a { color: inherit; text-decoration: none; }
}
"""
_HEAD = f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>{TITLE}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{TITLE}</h1>
<p class="note">{HOW_TO_READ}</p>
"""
_FOOT = "</body>\n</html>\n"


def write_html(entries: Iterable[Entry], stream: TextIO) -> None:
    """Write the entries as they come, then the sources: memory grows with the number of documents, not of events."""
    sources = Numbered()
    stream.write(_HEAD)
    year = ""
    for entry in entries:
        if year_of(entry) != year:
            year = year_of(entry)
            stream.write(f"<h2>{year}</h2>\n")
        stream.writelines(_lines(entry, sources))
    stream.write("" if year else "<p>No event matches.</p>\n")
    if sources.listed():
        stream.write("<h2>Sources</h2>\n<ol>\n")
        stream.writelines(_source(number, source) for number, source in sources.listed())
        stream.write("</ol>\n")
    stream.write(_FOOT)


def isolated(text: str) -> str:
    """The text escaped, and apart from the direction of what stands around it."""
    return f"<bdi>{html.escape(legible(text))}</bdi>"


def _lines(entry: Entry, sources: Numbered) -> Iterator[str]:
    yield f"<article>\n<h3>{isolated(date_words(entry.date))}: {isolated(headline(entry))}</h3>\n"
    what = "; ".join(filter(None, (who(entry, isolated), about(entry, isolated), isolated(entry.type))))
    yield f'<p class="what">{what} <span class="id">{isolated(entry.event_id)}</span></p>\n'
    for words in details(entry):
        yield f'<p class="note">{isolated(words)}</p>\n'
    if found := marks(entry):
        yield f'<p class="marks">{"; ".join(map(isolated, found))}</p>\n'
    for source in entry.sources:
        for quote in quotes_of(source):
            yield f'<blockquote dir="auto">“{isolated(quote)}” {_reference(sources.number(source))}</blockquote>\n'
    unquoted = [_reference(sources.number(source)) for source in entry.sources if not quotes_of(source)]
    if unquoted:
        yield f'<p class="note">Sources: {" ".join(unquoted)}</p>\n'
    yield "</article>\n"


def _reference(number: int) -> str:
    return f'<a href="#s{number}">[{number}]</a>'


def _source(number: int, source: SourceEntry) -> str:
    words = isolated(source_words(source))
    if address := web_address(source.url):
        shown = html.escape(address)
        words += f'. <a href="{shown}" rel="noopener noreferrer">{isolated(address)}</a>'
    elif source.url:
        words += f". {isolated(source.url)}"
    return f'<li id="s{number}">{words}</li>\n'
