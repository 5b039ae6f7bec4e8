"""Requests to a model → a batch file or a dry run; batch files → replies by the names of their requests."""

import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import typer

from timeline.cli.model_options import ModelOptions
from timeline.cli.visible import counted, visible
from timeline.errors import OutputFailed, SourceRefused
from timeline.proposing.exchange import Reply, Request

SHOWN = 100
_NAME = re.compile(rb'"custom_id"\s{0,20}:\s{0,20}"(tl-[0-9a-f]{12}-\d{1,6}-\d{1,6}-[0-9a-f]{12})"')
_STEP = 1 << 20


def replies_in(paths: Iterable[Path]) -> dict[str, Reply]:
    """The replies of batch files, an answer before an error and the first file before the next; faults go to stderr.

    Raises SourceRefused where a file cannot be read.
    """
    found: dict[str, Reply] = {}
    for path in paths:
        try:
            with path.open("rb") as stream:
                for reply in _replies(path, stream):
                    if reply.custom_id not in found or found[reply.custom_id].content is None:
                        found[reply.custom_id] = reply
        except OSError as error:
            raise SourceRefused(f"{path} cannot be read: {(error.strerror or str(error)).lower()}.") from None
    return found


def _replies(path: Path, stream: BinaryIO) -> tuple[Reply, ...]:
    from timeline.endpoint.batch import batch_replies

    seekable: BinaryIO = stream if stream.seekable() else io.BytesIO(stream.read())
    names = list(dict.fromkeys(_names(seekable)))
    seekable.seek(0)
    batch = batch_replies(seekable, names)
    for fault in batch.faults:
        typer.echo(visible(f"{path}: line {fault.line} gives no answer: {fault.why}."), err=True)
    if batch.faulty > len(batch.faults):
        typer.echo(f"{path}: {batch.faulty - len(batch.faults)} more lines give no answer.", err=True)
    return batch.replies


def _names(stream: BinaryIO) -> Iterator[str]:
    """The names of requests of ours that a file speaks of, piece by piece: a line may have any length."""
    kept = b""
    while step := stream.read(_STEP):
        text = kept + step
        yield from (name.decode() for name in _NAME.findall(text))
        kept = text[-200:]


def write_requests(options: ModelOptions, requests: Iterable[tuple[str, Request]]) -> int:
    """Write the requests, each with the document's name, where the options say → how many. Raises OutputFailed."""
    from timeline.endpoint.batch import request_lines
    from timeline.endpoint.sending import most_tokens
    from timeline.outputs.writing import write_binary_file, write_binary_stdout
    from timeline.proposing.asking import tokens

    number = asked = most = 0

    def write(stream: BinaryIO) -> None:
        nonlocal number, asked, most
        for origin, request in requests:
            number, asked, most = number + 1, asked + tokens(request), most + most_tokens(request)
            if options.dry_run:
                typer.echo(visible(f"{origin}: {request.custom_id}, about {tokens(request):,} tokens."), err=True)
            stream.writelines(request_lines([request]))

    to = options.requests_to
    if to is not None and os.path.isfile(to):  # noqa: PTH113 - no error where the name is too long
        raise OutputFailed(f"{to} exists already; remove it, or name another file.")
    sys.stdout.flush()
    if to is None or str(to) == "-":
        write_binary_stdout(write)
    else:
        write_binary_file(to, write)
    typer.echo(
        f"{counted(number, 'request')}, about {asked:,} tokens (at most {most:,} with the answers). Nothing was sent.",
        err=True,
    )
    return number
