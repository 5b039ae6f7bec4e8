"""Documents → what is read in them, by processes that start anew, in the order in which the documents came.

Each process reads one document after the other in the order in which it gets them, so that where it dies, the first
one that it has not answered for is the one that did it. Ctrl-C at the terminal reaches all processes of a command: it
is for the one that started these. They end when that ends, whatever way.
"""

import contextlib
import gc
import multiprocessing
import os
import pickle
import queue
import signal
import threading
import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Generic, TypeVar

from timeline.documents.document import Document
from timeline.errors import SourceRefused
from timeline.extraction.extracting import Extracted, extracted
from timeline.extraction.linear import Models
from timeline.vocabulary.vocabulary import Vocabulary

T = TypeVar("T")

AHEAD = 4
"""So many documents a process has at hand: it goes on while the first of them is stored."""


class _Place(Generic[T]):
    """A thing of the stream and, in time, what was read in it."""

    def __init__(self, thing: T) -> None:
        self.thing = thing
        self.read: Extracted | SourceRefused | None = None
        self.done = not isinstance(thing, Document)

    def fill(self, read: Extracted | SourceRefused) -> None:
        self.read, self.done = read, True

    @property
    def told(self) -> tuple[T | SourceRefused, Extracted | None]:
        return (self.read, None) if isinstance(self.read, SourceRefused) else (self.thing, self.read)


class _Worker(Generic[T]):
    """A process, and the documents that it has at hand."""

    def __init__(self, vocabulary: Vocabulary, models: Models | None) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, other = context.Pipe()
        self.process = context.Process(target=_serve, args=(other, vocabulary, models), daemon=True)
        with _undisturbed():
            self.process.start()
        other.close()
        self.at_hand: deque[_Place[T]] = deque()

    def give(self, place: _Place[T]) -> None:
        self.at_hand.append(place)
        # A process that died meanwhile is found out where its answer is waited for.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.connection.send_bytes(pickle.dumps(place.thing))

    def take(self) -> None:
        """Take an answer. Raises EOFError where the process is no more, and what it raised where that is a bug."""
        try:
            answer = self.connection.recv()
        except ConnectionResetError:
            raise EOFError from None
        if isinstance(answer, BaseException):
            raise answer
        self.at_hand.popleft().fill(answer)

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


class Workers(Generic[T]):
    """Up to `jobs` processes with a vocabulary and models (None: those shipped); leaving the context ends them."""

    def __init__(self, vocabulary: Vocabulary, models: Models | None, jobs: int) -> None:
        self._vocabulary, self._models = vocabulary, models
        self._workers: list[_Worker[T]] = [_Worker(vocabulary, models) for _ in range(jobs)]

    def __enter__(self) -> "Workers[T]":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traced: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.end()

    def over(self, found: Iterable[T]) -> Iterator[tuple[T | SourceRefused, Extracted | None]]:
        """Each thing in its order, Documents with what was read in them. A bug in a process is raised here."""
        waiting: deque[_Place[T]] = deque()
        for thing in found:
            place = _Place(thing)
            waiting.append(place)
            if not place.done:
                min(self._workers, key=lambda worker: len(worker.at_hand)).give(place)
            while len(waiting) > AHEAD * len(self._workers):
                yield self._told(waiting.popleft())
        while waiting:
            yield self._told(waiting.popleft())

    def _told(self, place: _Place[T]) -> tuple[T | SourceRefused, Extracted | None]:
        while not place.done:
            ready = wait([worker.connection for worker in self._workers if worker.at_hand])
            for number, worker in enumerate(self._workers):
                if worker.connection in ready:
                    try:
                        worker.take()
                    except EOFError:
                        self._workers[number] = self._instead_of(worker)
        return place.told

    def _instead_of(self, dead: _Worker[T]) -> _Worker[T]:
        """Refuse the document that a process died of, and give the others that it had at hand to a new one."""
        dead.end()
        guilty, *innocent = dead.at_hand
        guilty.fill(
            SourceRefused(
                f"{getattr(guilty.thing, 'origin', '')} ended the process that read it, perhaps for want of memory; "
                "split it, or load it alone with --jobs 1."
            )
        )
        worker: _Worker[T] = _Worker(self._vocabulary, self._models)
        for place in innocent:
            worker.give(place)
        return worker


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep Ctrl-C waiting, so that a process that starts meanwhile never hears it; Windows has no such means."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # which would let Ctrl-C through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(connection: Connection, vocabulary: Vocabulary, models: Models | None) -> None:
    """What a process does: read each document that comes, and answer in the same order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(100_000, 20, 20)
    came: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(connection, came), daemon=True).start()
    while True:
        document: Document = pickle.loads(came.get())  # noqa: S301 - from the process that started this one
        try:
            answer = extracted(document, vocabulary, models)
        except BaseException as error:  # noqa: BLE001 - a bug, shown by the process that started this one
            error.add_note("in another process:\n" + traceback.format_exc())
            connection.send(error)  # to be raised where it is awaited
            raise SystemExit(1) from None
        with contextlib.suppress(BrokenPipeError):
            connection.send(answer)


def _receive(connection: Connection, came: "queue.SimpleQueue[bytes]") -> None:
    """Take what is sent at once, so that the sender never waits for a process that waits for it; end with it."""
    while True:
        try:
            came.put(connection.recv_bytes())
        except (EOFError, ConnectionResetError):
            os._exit(0)
