"""Differences → a row for each event that is new or gone, and for each field that changed."""

from collections.abc import Iterator

from timeline.queries.differences import Cells, Differences

DIFFERENCE_COLUMNS = ("difference", "event_id", "date", "type", "title", "field", "before", "after")


def difference_rows(found: Differences) -> Iterator[tuple[str, ...]]:
    """Texts for each of DIFFERENCE_COLUMNS, by id; what became of a withdrawn event is its `after`."""

    def about(name: str, cells: Cells) -> tuple[str, ...]:
        return (name, *(cells.get(column, "") for column in ("date", "type", "title")))

    for name, cells in found.added.items():
        yield "added", *about(name, cells), "", "", ""
    for name, each in found.changed.items():
        for column, (old, new) in each.fields.items():
            yield "changed", *about(name, each.now), column, old, new
    for name, cells in found.withdrawn.items():
        yield "withdrawn", *about(name, cells), "", "", found.why[name]
