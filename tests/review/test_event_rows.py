"""CSV rows on both databases: what was exported loads into an empty one and exports again to the same bytes."""

import io
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, select

from tests.review.rows_of import numbers, rows_of
from tests.review.samples import DOCUMENT, condemnation, tanks
from timeline.database import tables as t
from timeline.database.checking import faults
from timeline.database.connecting import make_engine
from timeline.database.migrating import create_database
from timeline.database.opening import reading, writing
from timeline.database.vocabulary import stored_vocabulary
from timeline.documents.document import Document
from timeline.loaders.event_csv import EventTable
from timeline.loaders.event_rows import EventRow, RowFault
from timeline.loaders.headers import Given
from timeline.loaders.loading import read
from timeline.loaders.reading import Source
from timeline.outputs.csv_ import write_csv
from timeline.queries.filters import Filters
from timeline.queries.listing import entries
from timeline.review.deciding import accept, reject
from timeline.review.event_rows import BATCH, RowsRefused, RowsStored, store_event_rows
from timeline.review.intake import store_document
from timeline.review.writing import keys_of

ALL = Filters(include=frozenset(("review", "archive", "rejected")))
HEAD = "event_id,type,date,supplier_ids,weapon_ids,source_urls,source_publishers,source_dates,quotes\n"


def export(engine: Engine) -> str:
    stream = io.StringIO()
    with reading(engine) as connection:
        write_csv(entries(connection, ALL), stream)
    return stream.getvalue()


def rows(engine: Engine, text: str) -> list[EventRow | RowFault]:
    with reading(engine) as connection:
        vocabulary = stored_vocabulary(connection)
    table = read(Source("-", None, text.encode()), Given())
    if not isinstance(table, EventTable):
        table = EventTable(Source("-", None, text.encode()), tuple(text.split("\n")[0].split(",")))
    return list(table.rows(vocabulary))


def load(engine: Engine, text: str, *, keep_good: bool = False) -> RowsStored:
    good = [row for row in rows(engine, text) if isinstance(row, EventRow)]
    with writing(engine) as connection:
        return store_event_rows(connection, good, why="loaded", keep_good=keep_good)


@pytest.fixture
def full(tmp_path: Path) -> Engine:
    """Another database with events of every kind: merged, syndicated, decided on, by machine and by person."""
    from sqlalchemy import URL

    from timeline.documents.proposal import Claim
    from timeline.review.adding import add_event
    from timeline.review.sources import SourceNamed

    engine = make_engine(URL.create("sqlite", database=str(tmp_path / "full.db")))
    create_database(engine)
    long = Document("Tanks; many of them […] were sent. " + "A long story. " * 60 + '\nThe "end"\n', "2024-11-21")
    other = Document("Tanks; many of them […] were sent. Another edition.", "2024-11-21")
    twice = (Claim("type", "x", long.passage(0, 34)), Claim("type", "x", long.passage(35, 800)))
    with writing(engine) as connection:
        stored = store_document(connection, DOCUMENT, [tanks(), condemnation()], why="loaded")
        copy = Document(DOCUMENT.text, "2024-11-21", publisher="Paper; of record", url="https://example.com/?a;b")
        store_document(connection, copy, [], why="loaded")
        store_document(connection, long, [tanks(claims=twice, confidence=0.81)], why="loaded")
        store_document(connection, other, [tanks(claims=(Claim("type", "x", other.passage(0, 34)),))], why="loaded")
        reject(connection, list(keys_of(connection, stored.event_ids[1:]).values()), "no")
        for date, name in (("../2024", "own observation"), ("2022~/..", "https://example.org/;x")):
            source = SourceNamed(name, "I saw it; twice.", "" if name[0] == "o" else "A;B", "2024-12")
            event = tanks(date=date, confidence=1.0, title='Tanks; "quoted"', note="one\ntwo", claims=())
            add_event(connection, event, source, why="added")
    return engine


