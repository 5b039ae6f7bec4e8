"""Real requests over a real connection to a server that answers as endpoints do, and badly."""

import json
import sys
import time
from typing import Any

import pytest

from tests.endpoint.local import (
    Behaviour,
    LocalEndpoint,
    answering,
    closing,
    dripping,
    dripping_headers,
    endless,
    refusing,
    running,
    sending,
    together,
)
from tests.endpoint.runs import Waits, endpoint, question, run
from timeline.endpoint import client
from timeline.endpoint.client import Asked, Spent, ask
from timeline.endpoint.key import Key, key_for
from timeline.endpoint.sending import trial
from timeline.endpoint.settings import Endpoint
from timeline.errors import EndpointFailed, UsageError
from timeline.proposing.exchange import Reply

NO_SCHEMA = {"error": {"message": "no such format", "param": "response_format", "code": "unsupported_value"}}


def test_every_request_is_answered_in_its_place_and_counted() -> None:
    ran = run(questions=5, requests_at_once=3, otherwise=answering('{"events": []}'), key=Key("sk-0123456789"))
    requests = [question(number) for number in range(5)]
    expected = [
        Reply(
            request.custom_id,
            '{"events": []}',
            model="small-1",
            finish_reason="stop",
            prompt_tokens=10,
            completion_tokens=5,
        )
        for request in requests
    ]
    assert ran.asked == Asked(tuple(expected), Spent(answered=5, failed=0, tokens=75))
    assert sorted(ran.replies, key=expected.index) == expected
    assert ran.spent[-1] == Spent(5, 0, 75) and ran.notices == []
    assert sorted(map(json.dumps, ran.bodies)) == sorted(json.dumps(request.body) for request in requests)
    for headers in ran.headers:
        assert headers["path"] == "/v1/chat/completions"
        assert headers["Authorization"] == "Bearer sk-0123456789"
        assert headers["Content-Type"] == "application/json" and headers["Accept-Encoding"] == "identity"


def test_without_a_key_none_is_sent() -> None:
    assert "Authorization" not in run().headers[0]


def test_so_many_are_asked_at_once_and_no_more() -> None:
    ran = run(questions=6, requests_at_once=3, otherwise=together(3))
    assert [reply.content for reply in ran.asked.replies] == [f"about question {n}" for n in range(6)]  # type: ignore[union-attr]


def test_they_start_evenly() -> None:
    ran = run(questions=4, requests_a_minute=20)
    assert ran.waits.waits == [3.0, 3.0, 3.0]


def test_what_is_known_is_not_asked_and_nothing_twice() -> None:
    first, second = question(0), question(1)
    ran = run(requests=[first, second, second], known={first.custom_id})
    assert [reply.custom_id for reply in ran.asked.replies] == [second.custom_id]  # type: ignore[union-attr]
    assert ran.asked.known == 2 and len(ran.bodies) == 1  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("script", "waits"),
    [
        ([refusing(429)], [2.0]),
        ([refusing(429), refusing(503), refusing(500)], [2.0, 4.0, 8.0]),
        ([refusing(429, Retry_After="7")], [7.0]),
        ([refusing(503, Retry_After="Fri, 15 Jan 2027 08:00:20 GMT")], [20.0]),
        ([refusing(429, Retry_After="0")], [2.0]),
        ([refusing(429, Retry_After="-5")], [2.0]),
        ([refusing(429, Retry_After="soon"), refusing(429, Retry_After="9" * 90 + "x")], [2.0, 4.0]),
        ([refusing(500, ["what", None])], [2.0]),
        ([sending(b"<html>Bad gateway</html>", 502, Content_Type="text/html")], [2.0]),
        ([closing], [2.0]),
        ([sending(b"")], [2.0]),
        ([sending(b'{"choices": [')], [2.0]),
        ([sending(b"[" * 100_000)], [2.0]),
        ([sending(b'{"choices": []}'), sending(b"[]"), sending(b'{"choices": [{"message": null}]}')], [2.0, 4.0, 8.0]),
        ([sending(b"\xff\xfe\x00")], [2.0]),
        ([sending(b'{"error": {"message": "overloaded", "code": 429}}')], [2.0]),
    ],
)
def test_what_may_pass_is_asked_again_after_a_while(script: list[Behaviour], waits: list[float]) -> None:
    ran = run(*script)
    assert [reply.content for reply in ran.replies] == ["about question 0"]
    assert [wait for wait in ran.waits.waits if wait >= 0.1] == waits
    assert ran.notices and all(notice.startswith("HOST is asked again after a while: ") for notice in ran.notices)
    assert len(ran.bodies) == len(script) + 1


