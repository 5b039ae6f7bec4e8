"""Requests → the replies of the endpoint that the user set up: several at once, tried again, within rate and budget."""

import asyncio
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from timeline.endpoint.completion import NoCompletion, error_message, reply_from
from timeline.endpoint.connection import Answer, Connection
from timeline.endpoint.failures import Concession, Fault, concession_to, failed_by, status_fault
from timeline.endpoint.key import Key
from timeline.endpoint.pace import LONGEST_WAIT, Budget, Pace, Times, asked_wait, back_off
from timeline.endpoint.sending import cost, most_tokens
from timeline.endpoint.settings import Endpoint
from timeline.endpoint.unlogged import unlogged
from timeline.errors import EndpointFailed
from timeline.proposing.exchange import Reply, Request, in_bytes

TRIES = 6  # with the waits between them some two minutes: limits are often by the minute
TRIES_AT_FIRST = 2  # to reach an endpoint that was never reached: the address is probably wrong
IN_A_ROW = 3  # requests given up one after another; then the endpoint is at fault, not the request


@dataclass(frozen=True, slots=True)
class Spent:
    """How far the asking has come: requests answered and given up, and the tokens that they cost."""

    answered: int = 0
    failed: int = 0
    tokens: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """Every reply, in the order of the requests; how many were known already; which the token limit left unasked."""

    replies: tuple[Reply, ...]
    spent: Spent
    known: int = 0
    left: tuple[str, ...] = ()


