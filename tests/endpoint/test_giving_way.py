"""What endpoints do not take, tokens that run out, interruptions → the run goes on, or keeps what it has."""

import datetime
import ipaddress
import os
import signal
import ssl
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.endpoint.local import (
    Handler,
    LocalEndpoint,
    answering,
    closing,
    dripping,
    refusing,
    running,
)
from tests.endpoint.runs import endpoint, question, run
from timeline.endpoint.client import Spent, ask
from timeline.endpoint.sending import describe, most_tokens
from timeline.endpoint.settings import Endpoint
from timeline.errors import EndpointFailed
from timeline.proposing.asking import tokens
from timeline.proposing.exchange import Reply, Request

SCHEMA = {"type": "json_schema", "json_schema": {"name": "events", "schema": {"type": "object"}}}
CHANGED = {"error": {"message": "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."}}
NO_SCHEMA = {"error": {"message": "no such format", "param": "response_format", "code": "unsupported_value"}}


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
