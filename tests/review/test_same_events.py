"""What several documents tell of one happening, whatever the order in which they come."""

import dataclasses
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import URL, Engine, select

from tests.review.rows_of import rows_of
from tests.review.samples import passage_claims
from timeline.database import tables as t
from timeline.database.checking import faults
from timeline.database.connecting import make_engine
from timeline.database.opening import reading, writing
from timeline.documents.document import Document
from timeline.documents.proposal import DateBasis, Participant, ProposedEvent, WeaponLine
from timeline.errors import UsageError
from timeline.queries.filters import Filters
from timeline.queries.listing import entries_of
from timeline.review.changes import Changes
from timeline.review.editing import edit_event
from timeline.review.intake import store_document
from timeline.review.linking import decide_link, links, waiting_links
from timeline.review.splitting import split_event
from timeline.review.stored_events import StoredEvents
from timeline.review.writing import keys_of

Told = tuple[Document, ProposedEvent]
Run = list[StoredEvents]


def told(paper: str, day: str, **changed: Any) -> Told:  # noqa: ANN401 - any field of the event
    """A delivery of 31 tanks as a paper of that day tells it, all fields claimed."""
    fields: dict[str, Any] = {
        "type": "transfer-delivery",
        "date": "2024-11-19",
        "status": "actual",
        "participants": (Participant("USA", "supplier"), Participant("UKR", "recipient")),
        "weapons": (WeaponLine("abrams", 31, 31, "units"),),
        **changed,
    }
    number = fields["weapons"][0].quantity_min
    words = f"{paper} of {day} tells of {number} tanks on {fields['date']}."
    document = Document(words, day, publisher=paper, origin=f"{paper}.txt")
    claims = passage_claims(document, words, **{name: fields[name] for name in ("type", "status", "date")})
    for one in fields["participants"]:
        claims += passage_claims(document, words, **{one.role: one.actor})
    for line in fields["weapons"]:
        claims += passage_claims(document, words, weapon=line.weapon)
    if number is not None:
        claims += passage_claims(document, words, quantity=f"{number} units")
    event = ProposedEvent(**fields, title="Tanks", confidence=0.8, basis=DateBasis("", "said", ""), claims=claims)
    return document, event


def store(engine: Engine, *stories: Told, run: Run | None = None) -> list[str]:
    """The ids of their events; those of one run, whose list this is, read stored events once."""
    ids: list[str] = []
    for document, event in stories:
        with writing(engine) as connection:
            if run is not None and not run:
                run.append(StoredEvents(connection))
            known = run[0] if run else None
            why = f"loaded {document.origin}"
            ids += store_document(connection, document, [event], why=why, events=known).event_ids
    return ids


def summary(engine: Engine) -> tuple[set[Any], set[Any]]:
    """Without ids: each event with its papers, day and number; each proposed link by the papers of both its events."""
    with reading(engine) as connection:
        keys = connection.execute(select(t.event.c.id).where(t.event.c.id > 0, t.event.c.review == "proposed"))
        found = {each.event_id: each for each in entries_of(connection, list(keys.scalars()))}
        papers = {id: frozenset(source.publisher for source in each.sources) for id, each in found.items()}
        events = {
            (papers[id], each.date, tuple((line.id, line.quantity_min) for line in each.weapons), each.confidence)
            for id, each in found.items()
        }
        waiting = waiting_links(connection, Filters())
        asked = {frozenset((papers[link.event_id], papers[link.other_id])) for link in waiting}
    return events, asked


A = told("Agency", "2024-11-20")
B = told("Bulletin", "2024-11-21", date="2024-11-20", weapons=(WeaponLine("abrams", 31, 31, "units"),))
C = told("Courier", "2024-11-21", weapons=(WeaponLine("abrams", 35, 35, "units"),))
LATER = told("Daily", "2024-12-20", date="2024-12-19")
VAGUE = told("Echo", "2025-11-20", date="2024-11", weapons=(WeaponLine("abrams"),))
WIDE = told("Focus", "2024-11-20", weapons=(WeaponLine("battle-tank"),))


