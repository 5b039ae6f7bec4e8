"""What an endpoint did wrong → whether asking again may help, and one sentence that says what to do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from timeline.endpoint.completion import error_message, error_names
from timeline.endpoint.settings import Endpoint
from timeline.errors import EndpointFailed

AGAIN = frozenset({408, 409, 425, 429})  # and every 5xx: the same request may be answered later
ENDING = frozenset({401, 402, 403, 404, 405, 410})  # the same for every request: the settings or the account are wrong
_SET = "put it right with timeline model set"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a try gave no answer. `ending` is the sentence of what no other request would fare better with."""

    why: str
    again: bool = False
    wait: float | None = None  # seconds that the endpoint asks to wait
    maybe_billed: bool = False
    unreached: bool = False
    ending: str = ""

    def hidden(self, hide: Callable[[str], str]) -> "Fault":
        """The same with the key out of what the endpoint said."""
        return replace(self, why=hide(self.why), ending=hide(self.ending))


@dataclass(frozen=True, slots=True)
class Concession:
    """What is left out of a request for an endpoint that refuses it, and the words by which it says so."""

    words: tuple[str, ...]
    changed: Callable[[Mapping[str, Any]], Mapping[str, Any] | None]
    notice: str


def is_to_be_repeated(status: int) -> bool:
    """Whether the same request may be answered later."""
    return status in AGAIN or status >= 500


def status_fault(endpoint: Endpoint, status: int, body: object, wait: float | None, location: str) -> Fault:
    """The fault that a status other than 200 is."""
    message = error_message(body)
    why = f"status {status}: {message}" if message else f"status {status}"
    if 300 <= status < 400:
        to = f" to {location}" if location else ""
        return Fault(why, ending=f"{endpoint.origin} sends requests on{to}, which is not followed; {_SET} --url.")
    if status in ENDING:
        return Fault(why, ending=_ending(endpoint, status, message))
    if "insufficient_quota" in error_names(body):
        return Fault(why, ending=f"The account at {endpoint.origin} has no credit left; raise it there, then go on.")
    return Fault(why, again=is_to_be_repeated(status), wait=wait)


def concession_to(body: Mapping[str, Any], status: int, answer: object) -> Concession | None:
    """The first concession that a refused request has not made yet and that the refusal speaks of."""
    if status not in (400, 422):
        return None
    named = error_names(answer)
    for concession in CONCESSIONS.values():
        if any(word in named for word in concession.words) and concession.changed(body) is not None:
            return concession
    return None


def failed_by(endpoint: Endpoint, fault: Fault) -> EndpointFailed:
    """For an endpoint that gives no answer whatever it is asked."""
    if fault.again:
        return EndpointFailed(
            f"{endpoint.origin} does not answer as it should ({fault.why}), so no more was asked; what was answered is "
            "kept: run the command again later to go on."
        )
    return EndpointFailed(f"{endpoint.origin} refuses what it is asked ({fault.why}); {_SET}.")


def _ending(endpoint: Endpoint, status: int, message: str) -> str:
    """For a status that every request would get. What stands in an answer to a wrong key is not repeated."""
    host, said = endpoint.origin, f" ({message})" if message else ""
    if status == 401 and not endpoint.needs_key:
        return f"{host} wants a key; say where it is with timeline model set --key-variable NAME or --key-in-keyring."
    if status == 401:
        where = f"the environment variable {endpoint.key_variable}" if endpoint.key_variable else "the keyring"
        return f"{host} does not accept the key from {where}; put the right key there."
    if status == 402:
        return f"{host} wants to be paid first{said}."
    if status == 403:
        return f"{host} does not let you use {endpoint.name}{said}; ask there for the right to, or name another model."
    return f"{endpoint.url} is no such interface, or has no model {endpoint.name}{said}; {_SET}."


def _any_json(body: Mapping[str, Any]) -> Mapping[str, Any] | None:
    asked = body.get("response_format")
    if not isinstance(asked, Mapping) or asked.get("type") != "json_schema":
        return None
    return {**body, "response_format": {"type": "json_object"}}


def _completion_tokens(body: Mapping[str, Any]) -> Mapping[str, Any] | None:
    if "max_tokens" not in body:
        return None
    return {"max_completion_tokens" if name == "max_tokens" else name: value for name, value in body.items()}


def _without(left_out: str) -> Callable[[Mapping[str, Any]], Mapping[str, Any] | None]:
    def changed(body: Mapping[str, Any]) -> Mapping[str, Any] | None:
        return {name: value for name, value in body.items() if name != left_out} if left_out in body else None

    return changed


CONCESSIONS: Mapping[str, Concession] = {
    "schema": Concession(
        ("response_format", "json_schema"), _any_json, "takes no JSON schema; it is asked for JSON of any form instead"
    ),
    "length": Concession(
        ("max_completion_tokens",), _completion_tokens, "wants max_tokens under the name max_completion_tokens"
    ),
    "temperature": Concession(
        ("temperature",),
        _without("temperature"),
        "lets nobody set the temperature; its own is used, and answers may vary",
    ),
    "seed": Concession(("seed",), _without("seed"), "takes no seed; several runs may give the same answer"),
}