def ask(
    requests: Iterable[Request | None],
    endpoint: Endpoint,
    key: Key | None,
    *,
    known: Collection[str] = (),
    token_limit: int | None = None,
    replied: Callable[[Reply, Spent], object] = lambda _reply, _spent: None,
    noticed: Callable[[str], object] = lambda _sentence: None,
    times: Times | None = None,
) -> Asked:
    """Ask every request once whose `custom_id` is not among the `known`, and hand each reply on as soon as it is there.

    Requests may be made while others are under way; where that takes long, a None among them lets those go on, and an
    interruption through.

    `replied` is called on the caller's thread with each reply and what was spent so far, in the order of coming; one
    with an `error` was given up and should not count as known another time. `noticed` is told what the user should
    hear: what an endpoint does not take, that it asks to wait. No request starts that might bring the tokens, as
    estimated, above `token_limit`; those from there on are `left`.

    Raises EndpointFailed where no further request would be answered, UsageError where the HTTP client is not installed,
    and KeyboardInterrupt; what was answered before was handed on.
    """
    asking = _Asking(endpoint, key, token_limit, replied, noticed, times or Times())
    with unlogged(key):
        return asyncio.run(asking.run(requests, known))


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of one request: a reply, the tokens that it cost, and the fault for which it was given up."""

    reply: Reply
    cost: int = 0
    fault: Fault | None = None


class _Asking:
    """One run. All runs on one thread, so that nothing needs a lock."""

    def __init__(
        self,
        endpoint: Endpoint,
        key: Key | None,
        token_limit: int | None,
        replied: Callable[[Reply, Spent], object],
        noticed: Callable[[str], object],
        times: Times,
    ) -> None:
        self._endpoint, self._key, self._times = endpoint, key, times
        self._replied, self._noticed = replied, noticed
        self._budget, self._pace = Budget(token_limit), Pace(endpoint.requests_a_minute, times)
        self._connection: Connection | None = None
        self._conceded: list[Concession] = []
        self._under_way: dict[asyncio.Task[_Outcome], tuple[int, int]] = {}  # → its place and what is set aside
        self._replies: dict[int, Reply] = {}
        self._spent = Spent()
        self._known = 0
        self._in_a_row = 0
        self._at_fault: Fault | None = None  # of the last request that was given up though it might be answered
        self._said: set[str] = set()

    async def run(self, requests: Iterable[Request | None], known: Collection[str]) -> Asked:
        seen, coming = set(known), iter(requests)
        left: tuple[str, ...] = ()
        try:
            for place, request in enumerate(coming):
                await asyncio.sleep(0)  # lets the others go on
                if request is None:
                    continue
                if request.custom_id in seen:
                    self._known += 1
                    continue
                if not await self._has_room(request):
                    left = (request.custom_id, *_others(coming, seen))
                    break
                seen.add(request.custom_id)
                self._start(place, request)
            while self._under_way:
                await self._next_end()
        except (asyncio.CancelledError, KeyboardInterrupt, EndpointFailed):
            self._hand_on_finished()
            raise
        finally:
            await self._stop()
        if self._at_fault and not self._spent.answered:
            raise failed_by(self._endpoint, self._at_fault)
        replies = tuple(reply for _, reply in sorted(self._replies.items()))
        return Asked(replies, self._spent, self._known, left)

    async def _has_room(self, request: Request) -> bool:
        """Wait for others to end until the request may start; False where its tokens are too many even then."""
        most = most_tokens(request)
        while len(self._under_way) >= self._endpoint.requests_at_once or not self._budget.fits(most):
            if not self._under_way:
                return False
            await self._next_end()
        return True

    def _start(self, place: int, request: Request) -> None:
        # Opened by the first request: where all is known, the HTTP client is not needed.
        connection = self._connection = self._connection or Connection(self._endpoint, self._key)
        most = most_tokens(request)
        self._budget.set_aside(most)
        self._under_way[asyncio.create_task(self._one(connection, request, most))] = place, most

    async def _next_end(self) -> None:
        """Wait until a request under way ends, and hand its reply on. Raises EndpointFailed."""
        ended, _ = await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
        faults = [self._end(task) for task in sorted(ended, key=lambda task: self._under_way[task])]
        for ending in (fault.ending for fault in faults if fault is not None and fault.ending):
            raise EndpointFailed(ending)
        if self._in_a_row >= IN_A_ROW and self._at_fault is not None:
            raise failed_by(self._endpoint, self._at_fault)

    def _end(self, task: asyncio.Task[_Outcome]) -> Fault | None:
        """Take what became of a request into account, and hand its reply on → the fault, where there was one."""
        place, most = self._under_way.pop(task)
        outcome = task.result()
        fault = outcome.fault
        self._budget.settle(most, outcome.cost)
        if fault is not None and fault.ending:
            return fault
        answered, failed = self._spent.answered + (fault is None), self._spent.failed + (fault is not None)
        self._spent = Spent(answered, failed, self._budget.spent)
        if fault is None:
            self._in_a_row = 0
        elif fault.again or not (answered or self._known):  # a refusal may be of the one request, but not at first
            self._in_a_row, self._at_fault = self._in_a_row + 1, fault
        self._replies[place] = outcome.reply
        self._replied(outcome.reply, self._spent)
        return fault

    def _hand_on_finished(self) -> None:
        """Before the end of all: hand on the replies that are there and were not yet."""
        for task in [task for task in self._under_way if task.done() and not task.cancelled()]:
            self._end(task)

    async def _stop(self) -> None:
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)
        if self._connection is not None:
            await self._connection.close()

    async def _one(self, connection: Connection, request: Request, most: int) -> _Outcome:
        """Try until there is an answer, or no use in trying."""
        tries = 1
        while True:
            await self._pace.turn()
            found = await self._try(connection, request)
            if isinstance(found, Reply):
                return _Outcome(found, cost(request, found))
            billed = most if found.maybe_billed else 0
            last = tries == (TRIES_AT_FIRST if found.unreached and not self._spent.answered else TRIES)
            if found.ending or not found.again or last or (billed and not self._budget.fits(most)):
                return _Outcome(Reply(request.custom_id, None, error=found.why), billed, found)
            self._budget.count_lost(billed)
            await self._wait(found, tries)
            tries += 1

    async def _wait(self, fault: Fault, tries: int) -> None:
        """Wait before the next try; where the endpoint says how long, all wait."""
        wait = max(back_off(tries, self._times), fault.wait or 0)
        self._notice(f"{self._endpoint.origin} is asked again after a while: {fault.why}.")
        if fault.wait is None:
            await self._times.pause(wait)
        else:
            self._pace.hold(wait)

    def _notice(self, sentence: str) -> None:
        """Tell the user once."""
        if sentence not in self._said:
            self._said.add(sentence)
            self._noticed(sentence)

    async def _try(self, connection: Connection, request: Request) -> Reply | Fault:
        body = request.body
        for concession in self._conceded:
            body = concession.changed(body) or body
        answer = await connection.post(in_bytes(body))
        while isinstance(answer, Answer) and (refused := concession_to(body, answer.status, answer.body)):
            self._concede(refused)
            body = refused.changed(body) or body
            await self._pace.turn()
            answer = await connection.post(in_bytes(body))
        if isinstance(answer, Fault):
            return answer
        if answer.status != 200:
            return self._hidden_fault(self._fault(answer))
        try:
            reply = self._hidden_reply(reply_from(request.custom_id, 200, answer.body))
        except NoCompletion as error:
            return Fault(str(error), again=True, maybe_billed=True)
        # Some say with status 200 that they are asked too much.
        if reply.content is None and error_message(answer.body):
            return Fault(reply.error, again=True)
        return reply

    def _fault(self, answer: Answer) -> Fault:
        wait = asked_wait(answer.retry_after, self._times)
        fault = status_fault(self._endpoint, answer.status, answer.body, wait, answer.location)
        if fault.again and wait is not None and wait > LONGEST_WAIT:
            minutes = f"{min(wait, 1e9) / 60:,.0f} minutes"
            ending = f"{self._endpoint.origin} asks to wait {minutes}; run the command again then: answers are kept."
            return replace(fault, ending=ending)
        return fault

    def _concede(self, concession: Concession) -> None:
        if concession not in self._conceded:
            self._conceded.append(concession)
            self._notice(f"{self._endpoint.origin} {concession.notice}.")

    def _hidden_fault(self, fault: Fault) -> Fault:
        return fault if self._key is None else fault.hidden(self._key.hidden_in_message)

    def _hidden_reply(self, reply: Reply) -> Reply:
        """The reply without the key, should the endpoint have put it there."""
        if self._key is None:
            return reply
        hide = self._key.hidden_in
        content = None if reply.content is None else hide(reply.content)
        return replace(
            reply,
            content=content,
            model=hide(reply.model),
            error=self._key.hidden_in_message(reply.error),
            finish_reason=hide(reply.finish_reason),
        )


def _others(requests: Iterable[Request | None], seen: set[str]) -> Iterator[str]:
    """The names of the requests that are still coming and new."""
    yield from (request.custom_id for request in requests if request is not None and request.custom_id not in seen)
