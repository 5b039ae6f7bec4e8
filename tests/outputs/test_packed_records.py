"""Packed events → the very rows that their Entries give, on databases of both kinds, whatever stands in them."""

import datetime as dt
import io
import json
import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, case, func, update

from benchmarks.many_events import fill
from tests.outputs.test_round_trip import parquet_records
from tests.queries.events import store_events
from tests.review.eventful import go_through
from timeline.database import tables as t
from timeline.database.known import known_on
from timeline.database.moments import Moment, as_logged
from timeline.database.opening import reading, writing
from timeline.loaders.columns import COLUMNS
from timeline.outputs.formats import EXCEL_CSV, FORMATS, Format
from timeline.outputs.layouts import Table
from timeline.outputs.records import record
from timeline.queries.asking import filters_from
from timeline.queries.listing import widest
from timeline.queries.packed import told
from timeline.queries.packing import packed_events
from timeline.queries.timelines import timeline_entries

TEXTS = (
    *("", ";", "a;b; c;;d", 'say "no"', "one, two", "two\nlines", "carriage\rreturn", "\ttab", "=cmd()|' /C calc'!A0"),
    *("😀 emoji", "שלום עולם", "\u202eturned\u2028", "[…] […]", "\\u0041 \\n", "'", "[]", "null", "é" * 299, "ü" * 301),
)
AMOUNTS = (0.0, 1.5, 0.1 + 0.2, 1e300, 275_000_000.0, 9_007_199_254_740_993.0, 123_456_789.123_456_79, 5e-324)
ASKED: tuple[dict[str, Sequence[str] | str | bool], ...] = (
    {},
    {"recipient": ["UKR"], "since": "1995"},
    {"weapon": ["landmine"], "until": "2010-06-01"},
    {"since": "2001-02-03", "until": "2001-12-31", "strict_dates": True},
    {"not_actor": ["USA"], "type": ["transfer-delivery", "weapon-use"], "include": ["all"]},
    {"actor": ["NATO"], "since": "2000", "until": "2020"},
)
FORMS: dict[str, Format] = {
    "excel": EXCEL_CSV,
    **{name: form for name, form in FORMATS.items() if form.rows and not form.binary},
}


@pytest.fixture
def hostile(engine: Engine) -> Engine:
    """Two hundred made events, in whose texts and amounts stands whatever trips something up; some are not shown."""
    fill(engine, 200)
    with writing(engine) as connection:
        nul = ("no\x00end",) if engine.dialect.name == "sqlite" else ()
        for number, text in enumerate((*TEXTS, *nul)):
            _put(connection, number, text)
        for number, amount in enumerate(AMOUNTS):
            chosen = t.event_weapon.c.event_id % len(AMOUNTS) == number
            amounts = {"value": amount, "quantity_min": number, "quantity_max": 2**63 - 1, "currency": "EUR"}
            connection.execute(update(t.event_weapon).where(chosen).values(amounts))
            sureness = {"confidence": min(amount, 1 / (number + 3)), "review": "proposed", "lane": "auto"}
            connection.execute(update(t.event).where(t.event.c.id == 20 + number).values(sureness))
        states = {30: "rejected", 31: "withdrawn"}
        connection.execute(
            update(t.event).where(t.event.c.id.in_(states)).values(review=case(states, value=t.event.c.id))
        )
        connection.execute(update(t.claim).where(t.claim.c.event_id == 40).values(document_id=1))
    return engine


def _put(connection: Connection, number: int, text: str) -> None:
    """Write the text into some of the events, and into what belongs to them."""
    event = t.event.c.id % 20 == number
    connection.execute(update(t.event).where(event, t.event.c.id > 0).values(title=text, place=text, note=text))
    weapon = t.event_weapon.c.event_id % 20 == number
    connection.execute(update(t.event_weapon).where(weapon).values(unit=text, conditions=text))
    document = t.document.c.id % 7 == number % 7
    connection.execute(
        update(t.document).where(document, t.document.c.id % 20 == number).values(publisher=text, url=f"{text}{number}")
    )
    if text and "\x00" not in text:
        quote = {"quote": text, "end_offset": t.claim.c.start_offset + len(text)}
        connection.execute(update(t.claim).where(t.claim.c.event_id % 20 == number).values(quote))
        for table, key in ((t.actor, "USA"), (t.treaty, "mine-ban")):
            connection.execute(update(table).where(table.c.id == key).values(name=func.trim(table.c.name) + text[:9]))


def written(form: Format, table: Table) -> bytes:
    stream = io.BytesIO()
    assert form.rows
    form.rows(table, stream)
    return stream.getvalue()


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_the_rows_are_those_of_the_entries(hostile: Engine, asked: dict[str, Sequence[str] | str | bool]) -> None:
    with reading(hostile) as connection:
        filters = filters_from(connection, asked)
        events = packed_events(connection, filters)
        assert events is not None
        entries = list(timeline_entries(connection, filters))
        assert len(entries) > 1
        records = list(map(record, entries))
        assert list(Table((), packed=events)) == records
        assert list(parquet_records(written(FORMATS["parquet"], Table((), packed=events)))) == records
        for form in FORMS.values():
            for columns in ((), ("remark", "quotes", "value", "title")):
                table = Table((), chosen=columns, packed=events)
                assert written(form, table) == written(form, Table(entries, chosen=columns))


def test_records_have_their_columns_in_order(hostile: Engine) -> None:
    with reading(hostile) as connection:
        events = packed_events(connection, filters_from(connection, {}))
        assert {tuple(found) for found in Table((), packed=events)} == {COLUMNS}


def test_no_events(engine: Engine) -> None:
    with reading(engine) as connection:
        events = packed_events(connection, filters_from(connection, {}))
        assert events is not None
        assert list(events) == []


def test_entries_are_read_where_treaty_acts_stand_among_events(engine: Engine) -> None:
    store_events(engine)
    with reading(engine) as connection:
        assert packed_events(connection, filters_from(connection, {"treaty": ["ccm"]})) is None


def test_the_rows_of_a_moment_are_those_of_its_entries(engine: Engine) -> None:
    moments = [Moment(name, as_logged(dt.datetime.now(dt.UTC))) for name in go_through(engine)]
    packed = 0
    for at in moments:
        with known_on(engine, at) as connection:
            filters = filters_from(connection, {"include": ["all"]})
            events = packed_events(connection, filters)
            if events is not None:
                packed += 1
                assert list(Table((), packed=events)) == list(Table(timeline_entries(connection, filters))), at
    assert 0 < packed <= len(moments)
    assert (packed < len(moments)) == (engine.dialect.name == "sqlite")


SPANS = st.tuples(st.integers(0, 12), st.integers(1, 6)).map(lambda span: (span[0], sum(span)))


@given(st.dictionaries(st.integers(1, 3), st.sets(SPANS, min_size=1, max_size=6), max_size=3), st.randoms())
def test_passages_are_the_widest_in_the_order_of_the_text(
    cited: dict[int, set[tuple[int, int]]], chance: random.Random
) -> None:
    text = "abcdefghijklmnopqrstuvwxyz"
    claims = [
        [key, start, -end, text[start:end], "2024", f"paper {key}", "url"]
        for key, spans in cited.items()
        for start, end in spans
    ]
    chance.shuffle(claims)
    quotes = {
        f"paper {key}": widest({(start, end): text[start:end] for start, end in spans}) for key, spans in cited.items()
    }
    assert {publisher: tuple(passages) for _, publisher, _, passages in told(json.dumps(claims))} == quotes
