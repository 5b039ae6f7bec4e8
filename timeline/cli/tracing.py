"""Documents → the traces of their sentences as `extract --trace` prints them."""

import json
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from timeline.cli.explain import terminal_width
from timeline.cli.found import say_language
from timeline.cli.jsonl import write_lines
from timeline.cli.trace_lines import document_lines, sentence_lines
from timeline.cli.trace_record import sentence_record
from timeline.cli.visible import counted, visible
from timeline.documents.document import Document
from timeline.errors import UsageError
from timeline.extraction.linear import Models
from timeline.extraction.read import read
from timeline.extraction.reading import Reading
from timeline.extraction.tracing import traces
from timeline.vocabulary.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Asked:
    """Which sentences are traced: the one of a number (from 1), those with some words in them, or all."""

    sentence: int | None = None
    at: str | None = None

    def among(self, reading: Reading) -> list[int]:
        """Their indices in a document, in the order of the text."""
        wanted = " ".join((self.at or "").split()).casefold()
        return [
            each.index
            for each in reading.sentences
            if (self.sentence is None or each.index == self.sentence - 1)
            and wanted in " ".join(reading.text[each.start : each.end].split()).casefold()
        ]


def print_traces(
    documents: Iterable[tuple[str, Document]],
    asked: Asked,
    vocabulary: Vocabulary,
    models: Models,
    *,
    json: bool,
    output: Path | None,
) -> None:
    """Print the traces of the sentences asked for, on stdout or into a file. Raises UsageError where there are none."""
    lines = _lines(documents, asked, vocabulary, models, json=json)
    width = None if json or output is not None else terminal_width()
    write_lines(output, _fitted(lines, width))


def _lines(
    documents: Iterable[tuple[str, Document]], asked: Asked, vocabulary: Vocabulary, models: Models, *, json: bool
) -> Iterator[str]:
    chosen = asked.sentence is not None or asked.at is not None
    sentences = shown = 0
    for name, document in documents:
        reading = read(document, vocabulary)
        if reading.language:
            say_language(name, reading.language)
        sentences += len(reading.sentences)
        indices = asked.among(reading)
        if chosen and not indices:
            continue
        if not json:
            yield from (["", *document_lines(name, reading)] if shown else document_lines(name, reading))
        shown += 1
        for trace in traces(reading, vocabulary, models, frozenset(indices)):
            if json:
                yield _one_line(sentence_record(name, reading, trace))
            else:
                yield from ("", *sentence_lines(trace, reading))
    if chosen and not shown:
        raise UsageError(f"There is no such sentence; the text has {counted(sentences, 'sentence')}.")


def _one_line(record: object) -> str:
    return json.dumps(record, ensure_ascii=False)


def _fitted(lines: Iterable[str], width: int | None) -> Iterator[str]:
    """The lines as a terminal of that width may show them; only made harmless where there is none."""
    for line in lines:
        shown = visible(line)
        if width is None or len(shown) <= width:
            yield shown
        else:
            indent = " " * (len(shown) - len(shown.lstrip()) + 4)
            yield textwrap.fill(shown, width, subsequent_indent=indent, break_on_hyphens=False)
