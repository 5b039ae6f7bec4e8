"""A text file, a file without an ending, or standard input → a Document."""

from timeline.documents.document import Document
from timeline.loaders.headers import Given, document_of
from timeline.loaders.reading import Source, read_text


def read_plain_text(source: Source, given: Given) -> Document:
    """The Document in a text file, with what its header says. Raises SourceRefused, DateMissing."""
    return document_of(read_text(source), source.origin, "text", given)
