"""Rows of a register of transfers give an agreement and a delivery each, whatever parts their columns."""

import pytest

from tests.extraction.genres.reading_of import passages_hold, reading_of, told

BARS = """\
Arms transfers, selected entries

| Supplier | Recipient | Weapon | No. ordered | Year of order | Year(s) of delivery | Comments |
|---|---|---|---|---|---|---|
| France | Egypt | Rafale | 24 | 2015 | 2015-2018 | financed by a loan |
| Germany | Chile | Leopard 2 | 140 | ~2007 | 2007, 2008, 2009 | second-hand |
| Sweden | Atlantis | Gripen | 12 | 2030 | | |
"""
EXPECTED = [
    "transfer-agreement actual 2015 supplier=FRA recipient=EGY rafale*24",
    "transfer-delivery actual 2015/2018 supplier=FRA recipient=EGY rafale*24",
    "transfer-agreement actual 2007~ supplier=DEU recipient=CHL leopard-2*140",
    "transfer-delivery actual 2007/2009 supplier=DEU recipient=CHL leopard-2*140",
]
GROUPS = """\
Key: order year / number and designation / description / years of delivery / remarks

BRAZIL
2009 / 24 / patrol boat / 2011-2012 / for the coast guard

KOREA, SOUTH
2011 / 2 of 4 / frigate / 2014 / contract of 3 May 2011

RUSSIA
2019 / 6 / S-400 / 2027 / to be paid in kind
"""


@pytest.mark.parametrize("mark", ["|", "\t", ";"])
def test_each_row_gives_an_order_and_a_delivery(mark: str) -> None:
    text = (
        BARS
        if mark == "|"
        else BARS.replace("|---|---|---|---|---|---|---|\n", "").replace(" | ", mark).replace("| ", "")
    )
    reading = reading_of(text)
    passages_hold(reading)
    assert told(reading.form.events) == EXPECTED


def test_columns_may_be_aligned_by_blanks() -> None:
    text = (
        "Supplier   Recipient   Weapon      Ordered in   Delivered\n"
        "France     Egypt       Rafale      2015         2015-2018\n"
        "Germany    Chile       Leopard 2   2006         2007\n"
    )
    assert told(reading_of(text).form.events) == [
        "transfer-agreement actual 2015 supplier=FRA recipient=EGY rafale",
        "transfer-delivery actual 2015/2018 supplier=FRA recipient=EGY rafale",
        "transfer-agreement actual 2006 supplier=DEU recipient=CHL leopard-2",
        "transfer-delivery actual 2007 supplier=DEU recipient=CHL leopard-2",
    ]


def test_a_line_of_its_own_names_the_supplier_and_the_title_the_recipient() -> None:
    reading = reading_of(GROUPS, "2024-11-20", "Transfers of major arms to Indonesia, 2009–2019")
    passages_hold(reading)
    assert told(reading.form.events) == [
        "transfer-agreement actual 2009 supplier=BRA recipient=IDN patrol-boat*24",
        "transfer-delivery actual 2011/2012 supplier=BRA recipient=IDN patrol-boat*24",
        "transfer-agreement actual 2011-05-03 supplier=KOR recipient=IDN frigate*4",
        "transfer-delivery actual 2014 supplier=KOR recipient=IDN frigate*2",
        "transfer-agreement actual 2019 supplier=RUS recipient=IDN s-400*6",
        "transfer-delivery planned 2027 supplier=RUS recipient=IDN s-400*6",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "France | Egypt | Rafale | 2015\nGermany | Chile | Leopard 2 | 2007\nSweden | Brazil | Gripen | 2014",
        "Team | Played | Won\nFrance | 3 | 2\nGermany | 3 | 1\nSweden | 3 | 0",
        "Supplier | Recipient | Weapon | Price\nFrance | Egypt | Rafale | 90\nGermany | Chile | Leopard 2 | 12",
        "Weapon | Delivered\nThe mayor | handed it over\nA tank | in 1944, to a museum",
    ],
    ids=["no headings", "a league", "no dates", "no parties"],
)
def test_what_is_no_register_gives_nothing(text: str) -> None:
    assert reading_of(text).form.events == ()
