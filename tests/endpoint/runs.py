"""A script of answers → what asking so many questions gives, with all that was handed on and noticed."""

from dataclasses import dataclass, field, replace
from typing import Any

from tests.endpoint.local import (
    Behaviour,
    LocalEndpoint,
    running,
)
from timeline.endpoint.client import Asked, Spent, ask
from timeline.endpoint.pace import Times
from timeline.endpoint.settings import Endpoint
from timeline.errors import EndpointFailed
from timeline.proposing.exchange import Reply, Request, request_name


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
