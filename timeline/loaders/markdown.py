"""A Markdown file → a Document whose title is that of its front matter, its header or its first `# ` heading.

The marks of Markdown stay in the text: a passage must be found in the file as it was.
"""

from timeline.documents.document import Document
from timeline.loaders.headers import Given, document_of
from timeline.loaders.reading import Source, read_text


def read_markdown(source: Source, given: Given) -> Document:
    """The Document in a Markdown file, with what its header says. Raises SourceRefused, DateMissing."""
    return document_of(read_text(source), source.origin, "markdown", given)
