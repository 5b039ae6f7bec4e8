"""`timeline`, `python -m timeline` → the command line."""

import gc
import io
import sys

INTERRUPTED = 130
OUTPUT_FAILED = 6


def main() -> None:
    """The entry point of the installed command; an interruption while it still starts ends it without a traceback."""
    # Starting makes some 300,000 objects, none of them garbage; looking for it every 700 takes an eighth of `show`.
    gc.set_threshold(100_000, 20, 20)
    if sys.stdout is None:
        if sys.stderr is not None:
            sys.stderr.write("Error: stdout is closed, so that nothing can be written; send it to a file or a pipe.\n")
        sys.exit(OUTPUT_FAILED)
    _speak_utf8()
    try:
        from timeline.cli.main import run
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    run()


def _speak_utf8() -> None:
    """Let a pipe carry UTF-8 whatever the locale; a terminal that cannot show a sign gets a question mark for it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8")


if __name__ == "__main__":
    main()
