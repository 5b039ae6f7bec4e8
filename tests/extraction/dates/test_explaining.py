"""Why a phrase has its date, in one sentence."""

import pytest

from tests.extraction.dates.phrases import ROWS
from timeline.extraction.dates import explain
from timeline.extraction.dates.explaining import RULES

SENTENCES = [
    (("Tuesday", "2024-11-19", "weekday-past", "2024-11-20"),
     "Tuesday → 2024-11-19: the last Tuesday before the document's date, 2024-11-20."),
    (("the end of\n2015", "2015-12", "year-part", None),
     "the end of 2015 → 2015-12: a year by its number; of it the part that the words name."),
    (("two days later", "2021-05-05", "offset-later", "2021-05-03"),
     "two days later → 2021-05-05: that far after what the text spoke of, 2021-05-03, in units of that size."),
    (("Tuesday", "XXXX-WXX-2", "weekday-without-date", None),
     "Tuesday → XXXX-WXX-2: a weekday; the document's date is not known."),
    (("spring {2020}", "2020-21", "set by hand", None), "spring {2020} → 2020-21: set by hand."),
]  # fmt: skip


@pytest.mark.parametrize(("given", "sentence"), SENTENCES)
def test_sentences(given: tuple[str, str, str, str | None], sentence: str) -> None:
    assert explain(*given) == sentence


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("anchor", [None, "2024-11-20"])
def test_every_rule_makes_a_whole_sentence(rule: str, anchor: str | None) -> None:
    sentence = explain("the phrase", "2024", rule, anchor)
    assert sentence.startswith("the phrase → 2024: ")
    assert sentence.endswith(".")
    assert "{" not in sentence and "  " not in sentence


def test_every_row_of_the_table_can_be_explained() -> None:
    assert {row.rule.removesuffix("-part") for row in ROWS} <= set(RULES)
