"""Requests that want to start → when each may, by the rate, what the endpoint asks, and the tokens that are left."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

LONGEST_WAIT = 300.0  # seconds; an endpoint that asks for more is not waited for
_FIRST_WAIT, _LONGEST_BACK_OFF = 2.0, 60.0


@dataclass(frozen=True, slots=True)
class Times:
    """The clocks and the dice; tests give others, so that they neither wait nor vary."""

    now: Callable[[], float] = time.monotonic
    today: Callable[[], float] = time.time
    pause: Callable[[float], Awaitable[object]] = asyncio.sleep
    chance: Callable[[], float] = random.random


class Pace:
    """Lets requests start evenly, so many a minute, and none before the time that the endpoint named."""

    def __init__(self, a_minute: int, times: Times) -> None:
        self._interval, self._times = 60 / a_minute, times
        self._next = times.now()

    async def turn(self) -> None:
        """Return when the next request may start."""
        # Another that waited too may have taken the turn meanwhile.
        while (wait := self._next - self._times.now()) > 0:
            await self._times.pause(wait)
        self._next = max(self._next, self._times.now()) + self._interval

    def hold(self, seconds: float) -> None:
        """Let nothing start for so long."""
        self._next = max(self._next, self._times.now() + seconds)


class Budget:
    """The tokens that may be spent. What a request may cost at most is set aside until its answer says the cost."""

    def __init__(self, limit: int | None) -> None:
        self._limit, self._set_aside = limit, 0
        self.spent = 0

    def fits(self, most: int) -> bool:
        """Whether so much more can be spent, whatever the requests under way cost."""
        return self._limit is None or self.spent + self._set_aside + most <= self._limit

    def set_aside(self, most: int) -> None:
        """Keep so much for a request that starts."""
        self._set_aside += most

    def settle(self, most: int, cost: int) -> None:
        """Count what a request cost in place of what was set aside for it."""
        self._set_aside -= most
        self.spent += cost

    def count_lost(self, cost: int) -> None:
        """Count a try whose answer never came and may have been billed all the same."""
        self.spent += cost


def back_off(tries: int, times: Times) -> float:
    """Seconds to wait after so many tries: doubled each time, and up to as much again by chance."""
    return float(min(_FIRST_WAIT * 2 ** (tries - 1), _LONGEST_BACK_OFF)) * (1 + times.chance())


def asked_wait(retry_after: str, times: Times) -> float | None:
    """Seconds that a Retry-After header (RFC 9110, 10.2.3) asks to wait, as a number or a date; None for neither."""
    said = retry_after.strip()[:100]
    if said.isascii() and said.replace(".", "", 1).isdigit():
        return float(said)
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - times.today())
    except (ValueError, OverflowError, OSError):
        return None
