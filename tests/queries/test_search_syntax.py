"""What is typed to search for, as a table of what it means; whatever else is typed is words, or one sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import UsageError
from timeline.queries.search_syntax import LONGEST_QUERY, MOST_WORDS, Phrase, Query, numbers, parse_query


def q(*groups: str, without: tuple[str, ...] = ()) -> Query:
    """Groups of phrases parted by `|`, their terms by spaces; a star at the end of a phrase is a prefix."""
    return Query(
        tuple(tuple(map(phrase, group.split("|"))) for group in groups), tuple(phrase(each) for each in without)
    )


def phrase(words: str) -> Phrase:
    """The terms of a phrase, with a star for a prefix."""
    return Phrase(tuple(words.rstrip("*").split()), words.endswith("*"))


CASES = {
    "landmines": q("landmines|landmine"),
    "Landmine Ukraine": q("landmine|landmines", "ukraine|ukraines"),
    "parties": q("parties|party"),
    "party": q("party|parties"),
    "torpedoes": q("torpedoes|torpedo|torpedoe"),
    "launches": q("launches|launch|launche"),
    "boxes": q("boxes|box|boxe"),
    "class": q("class|classes"),
    "status": q("status|statuses"),
    "UN": q("un"),
    '"Cluster Munitions"': q("cluster munitions"),
    "“cluster munitions”": q("cluster munitions"),
    "«cluster munitions»": q("cluster munitions"),
    '"cluster munitions': q("cluster munitions"),
    'cluster"munitions"': q("cluster|clusters", "munitions"),
    '"cluster mun*"': q("cluster mun*"),
    "min*": q("min*"),
    "F-16*": q("f 16*"),
    "mi*nes": q("mi nes|mi ne"),
    "mines *": q("mines|mine"),
    "mines-*": q("mines|mine"),
    "F-16": q("f 16"),
    "F16": q("f 16"),
    "M18A1": q("m 18 a 1"),
    "155-mm": q("155 mm"),
    "anti-personnel": q("anti personnel|anti personnels"),
    "Ukraine's": q("ukraine s"),
    "mines -Russia": q("mines|mine", without=("russia", "russias")),
    'mines -"New START"': q("mines|mine", without=("new start",)),
    "mines - Russia": q("mines|mine", "russia|russias"),
    "mines -": q("mines|mine"),
    "mines OR bombs": q("mines|mine|bombs|bomb"),
    "mines AND bombs": q("mines|mine", "bombs|bomb"),
    "OR mines OR": q("mines|mine"),
    "AND mines AND AND": q("mines|mine"),
    "mines OR -bombs": q("mines|mine", without=("bombs", "bomb")),
    "a OR b OR c d": q("a|b|c", "d"),
    "mines mines": q("mines|mine"),
    "mines,bombs": q("mines|mine", "bombs|bomb"),
    "10,000": q("10 000"),
    '"mines"-bombs': q("mines", "bombs|bomb"),
    '"mines"-"bombs"': q("mines", "bombs"),
    "(mines) (-bombs)": q("mines|mine", "bombs|bomb"),
    "NEAR(mines, 5)": q("near|nears", "mines|mine", "5"),
    "title:mines": q("title mines|title mine"),
    "міни Їжак": q("міни", "іжак"),
    "الألغام": q("الالغام"),
    "地雷": q("地 雷"),
    "İstanbul": q("istanbul|istanbuls"),
    "155;DROP\0TABLE": q("155", "drop table|drop tables"),
}


@pytest.mark.parametrize("typed", CASES)
def test_what_is_typed(typed: str) -> None:
    assert parse_query(typed) == CASES[typed]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "no word to search for"),
        (' " ', "no word to search for"),
        ("*** ()", "no word to search for"),
        ("AND OR", "no word to search for"),
        ("-mines", "needs a word that occurs"),
        ('-"new start" -x', "needs a word that occurs"),
        ("a" * (LONGEST_QUERY + 1), "characters long"),
        ("x" * 1_000_000, "1,000,000 characters long"),
        ("a " * (MOST_WORDS + 1) + "b", None),
        (" ".join(f"w{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(MOST_WORDS + 1)), "101 words"),
        (" OR ".join(f"{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(MOST_WORDS + 1)), "101 words"),
        ('"' + "a " * (MOST_WORDS + 1) + '"', "101 words"),
    ],
)
def test_what_asks_for_nothing_or_too_much(typed: str, words: str | None) -> None:
    if words is None:
        assert parse_query(typed) == q("a", "b")
        return
    with pytest.raises(UsageError, match=words):
        parse_query(typed)


@given(st.text() | st.text(alphabet='ab"*- -ORAND()é1', max_size=30))
def test_any_text_is_a_query_or_one_sentence(typed: str) -> None:
    try:
        asked = parse_query(typed)
    except UsageError:
        return
    assert asked.groups
    phrases = [each for group in asked.groups for each in group] + list(asked.without)
    assert all(each.terms and all(each.terms) for each in phrases)
    # What was understood can be typed again, unless the forms of its words are too many.
    said = " ".join(" OR ".join(map(typed_again, group)) for group in asked.groups)
    said += "".join(f" -{typed_again(each)}" for each in asked.without)
    assert len(said) > LONGEST_QUERY or len(phrases) > MOST_WORDS // 4 or parse_query(said) == asked


def typed_again(each: Phrase) -> str:
    """A phrase as one types it."""
    return f'"{" ".join(each.terms)}{"*" * each.prefix}"'


@given(st.from_regex(r"[a-z]{1,12}", fullmatch=True))
def test_a_word_is_among_the_forms_of_its_forms(word: str) -> None:
    for form in numbers(word):
        assert form
    assert numbers(word)[0] == word
