"""What the database itself refuses, on both kinds alike."""

from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from tests.migrations.rows import DAY, add, add_event, fill_every_table
from timeline.database.opening import writing

EVENT = {
    "public_id": "ev-9",
    "type_id": "embargo",
    "date": "2024",
    "first_day": DAY,
    "last_day": DAY,
    "date_precision": "year",
}
CLAIM = {"event_id": 1, "field": "date", "document_id": 1, "start_offset": 0, "end_offset": 3, "quote": "The"}
DOCUMENT = {"sha256": "0" * 64, "first_day": DAY, "last_day": DAY, "loaded_at": "2026", "text": "x"}
REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("event", {**EVENT, "status": "maybe"}, "ck_event_status_known"),
    ("event", {**EVENT, "review": "liked"}, "ck_event_review_known"),
    ("event", {**EVENT, "lane": "fast"}, "ck_event_lane_known"),
    ("event", {**EVENT, "origin": "user"}, "ck_event_origin_known"),
    ("event", {**EVENT, "confidence": 1.1}, "ck_event_confidence_range"),
    ("event", {**EVENT, "date_precision": "hour"}, "ck_event_date_precision_known"),
    ("event", {**EVENT, "last_day": DAY.replace(year=2000)}, "ck_event_days_in_order"),
    ("event", {**EVENT, "public_id": ""}, "ck_event_named"),
    ("event", {**EVENT, "public_id": "ev-1"}, "uq_event_public_id|event.public_id"),
    ("event", {**EVENT, "type_id": "party"}, "fk_event_type_id|FOREIGN KEY"),
    ("event_actor", {"event_id": 1, "actor_id": "USA", "role": "villain"}, "ck_event_actor_role_known"),
    ("event_actor", {"event_id": 1, "actor_id": "USA", "role": "supplier"}, "pk_event_actor|UNIQUE"),
    ("event_weapon", {"event_id": 1, "weapon_id": "weapon", "quantity_min": -1}, "ck_event_weapon_quantity_min_range"),
    (
        "event_weapon",
        {"event_id": 1, "weapon_id": "weapon", "quantity_min": 2, "quantity_max": 1},
        "ck_event_weapon_quantities_in_order",
    ),
    ("event_weapon", {"event_id": 1, "weapon_id": "weapon", "currency": "EURO"}, "ck_event_weapon_currency_length"),
    ("event_treaty", {"event_id": 1, "treaty_id": "ccm", "relation": "likes"}, "ck_event_treaty_relation_known"),
    ("event_link", {"event_id": 1, "other_id": 2, "relation": "likes"}, "ck_event_link_relation_known"),
    ("event_link", {"event_id": 1, "other_id": 1, "relation": "same-as"}, "ck_event_link_not_itself"),
    ("claim", {**CLAIM, "field": "mood"}, "ck_claim_field_known"),
    ("claim", {**CLAIM, "quote": "There"}, "ck_claim_quote_length"),
    ("claim", {**CLAIM, "end_offset": 0, "quote": ""}, "ck_claim_offsets_in_order"),
    ("claim", {**CLAIM, "credibility": 7}, "ck_claim_credibility_range"),
    ("claim", {**CLAIM, "status": "sure"}, "ck_claim_status_known"),
    ("document", {**DOCUMENT, "reliability": "G"}, "ck_document_reliability_known"),
    ("document", {**DOCUMENT, "sha256": "0"}, "ck_document_sha256_length"),
    ("actor", {"id": "x", "kind": "ghost", "name": "X"}, "ck_actor_kind_known"),
    ("actor_name", {"actor_id": "USA", "name": "X", "folded": "x", "form": "nick"}, "ck_actor_name_form_known"),
    ("weapon", {"id": "x", "name": "X", "checked": 3}, "ck_weapon_checked_range"),
    ("weapon_kind", {"weapon_id": "weapon", "parent_id": "weapon"}, "ck_weapon_kind_not_itself"),
    ("treaty", {"id": "x", "name": "X", "kind": "pact"}, "ck_treaty_kind_known"),
    (
        "finding",
        {
            "event_id": 1,
            "position": 5,
            "actor_id": "USA",
            "role": "bad",
            "weapon_id": "x",
            "rulings": "1:0",
            "footings": "1",
        },
        "ck_finding_role_known",
    ),
]


def test_rows_outside_their_domain_are_refused_by_name(engine: Engine) -> None:
    with writing(engine) as connection:
        fill_every_table(connection)
    for table, row, constraint in REFUSED:
        with pytest.raises(IntegrityError, match=constraint), writing(engine) as connection:
            add(connection, table, **row)


def test_texts_sort_alike_on_both_databases(engine: Engine) -> None:
    """Byte by byte: capitals first, then small letters, then accents; a hyphen counts."""
    words = ["Zulu", "a b", "a-b", "ab", "zulu", "Ä", "ä", "é", "𐀀"]
    with writing(engine) as connection:
        for number, word in enumerate(reversed(words)):
            event = add_event(connection, f"ev-{number}", "embargo", "2024-11-20", DAY, DAY)
            connection.execute(text("UPDATE event SET title = :word WHERE id = :event"), {"word": word, "event": event})
        assert connection.execute(
            text("SELECT title FROM event WHERE id > 0 ORDER BY title")
        ).scalars().all() == sorted(words)


def test_large_quantities_and_the_ends_of_time_come_back(engine: Engine) -> None:
    import datetime

    from sqlalchemy import select

    from timeline.database.models import EventWeapon, TreatyAction

    with writing(engine) as connection:
        event = add_event(connection, "ev-1", "embargo", "2024-11-20", DAY, DAY)
        add(connection, "event_weapon", event_id=event, weapon_id="weapon", quantity_max=9_000_000_000_000, value=0.1)
        columns = (EventWeapon.quantity_min, EventWeapon.quantity_max, EventWeapon.value)
        row = connection.execute(select(*columns).where(EventWeapon.event_id == event)).one()
        assert tuple(row) == (None, 9_000_000_000_000, 0.1)
        undated = select(TreatyAction.first_day, TreatyAction.last_day).where(TreatyAction.date.is_(None)).limit(1)
        assert tuple(connection.execute(undated).one()) == (datetime.date.min, datetime.date.max)
