"""A path or standard input → its bytes within the size limit → its text, or a SourceRefused that says why not."""

import contextlib
import io
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from timeline.errors import SourceRefused
from timeline.loaders.decoding import Decoded, Undecodable, decode, has_words
from timeline.loaders.refusals import unreadable

LIMIT = 20_000_000  # bytes of one document; a book of 1,000 pages has 3 million
_TOO_LARGE = f"larger than the {LIMIT // 1_000_000} MB that one document may have; split it, or load its text alone"


@dataclass(frozen=True, slots=True)
class Source:
    """Something to load: `origin` is what the user named it, for messages.

    `path` is None for standard input, whose bytes are then in `given`: a stream cannot be read twice.
    """

    origin: str
    path: Path | None
    given: bytes = field(default=b"", repr=False)

    @property
    def extension(self) -> str:
        """The file's ending in small letters with its dot; "" without one and for standard input."""
        return "" if self.path is None else self.path.suffix.lower()


def standard_input(stream: BinaryIO) -> Source:
    """All of standard input as a Source named `-`. Raises SourceRefused beyond LIMIT, having read no further."""
    try:
        given = stream.read(LIMIT + 1)
    except OSError as error:
        raise unreadable("Standard input", error) from error
    if len(given) > LIMIT:
        raise SourceRefused(f"Standard input is {_TOO_LARGE}.")
    return Source("-", None, given)


@contextlib.contextmanager
def opened(source: Source) -> Iterator[BinaryIO]:
    """The source's bytes as an open stream; a file must be a regular one. Raises SourceRefused."""
    if source.path is None:
        yield io.BytesIO(source.given)
        return
    try:
        # Without waiting: opening a FIFO that nobody writes to would otherwise hang for ever.
        number = os.open(source.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise unreadable(source.origin, error) from error
    mode = os.fstat(number).st_mode
    if not stat.S_ISREG(mode):
        os.close(number)
        raise SourceRefused(not_a_file(source.origin, mode))
    with os.fdopen(number, "rb") as stream:
        try:
            yield stream
        except OSError as error:
            raise unreadable(source.origin, error) from error


def read_bytes(source: Source) -> bytes:
    """The source's bytes. Raises SourceRefused; a file beyond LIMIT is refused by its size or after LIMIT bytes."""
    with opened(source) as stream:
        if source.path is not None and os.fstat(stream.fileno()).st_size > LIMIT:
            raise SourceRefused(f"{source.origin} is {_TOO_LARGE}.")
        found = stream.read(LIMIT + 1)
    if len(found) > LIMIT:
        raise SourceRefused(f"{source.origin} is {_TOO_LARGE}.")
    return found


def read_text(source: Source) -> Decoded:
    """The source's text with every line end as `\\n`. Raises SourceRefused: unreadable, no text, or empty."""
    found = read_bytes(source)
    try:
        decoded = decode(found)
    except Undecodable as error:
        raise SourceRefused(f"{source.origin} {error}.") from error
    if not has_words(decoded.text):
        raise SourceRefused(f"{source.origin} is empty{' but for blanks and signs' if found else ''}; nothing to load.")
    return decoded


def not_a_file(origin: str, mode: int) -> str:
    """Why something of this mode, which is no regular file, is not read."""
    if stat.S_ISDIR(mode):
        return f"{origin} is a directory now; name the files in it."
    if stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode):
        return f"{origin} is a pipe, not a file; send its text to standard input and name '-'."
    return f"{origin} is a device, not a file; name a file, or '-' for standard input."
