"""The comparison key of names: what it makes alike, what it keeps apart, and that folding twice changes nothing."""

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from timeline.vocabulary.fold import fold, squash

ALIKE = [
    ("Anti-Personnel Mines", "anti personnel mine", "anti\u2011personnel mine", "ANTI-PERSONNEL MINE"),
    ("U.S.", "US", "us"),
    ("Türkiye", "Turkiye", "TÜRKİYE"),
    ("Malacañang", "malacanang"),
    ("Côte d'Ivoire", "Cote d’Ivoire"),
    ("the Pentagon", "Pentagon", "The Pentagon"),
    ("Armoured vehicles", "armored vehicle"),
    ("air defences", "air defense", "Air Defence"),
    ("F-16s", "f 16"),
    ("torpedoes", "torpedo"),
    ("Patriot batteries", "patriot battery"),
    ("Heckler & Koch", "Heckler and Koch"),
    ("2,000-pound bomb", "2000 pound bombs"),
    ("MIM‐104", "mim 104"),
    ("Workers' Party", "workers party"),
    ("ﬁeld guns", "field gun"),
]


@pytest.mark.parametrize("spellings", ALIKE, ids=lambda spellings: spellings[0])
def test_spellings_of_one_name_fold_alike(spellings: tuple[str, ...]) -> None:
    assert {fold(text) for text in spellings} == {fold(spellings[0])}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Congress", "congress"),
        ("Cyprus", "cyprus"),
        ("Paris", "paris"),
        ("UN", "un"),
        ("US", "us"),
        ("ISIS", "isis"),
        ("ATACMS", "atacm"),
        ("the", "the"),
        ("", ""),
        ("—", ""),
        ("9.2 mm", "9.2 mm"),
        ("1,5", "1 5"),
        ("mortar boxes", "mortar box"),
        ("Ministry of Defence", "ministry of defense"),
    ],
)
def test_keys(text: str, key: str) -> None:
    assert fold(text) == key


def test_what_differs_by_more_than_spelling_stays_apart() -> None:
    assert len({fold(text) for text in ("S-300", "S-400", "T-72", "T-7", "Niger", "Nigeria", "mine", "mining")}) == 8


@given(st.one_of(st.text(), st.text(alphabet=string.ascii_letters + " -.'&,s0123")))
@example("theses")
@example("the the THE ")
@example("defences")
@example("İstanbuls")
@example("ᾳ̈s")
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert once == once.strip()


@given(st.text())
def test_case_and_outer_space_never_matter(text: str) -> None:
    assert fold(f"  {text}\t") == fold(text)
    assert fold(text.casefold()) == fold(text)


def test_squash_drops_the_spaces() -> None:
    assert squash(fold("S 400")) == squash(fold("S-400")) == squash(fold("S400s")) == "s400"
