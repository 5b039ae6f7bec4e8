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

    def main(self, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - the signature is Typer's
        """Run the program; output that cannot be written ends it even where `--help` was asked for."""
        try:
            result = super().main(*arguments, **options)
            sys.stdout.flush()
            return result
        except OSError as error:
            _end_full_disk(error)

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
            _throw_output_away()
            raise typer.Exit(PIPE_CLOSED) from None


def _end_full_disk(error: OSError) -> None:
    """End with a sentence where nothing more can be written; any other error of the system is a bug of ours."""
    if error.errno not in (errno.ENOSPC, errno.EDQUOT):
        raise error
    _throw_output_away()
    typer.echo("Error: Nothing more could be written: the disk is full; free some space and try again.", err=True)
    sys.exit(OutputFailed.exit_code)


def fail(sentence: str, code: int) -> None:
    """Show the sentence on stderr and end the process with the code."""
    typer.echo(f"Error: {sentence}", err=True)
    raise typer.Exit(code)


def _throw_output_away() -> None:
    """Let what stdout still holds go nowhere: its reader has gone (`timeline show | head`), or its disk is full."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
