"""A value → JSON on stdout, as every `--json` prints it."""

import json
import sys
from typing import TextIO


def print_json(value: object, stream: TextIO | None = None) -> None:
    """Print the value in one form; to the stream instead of stdout where there is one."""
    stream = stream or sys.stdout
    json.dump(value, stream, ensure_ascii=False, indent=1)
    stream.write("\n")
