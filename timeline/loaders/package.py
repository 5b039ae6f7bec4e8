"""A folder that `timeline export --package` wrote → a Package, verified, whose tables are read row by row.

The names of its files are fixed: nothing that the descriptor says is followed, so that no package reaches outside its
folder.
"""

import csv
import hashlib
import json
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeAlias

from timeline.errors import SourceRefused
from timeline.loaders.event_csv import EventTable, Unreadable, records
from timeline.loaders.headers import Given
from timeline.loaders.package_columns import DESCRIPTOR, FILES, FORMAT, MARK, READ_BACK, SUMS, TEXTS
from timeline.loaders.reading import Source, opened
from timeline.loaders.refusals import unreadable

Row: TypeAlias = Mapping[str, str]
Numbered: TypeAlias = tuple[int, Row]
"""A row with its number in the file, the header being row 1."""
Span: TypeAlias = tuple[int, int]
_OFFSET = re.compile(r"\d{1,9}", re.ASCII)
_LINE = re.compile(r"([0-9a-f]{64}) [ *]([^\n]+)\n?")
_TEXT = re.compile(rf"{TEXTS}/[0-9a-f]{{64}}\.txt")
_LARGEST_DESCRIPTOR = 1_000_000
_AGAIN = "get the package again, or load its events.csv alone"


class PackageRefused(SourceRefused):
    """A package that is damaged, changed, or made by a later program."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package whose sums were right. `origin` is what the user named; `texts` are the files of documents in it."""

    origin: str
    folder: Path
    texts: frozenset[str]

    @property
    def events(self) -> EventTable:
        """events.csv, a table of events like any other."""
        name = f"{self.origin.rstrip(os.sep)}{os.sep}events.csv"
        return EventTable(Source(name, self.folder / "events.csv"), READ_BACK["events"])

    def rows(self, table: str) -> Iterator[Numbered]:
        """The rows of a table that is read back. Raises PackageRefused."""
        columns = READ_BACK[table]
        with opened(self._source(f"{table}.csv")) as stream:
            found = records(stream, ",")
            number = 0
            try:
                for number, cells in enumerate(found, start=1):
                    if number == 1 and tuple(cells) != columns:
                        raise self.refused(table, 1, f"should name the columns {', '.join(columns)}")
                    if len(cells) != len(columns):
                        raise self.refused(table, number, f"has {len(cells)} cells where the header has {len(columns)}")
                    if number > 1:
                        yield number, dict(zip(columns, cells, strict=True))
            except (Unreadable, csv.Error) as error:
                raise self.refused(table, number + 1, str(error)) from error
            if not number:
                raise self.refused(table, 1, "is missing")

    def span(self, table: str, number: int, row: Row) -> Span:
        """The place that the row names in a document. Raises PackageRefused."""
        start, end = row["start"], row["end"]
        if not (_OFFSET.fullmatch(start) and _OFFSET.fullmatch(end) and int(start) < int(end)):
            raise self.refused(table, number, f"names no passage from {start!r} to {end!r}")
        return int(start), int(end)

    def text(self, name: str) -> bytes:
        """The bytes of a document's text. Raises SourceRefused."""
        with opened(self._source(name)) as stream:
            return stream.read()

    def refused(self, table: str, row: int, why: str) -> PackageRefused:
        """Why the package cannot be loaded: what is wrong in a row of a table."""
        return PackageRefused(f"{self.origin} cannot be loaded: {table}.csv row {row} {why}; {_AGAIN}.")

    def _source(self, name: str) -> Source:
        return Source(f"{self.origin}/{name}", self.folder / name)


def is_package(path: Path) -> bool:
    """Whether this is the descriptor of a package of ours, whatever has become of the rest."""
    try:
        return _format(path) is not None
    except (OSError, ValueError):
        return False


def package_in(folder: Path) -> Path | None:
    """The descriptor in a folder that is a package of ours, or was one before it was damaged; None where it is none."""
    path = folder / DESCRIPTOR
    return path if is_package(path) or _has_our_sums(folder) else None


