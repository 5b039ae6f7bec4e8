"""Entries → a readable table on a terminal, plain tab-separated lines in a pipe; never cut."""

import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Sequence
from typing import TextIO

from timeline.cli import wording
from timeline.cli.visible import visible
from timeline.queries.entries import Entry

COLUMNS: dict[str, Callable[[Entry], str]] = {
    "date": wording.date,
    "what": wording.what,
    "who": wording.who,
    "weapon": wording.about,
    "source": wording.source,
    "review": wording.standing,
    "id": lambda entry: entry.event_id,
}


_ID = 13  # letters of an event's id
_SECOND = "\0"  # stands for the second column of a sign, and is in no text
_TWO_COLUMNS = re.compile(  # Unicode UAX #11, wide and full-width, by blocks
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
    "\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)
NARROW = 80  # columns of a terminal below which a table would break words; blocks are printed instead


def write_entries(entries: Iterable[Entry], stream: TextIO) -> int:
    """Write the entries to the stream, as a table where it is a terminal; how many there were."""
    if not stream.isatty():
        return _lines(entries, stream)
    told = list(entries)
    # A table has room for ids only where its other columns keep theirs; an id that is folded cannot be copied.
    room = shutil.get_terminal_size().columns - (NARROW - _ID)
    fits = room >= max([_ID, *(len(entry.event_id) for entry in told)])
    return _table(told, stream) if fits else _blocks(told, stream)


def print_entries(entries: Iterable[Entry]) -> int:
    """`write_entries` to stdout."""
    return write_entries(entries, sys.stdout)


def _lines(entries: Iterable[Entry], stream: TextIO) -> int:
    """A header and one line an entry, fields parted by tabs; tabs and line ends inside a field become spaces."""
    stream.write("\t".join(COLUMNS) + "\n")
    number = 0
    for number, entry in enumerate(entries, start=1):  # noqa: B007 - counted for the caller
        stream.write("\t".join(visible(" ".join(words(entry).split())) for words in COLUMNS.values()) + "\n")
    return number


def _table(entries: Sequence[Entry], stream: TextIO) -> int:
    """Five columns; the id stands below the date, the standing below the source. Words may wrap, nothing is cut."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0), expand=False)
    table.add_column("Date and id", no_wrap=True)  # what may not wrap is not narrowed either
    for name, least in (("What", 13), ("Who", 13), ("Weapon", 15), ("Source", 12)):
        table.add_column(name, overflow="fold", min_width=least)
    for entry in entries:
        cells = (
            f"{wording.date(entry)}\n{entry.event_id}".replace("/", "/\n").replace(" ", "\n"),
            wording.what(entry).replace("-", " "),
            wording.who(entry),
            wording.about(entry),
            f"{wording.source(entry)}\n{wording.standing(entry)}",
        )
        table.add_row(*(Text(visible(cell)) for cell in cells))
    if table.row_count:
        Console(file=stream, highlight=False).print(table)
    return table.row_count


def _blocks(entries: Iterable[Entry], stream: TextIO) -> int:
    """A block of wrapped lines an entry, for a narrow terminal."""
    width = max(20, shutil.get_terminal_size().columns)
    number = 0
    for number, entry in enumerate(entries, start=1):  # noqa: B007 - counted for the caller
        head = f"{wording.date(entry)}  {wording.what(entry)}"
        below = (wording.who(entry), wording.about(entry), wording.source(entry))
        lines = [head, *filter(None, below), f"{wording.standing(entry)}, {entry.event_id}"]
        for place, line in enumerate(lines):
            indent = "    " if place else ""
            stream.write(_wrapped(visible(line), width, indent) + "\n")
    return number


def _wrapped(text: str, width: int, indent: str) -> str:
    """The text in lines of so many columns, where a sign of East Asia or an emoji takes two."""
    spread = _TWO_COLUMNS.sub(lambda sign: sign[0] + _SECOND, text) if not text.isascii() else text
    lines = textwrap.wrap(spread, width, initial_indent=indent, subsequent_indent=indent + "  ", break_on_hyphens=False)
    return "\n".join(lines).replace(_SECOND, "")
