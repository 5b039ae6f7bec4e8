"""Decisions: recorded with their reasons, never a deletion, nothing done twice."""

import pytest
from sqlalchemy import Engine, select

from tests.review.rows_of import rows_of
from tests.review.samples import DOCUMENT, condemnation, tanks
from timeline.database import tables as t
from timeline.database.checking import faults
from timeline.database.opening import reading, writing
from timeline.errors import AmbiguousName, UnknownName, UsageError
from timeline.review.deciding import accept, reject, withdraw
from timeline.review.intake import store_document
from timeline.review.naming import event_key, event_keys


@pytest.fixture
def keys(engine: Engine) -> list[int]:
    """Two proposals."""
    with writing(engine) as connection:
        stored = store_document(connection, DOCUMENT, [tanks(), condemnation()], why="loaded")
        return event_keys(connection, stored.event_ids)


def standings(engine: Engine) -> list[tuple[str, str, str]]:
    with reading(engine) as connection:
        columns = (t.event.c.review, t.event.c.review_reason, t.event.c.lane)
        return [
            tuple(row) for row in connection.execute(select(*columns).where(t.event.c.id > 0).order_by(t.event.c.id))
        ]


def test_accepting_keeps_the_lane_and_is_done_once(engine: Engine, keys: list[int]) -> None:
    with writing(engine) as connection:
        assert len(accept(connection, keys)) == 2
        assert accept(connection, keys) == []
    assert standings(engine) == [("accepted", "", "auto"), ("accepted", "", "review")]
    assert list(faults(engine)) == []


def test_rejecting_keeps_everything_and_the_reason(engine: Engine, keys: list[int]) -> None:
    before = rows_of(engine)
    with writing(engine) as connection:
        reject(connection, keys[:1], " not in the text ")
    after = rows_of(engine)
    assert standings(engine)[0] == ("rejected", "not in the text", "auto")
    assert [after[name] for name in ("claim", "event_actor", "document")] == [
        before[name] for name in ("claim", "event_actor", "document")
    ]
    with reading(engine) as connection:
        last = connection.execute(select(t.change).order_by(t.change.c.id.desc()).limit(1)).mappings().one()
    assert last["why"] == "rejected: not in the text"
    assert last["before"] == {"review": "proposed", "review_reason": ""}
    assert last["after"] == {"review": "rejected", "review_reason": "not in the text"}
    assert list(faults(engine)) == []


@pytest.mark.parametrize("decide", [reject, withdraw])
def test_a_reason_is_demanded(engine: Engine, keys: list[int], decide: object) -> None:
    before = rows_of(engine)
    with pytest.raises(UsageError, match="Say why with --reason"), writing(engine) as connection:
        decide(connection, keys, "  ")  # type: ignore[operator]
    assert rows_of(engine) == before


def test_only_what_counted_is_withdrawn(engine: Engine, keys: list[int]) -> None:
    with writing(engine) as connection:
        accept(connection, keys[:1])
    with pytest.raises(UsageError, match=r"is a proposal that nobody accepted"), writing(engine) as connection:
        withdraw(connection, keys, "wrong")
    assert [review for review, _, _ in standings(engine)] == ["accepted", "proposed"]
    with writing(engine) as connection:
        withdraw(connection, keys[:1], "wrong")
    assert [review for review, _, _ in standings(engine)] == ["withdrawn", "proposed"]


@pytest.mark.parametrize(
    "typed", ["ev-kke20tqh58", "EV-KKE20TQH58", "kke2otqh58", " ev-kke20tqh58 ", "kke2", "ev-kke20", "k", "ev-kk", "KK"]
)
def test_an_id_is_found_as_people_type_it(engine: Engine, keys: list[int], typed: str) -> None:
    with reading(engine) as connection:
        assert event_key(connection, typed) == keys[0]


def test_an_unknown_id_names_the_nearest(engine: Engine, keys: list[int]) -> None:  # noqa: ARG001 - stores the events
    with reading(engine) as connection, pytest.raises(UnknownName) as refused:
        event_key(connection, "ev-kke20tqx58")
    assert refused.value.nearest == ("ev-kke20tqh58",)


def test_a_beginning_of_several_ids_is_ambiguous(engine: Engine, keys: list[int]) -> None:
    with writing(engine) as connection:
        connection.execute(t.event.update().where(t.event.c.id == keys[1]).values(public_id="ev-kke2000000"))
        with pytest.raises(AmbiguousName, match=r"ev-kke2000000, ev-kke20tqh58"):
            event_key(connection, "kke2")
        with pytest.raises(AmbiguousName, match=r"ev-kke2000000, ev-kke20tqh58"):
            event_key(connection, "ev-k")


@pytest.mark.parametrize("typed", ["ev-", "ev", "e", ""])
def test_what_every_id_begins_with_is_no_id(engine: Engine, keys: list[int], typed: str) -> None:  # noqa: ARG001
    with reading(engine) as connection, pytest.raises(UnknownName):
        event_key(connection, typed)
