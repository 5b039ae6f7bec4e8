"""An Entry → its export record: one value for each of COLUMNS, lists where an event has several, in a fixed order."""

from collections.abc import Sequence
from typing import TypeAlias

from timeline.documents.proposal import ROLES
from timeline.loaders.cells import PASSAGES, cut_quote
from timeline.queries.entries import Entry, NamedId, WeaponEntry

Value: TypeAlias = str | int | float | None
SourceRow: TypeAlias = tuple[str, str, str, str]  # date, publisher, address, quote: the order in which sources stand
Record: TypeAlias = dict[str, Value | list[str] | list[int | None] | list[int | float | None]]


def record(entry: Entry) -> Record:
    """The record of one event, its keys in the order of COLUMNS. Quotes are cut to 300 characters each.

    The order of participants, weapons, treaties and sources does not depend on the Entry's: the first three go by id,
    sources by date, publisher, address and quote as they are written.
    """
    sources = sorted(source_row(source.date, source.publisher, source.url, source.quotes) for source in entry.sources)
    return (
        _what_and_when(entry)
        | _who(entry)
        | _weapons(sorted(entry.weapons, key=lambda weapon: weapon.id))
        | {
            "treaty_ids": [treaty.id for treaty in _by_id(entry.treaties)],
            "treaty_names": [treaty.name for treaty in _by_id(entry.treaties)],
        }
        | _quantities(sorted(entry.weapons, key=lambda weapon: weapon.id))
        | of_sources(sources)
        | {
            "review": entry.review,
            "confidence": whole_if_whole(entry.confidence),
            "place": entry.place,
            "note": entry.note,
            "remark": "; ".join(filter(None, (same_words(sources), entry.remark))),
        }
    )


def _what_and_when(entry: Entry) -> Record:
    return {
        "event_id": entry.event_id,
        "type": entry.type,
        "group": entry.group,
        "status": entry.status,
        "date": entry.date,
        "date_first": entry.date_first.isoformat() if entry.date_first else None,
        "date_last": entry.date_last.isoformat() if entry.date_last else None,
        "date_precision": entry.date_precision,
        "title": entry.title,
    }


def _who(entry: Entry) -> Record:
    found: Record = {}
    for role in ROLES:
        actors = _by_id(entry.participants.get(role, ()))
        found[f"{role}_ids"] = [actor.id for actor in actors]
        found[f"{role}_names"] = [actor.name for actor in actors]
    return found


def _weapons(weapons: Sequence[WeaponEntry]) -> Record:
    return {"weapon_ids": [weapon.id for weapon in weapons], "weapon_names": [weapon.name for weapon in weapons]}


def _quantities(weapons: Sequence[WeaponEntry]) -> Record:
    return {
        "quantity_min": [weapon.quantity_min for weapon in weapons],
        "quantity_max": [weapon.quantity_max for weapon in weapons],
        "unit": [weapon.unit for weapon in weapons],
        "value": [whole_if_whole(weapon.value) for weapon in weapons],
        "currency": [weapon.currency for weapon in weapons],
        "conditions": [weapon.conditions for weapon in weapons],
    }


def source_row(date: str, publisher: str, url: str, passages: Sequence[str]) -> SourceRow:
    """A source as the export tells of it: its passages, each cut, make one quote."""
    return date, publisher, url, PASSAGES.join(map(cut_quote, passages))


def of_sources(rows: Sequence[SourceRow]) -> Record:
    """The columns of sources, which are in their order."""
    dates, publishers, urls, quotes = map(list, zip(*rows, strict=True)) if rows else ([], [], [], [])
    return {
        "source_count": len(rows),
        "source_urls": urls,
        "source_publishers": publishers,
        "source_dates": dates,
        "quotes": quotes,
    }


def same_words(rows: Sequence[SourceRow]) -> str:
    """That several sources quote the same words, as papers do that print one agency's story.

    It follows from the other columns: a loaded export says the same again.
    """
    if len(rows) < 2:
        return ""
    quoted = [quote for _, _, _, quote in rows]
    different = len(set(filter(None, quoted))) + quoted.count("")
    return f"{len(rows)} sources, {different} different wordings" if different < len(rows) else ""


def _by_id(things: Sequence[NamedId]) -> list[NamedId]:
    return sorted(things, key=lambda thing: thing.id)


def whole_if_whole(number: float | None) -> int | float | None:
    """Whole numbers without a decimal point, so that 275000000.0 and 275000000 give the same bytes."""
    return None if number is None else int(number) if number == int(number) else number
