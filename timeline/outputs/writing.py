"""What writes to a stream → a file that is there whole or not at all, or stdout; what goes wrong → OutputFailed."""

import contextlib
import errno
import io
import os
import secrets
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, TextIO

from timeline.errors import OutputFailed

Writer = Callable[[TextIO], object]
BinaryWriter = Callable[[BinaryIO], object]

_REASONS = {
    errno.ENOSPC: "the disk is full; free some space and run the command again",
    errno.EDQUOT: "your quota of disk space is used up; free some and run the command again",
    errno.EROFS: "the file system is read-only; name a file somewhere else",
    errno.EACCES: "this user may not write there; name a file somewhere else",
    errno.EPERM: "this user may not write there; name a file somewhere else",
    errno.ENOENT: "its directory is not there; create it first",
    errno.ENOTDIR: "its directory is a file; name another place",
    errno.ELOOP: "it is a symbolic link that leads back to itself; remove the link or name another file",
    errno.ENAMETOOLONG: "its name is too long; choose a shorter one",
    errno.EPIPE: "the program that reads it closed it before the end",
}


def write_file(path: Path, write: Writer, *, force: bool = False) -> None:
    """`write_binary_file` of text in UTF-8, with line ends as they are written."""
    write_binary_file(path, in_utf8(write), force=force)


def write_binary_file(path: Path, write: BinaryWriter, *, force: bool = False) -> None:
    """Write a file beside `path`, then give it that name in one step; a failure leaves nothing under the name.

    An existing file is kept unless `force`; a link is followed, the file behind it replaced. A device or a pipe is
    written to directly. Raises OutputFailed.
    """
    target = real(path)
    try:
        mode = _mode(target)
        if mode is not None and stat.S_ISDIR(mode):
            raise OutputFailed(f"{path} is a directory; name a file in it.")
        if mode is not None and not stat.S_ISREG(mode):
            with target.open("wb") as stream:
                write(stream)
            return
        if mode is not None and not force:
            raise FileExistsError
        _write_whole(target, mode, write, force=force)
    except FileExistsError as error:
        raise OutputFailed(f"{path} exists already; use --force to replace it, or name another file.") from error
    except OSError as error:
        raise OutputFailed(f"{path} was not written: {reason_of(error)}.") from error


def real(path: Path) -> Path:
    """What the path leads to, through all links. Raises OutputFailed where it can be no path."""
    if "\0" in str(path):
        raise OutputFailed(f"{str(path)!r} was not written: a name has no NUL; choose another one.")
    return Path(os.path.realpath(path))


def write_stdout(write: Writer) -> None:
    """Write to stdout as UTF-8 with `\\n`, whatever the locale.

    Raises OutputFailed, and BrokenPipeError where the reader has gone, which ends a program quietly.
    """
    try:
        sys.stdout.fileno()
    except io.UnsupportedOperation:  # stdout is no file, as inside a notebook
        write(sys.stdout)
        return
    write_binary_stdout(in_utf8(write))


def write_binary_stdout(write: BinaryWriter) -> None:
    """Write bytes to the file that stdout is. Raises as `write_stdout` does."""
    sys.stdout.flush()
    # A descriptor of our own: what it could not write is given up with it and not tried again when Python ends.
    stream = open(os.dup(sys.stdout.fileno()), "wb")  # noqa: PTH123, SIM115
    try:
        write(stream)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputFailed(f"Nothing more could be written to stdout: {reason_of(error)}.") from error
    finally:
        with contextlib.suppress(OSError):
            stream.close()


def in_utf8(write: Writer) -> BinaryWriter:
    """What writes text → what writes it to a stream of bytes, in UTF-8 and with line ends as they are written."""

    def write_bytes(stream: BinaryIO) -> object:
        with as_text(stream) as text:
            return write(text)

    return write_bytes


@contextlib.contextmanager
def as_text(stream: BinaryIO) -> Iterator[TextIO]:
    """A stream of text in UTF-8 that writes into one of bytes and leaves it open."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    try:
        yield text
        text.flush()
    finally:
        with contextlib.suppress(OSError):  # what could not be written has been told, or is about to be
            text.detach()


def _write_whole(target: Path, mode: int | None, write: BinaryWriter, *, force: bool) -> None:
    """Write a new file in the target's directory and rename it, or remove it where anything goes wrong."""
    beside = target.with_name(f".timeline-{secrets.token_hex(6)}.part")
    number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with open(number, "wb") as stream:  # noqa: PTH123 - a descriptor
            if mode is not None:
                beside.chmod(stat.S_IMODE(mode))  # the file that is replaced keeps its permissions
            write(stream)
            stream.flush()
            os.fsync(number)
        if force or not _linked(beside, target):
            beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _linked(beside: Path, target: Path) -> bool:
    """Give the file its name by a link, which unlike a rename fails where another program took the name meanwhile.

    False where the file system has no links. Raises FileExistsError.
    """
    try:
        os.link(beside, target)
    except FileExistsError:
        raise
    except OSError:
        if target.exists():
            raise FileExistsError from None
        return False
    return True


def _mode(target: Path) -> int | None:
    try:
        return target.stat().st_mode
    except FileNotFoundError:
        return None


def reason_of(error: OSError) -> str:
    """Why something cannot be written, and what to do, as the end of a sentence."""
    return _REASONS.get(error.errno or 0, (error.strerror or str(error)).lower())
