"""Every kind of change taken back and brought back again: the rows are what they were, and the log tells it all."""

import datetime as dt
from itertools import chain
from typing import Any

import pytest
from sqlalchemy import Engine, text

from tests.database.test_known import SEEN, seen
from tests.review.eventful import STEPS, go_through
from timeline.database.checking import faults
from timeline.database.known import known_on
from timeline.database.moments import Moment, as_logged
from timeline.database.opening import reading, writing
from timeline.errors import UsageError
from timeline.queries.log import Change, Wanted, change_numbered, changes
from timeline.review.undoing import last_change, undo

ADDING = ("load two", "load a delivery", "load a doubt", "link", "split")
"""Steps after which something new stands, which is withdrawn and not taken out."""


def rows(engine: Engine) -> dict[str, list[Any]]:
    """What a question is answered from, without the keys that rows have among themselves, and without the log."""
    with reading(engine) as connection:
        found = seen(connection)
    del found["change"]
    for name in ("claim", "treaty_action"):
        found[name] = sorted((row[1:] for row in found[name]), key=repr)
    return found


def take_back(engine: Engine, number: int | None = None) -> None:
    """Undo the last change, or that one."""
    with writing(engine) as connection:
        change = last_change(connection) if number is None else change_numbered(connection, number)
        assert change is not None
        undo(connection, change)


def newest(engine: Engine) -> Change:
    """The change that was made last."""
    with reading(engine) as connection:
        return next(changes(connection, Wanted()))


def test_each_change_is_taken_back_and_brought_back(engine: Engine) -> None:
    before = rows(engine)
    for name in go_through(engine):
        after = rows(engine)
        take_back(engine)
        back = rows(engine)
        if name not in ADDING:
            differing = [table for table in back if back[table] != before[table] and not _documents(name, table)]
            assert differing == [], (name, differing)
        take_back(engine, newest(engine).first)
        assert rows(engine) == after, name
        before = after
    assert list(faults(engine)) == []


def _documents(step: str, table: str) -> bool:
    """Documents that a step stored stay; an act or a print that comes with one leaves it behind."""
    return table == "document" and step in ("add an act", "load it again, told by another", "load a print of it")


def test_all_is_taken_back_step_by_step_and_every_moment_stays_known(engine: Engine) -> None:
    list(go_through(engine))
    copies = []
    for place in chain([0], range(1, len(STEPS) + 1)):
        if place:
            take_back(engine)
        with reading(engine) as connection:
            copies.append((Moment(str(place), as_logged(dt.datetime.now(dt.UTC))), seen(connection)))
    taken_back = newest(engine)
    with pytest.raises(UsageError) as refused, writing(engine) as connection:
        last_change(connection)
    assert str(refused.value) == (
        f"There is no change to undo that is not taken back already: timeline undo {taken_back.first} "
        f"brings change {taken_back.undoes[0]} back."
    )
    with reading(engine) as connection:
        standing = connection.execute(
            text("SELECT count(*) FROM event WHERE id > 0 AND review NOT IN ('withdrawn', 'rejected')")
        ).scalar()
        acts = connection.execute(text("SELECT count(*) FROM treaty_action WHERE origin = 'user'")).scalar()
    assert (standing, acts) == (0, 0)
    assert list(faults(engine)) == []
    for at, copy in copies:
        with known_on(engine, at) as connection:
            found = seen(connection)
        for table in SEEN:
            if table != "claim":
                assert found[table] == copy[table], (table, at)
        assert sorted((row[1:] for row in found["claim"]), key=repr) == sorted(
            (row[1:] for row in copy["claim"]), key=repr
        )


def test_what_later_changes_build_on_is_refused_with_their_numbers(engine: Engine) -> None:
    list(go_through(engine))
    with reading(engine) as connection:
        by_why = {change.why: change for change in changes(connection, Wanted())}
    for why, words in {
        "loaded tanks.txt": "build on it; take those back first",
        "it was Monday": "",
        "a day later": "is not as it left it",
    }.items():
        change = by_why[why]
        if not words:
            continue
        with writing(engine) as connection, pytest.raises(UsageError) as refused:
            undo(connection, change)
        assert f"Change {change.first} cannot be taken back" in str(refused.value)
    with reading(engine) as connection:
        first = next(iter(change for change in changes(connection, Wanted(numbers=(1,)))))
    with writing(engine) as connection, pytest.raises(UsageError, match="come with the program"):
        undo(connection, first)


def test_where_nothing_was_changed_there_is_nothing_to_undo(engine: Engine) -> None:
    with pytest.raises(UsageError, match=r"^There is no change to undo\.$"), reading(engine) as connection:
        last_change(connection)
