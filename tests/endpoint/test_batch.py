"""Batch files: the same bytes as over the network go out, and whatever comes back is a reply or counted."""

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.endpoint.local import Behaviour, LocalEndpoint, answering, completion, refusing, running, sending
from tests.endpoint.runs import Waits, endpoint, question
from timeline.endpoint import batch
from timeline.endpoint.batch import BatchReplies, LineFault, batch_replies, request_lines
from timeline.endpoint.client import ask
from timeline.proposing.exchange import Reply, Request

FIRST, SECOND = question(0), question(1)
WANTED = [FIRST.custom_id, SECOND.custom_id]


def line(name: object, body: object = None, status: object = 200, error: object = None) -> bytes:
    """One line as a batch gives it."""
    body = completion("an answer") if body is None else body
    response = {"status_code": status, "request_id": "r1", "body": body} if status else None
    return json.dumps({"id": "batch_req_1", "custom_id": name, "response": response, "error": error}).encode() + b"\n"


def read(*lines: bytes) -> BatchReplies:
    return batch_replies(io.BytesIO(b"".join(lines)), WANTED)


def answer(request: Request, content: str = "an answer") -> Reply:
    return Reply(
        request.custom_id, content, model="small-1", finish_reason="stop", prompt_tokens=10, completion_tokens=5
    )


def test_requests_are_lines_whose_bodies_are_what_would_be_sent() -> None:
    with running(LocalEndpoint()) as server:
        ask([FIRST, SECOND], endpoint(server), None, times=Waits().times)
    lines = list(request_lines([FIRST, SECOND]))
    assert lines[0] == (
        b'{"custom_id":"%b","method":"POST","url":"/v1/chat/completions","body":{"model":"small-1",'
        b'"messages":[{"role":"user","content":"question 0"}],"max_tokens":100}}\n' % FIRST.custom_id.encode()
    )
    assert [
        b'"body":' + raw + b"}\n" == line[-len(raw) - 9 :] for raw, line in zip(server.raw, lines, strict=True)
    ] == [True] * 2
    odd = question(2, note="line\nend\u2028 \udc80 é")
    (only,) = request_lines([odd])
    assert only.count(b"\n") == 1 and json.loads(only)["body"] == odd.body


def test_replies_come_in_any_order_and_some_are_missing() -> None:
    both = [line(SECOND.custom_id), line(FIRST.custom_id)]
    assert read(*both) == BatchReplies((answer(FIRST), answer(SECOND)))
    assert read(b"\xef\xbb\xbf" + both[1], b"\r\n", b"  \n") == BatchReplies(
        (answer(FIRST),), missing=(SECOND.custom_id,)
    )
    assert read() == BatchReplies((), missing=tuple(WANTED))
    assert read(both[0].rstrip()) == BatchReplies((answer(SECOND),), missing=(FIRST.custom_id,))


def test_an_answer_counts_before_an_error_and_the_first_before_the_second() -> None:
    lost = line(FIRST.custom_id, status=None, error={"code": "batch_expired", "message": "ran out of time"})
    one, other = (line(FIRST.custom_id, completion(said)) for said in ("one", "other"))
    for lines in ([lost, one, other], [one, other, lost], [one, lost, other]):
        assert read(*lines) == BatchReplies((answer(FIRST, "one"),), (SECOND.custom_id,), repeated=2)
    assert read(lost).replies == (Reply(FIRST.custom_id, None, error="batch_expired: ran out of time"),)


