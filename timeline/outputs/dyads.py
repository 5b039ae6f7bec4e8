"""A transfer → one record for each supplier, recipient and weapon, with columns that users of SIPRI's registers know.

A row of the SIPRI Arms Transfers Database is a deal, with its order and its deliveries; here it is one event, so that
a decision or an agreement has a year of order and a delivery has years of delivery. As there, a year in brackets is
one that the source does not settle, and an unknown supplier or recipient is left to be seen.
Source of the columns: https://www.sipri.org/databases/armstransfers/sources-and-methods, section 1.
"""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from timeline import edtf
from timeline.outputs.records import Record, record, whole_if_whole
from timeline.queries.entries import Entry, NamedId, SourceEntry, WeaponEntry

ORDERS = ("transfer-authorization", "transfer-agreement")
DELIVERIES = ("transfer-delivery",)
DYAD_KINDS: Mapping[str, Any] = {
    **dict.fromkeys(("supplier", "recipient", "weapon_designation", "weapon_description"), "text"),
    **dict.fromkeys(("number_min", "number_max"), "whole"),
    **dict.fromkeys(("unit", "year_of_order", "years_of_delivery", "type", "status"), "text"),
    "date": "date",
    "value": "number",
    **dict.fromkeys(("currency", "comments"), "text"),
    "sources": "texts",
    **dict.fromkeys(("supplier_id", "recipient_id", "weapon_id", "event_id", "review"), "text"),
    "confidence": "number",
}
_UNKNOWN = NamedId("", "")


def is_transfer(entry: Entry) -> bool:
    """Whether the event makes rows: a transfer of which a supplier or a recipient is known."""
    named = entry.participants.get("supplier") or entry.participants.get("recipient")
    return entry.group == "transfer" and bool(named)


def dyad_records(entry: Entry, kinds: Mapping[str, str]) -> Iterator[Record]:
    """The records of one event; `kinds` are the names of the kinds that a weapon belongs to, by its id."""
    whole = record(entry)
    suppliers, recipients = (
        sorted(entry.participants.get(role, ()), key=lambda actor: actor.id) for role in ("supplier", "recipient")
    )
    for supplier in suppliers or [_UNKNOWN]:
        for recipient in recipients or [_UNKNOWN]:
            for weapon in sorted(entry.weapons, key=lambda each: each.id) or [WeaponEntry("", "")]:
                yield {
                    "supplier": supplier.name,
                    "recipient": recipient.name,
                    "weapon_designation": weapon.name,
                    "weapon_description": kinds.get(weapon.id, ""),
                    "number_min": weapon.quantity_min,
                    "number_max": weapon.quantity_max,
                    "unit": weapon.unit,
                    "year_of_order": years(entry) if entry.type in ORDERS else "",
                    "years_of_delivery": years(entry) if entry.type in DELIVERIES else "",
                    "type": entry.type,
                    "status": entry.status,
                    "date": entry.date,
                    "value": whole_if_whole(weapon.value),
                    "currency": weapon.currency,
                    "comments": "; ".join(filter(None, (entry.title, weapon.conditions, entry.note, entry.remark))),
                    "sources": list(dict.fromkeys(_told(source) for source in _in_order(entry))),
                    "supplier_id": supplier.id,
                    "recipient_id": recipient.id,
                    "weapon_id": weapon.id,
                    "event_id": entry.event_id,
                    "review": entry.review,
                    "confidence": whole["confidence"],
                }


def years(entry: Entry) -> str:
    """`2024`; `2022-2024` where it may be any of them; in brackets where the date is marked as uncertain."""
    if not entry.date:
        return ""
    first, last = _year(entry.date_first), _year(entry.date_last)
    words = first if first == last else f"{first}-{last}"
    return f"({words})" if edtf.parse(entry.date).loose else words


def _year(day: datetime.date | None) -> str:
    return f"{day.year:04}" if day else ""


def _in_order(entry: Entry) -> list[SourceEntry]:
    return sorted(entry.sources, key=lambda source: (source.date, source.publisher, source.url, source.title))


def _told(source: SourceEntry) -> str:
    return ", ".join(filter(None, (source.publisher or source.title, source.date, source.url)))