def test_export_load_export_gives_the_same_bytes(engine: Engine, full: Engine) -> None:
    first = export(full)
    assert first.count("\nev-") == 4
    stored = load(engine, first)
    assert stored == RowsStored(4, 0, ())
    assert export(engine) == first
    assert list(faults(engine)) == []


def test_loading_it_again_changes_nothing(engine: Engine, full: Engine) -> None:
    first = export(full)
    load(engine, first)
    before = rows_of(engine)
    assert load(engine, first) == RowsStored(0, 4, ())
    assert rows_of(engine) == before
    before = rows_of(full)
    assert load(full, first) == RowsStored(0, 4, ())
    assert rows_of(full) == before


def test_a_loaded_document_that_holds_the_quote_is_the_source(engine: Engine) -> None:
    with writing(engine) as connection:
        key = store_document(connection, DOCUMENT, [], why="loaded").document_id
    quote = "send 31 Abrams tanks […] a delivery"
    load(engine, HEAD + f",transfer-delivery,2024-11,USA,abrams,{DOCUMENT.url},Example Agency,2024-11-20,{quote}\n")
    assert numbers(engine)["document"] == 1
    with reading(engine) as connection:
        claims = connection.execute(
            select(t.claim.c.document_id, t.claim.c.quote).where(t.claim.c.id > 0).order_by(t.claim.c.id)
        ).all()
    assert [tuple(claim) for claim in claims] == [(key, "send 31 Abrams tanks"), (key, "a delivery")]
    assert list(faults(engine)) == []


def test_many_batches_are_stored_as_one(engine: Engine) -> None:
    indexes = sorted(each["name"] or "" for each in inspect(engine).get_indexes("event"))
    with writing(engine) as connection:
        key = store_document(connection, DOCUMENT, [], why="loaded").document_id
    quote = "send 31 Abrams tanks"
    cited = f"{{}},transfer-delivery,2024-11,USA,abrams,{DOCUMENT.url},Example Agency,2024-11-20,{quote}\n"
    other = "{},transfer-delivery,2024-{:02},USA,landmine,https://example.org/{},Agency,2024-11-20,They sent {}.\n"
    # On SQLite the second whole batch finds indexes aside.
    number = 2 * BATCH if engine.dialect.name == "sqlite" else BATCH
    between = [other.format(f"ev-{at}", at % 12 + 1, at % 7, at) for at in range(number)]
    text = HEAD + cited.format("ev-first") + "".join(between) + cited.format("ev-last")
    assert load(engine, text) == RowsStored(number + 2, 0, ())
    with reading(engine) as connection:
        claims = connection.execute(select(t.claim.c.quote).where(t.claim.c.document_id == key)).scalars().all()
        stored = connection.execute(
            select(t.event.c.public_id).where(t.event.c.id > 0).order_by(t.event.c.id)
        ).scalars()
        assert list(stored) == ["ev-first", *(f"ev-{at}" for at in range(number)), "ev-last"]
    assert claims == [quote, quote]
    assert sorted(each["name"] or "" for each in inspect(engine).get_indexes("event")) == indexes
    assert list(faults(engine)) == []
    before = rows_of(engine)
    assert load(engine, text) == RowsStored(0, number + 2, ())
    assert rows_of(engine) == before


def test_rows_of_one_source_and_quote_share_a_document(engine: Engine) -> None:
    row = ",{},2024-11,USA,abrams,https://example.org/x,Agency,2024-11-20,tanks and more\n"
    stored = load(engine, HEAD + row.format("transfer-delivery") + row.format("transfer-agreement"))
    assert stored.events == 2
    assert numbers(engine)["document"] == 1


def test_an_analyst_s_rows_need_no_ids_and_no_quotes(engine: Engine) -> None:
    text = HEAD + (
        ",transfer-delivery,2024-11,USA,abrams,https://example.org/x,,,\n"
        ",transfer-delivery,2024-12,USA,abrams,,,,\n"
        ",transfer-delivery,2024-12,USA,abrams,,,,\n"
    )
    assert load(engine, text) == RowsStored(2, 1, ())
    with reading(engine) as connection:
        found = [(one.origin, one.sources[0].publisher, one.sources[0].quotes) for one in entries(connection, ALL)]
    assert found == [
        ("person", "", ("https://example.org/x",)),
        ("person", "own observation", ("transfer-delivery, 2024-12, abrams",)),
    ]
    assert load(engine, text) == RowsStored(0, 3, ())
    assert list(faults(engine)) == []


