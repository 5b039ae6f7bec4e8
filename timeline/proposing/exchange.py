"""What goes to a language model and what comes back: settings, requests, replies; no network, no clock."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FIRST = "tl"
_LENGTH = 12  # signs of a digest in a request's name


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Which model is asked and how. All of it goes into the requests, so that other settings make other requests.

    `piece_characters` is the most of a document's text that one request carries; `runs` how often each is asked.
    """

    name: str
    temperature: float = 0.0
    max_tokens: int = 4096
    piece_characters: int = 12_000
    runs: int = 1


@dataclass(frozen=True, slots=True)
class Request:
    """One question: `body` is that of the chat completions interface, `custom_id` its name in a batch file.

    The name is "tl-" + the start of the document's SHA-256 + "-" + the piece + "-" + the run + "-" + the start of the
    body's SHA-256, so that an answer to another question is never taken for one to this.
    """

    custom_id: str
    body: Mapping[str, Any]

    @property
    def encoded(self) -> bytes:
        """The body as it is sent: the same for the same document, vocabulary and settings, always."""
        return in_bytes(self.body)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back for one request: the text of the answer, or None and the `error`.

    `finish_reason` is the endpoint's ("stop", "length", …). Everything in a reply is hostile until it is verified.
    """

    custom_id: str
    content: str | None
    model: str = ""
    error: str = ""
    finish_reason: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0


def in_bytes(body: Mapping[str, Any]) -> bytes:
    """A body as JSON in UTF-8, keys in their own order, without blanks; a half of a surrogate pair is escaped."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "backslashreplace")


def request_name(sha256: str, piece: int, run: int, body: Mapping[str, Any]) -> str:
    """The `custom_id` of a request about a piece of the document with that SHA-256."""
    digest = hashlib.sha256(in_bytes(body)).hexdigest()
    return f"{FIRST}-{sha256[:_LENGTH]}-{piece}-{run}-{digest[:_LENGTH]}"


def piece_and_run(custom_id: str) -> tuple[int, int]:
    """The piece and the run that a request's name speaks of; -1 where it is no such name."""
    parts = custom_id.split("-")
    if not document_start(custom_id) or not all(p.isascii() and p.isdigit() and len(p) < 7 for p in parts[2:4]):
        return -1, -1
    return int(parts[2]), int(parts[3])


def document_start(custom_id: str) -> str:
    """The start of the SHA-256 of the document that a request's name speaks of; empty where it is no such name."""
    parts = custom_id.split("-")
    return parts[1] if len(parts) == 5 and parts[0] == FIRST and len(parts[1]) == _LENGTH else ""
