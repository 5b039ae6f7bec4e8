"""`timeline extract --with model`: documents → what the built-in extractor and models find in them together."""

import contextlib
import io
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import typer

from timeline.cli.model_asking import Tally, agree_to_send, ask_all, refuse_left
from timeline.cli.model_files import replies_in, write_requests
from timeline.cli.model_options import BUILT_IN, ModelOptions
from timeline.cli.model_queue import ModelQueue
from timeline.cli.model_reading import Both, Together, settings_for
from timeline.cli.progress import Bar
from timeline.documents.document import Document
from timeline.errors import OutputFailed
from timeline.outputs.writing import reason_of
from timeline.proposing.exchange import Reply, Request

if TYPE_CHECKING:
    from timeline.extraction.linear import Models
    from timeline.vocabulary.vocabulary import Vocabulary

Named: TypeAlias = tuple[str, Document]


def extract_with_models(
    documents: Sequence[Named],
    options: ModelOptions,
    vocabulary: "Vocabulary",
    models: "Models",
    told: Callable[[str, Document, Both], object],
) -> None:
    """Tell what is found in each document, in their order; nothing is stored but, with --replies-to, the answers.

    Raises SourceRefused where a document waits for answers that are not there, EndpointFailed and UsageError.
    """
    endpoint, settings = settings_for(options)
    together = Together(vocabulary, models, settings, BUILT_IN)
    tally = Tally(options.explain)
    stored = options.replies_to and os.path.exists(options.replies_to)  # noqa: PTH110 - no error where it is too long
    kept = (options.replies_to,) if options.replies_to and stored else ()
    replies = replies_in((*options.replies_from, *kept))

    def at_hand(_: Named, requests: Sequence[Request]) -> dict[str, Reply]:
        known = {each.custom_id: replies[each.custom_id] for each in requests if each.custom_id in replies}
        return {name: reply for name, reply in known.items() if reply.content is not None or not options.sends}

    def ready(named: Named, found: Mapping[str, Reply]) -> None:
        both = together.read(named[1], found)
        tally.take(named[0], both)
        told(*named, both)

    def unanswered() -> Iterator[tuple[str, Request]]:
        for named in documents:
            requests = together.requests(named[1])
            known = at_hand(named, requests)
            yield from ((named[0], each) for each in requests if each.custom_id not in known)

    if options.only_asks:
        write_requests(options, unanswered())
        return
    queue: ModelQueue[Named] = ModelQueue(lambda named: together.requests(named[1]), at_hand, ready)
    if endpoint is None or not options.sends or next(unanswered(), None) is None:
        for named in documents:
            queue.add(named)
            queue.finish()
    else:
        from timeline.endpoint.key import key_for

        key = key_for(endpoint)
        agree_to_send(endpoint, settings, lambda: (request for _, request in unanswered()), options)

        bar = Bar("Extracting", lambda: len(documents))
        with _kept(options.replies_to) as write:

            def keep(_: Named, request: Request, reply: Reply) -> None:
                replies[request.custom_id] = reply
                write(reply)

            try:
                ask_all(documents, queue, endpoint, key, options, keep=keep, tally=tally, bar=bar)
            finally:
                bar.clear()
    typer.echo(tally.summary(queue.known), err=True)
    refuse_left(queue.left, lambda named: named[0], "for want of answers")


@contextlib.contextmanager
def _kept(path: Path | None) -> Iterator[Callable[[Reply], object]]:
    """What adds a reply to the end of the file at once; nothing without a file. Raises OutputFailed."""
    if path is None:
        yield lambda _reply: None
        return
    try:
        with path.open("a+b", buffering=0) as stream:
            if stream.tell():
                stream.seek(-1, io.SEEK_END)
                if stream.read(1) != b"\n":  # a line that an end cut short
                    stream.write(b"\n")
            yield lambda reply: stream.write(_line(reply))
    except OSError as error:
        raise OutputFailed(f"{path} was not written: {reason_of(error)}.") from error


def _line(reply: Reply) -> bytes:
    """A reply as a line of a batch file, which `--replies-from` reads."""
    record: dict[str, object] = {"custom_id": reply.custom_id}
    if reply.content is None:
        record |= {"response": None, "error": {"message": reply.error}}
    else:
        choice = {"index": 0, "message": {"role": "assistant", "content": reply.content}}
        usage = {"prompt_tokens": reply.prompt_tokens, "completion_tokens": reply.completion_tokens}
        body = {"model": reply.model, "choices": [{**choice, "finish_reason": reply.finish_reason}], "usage": usage}
        record |= {"response": {"status_code": 200, "body": body}, "error": None}
    return json.dumps(record).encode() + b"\n"