def test_an_id_that_says_otherwise_is_a_clash_with_its_row(engine: Engine, full: Engine) -> None:
    first = export(full)
    load(engine, first)
    with writing(engine) as connection:
        key = connection.execute(select(t.event.c.id).where(t.event.c.date == "2024-11-19")).scalar_one()
        accept(connection, [key])
    before = rows_of(engine)
    with pytest.raises(RowsRefused) as refused:
        load(engine, first)
    (fault,) = refused.value.faults
    with reading(engine) as connection:
        name = connection.execute(select(t.event.c.public_id).where(t.event.c.id == key)).scalar_one()
    row = next(line.row for line in rows(engine, first) if isinstance(line, EventRow) and line.event_id == name)
    assert str(fault) == (
        f"row {row}: event_id: {name} is stored with another review (accepted); "
        "empty the cell for a new event, or change the stored one with timeline edit"
    )
    assert str(refused.value) == "1 row clashes with what is stored; nothing of the file is loaded without --keep-good."
    assert rows_of(engine) == before


def test_good_rows_are_kept_where_that_is_asked_for(engine: Engine) -> None:
    row = "my-1,transfer-delivery,{},USA,abrams,,,,\n"
    load(engine, HEAD + row.format("2024-11"))
    more = HEAD + row.format("2024-12") + "my-2,transfer-delivery,2024-12,USA,abrams,,,,\n"
    with pytest.raises(RowsRefused):
        load(engine, more)
    assert numbers(engine)["event"] == 1
    stored = load(engine, more, keep_good=True)
    assert (stored.events, stored.unchanged, [fault.row for fault in stored.clashes]) == (1, 0, [2])
    assert list(faults(engine)) == []


def test_sources_of_which_the_same_is_known_are_two_all_the_same(engine: Engine) -> None:
    text = HEAD + "my-1,transfer-delivery,2024-11,USA,abrams,,,,said so; said so\n"
    load(engine, text)
    first = export(engine)
    assert ",2,,,,said so; said so," in first
    assert load(engine, first) == RowsStored(0, 1, ())


def test_a_quote_that_ends_in_a_gap_comes_back_whole(engine: Engine) -> None:
    load(engine, HEAD + "my-1,transfer-delivery,2024-11,USA,abrams,,Agency,,said so […] \n")
    first = export(engine)
    assert ",Agency,,said so […] ," in first
    assert load(engine, first) == RowsStored(0, 1, ())


def test_a_quote_is_no_document_that_another_is_a_copy_of(engine: Engine) -> None:
    load(engine, HEAD + f'my-1,transfer-delivery,2024-11,USA,abrams,https://example.org/q,,,"{DOCUMENT.text}"\n')
    with writing(engine) as connection:
        stored = store_document(connection, DOCUMENT, [tanks()], why="loaded")
    assert (stored.new, stored.syndicated_from, len(stored.event_ids)) == (True, None, 1)
    assert numbers(engine)["event"] == 2
    assert list(faults(engine)) == []


def test_a_proposal_keeps_the_lane_of_its_confidence(engine: Engine) -> None:
    head = HEAD.replace("quotes\n", "quotes,review,confidence\n")
    row = "my-{0},transfer-delivery,2024-11,USA,abrams,,,,said,{1},{2}\n"
    cases = [("proposed", "0.01"), ("accepted", "0.01"), ("proposed", "1"), ("proposed", "")]
    load(engine, head + "".join(row.format(number, *case) for number, case in enumerate(cases)))
    with reading(engine) as connection:
        found = [(one.lane, one.origin) for one in entries(connection, ALL)]
    assert found == [("archive", "machine"), ("auto", "machine"), ("auto", "machine"), ("auto", "person")]
