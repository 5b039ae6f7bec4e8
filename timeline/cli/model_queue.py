"""Sources in their order, replies in any → each source handed on in its order, once all its replies are there."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from timeline.proposing.exchange import Reply, Request

T = TypeVar("T")


@dataclass(slots=True)
class Waiting(Generic[T]):
    """A source, the names of the requests about it, and the replies that are there."""

    source: T
    names: tuple[str, ...] = ()
    replies: dict[str, Reply] = field(default_factory=dict)

    @property
    def missing(self) -> int:
        """How many replies are not there."""
        return len(self.names) - len(self.replies)


@dataclass(slots=True)
class ModelQueue(Generic[T]):
    """`at_hand` gives the replies that need not be asked for; `ready` takes a source with all its replies.

    `left` are the sources that did not get theirs.
    """

    requests: Callable[[T], Sequence[Request]]
    at_hand: Callable[[T, Sequence[Request]], Mapping[str, Reply]]
    ready: Callable[[T, Mapping[str, Reply]], object]
    left: list[Waiting[T]] = field(default_factory=list)
    known: int = 0
    _waiting: deque[Waiting[T]] = field(default_factory=deque)
    _asked: dict[str, tuple[Request, list[Waiting[T]]]] = field(default_factory=dict)

    def add(self, source: T) -> list[Request]:
        """Take the next source → the requests about it that nobody has answered or was asked yet."""
        requests = self.requests(source)
        waiting = Waiting(source, tuple(request.custom_id for request in requests))
        waiting.replies |= self.at_hand(source, requests)
        self.known += len(waiting.replies)
        self._waiting.append(waiting)
        new = []
        for request in requests:
            if request.custom_id in waiting.replies:
                continue
            if request.custom_id not in self._asked:
                self._asked[request.custom_id] = request, []
                new.append(request)
            self._asked[request.custom_id][1].append(waiting)
        self._hand_on()
        return new

    def request_of(self, reply: Reply) -> tuple[Request, T]:
        """What a reply answers, and one of the sources that it is about."""
        request, waiting = self._asked[reply.custom_id]
        return request, waiting[0].source

    def answer(self, reply: Reply) -> None:
        """Take a reply to one of the requests."""
        _, about = self._asked.pop(reply.custom_id)
        for waiting in about:
            waiting.replies[reply.custom_id] = reply
        self._hand_on()

    def finish(self) -> None:
        """No more replies are coming: hand on what is ready, and leave the rest."""
        while self._waiting:
            if self._waiting[0].missing:
                waiting = self._waiting.popleft()
                self.left.append(waiting)
                for name in waiting.names:
                    self._asked.pop(name, None)
            self._hand_on()

    def _hand_on(self) -> None:
        while self._waiting and not self._waiting[0].missing:
            waiting = self._waiting.popleft()
            self.ready(waiting.source, waiting.replies)
