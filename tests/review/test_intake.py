"""Documents and proposals on both databases: stored whole or not at all, once, and with their duplicates found."""

import dataclasses
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from tests.review.rows_of import numbers, rows_of
from tests.review.samples import DOCUMENT, TEXT, condemnation, passage_claims, tanks
from timeline.database import tables as t
from timeline.database.checking import faults
from timeline.database.opening import reading, writing
from timeline.documents.document import Document, Passage
from timeline.documents.proposal import Claim, Participant, ProposedEvent, WeaponLine
from timeline.queries.entries import Entry
from timeline.queries.listing import entry
from timeline.review.deciding import reject
from timeline.review.intake import EXTRACTOR, Stored, store_document
from timeline.review.writing import keys_of


def store(engine: Engine, document: Document, *proposals: ProposedEvent) -> Stored:
    with writing(engine) as connection:
        return store_document(connection, document, proposals, why=f"loaded {document.origin}")


def entry_of(engine: Engine, public_id: str) -> Entry:
    with reading(engine) as connection:
        found = entry(connection, public_id)
    assert found is not None
    return found


def test_a_document_is_stored_with_its_events_claims_and_history(engine: Engine) -> None:
    stored = store(engine, DOCUMENT, tanks(), condemnation())
    assert stored.new
    # One of the changes is the loading of the reference facts.
    assert numbers(engine) == {
        "document": 1, "event": 2, "event_actor": 3, "event_weapon": 2, "event_treaty": 0, "event_link": 0,
        "claim": 10, "change": 4,
    }  # fmt: skip
    found = entry_of(engine, stored.event_ids[0])
    assert (found.type, found.date, found.review, found.lane, found.confidence) == (
        "transfer-authorization", "2024-11-19", "proposed", "auto", 0.8,
    )  # fmt: skip
    assert [weapon.quantity_max for weapon in found.weapons] == [31]
    assert found.sources[0].quotes == ("Washington agreed on Tuesday to send 31 Abrams tanks to Ukraine.",)
    assert entry_of(engine, stored.event_ids[1]).lane == "review"
    assert list(faults(engine)) == []


def test_an_event_that_names_its_extractor_is_stored_under_it(engine: Engine) -> None:
    named = tanks(extractor="timeline 0; model example")
    store(engine, DOCUMENT, named, condemnation())
    with reading(engine) as connection:
        stored = (
            connection.execute(select(t.event.c.extractor).where(t.event.c.id > 0).order_by(t.event.c.id))
            .scalars()
            .all()
        )
        claims = (
            connection.execute(select(t.claim.c.extractor).where(t.claim.c.event_id > 0).order_by(t.claim.c.id))
            .scalars()
            .all()
        )
    assert stored == ["timeline 0; model example", EXTRACTOR]
    assert claims == ["timeline 0; model example"] * len(named.claims) + [EXTRACTOR] * len(condemnation().claims)


def test_the_same_document_again_changes_nothing(engine: Engine) -> None:
    first = store(engine, DOCUMENT, tanks(), condemnation())
    before = rows_of(engine)
    again = store(engine, dataclasses.replace(DOCUMENT, origin="copy.txt"), tanks(), condemnation())
    assert (again.new, again.document_id, again.event_ids) == (False, first.document_id, first.event_ids)
    assert rows_of(engine) == before


def test_a_document_that_says_more_of_itself_completes_the_stored_one(engine: Engine) -> None:
    bare = Document(TEXT, "2024-11-20")
    first = store(engine, bare, tanks(bare))
    again = store(engine, dataclasses.replace(bare, publisher="Example Agency", title="Tanks"), tanks(bare))
    assert (again.new, again.document_id, again.completed) == (False, first.document_id, ("publisher", "title"))
    assert entry_of(engine, first.event_ids[0]).sources[0].publisher == "Example Agency"
    assert numbers(engine)["document"] == 1
    assert store(engine, bare, tanks(bare)).completed == ()
    assert list(faults(engine)) == []


def test_the_same_text_elsewhere_is_one_more_source_of_the_same_events(engine: Engine) -> None:
    first = store(engine, DOCUMENT, tanks(), condemnation())
    copy = dataclasses.replace(
        DOCUMENT, url="https://example.com/wire", publisher="Example Paper", published="2024-11-21"
    )
    stored = store(engine, copy, tanks(), condemnation())
    assert (stored.new, stored.event_ids, stored.syndicated_from) == (True, first.event_ids, first.document_id)
    assert numbers(engine)["event"] == 2
    sources = entry_of(engine, first.event_ids[0]).sources
    assert [source.publisher for source in sources] == ["Example Agency", "Example Paper"]
    assert sources[0].quotes == sources[1].quotes
    before = rows_of(engine)
    assert not store(engine, copy, tanks(), condemnation()).new
    assert rows_of(engine) == before
    assert list(faults(engine)) == []


OTHER = Document("Kyiv will get tanks, officials said on 19 November.", "2024-11-21", publisher="Example Paper")


