"""The queue: what waits, in which order, and what the options leave of it."""

import pytest
from sqlalchemy import Engine

from tests.review.samples import DOCUMENT, condemnation, tanks
from timeline.database.opening import reading, writing
from timeline.documents.document import Document
from timeline.documents.proposal import WeaponLine
from timeline.queries.filters import Filters
from timeline.queries.listing import entries_of
from timeline.review.deciding import accept
from timeline.review.intake import store_document
from timeline.review.naming import event_keys
from timeline.review.queue import Wanted, still_waiting, waiting

SECOND = Document("Washington agreed on Tuesday to send 31 Abrams tanks to Ukraine. Later, more.", "2024-12-01")


@pytest.fixture
def documents(engine: Engine) -> list[int]:
    """Two documents with five proposals, one of them archived, one accepted."""
    with writing(engine) as connection:
        first = store_document(
            connection,
            DOCUMENT,
            [
                condemnation(),
                tanks(),
                condemnation(date="2023", lane="archive", confidence=0.1),
                tanks(date="2024-10", confidence=0.9),
            ],
            why="loaded",
        )
        weapons = (WeaponLine("leopard-2"),)
        second = store_document(
            connection, SECOND, [tanks(SECOND, lane="review", confidence=0.3, weapons=weapons)], why="loaded"
        )
        accept(connection, event_keys(connection, first.event_ids[3:]))
    return [first.document_id, second.document_id]


def told(engine: Engine, wanted: Wanted) -> list[tuple[str, str]]:
    with reading(engine) as connection:
        keys = waiting(connection, wanted)
        return [(entry.lane, f"{entry.type} {entry.date}") for entry in entries_of(connection, keys)]


def test_what_is_kept_back_comes_first_and_documents_are_read_in_order(engine: Engine, documents: list[int]) -> None:
    assert len(documents) == 2
    assert told(engine, Wanted()) == [
        ("review", "condemnation 2024-11-20"),
        ("review", "transfer-authorization 2024-11-19"),
        ("auto", "transfer-authorization 2024-11-19"),
    ]


def test_the_options_narrow_it(engine: Engine, documents: list[int]) -> None:
    assert [lane for lane, _ in told(engine, Wanted(lanes=("archive",)))] == ["archive"]
    assert [lane for lane, _ in told(engine, Wanted(documents=(documents[1],)))] == ["review"]
    assert [lane for lane, _ in told(engine, Wanted(min_confidence=0.4))] == ["review", "auto"]
    assert [lane for lane, _ in told(engine, Wanted(Filters(weapon=("cluster-munition",))))] == ["review"]
    assert told(engine, Wanted(Filters(weapon=("cluster-munition",)), documents=(documents[1],))) == []


def test_what_was_decided_meanwhile_no_longer_waits(engine: Engine, documents: list[int]) -> None:
    assert documents
    with writing(engine) as connection:
        keys = waiting(connection, Wanted())
        accept(connection, keys[:1])
        assert still_waiting(connection, keys) == keys[1:]
        assert waiting(connection, Wanted()) == keys[1:]
