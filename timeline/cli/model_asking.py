"""Sources and the user's endpoint → the user's agreement, the replies, and what is told of them on stderr."""

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import typer

from timeline.cli.model_options import ModelOptions
from timeline.cli.model_queue import ModelQueue, Waiting
from timeline.cli.visible import counted, visible
from timeline.errors import EndpointFailed, SourceRefused, UsageError

if TYPE_CHECKING:
    from timeline.cli.model_reading import Both
    from timeline.cli.progress import Bar
    from timeline.endpoint.client import Spent
    from timeline.endpoint.key import Key
    from timeline.endpoint.settings import Endpoint
    from timeline.proposing.exchange import ModelSettings, Reply, Request

T = TypeVar("T")
LISTED = 100


@dataclass(slots=True)
class Tally:
    """What came of the answers: how many were there and were new, what they cost, what was not believed of them."""

    explain: bool
    new: int = 0
    tokens: int = 0
    dropped: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    def take(self, origin: str, both: "Both") -> None:
        """Count what was read in a document, and say what has to be said of it."""
        self.dropped += both.dropped
        for reply in both.failed:
            said = f"{origin}: the request {reply.custom_id} got no answer ({reply.error}); it is read without."
            typer.echo(visible(said), err=True)
        for refusal in both.refusals:
            self.refused[refusal.kind] += 1
            if self.explain:
                model = f" of {refusal.model}" if refusal.model else ""
                typer.echo(visible(f"{origin}: not believed{model} ({refusal.kind}): {refusal}."), err=True)

    def summary(self, known: int) -> str:
        """One line on the answers."""
        told = [f"{counted(self.new, 'new answer')} ({self.tokens:,} tokens), {known} known"]
        kinds = ", ".join(f"{kind} {number}" for kind, number in sorted(self.refused.items()))
        parts = f"{counted(self.refused.total(), 'part')} not believed{f' ({kinds})' if kinds else ''}"
        told += [parts, f"{counted(self.dropped, 'event')} dropped"]
        why = "" if self.explain or not kinds else "; --explain-refusals says why"
        return f"Of the model: {', '.join(told)}{why}."


def agree_to_send(
    endpoint: "Endpoint",
    settings: "Sequence[ModelSettings]",
    requests: "Callable[[], Iterable[Request]]",
    options: ModelOptions,
) -> None:
    """Before anything is sent to an address for the first time: say what, and ask. Raises UsageError for a no."""
    from timeline.cli.asking import can_ask, confirm
    from timeline.endpoint.consent import agree, is_agreed
    from timeline.endpoint.sending import describe

    if is_agreed(endpoint):
        return
    named = dataclasses.replace(endpoint, name=", ".join(each.name for each in settings))
    sending = describe(requests(), named)
    if not sending.requests:
        return
    typer.echo(visible(f"To be sent, for the first time to this address: {sending.sentence}"), err=True)
    if not options.yes:
        if not can_ask():
            raise UsageError(
                "Nothing was sent: agree with --yes, once for this address; --dry-run shows the requests themselves."
            )
        if not confirm("Send them, and from now on whatever --with model asks", default=False):
            raise UsageError("Nothing was sent, as you said.")
    agree(endpoint)


def ask_all(
    sources: Iterable[T],
    queue: ModelQueue[T],
    endpoint: "Endpoint",
    key: "Key | None",
    options: ModelOptions,
    *,
    keep: "Callable[[T, Request, Reply], object]",
    tally: Tally,
    bar: "Bar",
) -> None:
    """Ask about the sources, and hand each on through the queue; each reply is kept as soon as it is there.

    Raises EndpointFailed where no more is answered; what is ready is handed on before.
    """
    from timeline.endpoint.client import ask

    done = 0

    def coming() -> "Iterator[Request]":
        nonlocal done
        for source in sources:
            bar.clear()
            yield from queue.add(source)
            done += 1
            bar.at(done, f"{tally.tokens:,} tokens")

    def replied(reply: "Reply", spent: "Spent") -> None:
        tally.new += reply.content is not None
        tally.tokens = spent.tokens
        bar.clear()
        request, source = queue.request_of(reply)
        keep(source, request, reply)
        queue.answer(reply)
        bar.at(done, f"{tally.tokens:,} tokens")

    def noticed(sentence: str) -> None:
        bar.clear()
        typer.echo(visible(sentence), err=True)

    try:
        ask(coming(), endpoint, key, token_limit=options.token_limit, replied=replied, noticed=noticed)
    except EndpointFailed:
        queue.finish()
        raise
    queue.finish()


def refuse_left(left: Sequence[Waiting[T]], origin: Callable[[T], str], why: str) -> None:
    """Say which sources wait for answers. Raises SourceRefused where any does."""
    for waiting in left[:LISTED]:
        missing = f"{waiting.missing} of {counted(len(waiting.names), 'answer')}"
        typer.echo(visible(f"{origin(waiting.source)}: left for the next time, {missing} not there."), err=True)
    if left:
        sources = counted(len(left), "document")
        raise SourceRefused(f"{sources} left for the next time {why}.")
