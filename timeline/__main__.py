"""`timeline`, `python -m timeline` → the command line."""

import sys

INTERRUPTED = 130


def main() -> None:
    """The entry point of the installed command; an interruption while it still starts ends it without a traceback."""
    try:
        from timeline.cli.main import run
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    run()


if __name__ == "__main__":
    main()
