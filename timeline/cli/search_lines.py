"""Answers of a search → blocks on a terminal with the words in bold, tab-separated lines in a pipe."""

import os
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable
from typing import TextIO

from timeline.cli.visible import visible
from timeline.queries.search import Answer, Answers, EventBeside, Print

COLUMNS: dict[str, Callable[[Answer], str]] = {
    "rank": lambda answer: str(answer.rank),
    "date": lambda answer: answer.date,
    "publisher": lambda answer: answer.publisher,
    "title": lambda answer: answer.title,
    "passage": lambda answer: " … ".join(answer.quotes),
    "events": lambda answer: "; ".join(map(_event, answer.events)),
    "also printed by": lambda answer: "; ".join(dict.fromkeys(map(_print, answer.also))),
    "document": lambda answer: answer.id,
}
# Beginning and end of what is bold while lines are broken; a sign of a document that looks so is replaced.
_ON, _OFF = "\ue000", "\ue001"
_BOLD = {_ON: "\x1b[1m", _OFF: "\x1b[0m"}
_NARROWEST = 30


def print_answers(found: Answers, stream: TextIO | None = None) -> None:
    """Print the answers to stdout, or to the stream."""
    stream = stream or sys.stdout
    if stream.isatty():
        bold = os.environ.get("TERM", "dumb") != "dumb"
        width = max(_NARROWEST, shutil.get_terminal_size().columns)
        for place, answer in enumerate(found.answers):
            stream.write(("\n" if place else "") + _block(answer, width, bold=bold))
        return
    stream.write("\t".join(COLUMNS) + "\n")
    for answer in found.answers:
        stream.write("\t".join(visible(" ".join(words(answer).split())) for words in COLUMNS.values()) + "\n")


def _block(answer: Answer, width: int, *, bold: bool) -> str:
    """Title, source, passages, events and other prints of one document, broken at the width."""
    title = _marked(answer.title, 0, answer.title_highlights) if answer.title else "(without a title)"
    source = ", ".join(filter(None, (answer.publisher, answer.date or "undated", answer.id)))
    number = f"{answer.rank}. "
    lines = [_wrapped(title, width, number, " " * len(number)), _wrapped(_shown(source), width, "   ")]
    for span, quote in zip(answer.passages, answer.quotes, strict=True):
        lines.append(_wrapped(_marked(quote, span.start, span.highlights), width, "     "))
    lines += [_wrapped(f"→ {_shown(_event(event))}", width, "   ", "     ") for event in answer.events]
    if answer.also:
        names = "; ".join(dict.fromkeys(_shown(_print(each)) for each in answer.also))
        lines.append(_wrapped(f"Also printed by {names}", width, "   "))
    block = "\n".join(lines) + "\n"
    for sign, code in _BOLD.items():
        block = block.replace(sign, code if bold else "")
    return block


def _marked(text: str, offset: int, highlights: Iterable[tuple[int, int]]) -> str:
    """The text with marks around the spans, which count from `offset` before it."""
    pieces, last = [], 0
    for start, end in highlights:
        pieces += [_shown(text[last : start - offset]), _ON, _shown(text[start - offset : end - offset]), _OFF]
        last = end - offset
    return "".join([*pieces, _shown(text[last:])])


def _shown(text: str) -> str:
    return visible(text.replace(_ON, "\ufffd").replace(_OFF, "\ufffd"))


def _wrapped(text: str, width: int, indent: str, further: str | None = None) -> str:
    return textwrap.fill(
        " ".join(text.split()),
        width,
        initial_indent=indent,
        subsequent_indent=indent if further is None else further,
        break_on_hyphens=False,
    )


def _event(event: EventBeside) -> str:
    words = f"{event.date} {event.type} {event.event_id}"
    return f"{words} (waits for review)" if event.waits else words


def _print(each: Print) -> str:
    name = each.publisher or each.title or each.url or "unnamed source"
    return f"{name}, {each.date}" if each.date else name