def read_package(source: Source, given: Given) -> Package:  # noqa: ARG001 - its rows name their own sources
    """The package in whose folder the source, a descriptor, is.

    Raises SourceRefused for a descriptor of another maker, a later format, a file that is missing or not as its sum
    says.
    """
    if source.path is None or package_in(source.path.parent) != source.path:
        raise SourceRefused(
            f"{source.origin} is no package that timeline export wrote; load the files that it describes by name."
        )
    folder = source.path.parent
    origin = str(Path(source.origin).parent) if Path(source.origin).name == DESCRIPTOR else source.origin
    found = _format(source.path) if is_package(source.path) else None
    if found is not None and found != FORMAT:
        raise PackageRefused(
            f"{source.origin} was written by another version of the program (format {found}, this one reads {FORMAT}): "
            "update the program, or load its events.csv alone."
        )
    texts = _verified(origin, folder)
    if found is None:
        raise PackageRefused(f"{origin} cannot be loaded: {DESCRIPTOR} is no descriptor of a package; {_AGAIN}.")
    return Package(origin, folder, texts)


def _format(path: Path) -> int | None:
    """The number of the format that a descriptor says; None where it is not ours. Raises OSError, ValueError."""
    if not stat.S_ISREG(path.lstat().st_mode) or path.lstat().st_size > _LARGEST_DESCRIPTOR:
        return None
    try:
        said = json.loads(path.read_bytes())
    except RecursionError:
        return None
    number = said.get(MARK) if isinstance(said, dict) else None
    return number if isinstance(number, int) else None


def _has_our_sums(folder: Path) -> bool:
    """Whether the folder has sums of what only a package of ours consists of."""
    try:
        if not stat.S_ISREG((folder / SUMS).lstat().st_mode):
            return False
        with (folder / SUMS).open("rb") as stream:
            named = {line[66:].strip() for line in stream.read(_LARGEST_DESCRIPTOR).splitlines()}
    except OSError:
        return False
    return {DESCRIPTOR.encode(), b"events.csv", b"provenance.csv"} <= named


def _verified(origin: str, folder: Path) -> frozenset[str]:
    """Compare every file with its sum → the names of the documents' texts. Raises SourceRefused."""
    sums = _sums(origin, folder)
    missing = [name for name in FILES if name not in sums]
    if missing:
        raise PackageRefused(f"{origin} cannot be loaded: {SUMS} does not name {missing[0]}; {_AGAIN}.")
    if any("/" in name for name in sums) and not _is(folder / TEXTS, stat.S_ISDIR):
        raise PackageRefused(f"{origin} cannot be loaded: {TEXTS} is no folder in it; {_AGAIN}.")
    for name, told in sums.items():
        path = folder / name
        if not _is(path, stat.S_ISREG):
            raise PackageRefused(f"{origin} cannot be loaded: {name} is missing, or a link; {_AGAIN}.")
        with opened(Source(str(path), path)) as stream:
            if _sum(stream) != told:
                why = f"{name} was damaged or changed, its sum is not that of {SUMS}"
                raise PackageRefused(f"{origin} cannot be loaded: {why}; {_AGAIN}.")
    return frozenset(name for name in sums if "/" in name)


def _sums(origin: str, folder: Path) -> dict[str, str]:
    """Name → sum, for the files that SHA256SUMS names: those that a package can have, and no others."""
    path = folder / SUMS
    if not _is(path, stat.S_ISREG):
        raise PackageRefused(f"{origin} cannot be loaded: {SUMS} is missing, or a link; {_AGAIN}.")
    found: dict[str, str] = {}
    with opened(Source(str(path), path)) as stream:
        for number, line in enumerate(stream, start=1):
            told = _LINE.fullmatch(line.decode("utf-8", "replace"))
            if told is None or told[2] in found or (told[2] not in FILES and not _TEXT.fullmatch(told[2])):
                raise PackageRefused(
                    f"{origin} cannot be loaded: line {number} of {SUMS} names no file of a package; {_AGAIN}."
                )
            found[told[2]] = told[1]
    return found


def _sum(stream: BinaryIO) -> str:
    found = hashlib.sha256()
    while some := stream.read(1 << 20):
        found.update(some)
    return found.hexdigest()


def _is(path: Path, kind: Callable[[int], bool]) -> bool:
    try:
        return kind(path.lstat().st_mode)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise unreadable(str(path), error) from error
