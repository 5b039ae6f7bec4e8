"""The text of a source and what is known about it → a Document, and its spans → Passages."""

import hashlib
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Document:
    """One source as it was read. `text` is kept to the letter: every offset in the project counts its characters.

    `published` and `retrieved` are EDTF; `loader` names the format that read it (a key of `LOADERS`);
    `reliability` is the Admiralty letter A-F; `origin` is what the user named (a path, `-`), for messages only.
    `body_start` is the offset where the header that the text says of itself ends: what lies before it (a date, a
    title, an address) is no passage of the report. `encoding` is the one that the source's bytes were in.
    """

    text: str
    published: str | None = None
    title: str = ""
    publisher: str = ""
    author: str = ""
    url: str = ""
    retrieved: str | None = None
    language: str = ""
    licence: str = ""
    reliability: str | None = None
    loader: str = "text"
    origin: str = ""
    body_start: int = 0
    encoding: str = "utf-8"

    @cached_property
    def sha256(self) -> str:
        """Hexadecimal SHA-256 of the text in UTF-8: what identifies the stored text."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def passage(self, start: int, end: int) -> "Passage":
        """The passage at `text[start:end]`; ValueError where that span is empty or outside the text."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no passage {start}:{end} in a text of {len(self.text)} characters")
        return Passage(start, end, self.text[start:end])


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A verified span of a document: `document.text[start:end] == quote`."""

    start: int
    end: int
    quote: str
