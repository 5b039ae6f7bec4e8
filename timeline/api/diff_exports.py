"""A file that `timeline export` wrote, or a release folder → its events by id, as far as they can be compared."""

import csv
import io
import json
import os
from collections import Counter
from collections.abc import Collection
from pathlib import Path

from timeline.errors import SourceRefused

Records = dict[str, dict[str, str]]
EXPORTS = (".csv", ".json", ".jsonl")
_LARGEST_CELL = 2**31 - 1


def is_export(named: str) -> bool:
    """Whether this is a file or a folder that `timeline export` writes and a comparison reads."""
    path = Path(named)
    if "\0" in named:
        return False
    return release_folder(path) is not None or (path.suffix.lower() in EXPORTS and is_file(path))


def is_file(path: Path) -> bool:
    """Whether there is a file of that name, which may be too long for one."""
    return os.path.isfile(path)  # noqa: PTH113 - Path.is_file raises an error for such a name


def release_folder(path: Path) -> Path | None:
    """The folder of a release that the path, or its descriptor, names; None where it is none."""
    from timeline.loaders.package import package_in

    folder = path.parent if is_file(path) else path
    found = package_in(folder)
    return folder if found is not None and path in (folder, found) else None


def export_records(named: str) -> Records:
    """The records of an export by event. Raises SourceRefused where it is none, or not one of an event a record."""
    path = Path(named)
    folder = release_folder(path)
    if folder is not None:
        path = _verified(named, folder)
    try:
        text = path.read_text("utf-8-sig")
        rows = _csv(text, path) if path.suffix.lower() == ".csv" else _json(text, path)
        names = [row["event_id"] for row in rows]
    except OSError as error:
        raise SourceRefused(f"{path} cannot be read: {(error.strerror or str(error)).lower()}.") from None
    except (ValueError, KeyError, TypeError, AttributeError, csv.Error):
        raise SourceRefused(
            f"{path} is no export of timeline: it needs a record an event, each with its event_id."
        ) from None
    found = dict(zip(names, rows, strict=True))
    if "" in found:
        raise SourceRefused(f"{path} has an event without its event_id: only what has one can be compared.")
    if len(found) < len(names):
        twice = min(name for name, times in Counter(names).items() if times > 1)
        raise SourceRefused(f"{path} has the event {twice} more than once: export it again, with one record an event.")
    return found


def _verified(named: str, folder: Path) -> Path:
    """The events of a release whose sums are right. Raises SourceRefused."""
    from timeline.loaders.headers import Given
    from timeline.loaders.package import read_package
    from timeline.loaders.package_columns import DESCRIPTOR
    from timeline.loaders.reading import Source

    return read_package(Source(named, folder / DESCRIPTOR), Given()).folder / "events.csv"


def _csv(text: str, path: Path) -> list[dict[str, str]]:
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    names = next(reader, [])
    _refuse_other_columns(names, path)
    return [dict(zip(names, row, strict=True)) for row in reader if row]


def _json(text: str, path: Path) -> list[dict[str, str]]:
    from timeline.outputs.csv_ import cell_texts

    lines = path.suffix.lower() == ".jsonl"
    records = [json.loads(line) for line in text.split("\n") if line.strip()] if lines else json.loads(text)
    found = []
    for record in records:
        _refuse_other_columns(record.keys(), path)
        found.append(dict(zip(record, cell_texts(record), strict=True)))
    return found


def _refuse_other_columns(names: Collection[str], path: Path) -> None:
    """Raise SourceRefused for a record that is not all that an event says. Raises ValueError where it is none."""
    from timeline.outputs.layouts import LAYOUTS
    from timeline.queries.differences import DERIVED

    if "event_id" not in names:
        raise ValueError
    lacking = [column for column in LAYOUTS["wide"].kinds if column not in names and column not in DERIVED]
    if not lacking:
        return
    for layout, other in LAYOUTS.items():
        if other.kinds.keys() <= set(names):
            raise SourceRefused(
                f"{path} is in the layout {layout}, which has no record an event: export it again in the layout wide."
            )
    more = f" and {len(lacking) - 3} more" if len(lacking) > 3 else ""
    raise SourceRefused(
        f"{path} lacks the columns {', '.join(lacking[:3])}{more}: export it again with all columns of the layout wide."
    )
