"""The source that a person names for a fact → the words that stand beside the fact, and how far it is checked."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from timeline.database import tables as t
from timeline.errors import UsageError
from timeline.review.sources import OWN_OBSERVATION, SourceNamed, evidence
from timeline.review.stored_documents import OBSERVATION_LOADER

MOST_QUOTED = 300
# What parts the sources of a fact: see `source` in the seed files.
BETWEEN = " | "


@dataclass(frozen=True, slots=True)
class FactSource:
    """`checked` is 1 for a document that others can read, 0 for what rests on the person's own word."""

    text: str
    checked: int

    def before(self, source: str, checked: int) -> "FactSource":
        """This source put before those that a fact had, for a fact of which a part rests on them still."""
        kept = [one for one in source.split(BETWEEN) if one and one != self.text]
        return FactSource(BETWEEN.join([self.text, *kept]), min(self.checked, checked) if kept else self.checked)


def fact_source(connection: Connection, named: SourceNamed, *, of: str, why: str) -> FactSource:
    """The source as a fact cites it; a quote is looked for in its document, which is stored where it is not yet.

    `of` names the fact in the sentence that demands a source. Raises UsageError where there is none or it holds no
    such words, and what `evidence` raises.
    """
    text = named.text.strip()
    if not text:
        raise UsageError(f"{of} lacks --source: a loaded document, a file, a URL, or '{OWN_OBSERVATION}'.")
    if text.casefold().replace("-", " ") == OWN_OBSERVATION:
        return FactSource(_quoted(OWN_OBSERVATION, named.quote), 0)
    remote = text.lower().startswith(("http://", "https://"))
    if remote and not named.quote and " " not in text and not _loaded(connection, text):
        told = (named.publisher, named.title, named.published, text)
        return FactSource(_one_source(", ".join(filter(None, told))), 1)
    found = evidence(connection, named, otherwise="", why=why)
    told = (
        found.document.publisher,
        found.document.title,
        found.document.published or "",
        found.document.url or f"document {found.document_id}",
    )
    checked = 0 if found.document.loader == OBSERVATION_LOADER else 1
    return FactSource(_quoted(_one_source(", ".join(filter(None, told))), named.quote), checked)


def _loaded(connection: Connection, url: str) -> bool:
    return connection.execute(select(t.document.c.id).where(t.document.c.url == url).limit(1)).first() is not None


def _one_source(text: str) -> str:
    return " ".join(text.split()).replace(BETWEEN, " / ")


def _quoted(source: str, quote: str) -> str:
    words = _one_source(quote)
    if not words:
        return source
    return f"{source}: “{words if len(words) <= MOST_QUOTED else words[: MOST_QUOTED - 1] + '…'}”"
