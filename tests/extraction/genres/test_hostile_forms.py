"""Whatever stands where a form is expected: no crash, exact passages, and time in line with the length."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extraction.genres.reading_of import VOCABULARY, passages_hold, reading_of
from tests.growth import grows_no_faster_than_the_text
from timeline.extraction.genres import form_of
from timeline.extraction.genres.replacing import replaced

TITLE = "Chile and the Mine Ban Treaty"
LINES = (
    "The State Department approved a possible Foreign Military Sale to Chile of tanks for $9 billion, notified today.",
    "The principal contractor will be Boeing.",
    "Chile has requested to buy six (6) AH-64 helicopters. This proposed sale will help. No offset. Transmittal",
    "(i) Prospective Purchaser: Chile",
    "(iii) Description: 99999999999999999999 (9) Javelin missiles; up to (0) tanks",
    "(viii) Date Report Delivered to Congress: May 3, 2021",
    "Supplier | Recipient | Weapon | No. ordered | Year of order | Delivered",
    "France | Egypt | Rafale | 24 of 99 | ~2015 (2016) | 2015-9999",
    "|||||",
    "State\tSignature\tRatification",
    "Chile\t3 Dec 2008\t31 Feb 2010",
    "Country ... Number ... Value (EUR)",
    "Peru ... 3 ... 1.2.3,4",
    "Mine Ban Treaty: signed 3 December 1997; ratified 2001; not ratified 2099",
    "Arms Trade Treaty status: State Party",
    "Signed 0 May 0000",
    "The above action was effected on 3 May 2011, with: Chile (ratification), Peru (((",
    "acting in his capacity as depositary",
    "PERU: RATIFICATION",
    "2016",
    "31 February – Chile buys tanks.",
    "MAY 2019",
    "99 – Chile sells them.",
    "2019, June 31 – Peru.",
    "The Minister of State: We refused licences, my Lords. The Government of Peru was told.",
    "Q1. To ask the Secretary of State for Defence; hon. Member",
    "\u200b\u200f\ufeff",
    "",
    "   ",
    "İ – ß | ﬁ",
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=24).map("\n".join), st.sampled_from(["", TITLE]))
def test_forms_put_together_at_random_still_quote_the_text(text: str, title: str) -> None:
    passages_hold(reading_of(text, "2024-11-20", title))


@pytest.mark.parametrize("published", [None, "2024", "2024-11-18/2024-11-20", "../2024-11-20", "2024~"])
def test_any_date_of_publication_does(published: str | None) -> None:
    passages_hold(reading_of("\n".join(LINES), published, TITLE))


@pytest.mark.parametrize(
    "unit",
    [
        "France | Egypt | Rafale | 24 | 2015 | 2015-2018\n",
        "State | Signature | Ratification\n",
        "8 April – Chile buys tanks.\n\n",
        "A" + " " * 400 + "b" + "." * 400 + "\n",
        "Mine Ban Treaty: signed 3 December 1997, ratified 2001\n",
        "PERU: RATIFICATION\nThe above action was effected on 3 May 2011. A depositary notification.\n",
        "The Minister: We refused it, hon. Member.\n",
        "possible Foreign Military Sale principal contractor will be offset transmittal proposed sale will ",
        "(i) Prospective Purchaser: ",
    ],
)
def test_time_is_in_line_with_the_length(unit: str) -> None:
    def parse(text: str) -> None:
        form = form_of(reading_of(text, "2024-11-20", TITLE), VOCABULARY)
        replaced(form, form.events)

    assert grows_no_faster_than_the_text(parse, unit, 4000)