def test_an_answer_that_says_another_type_of_content_is_read_all_the_same() -> None:
    answer = b'{"choices": [{"message": {"content": [{"type": "text", "text": "a"}, {"text": "b"}, 7]}}]}'
    ran = run(sending(answer, Content_Type="text/plain"))
    assert [reply.content for reply in ran.replies] == ["ab"]


@pytest.mark.parametrize("behaviour", [dripping, dripping_headers])
def test_an_answer_that_drips_is_cut_off(behaviour: Behaviour) -> None:
    began = time.monotonic()
    ran = run(otherwise=behaviour, timeout=0.1)
    assert time.monotonic() - began < 5 and len(ran.bodies) == client.TRIES
    assert ran.error == (
        "HOST does not answer as it should (no answer within 0.1 seconds), so no more was asked; "
        "what was answered is kept: run the command again later to go on."
    )


@pytest.mark.parametrize("told", [True, False])
def test_an_answer_without_end_is_cut_off_and_not_asked_for_again(told: bool) -> None:
    ran = run(endless(100, told=told), questions=2)
    assert [reply.error for reply in ran.replies] == ["the answer is longer than 10 MB", ""]
    assert len(ran.bodies) == 2


def test_a_compressed_answer_is_not_unpacked() -> None:
    ran = run(sending(b"\x1f\x8b", Content_Encoding="gzip"), questions=2)
    assert [reply.error for reply in ran.replies] == ["the answer is compressed, though it was asked not to be", ""]


def test_an_endpoint_that_never_recovers_is_given_up() -> None:
    ran = run(questions=10, otherwise=refusing(503))
    assert ran.error.startswith("HOST does not answer as it should (status 503: not now), so no more was asked")
    assert [reply.error for reply in ran.replies] == ["status 503: not now"] * client.IN_A_ROW
    assert len(ran.bodies) == client.TRIES * client.IN_A_ROW
    assert ran.notices == ["HOST is asked again after a while: status 503: not now."]


def test_a_request_that_alone_is_refused_does_not_stop_the_others() -> None:
    too_long = refusing(400, {"error": {"message": "too many\x1b[31m tokens", "code": "context_length_exceeded"}})
    ran = run(answering(), *[too_long] * 4, questions=6)
    assert [reply.error for reply in ran.replies] == ["", *["status 400: too many\ufffd[31m tokens"] * 4, ""]
    assert ran.asked is not None and ran.asked.spent == Spent(answered=2, failed=4, tokens=30)
    assert ran.waits.waits == [0.001] * 5


def test_requests_that_are_all_refused_are_not_all_sent() -> None:
    ran = run(questions=10, otherwise=refusing(400, {"detail": "Invalid model"}))
    assert len(ran.bodies) == client.IN_A_ROW
    sentence = "HOST refuses what it is asked (status 400: Invalid model); put it right with timeline model set."
    assert ran.error == sentence
    assert run(otherwise=refusing(400, {"detail": "Invalid model"})).error == sentence


def test_nothing_answers() -> None:
    server = LocalEndpoint()
    server.server_close()
    waits = Waits()
    with pytest.raises(EndpointFailed, match=r"does not answer as it should \(it cannot be reached\)"):
        ask([question(0)], endpoint(server), None, times=waits.times)
    assert waits.waits == [2.0]


