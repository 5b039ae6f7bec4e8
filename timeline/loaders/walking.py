"""What the user named (files, directories, `-`) → the sources to load, in a stable order, each file once."""

import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from timeline.errors import SourceRefused
from timeline.loaders.reading import Source, not_a_file, standard_input
from timeline.loaders.refusals import unreadable

_Identity = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in a named directory (or named twice) that is left out on purpose: to be counted, not an error."""

    origin: str
    reason: str

    def __str__(self) -> str:
        return f"{self.origin} skipped: {self.reason}"


@dataclass(slots=True)
class Walk:
    """One run over the named paths. `extensions` are the endings that a file in a directory must have to be taken.

    A folder of which `package` gives the descriptor is a package, and one source. A file is known by device and inode,
    so that neither a second mention nor a link loads it twice, and a directory that a link leads back into is not
    walked for ever. Entries of a directory come in the order of their names.
    """

    extensions: Collection[str]
    stdin: BinaryIO
    package: Callable[[Path], Path | None] = lambda _: None
    _seen: dict[_Identity, str] = field(default_factory=dict)

    def sources(self, names: Iterable[str]) -> Iterator[Source | Skipped | SourceRefused]:
        """What each name leads to; one that leads nowhere gives a SourceRefused in its place, and the next follows."""
        read_stdin = False
        for name in names:
            try:
                if name == "-":
                    yield Skipped("-", "standard input was read already") if read_stdin else standard_input(self.stdin)
                    read_stdin = True
                else:
                    yield from self._named(name)
            except SourceRefused as refusal:
                yield refusal

    def _named(self, name: str) -> Iterator[Source | Skipped | SourceRefused]:
        path = Path(name)
        found = _status(path, name)
        if stat.S_ISDIR(found.st_mode) and (descriptor := self.package(path)) is not None:
            yield self._package(path, found, descriptor)
        elif stat.S_ISDIR(found.st_mode):
            empty = True
            for result in self._directory(path, found):
                empty = empty and isinstance(result, Skipped) and not result.reason.startswith("the same")
                yield result
            if empty:
                known = ", ".join(sorted(filter(None, self.extensions)))
                yield SourceRefused(f"{name} holds no file that can be loaded (known endings: {known}).")
        elif stat.S_ISREG(found.st_mode):
            yield self._file(path, found)
        else:
            raise SourceRefused(not_a_file(name, found.st_mode))

    def _file(self, path: Path, found: os.stat_result) -> Source | Skipped:
        first = self._first(found, path)
        return Skipped(str(path), f"the same file as {first}") if first else Source(str(path), path)

    def _package(self, folder: Path, found: os.stat_result, descriptor: Path) -> Source | Skipped:
        first = self._first(found, folder)
        return Skipped(str(folder), f"the same package as {first}") if first else Source(str(folder), descriptor)

    def _directory(self, folder: Path, found: os.stat_result) -> Iterator[Source | Skipped | SourceRefused]:
        """Everything below the folder, without recursion: a tree may be deeper than Python's stack."""
        first = self._first(found, folder)
        if first:
            yield Skipped(str(folder), f"the same directory as {first}")
            return
        waiting = [iter(_inside(folder))]
        while waiting:
            path = next(waiting[-1], None)
            if path is None:
                waiting.pop()
                continue
            try:
                result = self._inner(path)
            except SourceRefused as refusal:
                result = refusal
            if isinstance(result, list):
                waiting.append(iter(result))
            else:
                yield result

    def _inner(self, path: Path) -> Source | Skipped | SourceRefused | list[Path]:
        """One entry of a directory: a source, a reason to leave it out, or the entries of a further directory."""
        if path.name.startswith("."):
            return Skipped(str(path), "hidden")
        found = _status(path, str(path))
        if stat.S_ISDIR(found.st_mode):
            if (descriptor := self.package(path)) is not None:
                return self._package(path, found, descriptor)
            first = self._first(found, path)
            return Skipped(str(path), f"the same directory as {first}") if first else _inside(path)
        if not stat.S_ISREG(found.st_mode):
            return Skipped(str(path), "neither a file nor a directory")
        ending = path.suffix.lower()
        if not ending:
            return Skipped(str(path), "no ending that tells its format; name the file itself to load it as text")
        if ending not in self.extensions:
            return Skipped(str(path), f"no format is known for {ending}")
        return self._file(path, found)

    def _first(self, found: os.stat_result, path: Path) -> str:
        """Under which name this file or directory came before; "" (and remembered) where it comes first."""
        identity = (found.st_dev, found.st_ino)
        if found.st_ino == 0:  # a file system without such numbers
            return ""
        before = self._seen.get(identity, "")
        if not before:
            self._seen[identity] = str(path)
        return before


def _status(path: Path, origin: str) -> os.stat_result:
    try:
        return path.stat()
    except OSError as error:
        raise unreadable(origin, error) from error
    except ValueError as error:  # a zero character in the path
        raise SourceRefused(f"{origin!r} cannot be a file name.") from error


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        raise unreadable(str(folder), error) from error
