"""What no text may do: crash, take more than linear time, move an offset, or give two answers."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.growth import grows_no_faster_than_the_text
from timeline.documents.document import Document
from timeline.extraction.extract import extract
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()
SENTENCE = "On Tuesday Germany sold 18 howitzers worth $40 million to Ukraine, officials said. "
PERSON = "The Italian premier Carlo Bianchi of Italy condemned Iran in 2019 for testing missiles. "
PIECES = (
    "Russia",
    " fired ",
    "ATACMS",
    " missiles",
    " at ",
    "Ukraine",
    " on Tuesday",
    ". ",
    "\n\n",
    "\u200b",
    "İ",
    "“",
    "”",
    " in 2022",
    " 18 ",
    "President Joe Biden",
    " signed ",
    "the Mine Ban Treaty",
    " said",
    ", ",
    "U.S.",
    " $5 billion ",
    "-",
    "landmines",
    "ß",
    "\u200f",
    "🙂",
    " will ",
)


def spans_hold(text: str) -> None:
    document = Document(text, "2024-11-20")
    for event in extract(document, VOCABULARY):
        assert event.claims
        assert {c.field for c in event.claims} >= {"type", "status", "date"}
        for claim in event.claims:
            assert text[claim.passage.start : claim.passage.end] == claim.passage.quote != ""
        claimed = {(c.field, c.value) for c in event.claims}
        assert {(p.role, p.actor) for p in event.participants} <= claimed
        assert {("weapon", line.weapon) for line in event.weapons} <= claimed
        assert {("treaty", treaty) for treaty in event.treaties} <= claimed


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_every_claim_quotes_the_text_to_the_letter(text: str) -> None:
    spans_hold(text)


@settings(max_examples=50)
@given(st.text(max_size=300))
def test_any_text_at_all_is_read(text: str) -> None:
    spans_hold(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "\ufeff",
        SENTENCE.upper(),
        SENTENCE.replace(" ", "\u00a0"),
        SENTENCE.replace("e", "e\u00ad"),
        SENTENCE.replace("l", "1").replace("rm", "nn").replace("ff", "f f"),
        SENTENCE.replace("Germany", "“Germany”").replace("howitzers", "‘howitzers’"),
        SENTENCE.replace(" ", "\u202e "),
        SENTENCE.replace("ffi", "ﬃ").replace("a", "a\u0301"),
        SENTENCE.replace(".", "").replace(",", ""),
        "\u200f" + SENTENCE,
        "(((((" * 200 + SENTENCE,
        "Mr. " * 500,
        '"' * 3000,
        "- " * 3000,
        "1,000,000,000,000 " * 300 + "missiles",
    ],
)
def test_odd_texts_are_read(text: str) -> None:
    spans_hold(text)


@pytest.mark.parametrize(
    "text",
    [
        "Die Bundesregierung hat am Dienstag beschlossen, der Ukraine achtzehn Haubitzen zu liefern.",
        "Le gouvernement a annoncé mardi la livraison de canons et de missiles aux forces alliées.",
        "Правительство объявило во вторник о поставке ракет.",
        "政府は火曜日にミサイルの供与を発表した。",
        "La lluvia en Sevilla es una maravilla, dijo el alcalde el martes.",
    ],
)
def test_other_languages_give_nothing_that_is_shown_at_once(text: str) -> None:
    assert [e for e in extract(Document(text, "2024-11-20"), VOCABULARY) if e.lane == "auto"] == []


@pytest.mark.parametrize(
    "unit", [SENTENCE, SENTENCE.replace(".", ""), "Russia " * 20, "a" * 97 + " ", "(Russia, (1999) "]
)
def test_time_grows_with_the_length_and_no_faster(unit: str) -> None:
    assert grows_no_faster_than_the_text(lambda text: extract(Document(text, "2024-11-20"), VOCABULARY), unit, 8_000)


@pytest.mark.parametrize(
    "bait",
    [
        " ",
        "\t",
        "A",
        "A.",
        "A\u200b",
        "e\u0301",
        "(a+)+$",
        "\\",
        "Mr. A. ",
        "2019-2020-",
        "Carlo Bianchi, the Italian ",
    ],
)
def test_bait_for_regular_expressions_takes_no_longer(bait: str) -> None:
    assert grows_no_faster_than_the_text(lambda text: extract(Document(text, "2024-11-20"), VOCABULARY), bait, 4_000)


@pytest.mark.parametrize(
    "row",
    [
        "| Germany | Ukraine | howitzers | 18 | 2019 |\n",
        "Germany\tUkraine\thowitzers\t18\t2019\n",
        "Germany sold mines.\n",
    ],
)
def test_long_tables_are_read_in_linear_time(row: str) -> None:
    assert grows_no_faster_than_the_text(lambda text: extract(Document(text, "2024-11-20"), VOCABULARY), row, 4_000)
    spans_hold(row * 20)


def test_one_line_of_two_megabytes_is_read() -> None:
    assert extract(Document("word " * 400_000, "2024-11-20"), VOCABULARY) == []


SCRIPT = """
import sys
from timeline.documents.document import Document
from timeline.extraction.extract import extract
from timeline.vocabulary.reading import shipped_vocabulary
text = sys.stdin.read()
sys.stdout.write(repr(extract(Document(text, "2024-11-20", title="Arms for Ukraine"), shipped_vocabulary())))
"""


def test_the_answer_does_not_depend_on_the_hash_seed() -> None:
    text = (
        SENTENCE * 3
        + "The U.S. and Britain condemned Russia for using cluster munitions in 2022. France and Italy signed it."
    )
    answers = {
        hashlib.sha256(
            subprocess.run(
                [sys.executable, "-c", SCRIPT],
                input=text.encode(),
                capture_output=True,
                check=True,
                env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
            ).stdout
        ).hexdigest()
        for seed in ("0", "1", "4711")
    }
    assert len(answers) == 1
