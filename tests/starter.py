"""A process that has imported the program → copies of it, each a process of its own that runs one command.

To import everything anew takes most of the time of a short command, and the tests run some thousand. A copy has its own
folder, surroundings, files and exit; nothing that it does reaches the next. What a fresh start imports, and what the
surroundings change before that (`env`), is tested with fresh processes.
"""

import atexit
import gc
import json
import os
import select
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(__file__).resolve().parents[1]
# What commands import when they are asked for, besides their own modules.
IMPORTED_LATER = (
    *(
        "timeline.extraction.extract",
        "timeline.loaders.loading",
        "timeline.queries.listing",
        "timeline.law.obligations",
    ),
    *("timeline.review.intake", "timeline.database.vocabulary", "timeline.database.migrating", "psycopg", "csv"),
    *("sqlalchemy.dialects.sqlite", "sqlalchemy.dialects.postgresql", "timeline.outputs.writing"),
)


class Starter:
    """Runs commands one after the other; `surroundings` are what the first process starts with."""

    def __init__(self, surroundings: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.starter"],
            cwd=ROOT,
            env=dict(surroundings),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )

    def run(
        self, arguments: Sequence[str], stdin: bytes, cwd: Path, surroundings: Mapping[str, str], timeout: float
    ) -> tuple[int, bytes, bytes]:
        """The exit code of one command, and what it wrote to stdout and stderr. Raises TimeoutError."""
        assert self._process.stdin is not None and self._process.stdout is not None
        with tempfile.TemporaryDirectory() as name:
            files = [Path(name) / each for each in ("in", "out", "err")]
            files[0].write_bytes(stdin)
            asked = {
                "arguments": list(arguments),
                "cwd": str(cwd),
                "surroundings": dict(surroundings),
                "files": [str(each) for each in files],
            }
            self._process.stdin.write(json.dumps(asked).encode() + b"\n")
            self._process.stdin.flush()
            if not select.select([self._process.stdout], [], [], timeout)[0]:
                self.stop()
                raise TimeoutError(f"timeline {' '.join(arguments)} did not end in {timeout} s")
            code = int(self._process.stdout.readline())
            return code, files[1].read_bytes(), files[2].read_bytes()

    def stop(self) -> None:
        """End the process and a command that still runs."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, 9)
        self._process.communicate()


def serve() -> None:
    """Read a command a line from stdin, run it in a copy of this process, and answer with its exit code."""
    from timeline.cli.main import COMMANDS, GROUPS

    for name in (*(f"timeline.cli.{each}" for each in (*COMMANDS, *GROUPS)), *IMPORTED_LATER):
        import_module(name)
    gc.collect()
    gc.freeze()
    answers = os.fdopen(os.dup(1), "w")
    for line in os.fdopen(os.dup(0), "rb", buffering=0):
        asked = json.loads(line)
        copy = os.fork()
        if copy == 0:
            _run(asked)
        _, status = os.waitpid(copy, 0)
        answers.write(f"{os.waitstatus_to_exitcode(status)}\n")
        answers.flush()


def _run(asked: Mapping[str, Any]) -> NoReturn:
    """Become the process of one command, and end as Python does."""
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["surroundings"])
    for number, path in enumerate(asked["files"]):
        opened = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    encoding = sys.stdout.encoding
    sys.stdin = open(0, encoding=encoding, closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding=encoding, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding=encoding, errors="backslashreplace", buffering=1, closefd=False)  # noqa: SIM115
    sys.argv = ["timeline", *asked["arguments"]]
    code = 1
    try:
        from timeline.__main__ import main

        main()
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    finally:
        if (error := sys.exception()) is not None:
            traceback.print_exception(error)
        atexit._run_exitfuncs()
        sys.stdout.flush()
        os._exit(code)


if __name__ == "__main__":
    serve()
