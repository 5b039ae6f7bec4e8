"""Tables of signatures and ratifications give one act a cell."""

import pytest

from tests.extraction.genres.reading_of import passages_hold, reading_of, told

STATES = """\
Status of the Convention on Cluster Munitions

Participant        Signature        Ratification, Accession (a)
Norway             3 Dec 2008       3 Dec 2008
Chile              3 Dec 2008       16 Dec 2010
Cuba                                6 Apr 2016 a
Atlantis           3 Dec 2008
"""
TREATIES = """\
Treaty | Signed | Ratified | Entry into force
Mine Ban Treaty | 3 December 1997 | 9 July 1998 | 1 March 1999
Arms Trade Treaty | 4 June 2013 | - | -
Treaty of Tordesillas | 7 June 1494 | 2 July 1494 | -
"""


def test_each_dated_cell_of_a_treaty_s_states_is_an_act() -> None:
    reading = reading_of(STATES.replace("Cuba                   ", "Cuba               -"))
    passages_hold(reading)
    assert told(reading.form.events) == [
        "treaty-signature actual 2008-12-03 party=NOR cluster-munition ccm",
        "treaty-ratification actual 2008-12-03 party=NOR cluster-munition ccm",
        "treaty-signature actual 2008-12-03 party=CHL cluster-munition ccm",
        "treaty-ratification actual 2010-12-16 party=CHL cluster-munition ccm",
        "treaty-ratification actual 2016-04-06 party=CUB cluster-munition ccm",
    ]


def test_the_treaties_of_one_state_are_its_acts() -> None:
    reading = reading_of(TREATIES, "2024-11-20", "Sweden: arms control treaties")
    passages_hold(reading)
    assert told(reading.form.events) == [
        "treaty-signature actual 1997-12-03 party=SWE anti-personnel-mine mine-ban",
        "treaty-ratification actual 1998-07-09 party=SWE anti-personnel-mine mine-ban",
        "treaty-entry-into-force actual 1999-03-01 party=SWE anti-personnel-mine mine-ban",
        "treaty-signature actual 2013-06-04 party=SWE att",
    ]


@pytest.mark.parametrize(
    "text",
    [
        TREATIES,
        STATES.replace("Convention on Cluster Munitions", "rules of the club"),
        "State | Signed the book | Paid\nNorway | 3 Dec 2008 | 4 kroner\nChile | 3 Dec 2008 | 1 peso",
    ],
    ids=["whose treaties", "no treaty", "a visitors' book"],
)
def test_a_table_without_state_or_treaty_gives_nothing(text: str) -> None:
    assert reading_of(text).form.events == ()
