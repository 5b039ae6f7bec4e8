"""Requests → lines of `requests.jsonl`; `replies.jsonl` → Replies: the files of the OpenAI batch interface.

A file of replies is hostile: whatever is in it, each line gives a reply to a request that was asked for, or is counted.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from timeline.endpoint.completion import LARGEST, LONGEST_MESSAGE, NoCompletion, error_message, parsed, reply_from
from timeline.proposing.exchange import Reply, Request

URL = "/v1/chat/completions"
FAULTS_KEPT = 100
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class LineFault:
    """The number of a line that gives no reply, and why."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class BatchReplies:
    """The replies of a file, in the order of what was wanted, and what else was found in it.

    `faults` are the first hundred of `faulty` lines; `foreign` lines answer other requests; `repeated` ones answer a
    request that another line answers too. `missing` are the wanted names that have no reply.
    """

    replies: tuple[Reply, ...]
    missing: tuple[str, ...] = ()
    foreign: int = 0
    repeated: int = 0
    faulty: int = 0
    faults: tuple[LineFault, ...] = ()


def request_lines(requests: Iterable[Request]) -> Iterator[bytes]:
    """Each request as a line with its end; the body is, byte by byte, what would be sent to an endpoint."""
    for request in requests:
        name, url = json.dumps(request.custom_id), json.dumps(URL)
        yield b'{"custom_id":%b,"method":"POST","url":%b,"body":%b}\n' % (name.encode(), url.encode(), request.encoded)


def batch_replies(stream: BinaryIO, wanted: Iterable[str]) -> BatchReplies:
    """The replies to the wanted requests, of output and error files, also of several one after another.

    Of several lines for one request an answer counts before an error, and the first before the later ones, as the
    direct way asks for nothing that was answered. Raises nothing but what reading the stream raises.
    """
    names = dict.fromkeys(wanted)
    found: dict[str, Reply] = {}
    faults: list[LineFault] = []
    foreign = repeated = faulty = 0
    for number, line in _lines(stream):
        reply = _reply(line, names)
        if reply is None:
            foreign += 1
        elif isinstance(reply, str):
            faulty += 1
            faults += [LineFault(number, reply)] if faulty <= FAULTS_KEPT else []
        elif reply.custom_id not in found:
            found[reply.custom_id] = reply
        else:
            repeated += 1
            if found[reply.custom_id].content is None and reply.content is not None:
                found[reply.custom_id] = reply
    replies = tuple(found[name] for name in names if name in found)
    missing = tuple(name for name in names if name not in found)
    return BatchReplies(replies, missing, foreign, repeated, faulty, tuple(faults))


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """The lines that are not blank, with their numbers; None for one that is too long, which is never held whole."""
    number = 0
    while line := stream.readline(LARGEST + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(_BOM)
        if len(line) > LARGEST:
            while line and not line.endswith(b"\n"):
                line = stream.readline(LARGEST + 1)
            yield number, None
        elif line.strip():
            yield number, line


def _reply(line: bytes | None, wanted: Collection[str]) -> Reply | str | None:
    """The reply in a line, why there is none, or None for a reply to something else."""
    if line is None:
        return f"it is longer than {LARGEST // 1_000_000} MB"
    try:
        record = parsed(line.decode())
    except UnicodeDecodeError:
        return "it is not UTF-8"
    except NoCompletion:
        return "it is not JSON"
    name = record.get("custom_id") if isinstance(record, dict) else None
    if not isinstance(name, str):
        return "it has no custom_id"
    return _wanted_reply(name, record) if name in wanted else None


def _wanted_reply(name: str, record: dict[str, Any]) -> Reply | str:
    response = record.get("response")
    if not isinstance(response, dict):
        if record.get("error"):
            return Reply(name, None, error=_error(record))
        return "it has neither a response nor an error"
    status = response.get("status_code")
    if not isinstance(status, int) or isinstance(status, bool) or not 100 <= status <= 999:
        return "its response has no status code"
    try:
        return reply_from(name, status, response.get("body"))
    except NoCompletion as error:
        return Reply(name, None, error=str(error))


def _error(record: dict[str, Any]) -> str:
    code = record["error"].get("code") if isinstance(record["error"], dict) else None
    said = error_message(record) or "an error without a message"
    return f"{code}: {said}" if isinstance(code, str) and code.isidentifier() and len(code) < LONGEST_MESSAGE else said
