"""A document and the events found in it → what `load` and `extract` print: blocks on a terminal, lines in a pipe."""

import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline import edtf
from timeline.cli import wording
from timeline.cli.visible import visible
from timeline.documents.document import Document, Passage
from timeline.documents.proposal import ROLES, ProposedEvent
from timeline.queries.entries import Entry, NamedId, SourceEntry, WeaponEntry

if TYPE_CHECKING:
    from timeline.vocabulary.vocabulary import Vocabulary

HEADER = ("document", "id", "date", "what", "who", "weapon", "lane", "quote")
INDENT = "    "


def entry_of(proposal: ProposedEvent, document: Document, vocabulary: "Vocabulary", public_id: str = "") -> Entry:
    """The proposal as the Entry that a list shows once it is stored."""
    date = edtf.parse(proposal.date)
    return Entry(
        event_id=public_id,
        type=proposal.type,
        group=vocabulary.event_types[proposal.type].group,
        status=proposal.status,
        date=proposal.date,
        date_first=None if date.open_start else date.first,
        date_last=None if date.open_end else date.last,
        date_precision=date.precision,
        title=proposal.title,
        participants={
            role: tuple(
                NamedId(each.actor, vocabulary.name_of("actor", each.actor))
                for each in proposal.participants
                if each.role == role
            )
            for role in ROLES
        },
        weapons=tuple(
            WeaponEntry(
                line.weapon,
                vocabulary.name_of("weapon", line.weapon),
                line.quantity_min,
                line.quantity_max,
                line.unit,
                line.value,
                line.currency,
                line.conditions,
            )
            for line in proposal.weapons
        ),
        treaties=tuple(NamedId(treaty, vocabulary.name_of("treaty", treaty)) for treaty in proposal.treaties),
        sources=(
            SourceEntry(
                document.url,
                document.publisher,
                document.published or "",
                document.title,
                document.sha256,
                tuple(passage.quote for passage in proposal.evidence),
            ),
        ),
        lane=proposal.lane,
        confidence=proposal.confidence,
        place=proposal.place,
        note=proposal.note,
    )


_WHOLE = re.compile(r"[.!?…][\"”’')\]]*\s*$")  # what a heading does not end with


@dataclass(frozen=True, slots=True)
class Found:
    """An event as it was found: the Entry, and the passage that its type rests on."""

    entry: Entry
    quote: str


def found_in(
    document: Document, proposals: Sequence[ProposedEvent], ids: Sequence[str], vocabulary: "Vocabulary"
) -> list[Found]:
    """The proposals worth a look (not those for the archive), under their public ids where they are stored."""
    pairs = zip(proposals, ids or [""] * len(proposals), strict=True)
    return [
        Found(entry_of(proposal, document, vocabulary, public_id), _telling(proposal))
        for proposal, public_id in pairs
        if proposal.lane != "archive"
    ]


def _telling(proposal: ProposedEvent) -> str:
    """The passage behind the event's type, rather a sentence than a heading; the first where nothing claims it."""
    passages = [claim.passage for claim in proposal.claims if claim.field == "type"] or list(proposal.evidence)
    quotes = [passage.quote for passage in passages]
    return next((quote for quote in quotes if _WHOLE.search(quote)), quotes[0] if quotes else "")


def print_found(document: Document, found: Sequence[Found], unplaced: Iterable[Passage]) -> None:
    """Print the events found in a document, and the sentences that speak of a weapon but gave none."""
    if sys.stdout.isatty():
        _blocks(document, found, unplaced)
    else:
        _lines(document, found, unplaced)


def say_language(name: str, language: str) -> None:
    """Say on stderr that nothing was extracted from a document, because it is in another language."""
    said = f"{name}: not in English (it seems to be {language}), so nothing is extracted from it."
    sys.stderr.write(visible(said) + "\n")


def print_header() -> None:
    """The names of the fields, once, where the output is not a terminal."""
    if not sys.stdout.isatty():
        sys.stdout.write("\t".join(HEADER) + "\n")


def _lines(document: Document, found: Sequence[Found], unplaced: Iterable[Passage]) -> None:
    for each in found:
        _line(document.origin, each.entry.event_id, *_told(each.entry), each.entry.lane, each.quote)
    for passage in unplaced:
        _line(document.origin, "", "", "not placed", "", "", "", passage.quote)


def _line(*fields: str) -> None:
    sys.stdout.write("\t".join(visible(" ".join(field.split())) for field in fields) + "\n")


def _blocks(document: Document, found: Sequence[Found], unplaced: Iterable[Passage]) -> None:
    width = max(40, shutil.get_terminal_size().columns)
    sys.stdout.write(visible(f"{document.origin}: {document.title or 'untitled'} ({document.published})\n"))
    for each in found:
        told = [*filter(None, _told(each.entry)), *(["[for review]"] if each.entry.lane == "review" else [])]
        sys.stdout.write(_wrapped("  " + "  ".join(told), width))
        sys.stdout.write(_wrapped(f"{INDENT}“{' '.join(each.quote.split())}”", width))
    for passage in unplaced:
        sys.stdout.write(_wrapped(f"  not placed: “{' '.join(passage.quote.split())}”", width))


def _wrapped(text: str, width: int) -> str:
    return textwrap.fill(visible(text), width, subsequent_indent=INDENT + "  ", break_on_hyphens=False) + "\n"


def _told(entry: Entry) -> tuple[str, str, str, str]:
    return wording.date(entry), wording.what(entry), wording.who(entry), wording.about(entry)
