"""Time phrases that date nothing, ranges that date the whole, and days to reckon from that are still to come."""

import pytest

from timeline.documents.document import Document
from timeline.extraction.candidates import hung
from timeline.extraction.date_features import date_choices
from timeline.extraction.linear import shipped_models
from timeline.extraction.read import read
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("They laid mines in violation of the 1997 Mine Ban Treaty.", []),
        ("They laid mines, which Yemen's 1998 treaty forbids.", []),
        ("The 1990 Conventional Armed Forces in Europe treaty was signed in 1990.", ["1990"]),
        ("In 1990 the treaty was signed.", ["1990"]),
        ("They signed a 2015 contract.", ["2015"]),
        ("It will come into force 90 days after being ratified by 50 states.", []),
        ("It will come into force six months after the deposit.", []),
        ("It came six months after the attack.", ["2013-05~"]),
    ],
)
def test_what_dates_a_sentence(text: str, dates: list[str]) -> None:
    assert [phrase.edtf for phrase in read(Document(text, "2013-11-20"), VOCABULARY).times[0]] == dates


@pytest.mark.parametrize(
    ("text", "type", "offered"),
    [
        ("France shipped jets to Iraq between 1981 and 1987.", "transfer-delivery", {"1981/1987"}),
        ("France shipped jets to Iraq from 2002 to 2007.", "transfer-delivery", {"2002/2007"}),
        ("The Union kept an embargo on China from 1989 to 2007.", "embargo", {"1989/2007", "1989", "2007"}),
    ],
)
def test_what_lasts_has_the_whole_range_and_what_begins_or_ends_one_end_too(
    text: str, type: str, offered: set[str]
) -> None:
    reading = read(Document(text, "2013-11-20"), VOCABULARY)
    candidate = hung(reading, 0, type, 0.0, shipped_models())[0]
    assert {choice.value for choice, _ in date_choices(reading, candidate) if choice.start >= 0} == offered
