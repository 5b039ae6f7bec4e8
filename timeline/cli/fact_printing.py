"""Recorded facts → a readable list on a terminal, plain tab-separated lines in a pipe, or JSON; never cut."""

import shutil
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from timeline.cli.visible import visible

Record = Mapping[str, Any]
# How a list on a terminal, which has no headings, says what a value is; others speak for themselves.
_LABELS = {
    "adopted": "adopted {}",
    "entry_into_force": "in force {}",
    "end_date": "ended {}",
    "provisions": "provisions: {}",
    "acts": "acts: {}",
    "effective_date": "effective {}",
    "began": "from {}",
    "ended": "until {}",
}
_TIE = "\N{NO-BREAK SPACE}"


def print_rows(rows: Sequence[Record], columns: Sequence[str], *, json: bool, nothing: str) -> None:
    """Print the columns of the rows; `nothing` is said on stderr where there is none. JSON has all columns."""
    from timeline.cli.asking import say
    from timeline.cli.print_json import print_json
    from timeline.outputs.writing import write_stdout

    def write(stream: TextIO) -> None:
        if json:
            print_json(rows, stream)
        elif stream.isatty():
            stream.writelines(_blocks(rows, columns))
        else:
            stream.writelines(_lines(rows, columns))

    write_stdout(write)
    if not rows:
        say(nothing)


def print_fields(fields: Iterable[tuple[str, str]]) -> None:
    """Print labelled lines: wrapped on a terminal, label and text parted by a tab in a pipe."""
    from timeline.outputs.writing import write_stdout

    def write(stream: TextIO) -> None:
        width = max(40, shutil.get_terminal_size().columns) if stream.isatty() else None
        told = list(fields)
        column = max([10, *(len(label) for label, _ in told)]) + 2
        for label, text in told:
            line = visible(" ".join(text.split()))
            if width is None:
                stream.write(f"{label}\t{line}\n")
                continue
            wrapped = textwrap.fill(
                f"{label:<{column}}{line}",
                width,
                subsequent_indent=" " * (column + 2),
                break_on_hyphens=False,
                break_long_words=False,
            )
            stream.write(wrapped + "\n")

    write_stdout(write)


def cell(value: Any) -> str:  # noqa: ANN401 - whatever a column holds
    """A value as a list shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(str(value).split())


def _lines(rows: Iterable[Record], columns: Sequence[str]) -> Iterable[str]:
    yield "\t".join(columns) + "\n"
    for row in rows:
        yield "\t".join(visible(cell(row[name])) for name in columns) + "\n"


def _labelled(name: str, text: str) -> str:
    """The value behind what it is, on one line with it."""
    label = _LABELS.get(name)
    return label.format(text).replace(" ", _TIE) if label else text


def _blocks(rows: Iterable[Record], columns: Sequence[str]) -> Iterable[str]:
    """Two lines and more for each row: what it is, and below it where that is from."""
    width = max(40, shutil.get_terminal_size().columns)
    below = ("checked", "origin", "source")
    for row in rows:
        cells = ((name, cell(row[name])) for name in columns if name not in below)
        head = "  ".join(_labelled(name, text) for name, text in cells if text)
        yours = "yours" if row["origin"] == "user" else "shipped"
        rest = f"{yours}, checked {row['checked']}: {cell(row['source']) or 'no source'}"
        for line, indent in ((head, ""), (rest, "    ")):
            filled = textwrap.fill(
                visible(line),
                width,
                initial_indent=indent,
                subsequent_indent=indent + "  ",
                break_on_hyphens=False,
                break_long_words=False,
            )
            yield filled.replace(_TIE, " ") + "\n"
