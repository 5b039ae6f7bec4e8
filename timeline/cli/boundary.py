"""An error that the user can put right → one sentence on stderr and its exit code; a bug keeps its traceback."""

import errno
import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from timeline.errors import OutputFailed, TimelineError

INTERRUPTED = 130
PIPE_CLOSED = 141


class TimelineGroup(TyperGroup):
    """The root command: a `TimelineError` that leaves a command is shown and ends the process here, nowhere else."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - the signature is Typer's
        """Run the chosen command; Typer's own usage errors pass through and exit with 2."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except TimelineError as error:
            fail(str(error), error.exit_code)
        except KeyboardInterrupt:
            fail("Interrupted; what was finished before is kept, the rest was not written.", INTERRUPTED)
        except BrokenPipeError:
            leave_closed_pipe()
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                fail(f"{OutputFailed.__name__}: the disk is full; free some space and run the command again.", 6)
            raise


def fail(sentence: str, code: int) -> None:
    """Show the sentence on stderr and end the process with the code."""
    typer.echo(f"Error: {sentence}", err=True)
    raise typer.Exit(code)


def leave_closed_pipe() -> None:
    """End quietly when the reader of our output has gone (`timeline show | head`), as programs ended by SIGPIPE do."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - stays open until the process ends
    raise typer.Exit(PIPE_CLOSED)
