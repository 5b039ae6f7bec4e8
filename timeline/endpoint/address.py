"""The address of an endpoint as the user typed it → the base of its interface, checked; whether it is this machine."""

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

from timeline.errors import UsageError

LONGEST = 500
COMPLETIONS = "/chat/completions"
# The signs of a URL (RFC 3986) without the @, the ? and the # of what must not be in it. A backslash, a blank or a
# letter of another script is read differently by different programs.
_SIGNS = re.compile(r"[A-Za-z0-9._~:/\[\]!$&'()*+,;=%-]+")
_EXAMPLE = "write it as https://api.example.org/v1, or http://localhost:11434/v1 for a model on this machine"


def checked_url(value: object) -> str:
    """The base URL, without the slash at its end or the path that every request adds.

    Raises UsageError for anything but http and https, and for user names, passwords, queries and fragments in it,
    where keys hide; the address is not quoted.
    """
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f"The model's url is empty; {_EXAMPLE}.")
    url = value.strip()
    if "@" in url or "?" in url or "#" in url:
        raise UsageError(
            f"The model's url must have no user name, password, query or fragment in it; {_EXAMPLE}, and give the key "
            "by an environment variable or the keyring."
        )
    parts = _parts(url)
    if parts is None:
        raise UsageError(f"The model's url cannot be read; {_EXAMPLE}.")
    path = parts.path.rstrip("/").removesuffix(COMPLETIONS).rstrip("/")
    return f"{parts.scheme}://{parts.netloc.lower()}{path}"


def origin(url: str) -> str:
    """Scheme, host and port of a checked URL."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def is_local(url: str) -> bool:
    """Whether a checked URL leads to this machine, so that nothing leaves it."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _parts(url: str) -> SplitResult | None:
    """Its parts; None where it is no URL of http or https."""
    if len(url) > LONGEST or not _SIGNS.fullmatch(url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0 or ".." in parts.path.split("/"):
        return None
    return parts
