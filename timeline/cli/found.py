"""A document and the events found in it → what `load` and `extract` print: blocks on a terminal, lines in a pipe."""

import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from timeline import edtf
from timeline.cli import wording
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


def print_found(document: Document, found: Sequence[Entry], unplaced: Iterable[Passage]) -> None:
    """Print the events found in a document, and the sentences that speak of a weapon but gave none."""
    if sys.stdout.isatty():
        _blocks(document, found, unplaced)
    else:
        _lines(document, found, unplaced)


def print_header() -> None:
    """The names of the fields, once, where the output is not a terminal."""
    if not sys.stdout.isatty():
        sys.stdout.write("\t".join(HEADER) + "\n")


def _lines(document: Document, found: Sequence[Entry], unplaced: Iterable[Passage]) -> None:
    for entry in found:
        fields = (entry.event_id, *_told(entry), entry.lane, quote(entry))
        _line(document.origin, *fields)
    for passage in unplaced:
        _line(document.origin, "", "", "not placed", "", "", "", passage.quote)


def _line(*fields: str) -> None:
    sys.stdout.write("\t".join(" ".join(field.split()) for field in fields) + "\n")


def _blocks(document: Document, found: Sequence[Entry], unplaced: Iterable[Passage]) -> None:
    width = max(40, shutil.get_terminal_size().columns)
    sys.stdout.write(f"{document.origin}: {document.title or 'untitled'} ({document.published})\n")
    for entry in found:
        doubt = "" if entry.lane == "auto" else f"  [{entry.lane}]"
        sys.stdout.write(_wrapped("  " + "  ".join(filter(None, _told(entry))) + doubt, width))
        sys.stdout.write(_wrapped(f"{INDENT}“{' '.join(quote(entry).split())}”", width))
    for passage in unplaced:
        sys.stdout.write(_wrapped(f"  not placed: “{' '.join(passage.quote.split())}”", width))


def _wrapped(text: str, width: int) -> str:
    return textwrap.fill(text, width, subsequent_indent=INDENT + "  ", drop_whitespace=True) + "\n"


def _told(entry: Entry) -> tuple[str, str, str, str]:
    return wording.date(entry), wording.what(entry), wording.who(entry), wording.about(entry)


def quote(entry: Entry) -> str:
    """The first passage of the first source."""
    return next((each.quotes[0] for each in entry.sources if each.quotes), "")
