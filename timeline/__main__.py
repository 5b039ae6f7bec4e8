"""`timeline`, `python -m timeline` → the command line."""

import gc
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
    try:
        from timeline.cli.main import run
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    run()


if __name__ == "__main__":
    main()
