"""Events told by a person: their sources found or made, the words of the source kept, nothing stored twice."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from tests.review.rows_of import numbers, rows_of
from tests.review.samples import DOCUMENT, condemnation, tanks
from timeline.database import tables as t
from timeline.database.checking import faults
from timeline.database.opening import reading, writing
from timeline.documents.proposal import Participant, ProposedEvent, WeaponLine
from timeline.errors import AmbiguousName, SourceRefused, UsageError
from timeline.queries.entries import Entry
from timeline.queries.listing import entry
from timeline.review.adding import Added, add_event
from timeline.review.intake import store_document
from timeline.review.sources import SourceNamed

EVENT = ProposedEvent(
    "transfer-delivery",
    "2024-04",
    participants=(Participant("USA", "supplier"), Participant("UKR", "recipient")),
    weapons=(WeaponLine("atacms", 100, None, "missiles"),),
    title="ATACMS delivered",
    note="as reported",
)
URL = SourceNamed("https://example.org/r", "The missiles arrived in April.", "Example Agency", "2024-05-01")


def add(engine: Engine, source: SourceNamed, event: ProposedEvent = EVENT) -> Added:
    with writing(engine) as connection:
        return add_event(connection, event, source, why="added")


def entry_of(engine: Engine, added: Added) -> Entry:
    with reading(engine) as connection:
        found = entry(connection, added.event_id)
    assert found is not None
    return found


def load(engine: Engine) -> int:
    with writing(engine) as connection:
        return store_document(connection, DOCUMENT, [tanks(), condemnation()], why="loaded").document_id


def test_a_url_with_a_quote_is_a_source_known_by_its_words(engine: Engine) -> None:
    added = add(engine, URL)
    assert added == Added("ev-rz7y35mf2e", True)
    found = entry_of(engine, added)
    assert (found.review, found.origin, found.confidence, found.lane) == ("accepted", "person", None, "auto")
    (source,) = found.sources
    assert (source.url, source.publisher, source.date, source.quotes) == (
        "https://example.org/r", "Example Agency", "2024-05-01", ("The missiles arrived in April.",),
    )  # fmt: skip
    with reading(engine) as connection:
        claims = connection.execute(
            select(t.claim.c.field, t.claim.c.value, t.claim.c.origin).where(t.claim.c.id > 0).order_by(t.claim.c.id)
        )
        assert [tuple(row) for row in claims] == [
            ("type", "transfer-delivery", "person"),
            ("status", "actual", "person"),
            ("date", "2024-04", "person"),
            ("supplier", "USA", "person"),
            ("recipient", "UKR", "person"),
            ("weapon", "atacms", "person"),
            ("quantity", "100.. missiles", "person"),
        ]
    assert list(faults(engine)) == []


def test_the_same_event_again_is_the_same(engine: Engine) -> None:
    first = add(engine, URL)
    before = rows_of(engine)
    assert add(engine, URL) == Added(first.event_id, False)
    assert rows_of(engine) == before


def test_the_same_event_with_other_particulars_is_to_be_edited(engine: Engine) -> None:
    first = add(engine, URL)
    before = rows_of(engine)
    other = ProposedEvent("transfer-delivery", "2024-04", "alleged", EVENT.participants, (WeaponLine("atacms"),))
    with pytest.raises(UsageError) as refused:
        add(engine, URL, other)
    assert str(refused.value) == (
        f"{first.event_id} tells this event from the same passage already, with another status, quantity, title, note: "
        f"change it with timeline edit {first.event_id}."
    )
    assert rows_of(engine) == before


def test_an_equal_event_from_elsewhere_is_pointed_at(engine: Engine) -> None:
    first = add(engine, URL)
    second = add(engine, SourceNamed("https://example.com/x", "Missiles came."))
    assert (second.new, second.alike) == (True, (first.event_id,))


@pytest.mark.parametrize("name", ["1", DOCUMENT.sha256[:8], DOCUMENT.sha256, DOCUMENT.url])
def test_a_loaded_document_is_named_by_number_hash_or_address(engine: Engine, name: str) -> None:
    key = load(engine)
    added = add(engine, SourceNamed(str(key) if name == "1" else name, "send 31 Abrams […] condemned a delivery"))
    (source,) = entry_of(engine, added).sources
    assert (source.sha256, source.quotes) == (DOCUMENT.sha256, ("send 31 Abrams", "condemned a delivery"))
    assert numbers(engine)["document"] == 1
    assert list(faults(engine)) == []


def test_a_loaded_document_without_a_quote_stands_whole(engine: Engine) -> None:
    added = add(engine, SourceNamed(str(load(engine))))
    assert entry_of(engine, added).sources[0].quotes == (DOCUMENT.text.strip(),)


def test_a_file_is_stored_and_later_read_when_it_is_loaded(engine: Engine, tmp_path: Path) -> None:
    file = tmp_path / "tanks.txt"
    file.write_text(f"Date: 2024-11-20\n\n{DOCUMENT.text}", encoding="utf-8")
    added = add(engine, SourceNamed(str(file), "31 Abrams tanks"))
    assert entry_of(engine, added).sources[0].date == "2024-11-20"
    from timeline.documents.document import Document
    from timeline.loaders.headers import Given
    from timeline.loaders.loading import read
    from timeline.loaders.reading import Source

    document = read(Source(str(file), file), Given())
    assert isinstance(document, Document)
    with writing(engine) as connection:
        stored = store_document(connection, document, [tanks(document)], why="loaded")
    assert (stored.new, numbers(engine)["document"], numbers(engine)["event"]) == (True, 1, 2)
    with writing(engine) as connection:
        assert not store_document(connection, document, [tanks(document)], why="loaded").new
    assert list(faults(engine)) == []


@pytest.mark.parametrize("name", ["own observation", "Own-Observation", "OWN OBSERVATION"])
def test_an_own_observation_is_marked_as_one(engine: Engine, name: str) -> None:
    (source,) = entry_of(engine, add(engine, SourceNamed(name, "I saw them at the border."))).sources
    assert (source.publisher, source.quotes) == ("own observation", ("I saw them at the border.",))


def test_an_own_observation_without_words_quotes_the_note(engine: Engine) -> None:
    assert entry_of(engine, add(engine, SourceNamed("own observation"))).sources[0].quotes == ("as reported",)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        (SourceNamed("https://example.org/r"), "give the words that say it with --quote"),
        (SourceNamed("no-such-file.txt"), "is no source: name a loaded document"),
        (SourceNamed("999999"), "is no source: name a loaded document"),
        (SourceNamed("1", "words that are not there"), "is no source|The document does not say"),
    ],
)
def test_a_source_that_is_none_stores_nothing(engine: Engine, source: SourceNamed, complaint: str) -> None:
    before = rows_of(engine)
    with pytest.raises(UsageError, match=complaint):
        add(engine, source)
    assert rows_of(engine) == before


def test_a_table_is_no_source(engine: Engine, tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_text("type,date\n", encoding="utf-8")
    with pytest.raises(SourceRefused, match="is a table of events"):
        add(engine, SourceNamed(str(file)))


def test_a_beginning_that_several_documents_share_is_ambiguous(engine: Engine) -> None:
    load(engine)
    add(engine, URL)
    with writing(engine) as connection:
        for key in connection.execute(select(t.document.c.id).where(t.document.c.id > 0)).scalars().all():
            shared = "abcdef" + f"{key:058x}"
            connection.execute(t.document.update().where(t.document.c.id == key).values(sha256=shared))
    with pytest.raises(AmbiguousName):
        add(engine, SourceNamed("abcdef"))
