"""What the user named → Documents, EventTables and Packages, with a refusal in the place of each source that is none.

A new format is one module and one line in LOADERS.
"""

import io
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, TypeAlias

from timeline.documents.document import Document
from timeline.errors import SourceRefused
from timeline.loaders.event_csv import EventTable, is_event_csv, read_event_csv
from timeline.loaders.headers import Given
from timeline.loaders.markdown import read_markdown
from timeline.loaders.package import Package, package_in, read_package
from timeline.loaders.package_columns import DESCRIPTOR
from timeline.loaders.plain_text import read_plain_text
from timeline.loaders.reading import Source
from timeline.loaders.walking import Skipped, Walk

Loaded: TypeAlias = Document | EventTable | Package
Reader: TypeAlias = Callable[[Source, Given], Loaded]

# The ending of a file in small letters → what reads it; "" is a file without one, and standard input.
LOADERS: dict[str, Reader] = {
    ".txt": read_plain_text,
    ".text": read_plain_text,
    "": read_plain_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".csv": read_event_csv,
    ".tsv": read_event_csv,
}


def load(names: Iterable[str], given: Given, stdin: BinaryIO) -> Iterator[Loaded | Skipped | SourceRefused]:
    """Paths, directories and `-` (read from `stdin`) → what is in them, in a stable order, one at a time.

    A SourceRefused is an element of the stream, not raised, so that the next source follows; a DateMissing among
    them holds its document. Skipped says what in a directory was left out, and why.
    """
    for found in Walk(LOADERS, stdin, package_in).sources(names):
        if isinstance(found, Source):
            try:
                yield read(found, given)
            except SourceRefused as refusal:
                yield refusal
        else:
            yield found


def how_many(names: Iterable[str]) -> int:
    """How many sources `load` would find, refusals among them, without reading one."""
    paths = list(names)
    found = Walk(LOADERS, io.BytesIO(), package_in).sources(path for path in paths if path != "-")
    return sum(not isinstance(each, Skipped) for each in found) + ("-" in paths)


def read(source: Source, given: Given) -> Loaded:
    """What is in one source. Raises SourceRefused, DateMissing."""
    if source.path is None and is_event_csv(source.given):
        return read_event_csv(source, given)
    if source.path is not None and source.path.name == DESCRIPTOR:
        return read_package(source, given)
    reader = LOADERS.get(source.extension)
    if reader is None:
        known = ", ".join(filter(None, LOADERS))
        raise SourceRefused(
            f"{source.origin} has the ending {source.extension}, for which no format is known (known: {known}); "
            "save it as text, or send its text to standard input and name '-'."
        )
    return reader(source, given)