def test_disagreeing_papers_tell_one_event_and_their_claims_stand_side_by_side(engine: Engine) -> None:
    first, second, third = store(engine, A, B, C)
    assert first == second == third
    assert summary(engine) == (
        {(frozenset({"Agency", "Bulletin", "Courier"}), "2024-11-19", (("abrams", 31),), 0.8)},
        set(),
    )
    with reading(engine) as connection:
        claims = connection.execute(select(t.claim.c.field, t.claim.c.value).where(t.claim.c.event_id > 0)).all()
    assert {("date", "2024-11-19"), ("date", "2024-11-20"), ("quantity", "31 units"), ("quantity", "35 units")} <= {
        tuple(each) for each in claims
    }
    before = rows_of(engine)
    assert store(engine, A, B, C) == [first] * 3
    assert rows_of(engine) == before
    assert list(faults(engine)) == []


def test_a_month_later_is_another_and_what_is_vague_is_asked_about(engine: Engine) -> None:
    ids = store(engine, A, LATER, VAGUE, WIDE)
    assert len(set(ids)) == 4
    agency, vague, wide = (frozenset({paper}) for paper in ("Agency", "Echo", "Focus"))
    assert summary(engine)[1] == {frozenset({agency, vague}), frozenset({agency, wide})}
    assert list(faults(engine)) == []


DAYS = st.integers(18, 21).map(lambda day: f"2024-11-{day}")
STORIES = st.lists(
    st.builds(
        lambda paper, day, date, number: told(
            f"Paper {paper}", day, date=date, weapons=(WeaponLine("abrams", number, number, "units" if number else ""),)
        ),
        st.integers(1, 9),
        DAYS,
        st.one_of(DAYS, st.just("2024-12-01")),
        st.sampled_from([None, 31, 35]),
    ),
    min_size=2,
    max_size=5,
    unique_by=(lambda story: story[0].publisher),
)


@settings(max_examples=15)
@given(stories=STORIES, data=st.data())
def test_the_order_of_loading_changes_nothing(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, stories: list[Told], data: st.DataObject
) -> None:
    found = []
    for order in (stories, data.draw(st.permutations(stories))):
        path = tmp_path_factory.mktemp("order") / "timeline.db"
        shutil.copyfile(sqlite_template, path)
        engine = make_engine(URL.create("sqlite", database=str(path)))
        store(engine, *order)
        found.append(summary(engine))
        assert list(faults(engine)) == []
        engine.dispose()
        path.unlink()
    assert found[0] == found[1]


@settings(max_examples=15)
@given(stories=STORIES)
def test_what_a_run_remembers_changes_nothing(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, stories: list[Told]
) -> None:
    found = []
    for run in (None, Run()):
        path = tmp_path_factory.mktemp("run") / "timeline.db"
        shutil.copyfile(sqlite_template, path)
        engine = make_engine(URL.create("sqlite", database=str(path)))
        store(engine, *stories, run=run)
        found.append({name: rows for name, rows in rows_of(engine).items() if name not in ("document", "change")})
        assert list(faults(engine)) == []
        engine.dispose()
        path.unlink()
    assert found[0] == found[1]


def test_a_run_sees_what_others_wrote_meanwhile_and_what_was_undone(engine: Engine) -> None:
    run = Run()
    (first,) = store(engine, A, run=run)
    store(engine, told("Gazette", "2024-11-22"), run=run)
    with writing(engine) as connection:
        key = keys_of(connection, [first])[first]
        changes = Changes(texts={"date": "2024-11-17"})
        edit_event(connection, key, changes, reason="seen", resolve=str, titled=lambda _: "Tanks")
    herald = told("Herald", "2024-11-22", date="2024-11-20")
    assert store(engine, herald, run=run) == [first]
    assert summary_date(engine) == "2024-11-17"
    before = rows_of(engine)
    with pytest.raises(RuntimeError), writing(engine) as connection:
        store_document(connection, C[0], [C[1]], why="loaded", events=run[0])
        raise RuntimeError
    assert rows_of(engine) == before
    assert store(engine, C, LATER, run=run)[0] == first
    assert list(faults(engine)) == []


def test_two_events_that_a_third_document_tells_as_one_become_one(engine: Engine) -> None:
    early = told("Early", "2024-11-30", date="2024-11-18", weapons=(WeaponLine("abrams"),))
    late = told("Late", "2024-11-30", date="2024-11-20", weapons=(WeaponLine("abrams"),))
    between = told("Between", "2024-11-30", weapons=(WeaponLine("abrams"),))
    ids = store(engine, early, late, between)
    assert (ids[0] != ids[1], ids[2]) == (True, ids[0])
    assert summary(engine)[0] == {
        (frozenset({"Early", "Late", "Between"}), summary_date(engine), (("abrams", None),), 0.8)
    }
    with reading(engine) as connection:
        row = connection.execute(select(t.event).where(t.event.c.public_id == ids[1])).one()
    assert (row.review, row.review_reason) == ("withdrawn", f"the same as {ids[0]}")
    assert list(faults(engine)) == []


