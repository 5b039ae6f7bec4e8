"""Real requests over a real connection to a server that answers as endpoints do, and badly."""

import datetime
import ipaddress
import json
import os
import signal
import ssl
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from tests.endpoint.local import (
    Behaviour,
    Handler,
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
from timeline.endpoint import client
from timeline.endpoint.client import Asked, Spent, ask
from timeline.endpoint.key import Key, key_for
from timeline.endpoint.pace import Times
from timeline.endpoint.sending import describe, most_tokens, trial
from timeline.endpoint.settings import Endpoint
from timeline.errors import EndpointFailed, UsageError
from timeline.proposing.asking import tokens
from timeline.proposing.exchange import Reply, Request, request_name

SCHEMA = {"type": "json_schema", "json_schema": {"name": "events", "schema": {"type": "object"}}}
CHANGED = {"error": {"message": "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."}}
NO_SCHEMA = {"error": {"message": "no such format", "param": "response_format", "code": "unsupported_value"}}


@dataclass
class Waits:
    """Clocks that go on only when somebody waits."""

    seconds: float = 1000.0
    waits: list[float] = field(default_factory=list)

    async def pause(self, seconds: float) -> None:
        self.waits.append(round(seconds, 3))
        self.seconds += seconds

    @property
    def times(self) -> Times:
        return Times(now=lambda: self.seconds, today=lambda: 1_800_000_000.0, pause=self.pause, chance=lambda: 0.0)


@dataclass
class Run:
    """One run against a script, with all that was handed on and noticed."""

    waits: Waits = field(default_factory=Waits)
    replies: list[Reply] = field(default_factory=list)
    spent: list[Spent] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    asked: Asked | None = None
    error: str = ""

    def replied(self, reply: Reply, spent: Spent) -> None:
        self.replies.append(reply)
        self.spent.append(spent)


def question(number: int, **more: object) -> Request:
    body = {
        "model": "small-1",
        "messages": [{"role": "user", "content": f"question {number}"}],
        "max_tokens": 100,
        **more,
    }
    return Request(request_name("ab" * 32, number, 0, body), body)


def endpoint(server: LocalEndpoint, **more: Any) -> Endpoint:  # noqa: ANN401 - any setting
    made = Endpoint(server.url, "small-1", requests_a_minute=100_000, requests_at_once=1, timeout=10)
    return replace(made, **more)


def run(*script: Behaviour, questions: int = 1, otherwise: Behaviour | None = None, **more: Any) -> Run:  # noqa: ANN401
    """What asking so many questions gives with that script of answers; the settings of endpoints are separated."""
    ran, server = Run(), LocalEndpoint(*script, otherwise=otherwise)
    own = {name: more.pop(name) for name in list(more) if name in Endpoint.__slots__}
    requests = more.pop("requests", [question(number) for number in range(questions)])
    given = {"replied": ran.replied, "noticed": ran.notices.append, "times": ran.waits.times, **more}
    with running(server):
        try:
            ran.asked = ask(requests, endpoint(server, **own), given.pop("key", None), **given)
        except EndpointFailed as failed:
            ran.error = str(failed).replace(server.origin, "HOST")
    ran.bodies, ran.headers = server.bodies, server.headers
    ran.notices = [notice.replace(server.origin, "HOST") for notice in ran.notices]
    return ran


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


def test_an_endpoint_that_takes_no_schema_is_asked_for_any_json() -> None:
    requests = [question(number, response_format=SCHEMA) for number in range(3)]
    ran = run(refusing(400, NO_SCHEMA), requests=requests)
    assert [body["response_format"]["type"] for body in ran.bodies] == [
        "json_schema",
        "json_object",
        "json_object",
        "json_object",
    ]
    assert ran.notices == ["HOST takes no JSON schema; it is asked for JSON of any form instead."]
    assert ran.asked is not None and ran.asked.spent.answered == 3
    refused = run(questions=1, otherwise=refusing(400, NO_SCHEMA), requests=requests[:1])
    assert len(refused.bodies) == 2 and refused.replies[0].error == "status 400: no such format"


def test_an_endpoint_of_other_parameters_is_given_them() -> None:
    hot = {"error": {"message": "Unsupported value", "param": "temperature"}}
    extra = {"detail": [{"type": "extra_forbidden", "loc": ["body", "seed"]}]}
    requests = [question(0, temperature=0, seed=1), question(1, temperature=0, seed=1)]
    ran = run(refusing(400, CHANGED), refusing(400, hot), refusing(422, extra), requests=requests)
    assert ran.bodies[-1] == {
        "model": "small-1",
        "messages": [{"role": "user", "content": "question 1"}],
        "max_completion_tokens": 100,
    }
    assert len(ran.bodies) == 5 and len(ran.notices) == 3


@pytest.mark.parametrize(
    "usage",
    [
        {"prompt_tokens": -10, "completion_tokens": -5},
        {"prompt_tokens": 10**40, "completion_tokens": 10**18},
        {"prompt_tokens": True, "completion_tokens": "5"},
        {"prompt_tokens": 1.5, "completion_tokens": None},
        [1, 2],
    ],
)
def test_numbers_of_tokens_that_cannot_be_are_estimated(usage: object) -> None:
    ran = run(otherwise=answering("abcdef", usage))
    assert (ran.replies[0].prompt_tokens, ran.replies[0].completion_tokens) == (0, 0)
    assert ran.spent == [Spent(1, 0, tokens(question(0)) + 2)]


def test_no_request_starts_that_might_pass_the_limit() -> None:
    most = most_tokens(question(0))
    ran = run(questions=5, token_limit=most + 40)
    assert ran.asked is not None and ran.asked.spent == Spent(3, 0, 45)
    assert ran.asked.left == (question(3).custom_id, question(4).custom_id)
    at_once = run(questions=5, token_limit=most + 40, requests_at_once=5)
    assert at_once.asked == ran.asked
    nothing = run(questions=2, token_limit=most - 1)
    assert nothing.bodies == [] and nothing.asked is not None and len(nothing.asked.left) == 2


def test_a_lost_answer_may_have_been_billed() -> None:
    most = most_tokens(question(0))
    ran = run(closing, questions=2, token_limit=2 * most + 14)
    assert ran.spent == [Spent(1, 0, most + 15)]
    assert ran.asked is not None and ran.asked.left == (question(1).custom_id,)
    none = run(closing, closing, answering(), questions=1, token_limit=2 * most - 1)
    assert len(none.bodies) == 1 and none.error


def test_a_refusal_of_the_model_is_an_error_of_the_reply() -> None:
    assert run(answering(content=[], refusal="I\nwill not")).replies[0].error == "the model refused: I will not"
    assert run(answering(content=[])).replies[0].error == "the model gave no text"


def test_what_no_database_stores_is_replaced() -> None:
    assert run(answering("a\x00b\ud800c")).replies[0].content == "a\ufffdb\ufffdc"


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own_certificate(tmp_path))
    server = LocalEndpoint()
    with running(server, context):
        own = replace(endpoint(server), url=server.url.replace("http:", "https:"))
        with pytest.raises(EndpointFailed) as failed:
            ask([question(0)], own, None)
    assert str(failed.value) == (
        f"{own.origin} gave no certificate that can be trusted (certificate verify failed), so nothing was sent; "
        "check the address, or name the certificates of your network in SSL_CERT_FILE."
    )
    assert server.bodies == []