def retold(**changed: Any) -> ProposedEvent:  # noqa: ANN401 - any field of it
    """The tanks as another document tells them."""
    return tanks(claims=passage_claims(OTHER, "Kyiv will get tanks", type="transfer-authorization"), **changed)


def test_an_equal_event_of_another_document_becomes_a_source(engine: Engine) -> None:
    first = store(engine, DOCUMENT, tanks(confidence=0.3, lane="review"))
    second = store(engine, OTHER, retold(confidence=0.9))
    assert second.event_ids == first.event_ids
    found = entry_of(engine, first.event_ids[0])
    assert [source.publisher for source in found.sources] == ["Example Agency", "Example Paper"]
    assert (found.confidence, found.lane) == (0.9, "auto")
    assert list(faults(engine)) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"type": "transfer-agreement"},
        {"date": "2024-11"},
        {"status": "alleged"},
        {"participants": (Participant("USA", "supplier"),)},
        {"participants": (Participant("USA", "supplier"), Participant("UKR", "target"))},
        {"weapons": (WeaponLine("abrams"), WeaponLine("atacms"))},
        {"weapons": (WeaponLine("battle-tank"),)},
        {"treaties": ("att",)},
    ],
)
def test_a_doubtful_duplicate_stays_apart(engine: Engine, changed: dict[str, Any]) -> None:
    first = store(engine, DOCUMENT, tanks())
    second = store(engine, OTHER, retold(**changed))
    assert set(first.event_ids).isdisjoint(second.event_ids)
    assert len(entry_of(engine, first.event_ids[0]).sources) == 1


@pytest.mark.parametrize("vague", [{"participants": ()}, {"weapons": ()}, {"date": "../2024"}])
def test_an_event_that_says_little_is_never_taken_for_another(engine: Engine, vague: dict[str, Any]) -> None:
    first = store(engine, DOCUMENT, tanks(**vague))
    assert set(first.event_ids).isdisjoint(store(engine, OTHER, retold(**vague)).event_ids)


def test_two_equal_proposals_of_one_document_are_two_events(engine: Engine) -> None:
    stored = store(engine, DOCUMENT, tanks(), tanks())
    assert len(set(stored.event_ids)) == 2
    again = store(engine, OTHER, retold(), retold())
    assert again.event_ids == stored.event_ids
    assert list(faults(engine)) == []


def test_a_rejected_event_takes_no_more_sources(engine: Engine) -> None:
    first = store(engine, DOCUMENT, tanks())
    with writing(engine) as connection:
        reject(connection, list(keys_of(connection, first.event_ids).values()), "misread")
    assert set(first.event_ids).isdisjoint(store(engine, OTHER, retold()).event_ids)


def test_a_person_s_decision_is_not_touched_by_a_surer_source(engine: Engine) -> None:
    first = store(engine, DOCUMENT, tanks(confidence=0.3, lane="review"))
    with writing(engine) as connection:
        connection.execute(update(t.event).values(review="accepted"))
    store(engine, OTHER, retold(confidence=0.9))
    found = entry_of(engine, first.event_ids[0])
    assert (found.review, found.confidence, found.lane, len(found.sources)) == ("accepted", 0.3, "review", 2)


@pytest.mark.parametrize(
    "passage", [Passage(0, 5, "Kyiv?"), Passage(0, 0, ""), Passage(-4, 3, "Was"), Passage(10_000, 10_004, "Kyiv")]
)
def test_a_claim_without_its_words_stores_nothing(engine: Engine, passage: Passage) -> None:
    wrong = condemnation(claims=(Claim("type", "condemnation", passage),))
    before = rows_of(engine)
    with pytest.raises(ValueError, match="quotes words that are not at its place"):
        store(engine, DOCUMENT, tanks(), wrong)
    assert rows_of(engine) == before


def test_an_unknown_id_stores_nothing(engine: Engine) -> None:
    before = rows_of(engine)
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        store(engine, DOCUMENT, tanks(), condemnation(weapons=(WeaponLine("no-such-weapon"),)))
    assert rows_of(engine) == before


def test_an_article_gives_the_same_ids_in_every_database(engine: Engine) -> None:
    assert store(engine, DOCUMENT, tanks(), condemnation()).event_ids == ("ev-kke20tqh58", "ev-rqrd4vxxc4")


def test_the_log_holds_the_whole_event(engine: Engine) -> None:
    stored = store(engine, DOCUMENT, tanks())
    with reading(engine) as connection:
        statement = select(t.change.c.before, t.change.c.after, t.change.c.why)
        row = connection.execute(statement.where(t.change.c.table_name == "event")).one()
    assert row.before is None
    assert row.why == "loaded tanks.txt"
    assert row.after["public_id"] == stored.event_ids[0]
    assert row.after["actors"] == [["recipient", "UKR"], ["supplier", "USA"]]
    assert row.after["weapons"][0]["quantity_max"] == 31
    assert row.after["first_day"] == "2024-11-19"
