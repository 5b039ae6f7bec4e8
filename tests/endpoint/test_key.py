"""A key is found where the user said it is, and shown nowhere."""

import copy
import io
import logging
import pickle
import traceback
from collections.abc import Iterator
from dataclasses import replace

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.null import Keyring as SwitchedOff
from keyring.errors import PasswordDeleteError

from tests.endpoint.local import Behaviour, Handler, LocalEndpoint, answering, closing, refusing, running, sending
from tests.endpoint.runs import Waits, endpoint, question
from timeline.endpoint.batch import request_lines
from timeline.endpoint.client import ask
from timeline.endpoint.key import Key, forget_key, keep_key, key_for
from timeline.endpoint.settings import Endpoint, in_toml
from timeline.errors import EndpointFailed, UsageError

SECRET = "sk-live-5Gh2kQ9vXw7LmZ31"  # noqa: S105 - nobody's
OWN = Endpoint("https://api.example.org/v1", "small-1", key_variable="MODEL_API_KEY")
KEPT = replace(OWN, key_variable="", key_in_keyring=True)


class MemoryKeyring(KeyringBackend):
    """A keyring in memory: the system's own is not to be touched by tests."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError("not found")
        del self.kept[service, username]


@pytest.fixture
def memory() -> Iterator[MemoryKeyring]:
    """A keyring for this test alone."""
    made, before = MemoryKeyring(), keyring.get_keyring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_a_key_shows_itself_nowhere() -> None:
    key = Key(f" {SECRET}\n")
    assert key.authorization() == f"Bearer {SECRET}"
    assert repr(key) == str(key) == f"{key}" == "Key([key])" and SECRET not in repr([key, {"key": key}])
    for copied in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="a key is not written down"):
            copied(key)
    with pytest.raises(TypeError):
        vars(key)


@pytest.mark.parametrize("given", ["", " ", "two words", "a\nb", "a\x00b", "kéy", "a" * 5000])
def test_what_no_header_carries_is_no_key(given: str) -> None:
    with pytest.raises(UsageError) as refused:
        Key(given)
    assert str(refused.value) == (
        "The key of the model is empty, too long, or has blanks or signs in it that no key has; give it again."
    )


def test_the_key_comes_from_the_variable_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODEL_API_KEY", SECRET)
    found = key_for(OWN)
    assert found is not None and found.authorization() == f"Bearer {SECRET}"
    monkeypatch.setenv("MODEL_API_KEY", " ")
    with pytest.raises(UsageError) as missing:
        key_for(OWN)
    assert str(missing.value) == (
        "The key of the model is to come from the environment variable MODEL_API_KEY, which is not set; "
        "set it (export MODEL_API_KEY=…) and run the command again."
    )
    assert key_for(replace(OWN, key_variable="")) is None


def test_a_key_in_the_keyring_belongs_to_one_host(memory: MemoryKeyring) -> None:
    assert not forget_key(KEPT)
    keep_key(KEPT, Key(SECRET))
    assert memory.kept == {("timeline model", "https://api.example.org"): SECRET}
    found = key_for(replace(KEPT, url="https://api.example.org/v2"))
    assert found is not None and found.authorization() == f"Bearer {SECRET}"
    with pytest.raises(UsageError) as missing:
        key_for(replace(KEPT, url="https://api.example.com/v1"))
    assert str(missing.value) == (
        "The keyring has no key for https://api.example.com; give it with timeline model set --key-in-keyring."
    )
    assert forget_key(KEPT) and memory.kept == {}


def test_a_system_without_a_keyring_is_one_sentence(memory: MemoryKeyring) -> None:
    assert memory.kept == {}
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    for use in (lambda: key_for(KEPT), lambda: keep_key(KEPT, Key(SECRET)), lambda: forget_key(KEPT)):
        with pytest.raises(UsageError, match="The system's keyring cannot be used here, or is locked"):
            use()


def test_a_keyring_that_is_switched_off_is_not_believed(memory: MemoryKeyring) -> None:
    assert memory.kept == {}
    keyring.set_keyring(SwitchedOff())  # type: ignore[no-untyped-call]
    with pytest.raises(UsageError, match="The system's keyring cannot be used here"):
        keep_key(KEPT, Key(SECRET))


def echoing(handler: Handler) -> None:
    """An endpoint that repeats the key wherever it can."""
    given = handler.headers["Authorization"]
    answering(f"your key is {given}", refusal=given)(handler)


def echoing_error(status: int) -> Behaviour:
    """The same in an error, as a whole and in part."""

    def behave(handler: Handler) -> None:
        given = handler.headers["Authorization"].removeprefix("Bearer ")
        message = f"Incorrect key {given}, starting with {given[:12]}*** and ending in '***{given[-8:]}'"
        refusing(status, {"error": {"message": message, "code": given}}, Location=f"https://{given}.example.org")(
            handler
        )

    return behave


@pytest.mark.parametrize(
    "behaviour",
    [echoing, closing, sending(b"<html>"), *map(echoing_error, (302, 400, 401, 403, 404, 429, 500))],
)
def test_the_key_is_in_no_output(behaviour: Behaviour) -> None:
    log, told, failures = io.StringIO(), [], []
    handler = logging.StreamHandler(log)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    requests, waits = [question(number) for number in range(4)], Waits()
    try:
        with running(LocalEndpoint(answering(), otherwise=behaviour)) as server:
            own = endpoint(server, key_variable="MODEL_API_KEY")
            try:
                asked = ask(
                    requests,
                    own,
                    Key(SECRET),
                    replied=lambda *each: told.append(repr(each)),
                    noticed=told.append,
                    times=waits.times,
                )
                told.append(repr(asked))
            except EndpointFailed as failure:
                failures.append(failure)
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    assert server.headers[-1]["Authorization"] == f"Bearer {SECRET}"
    assert "send_request_headers" in log.getvalue()
    for failed in failures:
        told += traceback.format_exception(failed)
        told += traceback.TracebackException.from_exception(failed, capture_locals=True).format()
        assert failed.__cause__ is None
    told += [log.getvalue(), in_toml(own), repr(own), b"".join(request_lines(requests)).decode()]
    assert len(told) > 5
    for text in told:
        for at in range(len(SECRET) - 7):
            assert SECRET[at : at + 8] not in text
