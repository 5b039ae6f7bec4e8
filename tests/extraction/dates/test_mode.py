"""News and narratives are told apart by the years and the pointing words in them."""

from timeline import edtf
from timeline.extraction.dates.mode import is_narrative

PUBLISHED = edtf.parse("2024-11-20")
HISTORY = "In 1939 it began. In May 1940 it spread. By 1941 all were in it; in 1943 it turned, and in 1945 it ended. "
NEWS = "He said Tuesday that it began last year. On Wednesday, the council voted, today and yesterday. "


def test_a_history_is_a_narrative() -> None:
    assert is_narrative(HISTORY.lower(), PUBLISHED)
    assert is_narrative(HISTORY.lower(), None)


def test_news_is_none_even_with_some_history_in_it() -> None:
    assert not is_narrative(NEWS.lower(), PUBLISHED)
    assert not is_narrative((NEWS * 3 + HISTORY).lower(), PUBLISHED)


def test_a_text_of_recent_years_is_none() -> None:
    assert not is_narrative("in 2024 and 2023, 2024, 2023, 2024, 2023 and 2024", PUBLISHED)


def test_years_before_christ_count() -> None:
    assert is_narrative("from 499 bc to 493 bc, in 490 bc, in 480 bc, in 479 bc and 478 bc", PUBLISHED)
