"""A file of JSON lines → its lines, and lines → such a file, whole or not at all."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from timeline.errors import SourceRefused


def read_lines(path: Path) -> Iterator[str]:
    """The lines of a UTF-8 file, `-` for stdin, one at a time. Raises SourceRefused where it cannot be read."""
    try:
        if str(path) == "-":
            yield from (line.decode("utf-8") for line in sys.stdin.buffer)
            return
        with path.open(encoding="utf-8") as stream:
            yield from stream
    except UnicodeDecodeError as error:
        raise SourceRefused(f"{path} is not UTF-8, as JSON lines must be; save it as UTF-8.") from error
    except OSError as error:
        raise SourceRefused(f"{path} cannot be read: {error.strerror or error}.") from error


def write_lines(path: Path | None, lines: Iterable[str]) -> None:
    """Each line with its end, to the file, or to stdout where there is none."""
    from timeline.outputs.writing import write_file, write_stdout

    def write(stream: TextIO) -> None:
        stream.writelines(line + "\n" for line in lines)

    if path is None or str(path) == "-":
        write_stdout(write)
    else:
        write_file(path, write, force=True)
