"""What writes an export → the file or stdout, after asking about a file that is there."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import typer

from timeline.cli.asking import can_ask, confirm
from timeline.errors import OutputFailed


def may_replace(output: Path | None, *, force: bool) -> bool:
    """Whether a file of that name may be replaced: with --force, or where the person at the terminal says so.

    False where there is none. Raises OutputFailed where the file is there and is to stay.
    """
    if force or output is None or not os.path.isfile(output):  # noqa: PTH113 - no error where the name is too long
        return force
    if not can_ask():
        raise OutputFailed(f"{output} exists already; use --force to replace it, or name another file.")
    if not confirm(f"{output} exists already. Replace it?", default=False):
        raise OutputFailed(f"{output} stays as it was; nothing was written.")
    return True


def stdout_is_terminal() -> bool:
    """Whether what goes to stdout is shown at once."""
    return sys.stdout.isatty()


KEPT_BACK = {"archive": "archive", "rejected": "rejected or withdrawn", "review": "review"}
"""What `include` would show → the words for it."""


def tell_kept_back(numbers: Mapping[str, int]) -> None:
    """Say on stderr how many more events match and are not in the file, by what would include them."""
    if any(numbers.values()):
        rest = ", ".join(f"{number} {KEPT_BACK[state]}" for state, number in sorted(numbers.items()))
        typer.echo(f"Not exported: {rest} (--include all takes them in).", err=True)
