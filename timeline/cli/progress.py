"""How many of how many are done → a bar on stderr where that is a terminal, nothing elsewhere."""

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0
"""Seconds before there is a bar: what is done sooner needs none."""


class Bar:
    """A bar that makes room for what is printed: clear it before, and tell it how far it is after.

    `total` is asked for when the bar is first drawn.
    """

    def __init__(self, doing: str, total: Callable[[], int]) -> None:
        self._doing = doing
        self._total = total
        self._begun = time.monotonic()
        self._wanted = sys.stderr.isatty()
        self._bar: Progress | None = None

    def at(self, done: int, note: str = "") -> None:
        """Draw how far it is, with a few words more."""
        if not self._wanted or time.monotonic() - self._begun < PATIENCE:
            return
        self._bar = self._bar or self._made()
        self._bar.update(self._bar.task_ids[0], completed=done, note=note)
        self._bar.start()

    def clear(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()

    def _made(self) -> "Progress":
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        noted = TextColumn("{task.fields[note]}", markup=False)
        bar = Progress(
            *columns,
            noted,
            console=Console(stderr=True),
            auto_refresh=False,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        bar.add_task(self._doing, total=self._total(), note="")
        return bar
