"""The program at a pseudo-terminal: what a person types → what the screen shows, and what a pipe for stdout holds."""

import codecs
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the terminal showed, what went into the pipe (empty where stdout was the terminal), and the exit code."""

    screen: str
    piped: str
    code: int


def at_terminal(
    arguments: Sequence[str | Path],
    answers: Sequence[tuple[str, str]],
    *,
    db: Path,
    pipe: bool = False,
    term: str = "dumb",
    timeout: float = 60,
) -> Seen:
    """Run `timeline` with stdin and stderr (and stdout unless `pipe`) at a terminal of 80 columns.

    `answers` are pairs: when the first has appeared on the screen, the second is typed, with Enter. `^D` and `^C` are
    those keys.
    """
    controller, terminal = pty.openpty()
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "error",
        "TIMELINE_DB": str(db),
        "COLUMNS": "80",
        "LINES": "24",
        "TERM": term,
        "NO_COLOR": "1",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "timeline", *map(str, arguments)],
        stdin=terminal,
        stderr=terminal,
        stdout=subprocess.PIPE if pipe else terminal,
        env=environment,
        cwd=db.parent,
        start_new_session=True,
        preexec_fn=_take_terminal,
    )
    os.close(terminal)
    screen, place, waiting = "", 0, list(answers)
    decoder = codecs.getincrementaldecoder("utf-8")("replace")  # a read may end within a character
    end = time.monotonic() + timeout
    try:
        while True:
            if time.monotonic() > end:
                raise TimeoutError(f"waiting for {waiting[:1]} after:\n{screen}")
            ready, _, _ = select.select([controller], [], [], 0.1)
            if ready:
                try:
                    screen += decoder.decode(os.read(controller, 65536)).replace("\r\n", "\n")
                except OSError:  # Linux says so when the last user of the terminal has gone
                    break
            elif process.poll() is not None:
                break
            if waiting and waiting[0][0] in screen[place:]:
                place = len(screen)
                time.sleep(0.2)  # between writing a question and waiting for its answer Python hears no Ctrl-C
                os.write(controller, _typed(waiting.pop(0)[1]))
        piped = process.stdout.read().decode() if process.stdout else ""
        code = process.wait(timeout=timeout)
    finally:
        process.kill()
        process.wait()
        os.close(controller)
        if process.stdout:
            process.stdout.close()
    assert not waiting, f"never asked: {waiting} in\n{screen}"
    return Seen(screen, piped, code)


def _typed(answer: str) -> bytes:
    return {"^D": b"\x04", "^C": b"\x03"}.get(answer, answer.encode() + b"\n")


def _take_terminal() -> None:
    """Make the terminal the one that Ctrl-C reaches the process through."""
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
