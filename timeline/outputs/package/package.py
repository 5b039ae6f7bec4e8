"""Filters and what a publisher says → a folder that holds the release whole; the same database gives the same bytes."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sqlalchemy import Connection

from timeline.database.batches import batches, fetched
from timeline.database.domains import FRAGMENT_LOADERS
from timeline.database.vocabulary import stored_vocabulary
from timeline.loaders.package_columns import DESCRIPTOR, FILES, SUMS, TEXTS
from timeline.outputs.csv_ import csv_line
from timeline.outputs.package.codebook import codebook_rows, codebook_text
from timeline.outputs.package.descriptor import Written, descriptor
from timeline.outputs.package.papers import citation, licence, readme
from timeline.outputs.package.release import Release
from timeline.outputs.package.schema import TABLES, columns_of
from timeline.outputs.package.sources import sources_of
from timeline.outputs.package.tables import write_tables
from timeline.queries.filters import Filters
from timeline.queries.keys import matching_keys

_WHOLE = (
    "SELECT id, sha256 FROM document WHERE id IN ({keys})"  # noqa: S608 - our own words
    f" AND loader NOT IN ({', '.join(map(repr, FRAGMENT_LOADERS))})"
)
_TEXT = "SELECT text FROM document WHERE id IN ({keys})"


def fill_package(connection: Connection, filters: Filters, release: Release) -> Callable[[Path], int]:
    """What fills a new folder with the package of the events that match → their number."""

    def fill(folder: Path) -> int:
        events = matching_keys(connection, filters)
        sources = sources_of(connection, events)
        texts = _whole(connection, sources.keys) if release.texts else {}
        rows = write_tables(connection, events, sources, texts, folder)
        _write_texts(connection, texts, folder)
        _write_papers(connection, release, rows, folder)
        return rows["events"]

    return fill


def _whole(connection: Connection, documents: Sequence[int]) -> dict[int, str]:
    """The documents whose text is known → its hash."""
    return {key: sha256 for batch in batches(documents) for key, sha256 in fetched(connection, _WHOLE, batch)}


def _write_texts(connection: Connection, texts: Mapping[int, str], folder: Path) -> None:
    """One file for each text, however many documents print it: its SHA-256 is its name and, by sha256sum, its sum."""
    once = {sha256: key for key, sha256 in texts.items()}
    if once:
        (folder / TEXTS).mkdir()
    for sha256, key in sorted(once.items()):
        ((text,),) = fetched(connection, _TEXT, [key])
        (folder / TEXTS / f"{sha256}.txt").write_bytes(text.encode("utf-8", "surrogatepass"))


def _write_papers(connection: Connection, release: Release, rows: Mapping[str, int], folder: Path) -> None:
    """What explains the tables, and at the end the sums of all files."""
    types = stored_vocabulary(connection).event_types
    lines = [columns_of("codebook"), *codebook_rows(types)]
    _write(folder / "codebook.csv", "".join(map(csv_line, lines)))
    _write(folder / "codebook.md", codebook_text(types))
    _write(folder / "README.md", readme(release, rows))
    _write(folder / "LICENSE.txt", licence(release))
    _write(folder / "CITATION.cff", citation(release))
    tables = {f"{name}.csv": _written(folder / f"{name}.csv") for name in TABLES}
    _write(folder / DESCRIPTOR, descriptor(release, tables))
    names = [*FILES, *(f"{TEXTS}/{path.name}" for path in (folder / TEXTS).glob("*"))]
    sums = {name: tables[name] if name in tables else _written(folder / name) for name in names}
    _write(folder / SUMS, "".join(f"{sums[name].sha256}  {name}\n" for name in sorted(sums)))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


def _written(path: Path) -> Written:
    with path.open("rb") as stream:
        return Written(path.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest())