def test_what_is_no_reply_is_counted_with_its_line() -> None:
    found = read(
        b"{\n",
        line("tl-of-another-run"),
        line("x" * 1000),
        line(FIRST.custom_id),
        b"\xff\xfe\n",
        b"[1]\n",
        line(["list"]),
        b"[" * 100_000 + b"\n",
        line(SECOND.custom_id, status=None),
        line(SECOND.custom_id, status=True),
        line(SECOND.custom_id, status="200"),
        b"9" * 5000,
    )
    assert found == BatchReplies(
        (answer(FIRST),),
        missing=(SECOND.custom_id,),
        foreign=2,
        faulty=9,
        faults=(
            LineFault(1, "it is not JSON"),
            LineFault(5, "it is not UTF-8"),
            LineFault(6, "it has no custom_id"),
            LineFault(7, "it has no custom_id"),
            LineFault(8, "it is not JSON"),
            LineFault(9, "it has neither a response nor an error"),
            LineFault(10, "its response has no status code"),
            LineFault(11, "its response has no status code"),
            LineFault(12, "it is not JSON"),
        ),
    )
    many = read(*[b"{\n"] * 1000)
    assert many.faulty == 1000 and len(many.faults) == 100


def test_a_line_without_end_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "LARGEST", 1000)
    found = read(b"[" * 5000, b"\n", line(FIRST.custom_id), b" " * 4000)
    assert found.replies == (answer(FIRST),)
    assert [fault.line for fault in found.faults] == [1, 3]
    assert read(b" " * 999 + b"\n", line(FIRST.custom_id)).replies == (answer(FIRST),)


@pytest.mark.parametrize(
    ("behaviour", "body", "status"),
    [
        (answering("an answer"), completion("an answer"), 200),
        (answering([]), completion([]), 200),
        (answering([], refusal="no"), completion([], refusal="no"), 200),
        (answering("x", {"prompt_tokens": -1}), completion("x", {"prompt_tokens": -1}), 200),
        (sending(b'{"choices": []}'), {"choices": []}, 200),
        (sending(b"[]"), [], 200),
        (sending(b'{"error": "overloaded"}'), {"error": "overloaded"}, 200),
        (refusing(400, {"error": {"message": "too\nlong"}}), {"error": {"message": "too\nlong"}}, 400),
        (refusing(422, ["?"]), ["?"], 422),
        (refusing(500, {"error": "down"}), {"error": "down"}, 500),
    ],
)
def test_both_ways_give_the_same_reply(behaviour: Behaviour, body: object, status: int) -> None:
    direct: list[Reply] = []
    with running(LocalEndpoint(answering(), otherwise=behaviour)) as server:
        requests, times = [SECOND, FIRST], Waits().times
        ask(requests, endpoint(server), None, replied=lambda reply, _: direct.append(reply), times=times)
    assert read(line(FIRST.custom_id, body, status)).replies == (direct[1],)


FIELDS = (
    *("custom_id", "response", "error", "status_code", "body", "choices", "message", "content", "usage", "model"),
    *("prompt_tokens", "completion_tokens", "finish_reason", "code", "refusal", "text", "detail"),
)
KEYS = st.sampled_from(FIELDS) | st.text(max_size=4)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
NEAR = st.builds(line, st.sampled_from(WANTED), JSON, st.just(200) | JSON, JSON)
WITH_CHOICE = st.builds(
    lambda message, usage: line(FIRST.custom_id, {"choices": [{"message": message}], "usage": usage}), JSON, JSON
)


@given(st.lists(st.binary(max_size=60) | NEAR | WITH_CHOICE, max_size=5))
def test_whatever_the_file_holds_is_a_reply_or_counted(lines: list[bytes]) -> None:
    found = read(*lines)
    assert {reply.custom_id for reply in found.replies} | set(found.missing) == set(WANTED)
    for reply in found.replies:
        assert (reply.content is None) == bool(reply.error)
        assert "\n" not in reply.error and len(reply.error) < 700
        assert min(reply.prompt_tokens, reply.completion_tokens) >= 0
        (reply.content or "").encode()
        assert "\x00" not in (reply.content or "") and reply.model.isprintable() and reply.finish_reason.isprintable()


@given(JSON, st.sampled_from([200, 400, 429]))
def test_whatever_an_endpoint_answers_is_a_reply_or_an_error(body: Any, status: int) -> None:  # noqa: ANN401 - JSON
    found = read(line(FIRST.custom_id, body, status))
    assert found.faulty == 0 and len(found.replies) == 1
