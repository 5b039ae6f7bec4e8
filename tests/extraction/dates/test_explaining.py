"""Why a phrase has its date, in one sentence."""

import pytest

from tests.extraction.dates.phrases import ROWS
from timeline.extraction.dates import explain
from timeline.extraction.dates.explaining import OF_FORMS, RULES, WITHOUT_PHRASE
from timeline.review.changes import BY_PERSON

PUBLISHED = "2024-11-20"
SENTENCES = [
    (("Tuesday", "2024-11-19", "weekday-past", "2024-11-20"),
     "Tuesday → 2024-11-19: the last Tuesday before the document's date, 2024-11-20"),
    (("", "2024-11-20", "publication", "2024-11-20"),
     "2024-11-20: the text gives it no other date than the document's date, 2024-11-20"),
    (("2022", "2022", "year", None), "2022 → 2022: as the text states it"),
    (("last\nyear", "2023", "unit-before", "2024"), "last year → 2023: the one before the document's year, 2024"),
    (("in June", "2024-06", "month-before", "2024-11"),
     "in June → 2024-06: the last such month up to the document's month, 2024-11"),
    (("June of that year", "1997-06", "month-of-named-year", "1997"),
     "June of that year → 1997-06: that month of the year named beside it, reckoned from 1997"),
    (("late last Friday", "2024-11-15", "weekday-last-part", "2024-11-20"),
     "late last Friday → 2024-11-15: the last such day before the document's date, 2024-11-20, "
     "and of it the part that the words name"),
    (("the end of\n2015", "2015-12", "year-part", None),
     "the end of 2015 → 2015-12: as the text states it, and of it the part that the words name"),
    (("two days later", "2021-05-05", "offset-later", "2021-05-03"),
     "two days later → 2021-05-05: that far after 2021-05-03, in units of that size"),
    (("Tuesday", "XXXX-WXX-2", "weekday-without-date", None),
     "Tuesday → XXXX-WXX-2: a weekday; the document's date is not known"),
    (("the first day", "2021-05-01", "nth-of", ""), "the first day → 2021-05-01: that part of the time named after it"),
    (("a week later", "2021-05-05", "offset-later", None),
     "a week later → 2021-05-05: that far after the date told before it, in units of that size"),
    (("", "2024", "person", ""), "2024: set by a person"),
    (("spring {2020}", "2020-21", "{no} rule", "2019"),
     "spring {2020} → 2020-21: by the rule {no} rule, told from 2019"),
    (("x", "2001", "no-such-rule", ""), "x → 2001: by the rule no-such-rule"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "sentence"), SENTENCES)
def test_sentences(given: tuple[str, str, str, str | None], sentence: str) -> None:
    assert explain(*given, PUBLISHED) == sentence


def test_without_the_document_the_anchor_stands_alone() -> None:
    assert explain("Tuesday", "2024-11-19", "weekday-past", "2024-11-20").endswith("the last Tuesday before 2024-11-20")


@pytest.mark.parametrize("rule", [*RULES, *WITHOUT_PHRASE, *OF_FORMS])
@pytest.mark.parametrize("anchor", [None, "2024-11-20"])
def test_every_rule_makes_a_whole_sentence(rule: str, anchor: str | None) -> None:
    sentence = explain("the phrase", "2024", rule, anchor)
    assert sentence.startswith("the phrase → 2024: ")
    assert "{" not in sentence and "  " not in sentence and ", ," not in sentence
    assert "by the rule" not in sentence


def test_every_row_of_the_table_can_be_explained() -> None:
    assert {row.rule.removesuffix("-part") for row in ROWS} <= set(RULES)


def test_the_rule_of_an_edited_date_has_words() -> None:
    assert BY_PERSON in WITHOUT_PHRASE
