"""Differences → lines for a terminal or a pipe, CSV, JSON, or a section of Markdown to publish."""

import shutil
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TextIO

from timeline.api.diff_rows import DIFFERENCE_COLUMNS, difference_rows
from timeline.cli.visible import counted, visible
from timeline.loaders.cells import BadCell, split
from timeline.loaders.columns import OF_SOURCES
from timeline.queries.differences import Cells, Differences


def _write_text(found: Differences, stream: TextIO) -> None:
    """Blocks on a terminal, a header and tab-separated lines in a pipe."""
    if stream.isatty():
        stream.writelines(_blocks(found))
        return
    stream.write("\t".join(DIFFERENCE_COLUMNS) + "\n")
    for row in difference_rows(found):
        stream.write("\t".join(visible(" ".join(cell.split())) for cell in row) + "\n")


def _write_csv(found: Differences, stream: TextIO) -> None:
    from timeline.outputs.csv_ import csv_line

    stream.write(csv_line(DIFFERENCE_COLUMNS))
    stream.writelines(csv_line(row) for row in difference_rows(found))


def _write_json(found: Differences, stream: TextIO) -> None:
    """Cells are texts as in a CSV export, several values parted as there."""
    from timeline.cli.print_json import print_json

    told = {
        "added": list(found.added.values()),
        "changed": [
            {"event_id": name, **{key: each.now.get(key, "") for key in ("date", "type", "title")}}
            | {"fields": {column: {"before": old, "after": new} for column, (old, new) in each.fields.items()}}
            for name, each in found.changed.items()
        ],
        "withdrawn": [{**cells, "why": found.why[name]} for name, cells in found.withdrawn.items()],
    }
    print_json(told, stream)


def _write_markdown(found: Differences, stream: TextIO) -> None:
    from timeline.outputs.markdown import plain

    stream.write(f"## Changes\n\n{_summary(found)}.\n")
    for title, lines in _sections(found, plain, "`{}`"):
        stream.write(f"\n### {title}\n\n")
        for line, below in lines:
            stream.write(f"- {line}\n")
            stream.writelines(f"  - {each}\n" for each in below)


def _blocks(found: Differences) -> Iterator[str]:
    width = max(40, shutil.get_terminal_size().columns)
    for title, lines in _sections(found, lambda text: text, "{}"):
        yield f"{title}\n"
        for line, below in lines:
            for indent, words in ((2, line), *((6, each) for each in below)):
                space = " " * indent
                filled = textwrap.fill(
                    visible(words), width, initial_indent=space, subsequent_indent=space + "  ", break_on_hyphens=False
                )
                yield filled + "\n"
    yield f"{_summary(found)}.\n"


Lines = Iterator[tuple[str, list[str]]]


def _sections(found: Differences, plain: Callable[[str], str], named: str) -> Iterator[tuple[str, Lines]]:
    """Each kind of difference that there is with its events, and what is told of each below it."""

    def head(name: str, cells: Cells) -> str:
        told = [cells.get("date", ""), cells.get("title", "") or cells.get("type", "").replace("-", " ")]
        return f"{plain(_line(' '.join(filter(None, told))))} ({named.format(name)})"

    def fields(changed: dict[str, tuple[str, str]]) -> list[str]:
        return [f"{name.replace('_', ' ')}: {_step(name, old, new, plain)}" for name, (old, new) in changed.items()]

    if found.added:
        yield "Added", ((head(name, cells), []) for name, cells in found.added.items())
    if found.changed:
        yield "Changed", ((head(name, each.now), fields(dict(each.fields))) for name, each in found.changed.items())
    if found.withdrawn:
        yield (
            "Withdrawn",
            (
                (head(name, cells) + (f": {plain(_line(found.why[name]))}" if found.why[name] else ""), [])
                for name, cells in found.withdrawn.items()
            ),
        )


def _step(name: str, old: str, new: str, plain: Callable[[str], str]) -> str:
    """What a field was and is; of one that names several sources only those that came or went."""
    if name in OF_SOURCES:
        try:
            before, after = Counter(split(old)), Counter(split(new))
        except BadCell:
            before = after = Counter()
        signs = [("+", each) for each in (after - before).elements() if each]
        signs += [("−", each) for each in (before - after).elements() if each]
        if signs:
            return ", ".join(f"{sign} {plain(_line(each))}" for sign, each in signs)
    return f"{plain(_line(old)) or 'nothing'} → {plain(_line(new)) or 'nothing'}"


def _summary(found: Differences) -> str:
    numbers = (("added", found.added), ("changed", found.changed), ("withdrawn", found.withdrawn))
    return ", ".join(f"{counted(len(events), 'event')} {word}" for word, events in numbers)


def _line(text: str) -> str:
    return " ".join(text.split())


WRITERS: dict[str, Callable[[Differences, TextIO], None]] = {
    "text": _write_text,
    "csv": _write_csv,
    "json": _write_json,
    "markdown": _write_markdown,
}
