"""The box of a country profile gives the dated acts of the state that it is about."""

import pytest

from tests.extraction.genres.reading_of import passages_hold, reading_of, told

TITLE = "Country profile: Peru"
BOX = """\
Mine Ban Treaty status: State Party
Signed 3 December 1997; ratified 17 June 1998
Arms Trade Treaty ...... Signed on 24 September 2013, ratified 16 February 2016
CCW Amended Protocol II: Party since 1997
Convention on Cluster Munitions: not signed as of 4 May 2009
Stockpile: none since 2001

Policy
The country has a law of 2006 on mines.
"""
EXPECTED = [
    "treaty-signature actual 1997-12-03 party=PER anti-personnel-mine mine-ban",
    "treaty-ratification actual 1998-06-17 party=PER anti-personnel-mine mine-ban",
    "treaty-signature actual 2013-09-24 party=PER att",
    "treaty-ratification actual 2016-02-16 party=PER att",
    "treaty-ratification actual 1997 party=PER landmine ccw-ap2",
]


def test_each_dated_act_of_the_box_is_an_event_and_what_was_not_done_is_none() -> None:
    reading = reading_of(BOX, "2024-11-20", TITLE)
    passages_hold(reading)
    assert told(reading.form.events) == EXPECTED
    assert reading.form.subject == "PER"


def test_a_box_without_treaty_names_speaks_of_the_treaty_of_the_title() -> None:
    text = "Treaty status: ratified 9 May 2001\nUse: none\nProduction: none\n"
    events = reading_of(text, "2024-11-20", "Togo and the Mine Ban Treaty").form.events
    assert told(events) == ["treaty-ratification actual 2001-05-09 party=TGO anti-personnel-mine mine-ban"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (BOX, "Country profiles"),
        (BOX, "Peru and Chile"),
        ("Asked about the Mine Ban Treaty: Peru signed it on 3 December 1997, the minister said.", TITLE),
        ("Use: none\nProduction: none\nStockpile: destroyed in 2001\n", TITLE),
    ],
    ids=["no state", "two states", "a sentence with a colon", "no treaty"],
)
def test_what_is_no_box_of_one_state_gives_nothing(text: str, title: str) -> None:
    assert reading_of(text, "2024-11-20", title).form.events == ()
