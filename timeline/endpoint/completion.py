"""The status and body of an answer in the chat completion form → a Reply, the same over the network and from a file.

An answer is hostile: anything may stand in it under any name.
"""

import json
import re
from typing import Any

from timeline.proposing.exchange import Reply

LARGEST = 10_000_000  # bytes of one answer, over the network or as one line of a file
MOST_TOKENS = 100_000_000  # no single answer costs more; a larger number is not believed
LONGEST_MESSAGE = 300
_REPLACED = "\ufffd"
# What no database stores as text: NUL, and half of a surrogate pair.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class NoCompletion(ValueError):
    """An answer of status 200 that is not in the chat completion form; the message says what it is."""


def parsed(content: bytes | str) -> Any:  # noqa: ANN401 - whatever an endpoint sends
    """The JSON in an answer. Raises NoCompletion."""
    if not content.strip():
        raise NoCompletion("the answer is empty")
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise NoCompletion("the answer is not JSON") from None


def reply_from(custom_id: str, status: int, body: object) -> Reply:
    """The reply to that request: the text of the first choice, or the error that stands in its place.

    Raises NoCompletion for a body of status 200 that is nothing of the kind.
    """
    if status != 200:
        return Reply(custom_id, None, error=f"status {status}{_said(body)}")
    if not isinstance(body, dict):
        raise NoCompletion("the answer is no object")
    choices = body.get("choices")
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        if body.get("error"):
            return Reply(custom_id, None, error=error_message(body) or "an error without a message")
        raise NoCompletion("the answer has no choices")
    message = choices[0].get("message")
    if not isinstance(message, dict):
        raise NoCompletion("the answer's choice has no message")
    content = _content(message.get("content"))
    prompt, completion = usage(body)
    return Reply(
        custom_id,
        content,
        model=_text(body.get("model"), 200),
        error="" if content is not None else _why_empty(message),
        finish_reason=_text(choices[0].get("finish_reason"), 40),
        prompt_tokens=prompt,
        completion_tokens=completion,
    )


def usage(body: object) -> tuple[int, int]:
    """The tokens of the question and of the answer that a body says; 0 for what it does not say credibly."""
    said = body.get("usage") if isinstance(body, dict) else None
    if not isinstance(said, dict):
        return 0, 0
    return _tokens(said.get("prompt_tokens")), _tokens(said.get("completion_tokens"))


def error_message(body: object) -> str:
    """The message in the body of an error, in one printable line without a full stop; empty where there is none."""
    found: object = body
    for name in ("error", "message"):
        if isinstance(found, dict):
            found = found.get(name, found.get("message", found.get("detail")))
    return _text(found, LONGEST_MESSAGE).rstrip(".")


def error_names(body: object) -> str:
    """Everything that the body of an error names: message, parameter and code, to be searched."""
    error = body.get("error", body) if isinstance(body, dict) else body
    if not isinstance(error, dict):
        return str(error)[:LONGEST_MESSAGE]
    named = (error.get(name) for name in ("param", "code", "type", "message", "detail"))
    return " ".join(str(each)[:2000] for each in named if each)


def _said(body: object) -> str:
    message = error_message(body)
    return f": {message}" if message else ""


def _why_empty(message: dict[str, Any]) -> str:
    refusal = _text(message.get("refusal"), LONGEST_MESSAGE)
    return f"the model refused: {refusal}" if refusal else "the model gave no text"


def _content(found: object) -> str | None:
    """The text of a message: as it is, or in parts as some endpoints give it; None where there is none."""
    if isinstance(found, list):
        parts = [each.get("text") for each in found if isinstance(each, dict)]
        found = "".join(part for part in parts if isinstance(part, str)) or None
    return _UNSTORABLE.sub(_REPLACED, found) if isinstance(found, str) else None


def _text(found: object, most: int) -> str:
    """A short text in one line that a terminal may show."""
    if not isinstance(found, str):
        return ""
    line = " ".join(found[: most * 10].split())
    shown = "".join(sign if sign.isprintable() else _REPLACED for sign in line)
    return shown if len(shown) <= most else shown[: most - 1] + "…"


def _tokens(said: object) -> int:
    if not isinstance(said, int) or isinstance(said, bool) or not 0 <= said <= MOST_TOKENS:
        return 0
    return said
