"""Passages of a document → its extract → the same places; and what is no extract."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.loaders.cells import LONGEST_QUOTE, cut_quote
from timeline.loaders.extracts import EXTRACT_LOADER, Quoted, extract_head, extract_of, extract_text

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).map(
    lambda text: text * 20
) | st.text(alphabet="0123456789-: \n\r…é😀", min_size=1, max_size=30)


@st.composite
def quoted(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """A text and spans in it."""
    text = draw(TEXTS)
    starts = st.integers(0, len(text) - 1)
    spans = st.lists(st.tuples(starts, starts).map(lambda ends: (min(ends), max(ends) + 1)), max_size=6)
    return text, draw(spans)


@given(quoted(), st.data())
def test_every_place_is_found_again(given_: tuple[str, list[tuple[int, int]]], data: st.DataObject) -> None:
    text, spans = given_
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    stored = extract_text(sha256, "text", [(start, end, cut_quote(text[start:end])) for start, end in spans])
    extract = extract_of(stored)
    assert (extract.sha256, extract.loader) == (sha256, "text")
    assert [(passage.start, passage.end) for passage in extract.passages] == sorted(
        set(spans), key=lambda span: (span[0], -span[1])
    )
    for start, end in spans:
        place = extract.stored(start, end, (start, end))
        assert place is not None
        assert stored[slice(*place)] == cut_quote(text[start:end])
        assert extract.original(*place) == (start, end)
        first = data.draw(st.integers(start, end - 1))
        last = data.draw(st.integers(first + 1, end))
        inner = extract.stored(first, last, (start, end))
        if inner is None:
            assert end - start > LONGEST_QUOTE
            assert last > start + LONGEST_QUOTE - 1
        else:
            assert stored[slice(*inner)] == (
                text[first:last] if (first, last) != (start, end) else stored[slice(*place)]
            )
            assert extract.original(*inner) == (first, last)


def test_an_extract_to_the_letter() -> None:
    sha256 = "a" * 64
    text = extract_text(sha256, "markdown", [(7, 9, "=\n"), (2, 9, "5-6: xy"), (7, 9, "=\n")])
    assert text == f"sha256:{sha256} loader:markdown\n2-9: 5-6: xy\n7-9: =\n\n"
    at = text.index("5-6")
    assert extract_of(text).passages == (Quoted(2, 9, at, 7), Quoted(7, 9, at + 13, 2))
    assert extract_of(text).stored(7, 8, (2, 9)) == (at + 5, at + 6)
    assert extract_of(text).stored(7, 8, (1, 9)) is None
    assert extract_of(text).original(0, 4) is None
    assert extract_of(text).original(at, at + 8) is None
    assert EXTRACT_LOADER == "package"


@pytest.mark.parametrize(
    "text", ["", "sha256:1 loader:text\n", f"sha256:{'a' * 64} loader:A b\n", f"sha256:{'a' * 64} loader:text\nwords\n"]
)
def test_other_texts_are_no_extracts(text: str) -> None:
    with pytest.raises(ValueError, match="an extract"):
        extract_of(text)
    if "words" not in text:
        with pytest.raises(ValueError, match="an extract"):
            extract_head(text)
