"""An endpoint that the user agreed to send documents to ↔ a file beside the settings that says so."""

import json
from pathlib import Path

from timeline.endpoint.settings import Endpoint, settings_path
from timeline.errors import OutputFailed

FILE = "model-agreed.json"
_LARGEST = 10_000  # bytes


def is_agreed(endpoint: Endpoint) -> bool:
    """Whether the user agreed to send documents to just this address. A file that cannot be read says no."""
    try:
        with _path().open("rb") as stream:
            agreed = json.loads(stream.read(_LARGEST))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(agreed, dict) and agreed.get("url") == endpoint.url


def agree(endpoint: Endpoint) -> None:
    """Note that the user agreed, until another address is set. Raises OutputFailed."""
    place = _path()
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        place.write_text(json.dumps({"url": endpoint.url}) + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputFailed(f"{place} was not written: {(error.strerror or str(error)).lower()}.") from None


def forget_agreement() -> None:
    """Ask again before anything is sent. Raises OutputFailed."""
    place = _path()
    try:
        place.unlink(missing_ok=True)
    except OSError as error:
        raise OutputFailed(f"{place} was not removed: {(error.strerror or str(error)).lower()}.") from None


def _path() -> Path:
    return settings_path().with_name(FILE)
