"""Requests and the endpoint of the user → what will be sent where, before anything is."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from timeline.endpoint.address import is_local
from timeline.endpoint.settings import Endpoint
from timeline.proposing.asking import BYTES_A_TOKEN, tokens
from timeline.proposing.exchange import Reply, Request


@dataclass(frozen=True, slots=True)
class Sending:
    """So many requests with so many characters go to this model at this host.

    `tokens` are those of the questions, estimated; `most_tokens` with the longest answers that may come.
    """

    origin: str
    model: str
    requests: int
    characters: int
    tokens: int
    most_tokens: int
    local: bool
    encrypted: bool

    @property
    def sentence(self) -> str:
        """The same in words for the user."""
        number = f"{self.requests:,} request{'' if self.requests == 1 else 's'}"
        way = "over the network" if self.encrypted else "over the network, readable by anyone on the way"
        where = f"{self.model} at {self.origin}, {'on this machine' if self.local else way}"
        return (
            f"{number} with {self.characters:,} characters, about {self.tokens:,} tokens "
            f"(at most {self.most_tokens:,} with the answers), to {where}."
        )


def describe(requests: Iterable[Request], endpoint: Endpoint) -> Sending:
    """What sending these requests would send where. Sends nothing."""
    number = characters = asked = most = 0
    for request in requests:
        number += 1
        characters += len(request.encoded.decode())
        asked += tokens(request)
        most += most_tokens(request)
    local, encrypted = is_local(endpoint.url), endpoint.url.startswith("https:")
    return Sending(endpoint.origin, endpoint.name, number, characters, asked, most, local, encrypted)


def trial(endpoint: Endpoint) -> Request:
    """The smallest question in the form of all others, to see whether an endpoint answers: it carries no document."""
    schema = {"type": "object", "properties": {"ready": {"type": "boolean"}}, "required": ["ready"]}
    body = {
        "model": endpoint.name,
        "messages": [{"role": "user", "content": 'Answer with this JSON object alone: {"ready": true}'}],
        "temperature": endpoint.temperature,
        "max_tokens": endpoint.max_tokens,
        "response_format": {"type": "json_schema", "json_schema": {"name": "ready", "schema": schema}},
    }
    return Request("tl-trial", body)


def most_tokens(request: Request) -> int:
    """The most that a question and its answer may cost, as far as it can be told without asking."""
    answer = request.body.get("max_tokens", 0)
    return tokens(request) + (answer if isinstance(answer, int) else 0)


def cost(request: Request, reply: Reply) -> int:
    """The tokens that an answer cost: as the endpoint says, or estimated where it says nothing credible."""
    answer = math.ceil(len((reply.content or "").encode()) / BYTES_A_TOKEN)
    return (reply.prompt_tokens or tokens(request)) + (reply.completion_tokens or answer)