def summary_date(engine: Engine) -> str:
    return str(next(iter(summary(engine)[0]))[1])


def asked_links(engine: Engine) -> list[Any]:
    with reading(engine) as connection:
        return waiting_links(connection, Filters())


def test_an_accepted_link_makes_one_event_and_a_split_takes_it_back(engine: Engine) -> None:
    agency, vague = store(engine, A, VAGUE)
    (link,) = asked_links(engine)
    with writing(engine) as connection:
        assert decide_link(connection, link, "accepted")
    assert summary(engine)[0] == {(frozenset({"Agency", "Echo"}), "2024-11-19", (("abrams", 31),), 0.8)}
    with writing(engine) as connection:
        key = keys_of(connection, [agency])[agency]
        with pytest.raises(UsageError, match="Document 9 is no source of"):
            split_event(connection, key, [9], reason="another")
        with pytest.raises(UsageError, match="All sources"):
            split_event(connection, key, [1, 2], reason="another")
        assert split_event(connection, key, [2], reason="another") == vague
    assert summary(engine)[0] == {
        (frozenset({"Agency"}), "2024-11-19", (("abrams", 31),), 0.8),
        (frozenset({"Echo"}), "2024-11", (("abrams", None),), 0.8),
    }
    assert list(faults(engine)) == []
    store(engine, told("Gazette", "2025-11-21", date="2024-11", weapons=(WeaponLine("abrams"),)))
    assert all({agency, vague} != {link.event_id, link.other_id} for link in asked_links(engine))


def test_what_a_person_rejected_is_never_proposed_or_merged_again(engine: Engine) -> None:
    agency, vague = store(engine, A, VAGUE)
    (link,) = asked_links(engine)
    with writing(engine) as connection:
        decide_link(connection, link, "rejected", "another delivery")
    store(engine, A, VAGUE)
    store(engine, told("Gazette", "2025-11-21", date="2024-11"))
    with reading(engine) as connection:
        (kept,) = links(connection, t.event_link.c.id == link.key)
        reviews = connection.execute(select(t.event.c.review).where(t.event.c.public_id.in_((agency, vague)))).scalars()
        assert kept.review == "rejected"
        assert list(reviews) == ["proposed", "proposed"]
    assert list(faults(engine)) == []


def test_what_was_merged_and_then_split_stays_two_whatever_comes(engine: Engine) -> None:
    first, second = store(engine, A, B)
    assert first == second
    with writing(engine) as connection:
        other = split_event(connection, keys_of(connection, [first])[first], [2], reason="two deliveries")
    assert summary(engine)[0] == {
        (frozenset({"Agency"}), "2024-11-19", (("abrams", 31),), 0.8),
        (frozenset({"Bulletin"}), "2024-11-20", (("abrams", 31),), 0.8),
    }
    store(engine, told("Gazette", "2024-11-22"), told("Herald", "2024-11-22", date="2024-11-20"))
    assert {(papers, date) for papers, date, *_ in summary(engine)[0]} == {
        (frozenset({"Agency", "Gazette"}), "2024-11-19"),
        (frozenset({"Bulletin", "Herald"}), "2024-11-20"),
    }
    assert asked_links(engine) == []
    assert other != first
    assert list(faults(engine)) == []


def test_a_person_s_value_stays_whatever_the_papers_say(engine: Engine) -> None:
    (first,) = store(engine, A)
    with writing(engine) as connection:
        key = keys_of(connection, [first])[first]
        changes = Changes(texts={"date": "2024-11-17"})
        edit_event(connection, key, changes, reason="seen", resolve=str, titled=lambda _: "Tanks")
    assert store(engine, told("Gazette", "2024-11-22"), told("Herald", "2024-11-22", date="2024-11-17")) == [first] * 2
    assert summary_date(engine) == "2024-11-17"


def test_two_accounts_of_one_document_are_never_one_event(engine: Engine) -> None:
    document, event = A
    with writing(engine) as connection:
        other = dataclasses.replace(event, date="2024-11-20")
        ids = store_document(connection, document, [event, other], why="loaded").event_ids
    assert len(set(ids)) == 2
    store(engine, B)
    assert len(summary(engine)[0]) == 2
    assert list(faults(engine)) == []
