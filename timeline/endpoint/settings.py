"""`model.toml` in the user's configuration folder → the endpoint that the user set up, and back.

Nothing is ever sent anywhere unless this file is there, and the key is never in it.
"""

import json
import os
import re
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from timeline.endpoint.address import checked_url, is_local, origin
from timeline.errors import OutputFailed, UsageError
from timeline.proposing.exchange import ModelSettings

VARIABLE = "TIMELINE_CONFIG"  # another folder than the user's own
FILE = "model.toml"
LARGEST = 65_536  # bytes of the file
# Capitals only: keys mix them with small letters, so that a key given by mistake is refused and not written down.
_VARIABLE_NAME = re.compile(r"[A-Z_][A-Z0-9_]{0,63}")
_FIRST_LINES = "# Which language model is asked; written by `timeline model set`. The key is never kept in this file.\n"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is asked, which, with whose key, and how fast. Made by `endpoint_of`, which checks it.

    `url` is the base of an OpenAI-compatible interface (`https://api.example.org/v1`). The key comes from the
    environment variable `key_variable`, or from the system's keyring; where neither is named, none is sent.
    `timeout` is how many seconds one answer may take in all.
    """

    url: str
    name: str
    key_variable: str = ""
    key_in_keyring: bool = False
    requests_a_minute: int = 60
    requests_at_once: int = 4
    timeout: int = 120
    max_tokens: int = 4096
    temperature: float = 0.0
    piece_characters: int = 12_000
    runs: int = 1

    @property
    def model(self) -> ModelSettings:
        """The settings that go into the requests."""
        return ModelSettings(self.name, self.temperature, self.max_tokens, self.piece_characters, self.runs)

    @property
    def origin(self) -> str:
        """Scheme, host and port: whom a key belongs to (`https://api.example.org`)."""
        return origin(self.url)

    @property
    def needs_key(self) -> bool:
        """Whether a key is to be sent."""
        return bool(self.key_variable) or self.key_in_keyring


def settings_path() -> Path:
    """Where the settings lie: in the folder that TIMELINE_CONFIG names, else in the user's configuration folder."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser() / FILE
    from platformdirs import user_config_path

    return user_config_path("timeline", appauthor=False) / FILE


def endpoint_of(values: Mapping[str, Any]) -> Endpoint:
    """Settings by name → the endpoint that they describe. Raises UsageError; no value of a setting is ever quoted."""
    unknown = sorted(values.keys() - _CHECKS.keys())
    if unknown:
        raise UsageError(
            f"A model has no setting {unknown[0][:20]!r}; the settings are {', '.join(_CHECKS)}, "
            "and a key is given by an environment variable or the keyring."
        )
    for name in ("url", "name"):
        if name not in values:
            raise UsageError(f"The settings of the model lack {name}; give it with timeline model set.")
    made = Endpoint(**{name: _CHECKS[name](name, value) for name, value in values.items()})
    if made.key_variable and made.key_in_keyring:
        raise UsageError("The key comes either from an environment variable or from the keyring; name one of them.")
    if made.needs_key and made.url.startswith("http:") and not is_local(made.url):
        raise UsageError("A key would cross the network readable by anyone; give the endpoint's https:// address.")
    return made


def endpoint_from(content: bytes, place: Path) -> Endpoint:
    """The endpoint in the bytes of a file. Raises UsageError."""
    try:
        values = tomllib.loads(content.decode())
    except (ValueError, RecursionError) as error:
        where = re.search(r"\(at [^()]*\)", str(error))  # the rest of a message may quote what is written there
        raise UsageError(
            f"{place} is not TOML in UTF-8{f' {where[0]}' if where else ''}; put it right, or write it anew with "
            "timeline model set."
        ) from None
    try:
        return endpoint_of(values)
    except UsageError as error:
        raise UsageError(f"{place} cannot be used: {error}") from None


def read_settings(path: Path | None = None) -> Endpoint | None:
    """The endpoint that the user set up; None where there is none. Raises UsageError for a file that cannot be used."""
    place = path or settings_path()
    try:
        with place.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UsageError(f"{place} cannot be read: {(error.strerror or str(error)).lower()}.") from None
    if len(content) > LARGEST:
        raise UsageError(f"{place} is too large for settings of a model; write it anew with timeline model set.")
    return endpoint_from(content, place)


def needed_settings(path: Path | None = None) -> Endpoint:
    """The endpoint that the user set up. Raises UsageError also where there is none."""
    found = read_settings(path)
    if found is None:
        raise UsageError(
            "No language model is set up, so nothing was sent; name one with timeline model set --url … --name …, "
            "or write the requests to a file with --requests-to."
        )
    return found


def in_toml(endpoint: Endpoint) -> str:
    """The settings as TOML, which reads a printable text as JSON writes it."""
    values = ((each.name, getattr(endpoint, each.name)) for each in fields(endpoint))
    return _FIRST_LINES + "".join(f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in values)


def write_settings(endpoint: Endpoint, path: Path | None = None) -> Path:
    """Write the settings whole or not at all, readable by the user alone → the file. Raises OutputFailed."""
    place = path or settings_path()
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        target = Path(os.path.realpath(place))  # a link is followed
        descriptor, beside = tempfile.mkstemp(prefix=f".{FILE}.", dir=target.parent)  # made with 0600
        try:
            with open(descriptor, "w", encoding="utf-8", newline="\n") as stream:  # noqa: PTH123 - a descriptor
                stream.write(in_toml(endpoint))
                stream.flush()
                os.fsync(stream.fileno())
            Path(beside).replace(target)
        finally:
            Path(beside).unlink(missing_ok=True)  # there only where it did not get its name
    except OSError as error:
        raise OutputFailed(f"{place} was not written: {(error.strerror or str(error)).lower()}.") from None
    return place


def forget_settings(path: Path | None = None) -> bool:
    """Remove the settings → whether there were any. The key in the keyring is another matter. Raises OutputFailed."""
    place = path or settings_path()
    try:
        place.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise OutputFailed(f"{place} was not removed: {(error.strerror or str(error)).lower()}.") from None
    return True


def _url(_: str, value: object) -> str:
    return checked_url(value)


def _text(name: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > 200 or not value.isprintable():
        raise UsageError(f"The model's {name} must be a text of at most 200 printable signs, as the endpoint names it.")
    return value.strip()


def _variable(_: str, value: object) -> str:
    if value == "":
        return ""
    if not isinstance(value, str) or not _VARIABLE_NAME.fullmatch(value):
        raise UsageError(
            "The key's source must be the name of an environment variable in capitals (MODEL_API_KEY), not the key."
        )
    return value


def _yes_or_no(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise UsageError(f"The model's {name} must be true or false.")
    return value


def _number(least: int, most: int) -> Callable[[str, object], int]:
    def check(name: str, value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise UsageError(f"The model's {name} must be a whole number from {least} to {most}.")
        return value

    return check


def _temperature(name: str, value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 2:
        raise UsageError(f"The model's {name} must be a number from 0 to 2.")
    return float(value)


_CHECKS: Mapping[str, Callable[[str, Any], Any]] = {
    "url": _url,
    "name": _text,
    "key_variable": _variable,
    "key_in_keyring": _yes_or_no,
    "requests_a_minute": _number(1, 100_000),
    "requests_at_once": _number(1, 64),
    "timeout": _number(1, 3600),
    "max_tokens": _number(16, 1_000_000),
    "temperature": _temperature,
    "piece_characters": _number(500, 1_000_000),
    "runs": _number(1, 20),
}
