"""A finished file under a passing name → the same file at its place, unless something is there already."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# What a file system says that has no hard links.
_LINKLESS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)


@contextmanager
def passing_name(path: Path) -> Iterator[Path]:
    """A name beside `path` for a database in the making; whatever is left under it in the end is removed."""
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        yield new
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            new.with_name(new.name + suffix).unlink(missing_ok=True)


def put_in_place(new: Path, path: Path) -> bool:
    """Give the finished file its name → False where another file has it already; that one stays. Raises OSError."""
    try:
        os.link(new, path)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _LINKLESS:
            raise
        if path.exists():
            return False
        new.rename(path)
    return True
