"""In a dated entry only its head and what its own words say are dates."""

from timeline.extraction.entry_dates import in_entry
from timeline.extraction.reading import Choice, TimePhrase

PUBLICATION = Choice("2024-11-20", 3.0, -1, -1, "publication", "2024-11-20")


def ranked(choices: list[Choice]) -> list[str]:
    return [choice.value for choice in sorted(choices, key=lambda choice: -choice.score)]


def test_publication_and_earlier_sentences_give_way_to_the_head() -> None:
    head = TimePhrase(100, 110, "2016-05-03", "day-in-full", "")
    before = Choice("2015", 2.0, 40, 44, "year", "")
    aside = Choice("1998", 1.0, 150, 154, "year", "")
    assert ranked(in_entry([PUBLICATION, before, aside], head)) == ["2016-05-03", "1998"]


def test_what_the_words_say_may_still_be_likelier() -> None:
    head = TimePhrase(100, 110, "2016-05-03", "day-in-full", "")
    aside = Choice("1998", 5.0, 150, 154, "year", "")
    assert ranked(in_entry([PUBLICATION, aside], head)) == ["1998", "2016-05-03"]


def test_a_year_at_the_head_gives_way_to_the_day_of_it_that_the_sentence_names() -> None:
    head = TimePhrase(100, 104, "2014", "year", "")
    day = Choice("2014-04-01", 0.5, 140, 147, "day-of-told-year", "")
    other = Choice("2009-07", 1.0, 160, 169, "month-in-full", "")
    assert ranked(in_entry([PUBLICATION, day, other], head))[0] == "2014-04-01"


def test_of_two_days_of_the_head_s_year_the_likelier_one_comes_first() -> None:
    head = TimePhrase(100, 104, "2014", "year", "")
    first = Choice("2014-04-01", 0.5, 140, 147, "day-of-told-year", "")
    second = Choice("2014-07-09", 1.5, 160, 166, "day-of-told-year", "")
    assert ranked(in_entry([PUBLICATION, first, second], head))[:2] == ["2014-07-09", "2014-04-01"]
