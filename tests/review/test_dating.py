"""Why an event bears its date, in words."""

import pytest

from timeline import edtf
from timeline.extraction.dates import find_dates
from timeline.review.dating import dating_words

PUBLISHED = "2024-11-20"


@pytest.mark.parametrize(
    ("date", "basis", "words"),
    [
        (
            "2024-11-19",
            ("Tuesday", "weekday-past", "2024-11-20"),
            "Tuesday → 2024-11-19: the last Tuesday before the document's date, 2024-11-20",
        ),
        (
            "2024-11-20",
            ("", "publication", "2024-11-20"),
            "2024-11-20: the text gives it no other date than the document's date, 2024-11-20",
        ),
        ("2022", ("2022", "year", ""), "2022 → 2022: as the text states it"),
        ("2023", ("last\nyear", "unit-before", "2024"), "last year → 2023: the one before the document's year, 2024"),
        (
            "1997-06",
            ("June of that year", "month-of-named-year", "1997"),
            "June of that year → 1997-06: in the year that the phrase names, told from 1997",
        ),
        (
            "2024-11-15",
            ("late last Friday", "weekday-last-part", "2024-11-20"),
            "late last Friday → 2024-11-15: the last one before the document's date, 2024-11-20, "
            "and the part of it that is named",
        ),
        ("2001", ("x", "no-such-rule", "2000"), "x → 2001: by the rule no-such-rule, told from 2000"),
        ("2001", ("x", "no-such-rule", ""), "x → 2001: by the rule no-such-rule"),
        ("2024", ("", "person", ""), "2024: set by a person"),
        ("2024", ("", "", ""), ""),
    ],
)
def test_the_rule_is_said(date: str, basis: tuple[str, str, str], words: str) -> None:
    assert dating_words(date, *basis, PUBLISHED) == words


SAID = (
    "On Tuesday it began, days after a vote on 5 March 2023; last week, two years ago, in the summer, next month, "
    "in June, on 3 May, this year, yesterday, in 2021, in the 1990s, a day earlier, early last year, "
    "at the end of the month."
)


def test_every_rule_at_work_here_has_its_words() -> None:
    found = [one for one in find_dates(SAID, edtf.parse(PUBLISHED)) if one.edtf]
    told = [dating_words(one.edtf or "", one.text, one.rule, one.anchor or "", PUBLISHED) for one in found]
    assert len(told) > 12
    assert [words for words in told if "by the rule" in words] == []
