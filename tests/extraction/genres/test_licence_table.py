"""Tables of export licences give one decision of the licensing state a row."""

import pytest

from tests.extraction.genres.reading_of import passages_hold, reading_of, told

GRANTED = """\
Licences granted for the export of military goods between 1 April and 30 June 2018:

Destination | Number | Value (EUR) | Goods
Kuwait | 3 | 12,500,000 | howitzers, spare parts
Peru | 11 | 800,000 |
Sweden | 2 | 1,000 | returned samples
"""


def test_each_destination_is_licensed_in_the_period() -> None:
    reading = reading_of(GRANTED, "2018-09-01", "Sweden: strategic exports in the second quarter")
    passages_hold(reading)
    assert told(reading.form.events) == [
        "transfer-authorization actual 2018-04-01/2018-06-30 supplier=SWE recipient=KWT"
        " large-calibre-artillery-system for 12500000 EUR parts-and-components",
        "transfer-authorization actual 2018-04-01/2018-06-30 supplier=SWE recipient=PER weapon for 800000 EUR",
    ]


def test_refused_licences_are_refusals() -> None:
    text = GRANTED.replace("Licences granted", "Applications for licences that were refused")
    events = reading_of(text, "2018-09-01", "Sweden: strategic exports in the second quarter").form.events
    assert [event.type for event in events] == ["transfer-refusal", "transfer-refusal"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (GRANTED, "Strategic exports in the second quarter"),
        (GRANTED, "Strategic exports to Sweden"),
        (GRANTED.replace("Licences granted for the export of military goods", "Cheese sold"), "Sweden: cheese"),
        (GRANTED.replace("between 1 April and 30 June 2018", "of late"), "Sweden: strategic exports"),
    ],
    ids=["whose licences", "licences for it", "no licences", "no period"],
)
def test_a_table_without_state_licences_or_period_gives_nothing(text: str, title: str) -> None:
    assert reading_of(text, "2018-09-01", title).form.events == ()
