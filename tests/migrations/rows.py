"""A migrated database with the reference facts → one with rows in every table."""

import datetime
import hashlib

from sqlalchemy import Connection, insert

from timeline.database.answer_checking import reply_hash
from timeline.database.facets import refresh_facets
from timeline.database.history import record
from timeline.database.models import metadata
from timeline.database.search_index import file_documents

TEXT = "The United States will send anti-personnel mines to Ukraine, officials said on Wednesday."
DAY = datetime.date(2024, 11, 20)


def fill_every_table(connection: Connection) -> None:
    """Two events with all that belongs to them, in the connection's transaction."""
    document = {
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "url": "https://example.org/mines",
        "published": "2024-11-20",
        "first_day": DAY,
        "last_day": DAY,
        "loaded_at": "2026-11-25T12:00:00.000000Z",
        "text": TEXT,
    }
    document_id = add(connection, "document", **document)
    file_documents(connection, [(document_id, "", TEXT)])
    add(connection, "document_shingle", hash=8, document_id=document_id)
    add(connection, "model_answer", document_id=document_id, **an_answer(document["sha256"]))
    decision = add_event(connection, "ev-1", "transfer-authorization", "2024-11-20", DAY, DAY)
    delivery = add_event(
        connection, "ev-2", "transfer-delivery", "2024-12~", datetime.date(2024, 12, 1), datetime.date(2024, 12, 31)
    )
    for event in (decision, delivery):
        for actor, role in (("USA", "supplier"), ("UKR", "recipient")):
            add(connection, "event_actor", event_id=event, actor_id=actor, role=role)
        add(connection, "event_weapon", event_id=event, weapon_id="anti-personnel-mine", quantity_min=1, quantity_max=9)
        add(connection, "event_treaty", event_id=event, treaty_id="mine-ban")
    add(connection, "event_link", event_id=delivery, other_id=decision, relation="delivers", quote="")
    add_claim(connection, decision, document_id, "supplier", "USA", "The United States")
    add_claim(connection, decision, document_id, "weapon", "anti-personnel-mine", "anti-personnel mines")
    ruling = add(
        connection,
        "ruling",
        digest="1",
        treaty_id="mine-ban",
        article="1(1)(b)",
        conduct="acquire",
        rule="prohibited",
        rule_weapon_id="anti-personnel-mine",
        verdict="prohibited",
        ruled="The rule prohibits it.",
        checked=2,
        rules_version="1",
    )
    footing = add(connection, "footing", digest="1", words="It is bound.", rules_version="1")
    add(
        connection,
        "finding",
        event_id=decision,
        position=0,
        actor_id="UKR",
        role="recipient",
        weapon_id="anti-personnel-mine",
        rulings=f"{ruling}:0",
        footings=str(footing),
    )
    add(connection, "event_check", event_id=decision, digest="1", rules_version="1", verdicts=1)
    refresh_facets(connection, [decision, delivery])
    record(connection, table="event", key="ev-1", before=None, after={"date": DAY}, why="loaded")


def an_answer(sha256: object) -> dict[str, object]:
    """A row of `model_answer` about the document with that hash."""
    request = "0" * 64
    answer = {
        "sha256": sha256,
        "custom_id": f"tl-{str(sha256)[:12]}-0-0-{request[:12]}",
        "request_hash": request,
        "model": "small-1",
        "parameters": {"temperature": 0.0},
        "asked_at": "2026-11-25T12:00:00.000000Z",
        "answered_by": "small-1",
        "error": "",
        "finish_reason": "stop",
        "prompt_tokens": 10,
        "completion_tokens": 5,
        "content": '{"events": []}',
    }
    return {**answer, "reply_hash": reply_hash(answer)}


def add_event(
    connection: Connection, public_id: str, type_id: str, date: str, first: datetime.date, last: datetime.date
) -> int:
    """An event with nothing but its type and date → its key."""
    precision = "day" if first == last else "month"
    return add(
        connection,
        "event",
        public_id=public_id,
        type_id=type_id,
        date=date,
        first_day=first,
        last_day=last,
        date_precision=precision,
    )


def add_claim(connection: Connection, event: int, document: int, field: str, value: str, quote: str) -> int:
    """A claim on a passage of TEXT → its key."""
    start = TEXT.index(quote)
    return add(
        connection,
        "claim",
        event_id=event,
        document_id=document,
        field=field,
        value=value,
        start_offset=start,
        end_offset=start + len(quote),
        quote=quote,
    )


def add(connection: Connection, table: str, **values: object) -> int:
    """One row → its key, 0 where the table has none or a text."""
    statement = insert(metadata.tables[table]).values(values)
    if "id" not in metadata.tables[table].c:
        connection.execute(statement)
        return 0
    key = connection.execute(statement.returning(metadata.tables[table].c.id)).scalar_one()
    return key if isinstance(key, int) else 0
