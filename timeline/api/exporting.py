"""The options of `timeline export` that say how → what writes the file, or why they cannot all be meant."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from timeline.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from timeline.outputs.formats import Format
    from timeline.outputs.layouts import Layout
    from timeline.queries.filters import Filters

DEFAULT = "csv"


@dataclass(frozen=True, slots=True)
class Choice:
    """How to write; `layout` and `columns` are of a format of rows only, no columns meaning all."""

    name: str
    format: "Format"
    layout: "Layout"
    columns: tuple[str, ...] = ()

    def write(
        self,
        connection: "Connection",
        filters: "Filters",
        stream: BinaryIO,
        *,
        sort: str = "date",
        limit: int | None = None,
    ) -> list[str]:
        """Write what the filters find to the stream; what the file does not hold, in sentences."""
        from timeline.api.disputes import with_disputes
        from timeline.outputs.layouts import LAYOUTS, WIDE, Table
        from timeline.queries.packing import packed_events
        from timeline.queries.timelines import timeline_entries
        from timeline.queries.weapon_kinds import kind_names

        entries = timeline_entries(connection, filters, sort=sort, limit=limit)
        if self.format.rows is None:
            assert self.format.entries is not None  # noqa: S101 - a format writes the one or the other
            told = with_disputes(connection, entries) if self.format.disputes else entries
            return list(self.format.entries(told, stream) or ())
        kinds = kind_names(connection) if self.layout is LAYOUTS["dyads"] else {}
        plain = self.layout is WIDE and sort == "date" and limit is None
        packed = packed_events(connection, filters) if plain else None
        table = Table(entries, self.layout, self.columns, kinds, packed=packed)
        losses = list(self.format.rows(table, stream) or ())
        if table.left_out:
            losses.append(f"Left out of this layout: {table.left_out} ({self.layout.reason}).")
        return losses


def chosen(
    format: str | None, output: Path | None, *, layout: str | None, columns: str | None, excel: bool, terminal: bool
) -> Choice:
    """The choice that the options make; `terminal` says that stdout, where no file is named, is one.

    Raises UsageError where they contradict each other or the file's ending, UnknownName, ExtraMissing.
    """
    from timeline.outputs.extras import library
    from timeline.outputs.formats import EXCEL_CSV, FORMATS
    from timeline.outputs.layouts import LAYOUTS
    from timeline.queries.meaning import one_of

    name = _format(format, output)
    form = FORMATS[name]
    if excel and name != "csv":
        raise UsageError(f"--excel makes a CSV safe for spreadsheets and means nothing for {name}; leave it out.")
    if form.rows is None and (layout or columns):
        of_rows = ", ".join(each for each, found in FORMATS.items() if found.rows)
        option = "--layout" if layout else "--columns"
        raise UsageError(f"{option} is for formats made of rows ({of_rows}), not for {name}; leave it out.")
    if form.binary and output is None and terminal:
        example = f"as in -o events{form.endings[0]}"
        raise UsageError(f"{name} is nothing that a terminal shows: name a file with -o, {example}.")
    if form.needs:
        library(form.needs, what=name, extra=form.extra)
    (kind,) = one_of("layout", [layout or "wide"], tuple(LAYOUTS))
    only = _columns(columns, kind, LAYOUTS[kind]) if columns is not None else ()
    return Choice(name, EXCEL_CSV if excel else form, LAYOUTS[kind], only)


def column_lines(layout: str | None) -> Iterable[str]:
    """The columns of a layout, each with what it holds."""
    from timeline.outputs.column_meanings import MEANINGS
    from timeline.outputs.layouts import LAYOUTS
    from timeline.queries.meaning import one_of

    (kind,) = one_of("layout", [layout or "wide"], tuple(LAYOUTS))
    return (f"{column}\t{MEANINGS[column]}\n" for column in LAYOUTS[kind].kinds)


def _format(format: str | None, output: Path | None) -> str:
    """The format that is named, else that of the file's ending, else CSV."""
    from timeline.outputs.formats import FORMATS
    from timeline.queries.meaning import one_of

    ending = output.suffix.lower() if output else ""
    by_ending = [name for name, form in FORMATS.items() if ending in form.endings]
    if format is not None:
        short = {ending[1:]: name for name, form in FORMATS.items() for ending in form.endings}  # md, bib, htm
        (name,) = one_of("format", [short.get(format, format) if format not in FORMATS else format], tuple(FORMATS))
        if by_ending and name not in by_ending:
            raise UsageError(
                f"--format {name} and the name {output} contradict each other: leave --format out for "
                f"{by_ending[0]}, or name a file that ends in {FORMATS[name].endings[0]}."
            )
        return name
    if ending and not by_ending:
        known = ", ".join(FORMATS)
        raise UsageError(f"{output} does not end as any format does: say which one with --format ({known}).")
    return by_ending[0] if by_ending else DEFAULT


def _columns(columns: str, kind: str, layout: "Layout") -> tuple[str, ...]:
    """The columns as they are named, between commas. Raises UsageError."""
    from timeline.vocabulary.lookup import nearest_of

    how = f"; timeline export --layout {kind} --columns help lists all."
    names = [name.strip().lower() for name in columns.split(",") if name.strip()]
    if not names:
        raise UsageError(f"--columns names no column: write them with commas, as in event_id,date,title{how}")
    for name in names:
        if name not in layout.kinds:
            near = nearest_of(name, tuple(layout.kinds))
            words = f"the nearest: {', '.join(near)}" if near else "none is near"
            raise UsageError(f"Unknown column {name!r} of the layout {kind}, {words}{how}")
    twice = _twice(names)
    if twice:
        raise UsageError(f"--columns names {', '.join(twice)} twice; a column can stand in one place only.")
    return tuple(names)


def _twice(names: Sequence[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if names.count(name) > 1]
