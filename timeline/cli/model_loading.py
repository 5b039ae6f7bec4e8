"""`timeline load --with model`: what the loaders give, read by the built-in extractor and models together → stored."""

import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import typer

from timeline.cli.asking import can_ask
from timeline.cli.loading import Loading, dated
from timeline.cli.model_asking import Tally, agree_to_send, ask_all, refuse_left
from timeline.cli.model_files import replies_in, write_requests
from timeline.cli.model_options import ModelOptions
from timeline.cli.model_queue import ModelQueue
from timeline.cli.model_reading import Together, settings_for
from timeline.cli.progress import Bar
from timeline.cli.visible import counted
from timeline.database.opening import reading, writing
from timeline.documents.document import Document
from timeline.errors import SourceRefused
from timeline.loaders.headers import Given
from timeline.loaders.loading import Loaded, how_many
from timeline.loaders.loading import load as read
from timeline.loaders.reading import LIMIT
from timeline.loaders.refusals import DateMissing
from timeline.loaders.walking import Skipped
from timeline.proposing.exchange import Reply, Request
from timeline.review.model_answers import Answers, keep_reply, known_replies

if TYPE_CHECKING:
    from timeline.endpoint.settings import Endpoint

Found: TypeAlias = Loaded | Skipped | SourceRefused


def load_with_models(paths: Sequence[str], given: Given, options: ModelOptions, loading: Loading) -> None:
    """Load the paths, each document with the answers about it; what is asked is kept at once.

    Raises SourceRefused where a document waits for answers that are not there, EndpointFailed and UsageError.
    """
    endpoint, settings = settings_for(options)
    together = Together(loading.vocabulary, loading.models, settings, loading.extractor)
    run = _Run(paths, given, loading, together, Tally(options.explain))
    if options.only_asks:
        write_requests(options, run.unanswered(telling=True))
    elif options.replies_from:
        run.from_files(options)
    elif endpoint is not None:
        run.asked(endpoint, options)


@dataclass(slots=True)
class _Run:
    """One run over the sources, which may be gone through twice: before the first time that anything is sent."""

    paths: Sequence[str]
    given: Given
    loading: Loading
    together: Together
    tally: Tally
    _stdin: bytes | None = None
    _dates: dict[str, Document] = field(default_factory=dict)
    _replies: dict[str, Reply] = field(default_factory=dict)
    _came: int = 0
    _used: set[str] = field(default_factory=set)

    def unanswered(self, *, telling: bool = False) -> Iterator[tuple[str, Request]]:
        """The requests about the sources whose answers are not kept yet, each once, with the source's name.

        `telling`: what is refused or skipped is said and counted.
        """
        seen: set[str] = set()
        for found in self._sources():
            if telling and isinstance(found, SourceRefused | Skipped):
                self.loading.take(found)
            requests = self._requests(found)
            known = self._at_hand(found, requests)
            for request in requests:
                if request.custom_id not in known and request.custom_id not in seen:
                    seen.add(request.custom_id)
                    yield getattr(found, "origin", ""), request

    def from_files(self, options: ModelOptions) -> None:
        """Load with the answers of batch files."""
        self._replies = replies_in(options.replies_from)
        queue = self._without_asking()
        spare = len(self._replies.keys() - self._used)
        if spare:
            typer.echo(f"{counted(spare, 'answer')} in the files to other requests, left alone.", err=True)
        refuse_left(queue.left, _origin, "for want of answers: run the command again with a file that has them")

    def asked(self, endpoint: "Endpoint", options: ModelOptions) -> None:
        """Load with the answers of the endpoint; where all are kept already, neither it nor a key is needed."""
        from timeline.endpoint.key import key_for

        if next(self.unanswered(), None) is None:
            self._without_asking()
            return
        key = key_for(endpoint)
        agree_to_send(endpoint, self.together.settings, lambda: (each for _, each in self.unanswered()), options)
        queue = self._queue()
        bar = self._bar()
        try:
            ask_all(self._sources(), queue, endpoint, key, options, keep=self._keep, tally=self.tally, bar=bar)
        finally:
            bar.clear()
            self._tell(queue)
        refuse_left(queue.left, _origin, "by --max-tokens-total: run the command again to go on")

    def _without_asking(self) -> "ModelQueue[Found]":
        """Load with the answers at hand → what was left for want of others."""
        queue = self._queue()
        bar = self._bar()
        try:
            for found in self._sources():
                bar.clear()
                queue.add(found)
                queue.finish()
                bar.at(self.loading.seen)
        finally:
            bar.clear()
            self._tell(queue)
        return queue

    def _queue(self) -> "ModelQueue[Found]":
        return ModelQueue(self._requests, self._at_hand, self._ready)

    def _bar(self) -> Bar:
        return Bar("Loading", lambda: how_many(self.paths))

    def _tell(self, queue: "ModelQueue[Found]") -> None:
        sys.stdout.flush()
        typer.echo(self.tally.summary(queue.known - self._came), err=True)

    def _sources(self) -> Iterator[Found]:
        """What the loaders find; where a person is there, with the date that a document lacks."""
        if self._stdin is None:
            self._stdin = sys.stdin.buffer.read(LIMIT + 1) if "-" in self.paths else b""
        for found in read(self.paths, self.given, io.BytesIO(self._stdin)):
            if isinstance(found, DateMissing) and can_ask():
                key = f"{found.document.origin}\n{found.document.sha256}"
                self._dates[key] = self._dates.get(key) or dated(found)
                yield self._dates[key]
            else:
                yield found

    def _requests(self, found: Found) -> list[Request]:
        return self.together.requests(found) if isinstance(found, Document) else []

    def _at_hand(self, found: Found, requests: Sequence[Request]) -> Mapping[str, Reply]:
        """The answers that are kept, and those of the files, which are kept now."""
        if not isinstance(found, Document) or not requests:
            return {}
        with reading(self.loading.engine) as connection:
            known = {reply.custom_id: reply for reply in known_replies(connection, found.sha256, requests)}
        self._used.update(each.custom_id for each in requests)
        more = [each for each in requests if each.custom_id in self._replies and each.custom_id not in known]
        if more:
            with writing(self.loading.engine) as connection:
                for request in more:
                    known[request.custom_id] = self._replies[request.custom_id]
                    keep_reply(connection, found.sha256, request, known[request.custom_id])
            self._came += len(more)
            self.tally.new += sum(known[each.custom_id].content is not None for each in more)
        return known

    def _keep(self, found: Found, request: Request, reply: Reply) -> None:
        if isinstance(found, Document):
            with writing(self.loading.engine) as connection:
                keep_reply(connection, found.sha256, request, reply)

    def _ready(self, found: Found, replies: Mapping[str, Reply]) -> None:
        if not isinstance(found, Document):
            self.loading.take(found)
            return
        both = self.together.read(found, replies)
        self.tally.take(found.origin, both)
        self.loading.take(found, both.extracted, Answers(tuple(replies), both.further))


def _origin(found: Found) -> str:
    return getattr(found, "origin", "")
