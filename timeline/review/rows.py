"""A document or a proposed event → the rows of the tables that hold it."""

from collections.abc import Iterable
from typing import Any

from timeline import edtf
from timeline.documents.document import Document
from timeline.documents.proposal import Claim, ProposedEvent, WeaponLine

Row = dict[str, Any]


def document_row(document: Document, *, loaded_at: str, syndicated_from: int | None = None) -> Row:
    """The row of `document`; an unknown date of publication is open at both ends."""
    first, last = edtf.days_of(document.published)
    return {
        "sha256": document.sha256,
        "url": document.url,
        "title": document.title,
        "publisher": document.publisher,
        "author": document.author,
        "published": document.published or "",
        "first_day": first,
        "last_day": last,
        "retrieved": document.retrieved,
        "loader": document.loader,
        "language": document.language,
        "licence": document.licence,
        "reliability": document.reliability,
        "syndicated_from_id": syndicated_from,
        "loaded_at": loaded_at,
        "text": document.text,
    }


def date_columns(date: str) -> Row:
    """The columns of `event` that follow from its EDTF date. Raises BadDate."""
    value = edtf.parse(date)
    return {
        "date": value.text,
        "first_day": value.first,
        "last_day": value.last,
        "date_precision": value.precision,
    }


def event_row(
    event: ProposedEvent,
    public_id: str,
    *,
    origin: str = "machine",
    review: str = "proposed",
    review_reason: str = "",
    confidence: float | None = None,
    extractor: str = "",
) -> Row:
    """The row of `event`; `confidence` is the machine's, None for what a person entered."""
    return {
        "public_id": public_id,
        "type_id": event.type,
        "status": event.status,
        **date_columns(event.date),
        "date_phrase": event.basis.phrase,
        "date_rule": event.basis.rule,
        "date_anchor": event.basis.anchor,
        "title": event.title,
        "place": event.place,
        "note": event.note,
        "review": review,
        "review_reason": review_reason,
        "lane": event.lane,
        "confidence": confidence,
        "origin": origin,
        "extractor": extractor,
    }


def actor_rows(event_id: int, event: ProposedEvent) -> list[Row]:
    """The rows of `event_actor`: each actor once in each of its roles."""
    taking_part = sorted({(participant.role, participant.actor) for participant in event.participants})
    return [{"event_id": event_id, "actor_id": actor, "role": role} for role, actor in taking_part]


def weapon_rows(event_id: int, lines: Iterable[WeaponLine]) -> list[Row]:
    """The rows of `event_weapon`: the first line of each weapon."""
    first: dict[str, WeaponLine] = {}
    for line in lines:
        first.setdefault(line.weapon, line)
    return [
        {
            "event_id": event_id,
            "weapon_id": line.weapon,
            "quantity_min": line.quantity_min,
            "quantity_max": line.quantity_max,
            "unit": line.unit,
            "value": line.value,
            "currency": line.currency,
            "conditions": line.conditions,
        }
        for line in first.values()
    ]


def treaty_rows(event_id: int, treaties: Iterable[str]) -> list[Row]:
    """The rows of `event_treaty`."""
    return [{"event_id": event_id, "treaty_id": treaty, "relation": "concerns"} for treaty in sorted(set(treaties))]


def claim_rows(
    event_id: int,
    document_id: int,
    text: str,
    claims: Iterable[Claim],
    *,
    origin: str = "machine",
    extractor: str = "",
    credibility: int | None = None,
) -> list[Row]:
    """The rows of `claim`. Raises ValueError where a passage is not in `text`: no span, no claim, and a bug of ours."""
    rows = []
    claims = tuple(claims)
    for claim in claims if len(claims) == 1 else dict.fromkeys(claims):
        passage = claim.passage
        if not passage.quote or text[passage.start : passage.end] != passage.quote or passage.start < 0:
            raise ValueError(
                f"the claim {claim.field}={claim.value!r} quotes words that are not at its place: {passage}"
            )
        rows.append(
            {
                "event_id": event_id,
                "field": claim.field,
                "value": claim.value,
                "document_id": document_id,
                "start_offset": passage.start,
                "end_offset": passage.end,
                "quote": passage.quote,
                "attributed_to_id": claim.attributed_to,
                "status": claim.status,
                "credibility": credibility,
                "extractor": extractor,
                "origin": origin,
            }
        )
    return rows
