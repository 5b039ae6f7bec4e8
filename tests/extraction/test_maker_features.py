"""Who is of the country that makes the weapons, and what a title says of its actors."""

from timeline.documents.document import Document
from timeline.extraction.maker_features import maker_features
from timeline.extraction.read import read
from timeline.extraction.reading import Reading
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()


def reading_of(text: str, title: str = "") -> Reading:
    return read(Document(text, "2024-11-20", title=title), VOCABULARY)


def test_the_makers_are_those_of_the_weapons_of_the_sentence() -> None:
    reading = reading_of("Turkey and Poland met. Ukraine has the Bayraktar TB2 since May.")
    assert maker_features(reading, 1, ["TUR", "POL"]) == {
        "TUR": ("made here=home", "made here=home,of 1"),
        "POL": ("made here=other", "made here=other,maker near=True"),
    }


def test_a_sentence_without_a_model_is_about_that_of_the_last_one_that_names_one() -> None:
    reading = reading_of("Kyiv asked for HIMARS. Nobody spoke. Germany and Lockheed Martin refused it.")
    assert maker_features(reading, 2, ["DEU", "lockheed-martin"]) == {
        "DEU": ("made before=other", "made before=other,maker near=True"),
        "lockheed-martin": ("made before=home", "made before=home,of 1"),
    }


def test_weapons_without_a_known_maker_say_nothing() -> None:
    assert maker_features(reading_of("Turkey sent tanks to Libya."), 0, ["TUR", "LBY"]) == {}


def test_a_title_says_who_comes_first_and_to_whom() -> None:
    ways = reading_of("Tanks go.", "Italy to send Kenya\u2019s army vehicles by way of Egypt").title_ways
    assert ways == {
        "ITA": ("titled first", "titled first of 3", "titled first, free", "titled at once"),
        "KEN": ("titled between", "titled between of 3", "titled between, free", "titled between, of it"),
        "EGY": ("titled last", "titled last of 3", "titled of"),
    }