def own_certificate(folder: Path) -> Path:
    """A certificate for 127.0.0.1 that signs itself, with its key, in one file."""
    x509 = pytest.importorskip("cryptography.x509")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now).not_valid_after(now + datetime.timedelta(days=1))
    certificate = made.add_extension(names, critical=False).sign(key, hashes.SHA256())
    path = folder / "own.pem"
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path


def test_an_interruption_keeps_what_was_answered() -> None:
    came = threading.Event()

    def stuck(handler: Handler) -> None:
        came.set()
        dripping(handler)

    server, kept = LocalEndpoint(answering(), answering(), stuck), list[Reply]()

    def stop() -> None:
        if came.wait(10):
            os.kill(os.getpid(), signal.SIGINT)

    stopper = threading.Thread(target=stop)
    stopper.start()
    with running(server), pytest.raises(KeyboardInterrupt):
        ask([question(n) for n in range(5)], endpoint(server), None, replied=lambda reply, _: kept.append(reply))
    stopper.join()
    assert [reply.content for reply in kept] == ["about question 0", "about question 1"]
    assert len(server.bodies) == 3


def test_an_interruption_comes_through_while_requests_are_made() -> None:
    made = []

    def coming() -> Iterator[Request | None]:
        yield question(0)
        for number in range(1000):
            made.append(number)
            if number == 10:
                os.kill(os.getpid(), signal.SIGINT)
            yield None

    with running(LocalEndpoint()) as server, pytest.raises(KeyboardInterrupt):
        ask(coming(), endpoint(server), None)
    assert len(made) < 20


def test_a_fault_of_the_caller_ends_the_run() -> None:
    def full(_reply: Reply, _spent: Spent) -> None:
        raise OSError("the disk is full")

    with running(LocalEndpoint()) as server, pytest.raises(OSError, match="the disk is full"):
        ask([question(n) for n in range(5)], endpoint(server), None, replied=full)


def test_what_would_be_sent_is_described_without_sending() -> None:
    with running(LocalEndpoint()) as server:
        told = describe([question(0), question(1)], endpoint(server))
        assert server.bodies == []
    size = len(question(0).encoded)
    assert (
        told.characters == 2 * size and told.tokens == 2 * tokens(question(0)) and told.most_tokens == told.tokens + 200
    )
    assert told.sentence == (
        f"2 requests with {2 * size} characters, about {told.tokens} tokens (at most {told.most_tokens} with the "
        f"answers), to small-1 at {server.origin}, on this machine."
    )
    far = describe([question(0)], Endpoint("https://api.example.org/v1", "small-1"))
    assert far.sentence.endswith(" to small-1 at https://api.example.org, over the network.")
    open_to_all = describe([], Endpoint("http://models.example.org/v1", "small-1"))
    assert open_to_all.sentence.endswith("over the network, readable by anyone on the way.")
