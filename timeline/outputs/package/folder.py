"""What fills a folder → a folder that is there whole or not at all; what goes wrong → OutputFailed."""

import contextlib
import os
import secrets
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from timeline.errors import OutputFailed
from timeline.loaders.package import is_package
from timeline.loaders.package_columns import DESCRIPTOR, FILES, SUMS, TEXTS
from timeline.outputs.writing import real, reason_of

T = TypeVar("T")


def stands(path: Path) -> str:
    """What is in the place of a folder that is to be written: "" nothing (or an empty folder), `package` one of ours.

    Raises OutputFailed for anything else: it stays, whatever is asked for.
    """
    target = real(path)
    try:
        mode = target.stat().st_mode
        if not stat.S_ISDIR(mode):
            raise OutputFailed(f"{path} is a file; name a folder for the package.")
        names = sorted(each.name for each in target.iterdir())
        others = [name for name in names if name not in (*FILES, SUMS, TEXTS)]
        others += [f"{TEXTS}/{name}" for name in _in_texts(target) if not _is_text(target / TEXTS / name)]
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise OutputFailed(f"{path} was not written: {reason_of(error)}.") from error
    if not names:
        return ""
    if others or not is_package(target / DESCRIPTOR):
        what = f"holds {others[0]}, which is no part of a package" if others else "is not empty and holds no package"
        raise OutputFailed(f"{path} {what}; name a new folder. Nothing in it was touched.")
    return "package"


def write_folder(path: Path, fill: Callable[[Path], T], *, replace: bool = False) -> T:
    """Fill a folder beside `path`, then give it that name in one step → what `fill` gives.

    A failure leaves nothing under the name. A package of ours is replaced where `replace` says so, and no other thing
    ever. Raises OutputFailed.
    """
    target = real(path)
    if target in (Path.cwd(), Path(target.anchor)):
        raise OutputFailed(f"{path} is the folder that you are in; name a new folder for the package.")
    try:
        with _beside(target) as made:
            found = fill(made)
            _sync(made)
            if stands(path) and not replace:
                raise OutputFailed(f"{path} exists already; use --force to replace it, or name another folder.")
            _give_name(made, target)
            return found
    except OSError as error:
        raise OutputFailed(f"{path} was not written: {reason_of(error)}.") from error


@contextlib.contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A new folder in the same place; it is gone at the end, unless it got another name."""
    made = target.with_name(f".timeline-{secrets.token_hex(6)}.part")
    made.mkdir()
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _give_name(made: Path, target: Path) -> None:
    """Rename the new folder; what was there before is moved away first, and back where that fails."""
    before = target.with_name(f".timeline-{secrets.token_hex(6)}.old")
    try:
        target.rename(before)
    except FileNotFoundError:
        made.rename(target)
        return
    with contextlib.ExitStack() as unless_renamed:
        unless_renamed.callback(before.rename, target)
        made.rename(target)
        unless_renamed.pop_all()
    shutil.rmtree(before, ignore_errors=True)


def _sync(folder: Path) -> None:
    """Have everything on the disk before it gets its name: a full disk is told in time."""
    for path in folder.iterdir():
        if path.is_file():
            with path.open("rb") as stream:
                os.fsync(stream.fileno())


def _in_texts(target: Path) -> list[str]:
    folder = target / TEXTS
    return sorted(each.name for each in folder.iterdir()) if folder.is_dir() and not folder.is_symlink() else []


def _is_text(path: Path) -> bool:
    return path.suffix == ".txt" and len(path.stem) == 64 and not path.is_dir()
