"""What states were under treaties from which day to which, beside what `status` says of single days."""

import datetime as dt

from sqlalchemy import Engine

from timeline import edtf
from timeline.database.opening import reading
from timeline.law.standings import Kind
from timeline.queries.standing import treaty_stands
from timeline.queries.standing_periods import standing_periods


def test_the_periods_of_one_state(engine: Engine) -> None:
    with reading(engine) as connection:
        found = standing_periods(connection, ["ccm"], ["LTU", "USA"])
    assert [(one.actor.name, str(one.first), one.kinds) for one in found.periods] == [
        ("Lithuania", "2008-12-03", (Kind.SIGNATORY,)),
        ("Lithuania", "2011-03-24", (Kind.PROVISIONAL,)),
        ("Lithuania", "2011-09-01", (Kind.PARTY,)),
        ("Lithuania", "2024-09-06", (Kind.WITHDRAWAL_NOTIFIED,)),
        ("Lithuania", "2025-03-06", (Kind.WITHDRAWN,)),
    ]
    assert found.periods[-1].last == dt.date.max
    assert found.told_by[0] == "UN Treaty Collection"
    assert found.in_part == ()


def test_every_day_has_the_position_that_status_gives(engine: Engine) -> None:
    treaties = ("mine-ban", "cfe", "ccw-p1", "wassenaar")
    days = [dt.date(1999, 3, 1), dt.date(2007, 12, 13), dt.date(2024, 11, 20)]
    with reading(engine) as connection:
        for treaty in treaties:
            found = standing_periods(connection, [treaty], [])
            for day in days:
                told = {one.actor.id: one.kinds for one in found.periods if one.first <= day <= one.last}
                stands = treaty_stands(connection, treaty, edtf.on(day)).stands
                assert told == {
                    stand.actor.id: stand.position.kinds
                    for stand in stands
                    if stand.position.kinds not in ((Kind.NO_RELATION,), (Kind.NOT_RECORDED,))
                }, (treaty, day)


def test_without_treaties_all_of_them(engine: Engine) -> None:
    with reading(engine) as connection:
        found = standing_periods(connection, [], ["UKR"])
    names = [one.treaty.name for one in found.periods]
    assert names == sorted(names, key=str.casefold)
    assert {"Mine Ban Treaty", "Arms Trade Treaty"} <= set(names)
    assert len(found.read_until) > 1


def test_what_is_outside_is_what_status_says_of_it(engine: Engine) -> None:
    with reading(engine) as connection:
        for treaty in ("ccm", "ewipa", "abm", "wassenaar", "firearms-protocol"):
            found = standing_periods(connection, [treaty], ["FJI", "IRN", "CHN"])
            told = {one.actor.id for one in found.periods}
            for one in found.outside:
                if one.actor.id not in told:
                    (stand,) = treaty_stands(connection, treaty, edtf.on(dt.date(2001, 1, 1)), [one.actor.id]).stands
                    assert one.kinds == stand.position.kinds, (treaty, one.actor)
        assert standing_periods(connection, [], ["FJI"]).outside == ()