@pytest.mark.parametrize(
    ("status", "settings", "sentence"),
    [
        (401, {}, "HOST wants a key; say where it is with timeline model set --key-variable NAME or --key-in-keyring."),
        (
            401,
            {"key_variable": "MY_KEY"},
            "HOST does not accept the key from the environment variable MY_KEY; put the right key there.",
        ),
        (401, {"key_in_keyring": True}, "HOST does not accept the key from the keyring; put the right key there."),
        (
            403,
            {},
            "HOST does not let you use small-1 (not now); ask there for the right to, or name another model.",
        ),
        (
            404,
            {},
            "HOST/v1 is no such interface, or has no model small-1 (not now); put it right with timeline model set.",
        ),
        (402, {}, "HOST wants to be paid first (not now)."),
    ],
)
def test_what_no_request_fares_better_with_ends_all(status: int, settings: dict[str, Any], sentence: str) -> None:
    ran = run(answering(), refusing(status), questions=5, **settings)
    assert ran.error == sentence
    assert len(ran.bodies) == 2 and len(ran.replies) == 1 and ran.waits.waits == [0.001]


def test_no_credit_and_long_waits_are_not_waited_for() -> None:
    no_credit = refusing(429, {"error": {"message": "You exceeded your quota", "code": "insufficient_quota"}})
    assert run(no_credit).error == "The account at HOST has no credit left; raise it there, then go on."
    ran = run(refusing(429, Retry_After="3600"))
    assert ran.error == "HOST asks to wait 60 minutes; run the command again then: answers are kept."
    assert run(refusing(429, Retry_After="9" * 99)).error.startswith("HOST asks to wait 16,666,667 minutes")


def test_a_web_page_is_no_interface() -> None:
    assert run(sending(b"\n<!doctype html><html>Hello</html>", Content_Type="text/html")).error == (
        "HOST/v1 answers with a web page; give the address of the interface with timeline model set --url "
        "(it often ends in /v1)."
    )


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_redirect_is_followed(status: int) -> None:
    with running(LocalEndpoint()) as other:
        ran = run(refusing(status, Location=f"{other.origin}/v1/chat/completions?key=1"), key=Key("sk-0123456789"))
        assert other.bodies == []
    assert ran.error == (
        f"HOST sends requests on to {other.origin}, which is not followed; put it right with timeline model set --url."
    )


def test_the_environment_names_no_proxy_to_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    with running(LocalEndpoint()) as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.origin)
        assert run().replies[0].content == "about question 0"
        assert proxy.bodies == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALL_PROXY", "socks9://localhost"),
        ("HTTPS_PROXY", "http://[::1"),
        ("SSL_CERT_FILE", "/nowhere/certificates.pem"),
    ],
)
def test_an_environment_that_cannot_be_used_is_one_sentence(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(UsageError, match="The proxy or the certificates that your environment names cannot be used"):
        ask([question(0)], Endpoint("https://api.example.org/v1", "small-1"), None)


@pytest.mark.parametrize("library", ["httpx", "keyring"])
def test_a_library_that_is_not_installed_is_one_sentence(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    own = Endpoint("https://api.example.org/v1", "small-1", key_in_keyring=True)
    with pytest.raises(UsageError, match=r"pip install 'timeline-of-arms-policy\[model\]'"):
        ask([question(0)], own, None) if library == "httpx" else key_for(own)
    assert ask([question(0)], own, None, known={question(0).custom_id}).known == 1


def test_a_trial_is_a_question_like_all_others() -> None:
    with running(LocalEndpoint(refusing(400, NO_SCHEMA))) as server:
        own = endpoint(server)
        asked = ask([trial(own)], own, None, times=Waits().times)
    assert [body["response_format"]["type"] for body in server.bodies] == ["json_schema", "json_object"]
    assert asked.spent.answered == 1
