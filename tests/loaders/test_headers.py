"""What documents say of themselves → the fields of a Document; what is only in their prose is not read."""

import time
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from timeline.documents.document import Document
from timeline.errors import BadDate, SourceRefused
from timeline.loaders.decoding import Decoded
from timeline.loaders.front_matter import front_matter
from timeline.loaders.headers import Given, document_of, published_date
from timeline.loaders.refusals import DateMissing

BODY = "The minister said on 3 March 2022 that mines would be sent.\n\nOn 5 May 2023 they arrived.\n"


def read(text: str, loader: str = "text", **given: str) -> Document:
    return document_of(Decoded(text, "utf-8"), "article.txt", loader, Given(**given))


def said(text: str, loader: str = "text") -> dict[str, Any]:
    """The fields that differ from an empty Document's, and the text below the header."""
    found = read(text, loader)
    assert found.text == text
    names = ("published", "title", "publisher", "author", "url", "retrieved", "language", "licence", "reliability")
    fields = {name: getattr(found, name) for name in names if getattr(found, name)}
    return fields | {"body": text[found.body_start :]}


@pytest.mark.parametrize(
    ("header", "published"),
    [
        (" date 2024-11-20 ", "2024-11-20"),
        ("date: 20 November 2024 ", "2024-11-20"),
        ("date 2024-11 ", "2024-11"),
        ("DATE: 2024-11-20\n", "2024-11-20"),
        ("\n\n  Date: November 20, 2024\n\n", "2024-11-20"),
        ("Published 2024-11-20T09:30:00Z\n", "2024-11-20"),
        ("Published 2024-11-20T09:30:00Z ", "2024-11-20"),
        ("Published: 20 November 2024, 09:30 GMT\n\n", "2024-11-20"),
        ("Published on 20 November 2024\n", "2024-11-20"),
        ("Posted on November 20, 2024 at 9:30 am\n\n", "2024-11-20"),
        ("FOR RELEASE: Sept. 2, 2022\n", "2022-09-02"),
        ("Last updated: 12 November 2024\n\n", "2024-11-12"),
        ("2024-11-20 ", "2024-11-20"),
        ("2024-11-20: ", "2024-11-20"),
        ("20 November 2024 – ", "2024-11-20"),
        ("[2024-11-20] - ", "2024-11-20"),
        ("20 November 2024\n\n", "2024-11-20"),
        ("Geneva, 7 July 2020\n\n", "2020-07-07"),
        ("ARMS TRADE TREATY SECRETARIAT\nGeneva, 7 July 2020\n\n", "2020-07-07"),
        ("Press release | Ministry of Defence | No: 71/2023 | Date: 24/08/2023\n\n", "2023-08-24"),
        ("Council of the Union – Press release – 12 December 2022 – 15:40\n\n", "2022-12-12"),
        ("MEETINGS COVERAGE – 8 September 2023 (summary, not an official record)\n\n", "2023-09-08"),
    ],
)
def test_the_headers_of_real_downloads(header: str, published: str) -> None:
    assert said(header + BODY) == {"published": published, "body": BODY}


@pytest.mark.parametrize(
    ("dateline", "published"),
    [
        ("WASHINGTON, February 7, 2023 - ", "2023-02-07"),
        ("(Vienna, December 15, 2020) – ", "2020-12-15"),
        ("GENEVA, 8 July 2026 (Alliance) – ", "2026-07-08"),
        ("NEWS RELEASE\nTransmittal No. 22-74\n\nWASHINGTON, February 7, 2023 - ", "2023-02-07"),
    ],
)
def test_a_dateline_with_its_year_dates_the_text_and_belongs_to_it(dateline: str, published: str) -> None:
    assert said(dateline + BODY) == {"published": published, "body": dateline + BODY}


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "In 2022 the United States said it would not use mines.",
        "On 20 November 2024 the United States decided to send mines.",
        "On Tuesday, 20 November 2024 - the day of the vote - mines were sent.",
        "20 November 2024 was the day of the decision.",
        "2024-11-20 was the day of the decision.",
        "KYIV, June 30 -- The president signed a decree.",
        "Date palms grow where the mines of 1942-10-23 lie.",
        "Published reports of 20 November 2024 differ.",
        "CONVENTION ON MINES\nOSLO, 18 SEPTEMBER 1997\n\nThe depositary informs that Latvia has withdrawn.",
        "# A chronology\n\n24 February 2022\n\nRussia invades.\n\n9 July 2023\n\nClusters are promised.\n",
        "2022-02-24: Russia invades.\n2023-07-07: Clusters are promised.\n",
        "• 12 December 1979 – NATO decides.\n• 8 December 1987 – The treaty is signed.\n",
    ],
)
def test_a_date_in_prose_is_not_the_date_of_publication(text: str) -> None:
    with pytest.raises(DateMissing) as refusal:
        read(text)
    assert "--published" in str(refusal.value)
    assert refusal.value.document.text == text
    assert refusal.value.document.published is None
    assert read(text, published="2024-11-20").published == "2024-11-20"


def test_a_block_of_keys() -> None:
    header = (
        "Title: Mines: a reversal\nDate: 20 November 2024\nSource: Example Wire\nURL: https://example.org/a?b=1\n"
        "Author: Jane Doe\nLanguage: en\nSection: World\nLicence: CC BY 4.0\nReliability: b\nRetrieved: 21 Nov 2024\n\n"
    )
    assert said(header + BODY) == {
        "published": "2024-11-20",
        "title": "Mines: a reversal",
        "publisher": "Example Wire",
        "author": "Jane Doe",
        "url": "https://example.org/a?b=1",
        "language": "en",
        "licence": "CC BY 4.0",
        "reliability": "B",
        "retrieved": "2024-11-21",
        "body": BODY,
    }


def test_a_headline_a_byline_and_a_date_above_the_text() -> None:
    header = "Mines for Ukraine\n\nBy Jane Doe and John Roe | Example Wire\nPublished 20 November 2024\n\n"
    assert said(header + BODY) == {
        "published": "2024-11-20",
        "title": "Mines for Ukraine",
        "author": "Jane Doe and John Roe",
        "body": BODY,
    }


def test_front_matter_in_markdown() -> None:
    header = (
        '---\ntitle: "Mines: the \\"reversal\\""  # kept\npublished: 2024-11-20T09:30:00Z\ndate: 2024-12-01\n'
        "publisher: 'The People''s Wire'\nsource_url: https://example.org/#top\nauthor: Jane Doe # a comment\n"
        "tags:\n  - mines\n- other\ndraft: false\nlayout: &anchor post\n"
        "license: *anchor\nlanguage: !!python/name:os.system\n"
        "reliability: high\nretrieved: yesterday\n---\n\n"
    )
    assert said(header + "# Heading\n\n" + BODY, "markdown") == {
        "published": "2024-11-20",
        "title": 'Mines: the "reversal"',
        "publisher": "The People's Wire",
        "author": "Jane Doe",
        "url": "https://example.org/#top",
        "body": "# Heading\n\n" + BODY,
    }


def test_front_matter_comes_before_what_is_below_it_and_its_first_value_counts() -> None:
    text = (
        "---\ntitle: A\npublished: 2024-11-20\npublished: 2025-01-01\n---\nDate: 2023-01-01\nTitle: B\nURL: c\n\n"
        + BODY
    )
    assert said(text) == {"published": "2024-11-20", "title": "A", "url": "c", "body": BODY}


def test_the_first_heading_is_the_title_of_markdown_alone() -> None:
    text = "date: 2024-11-20\n\n```\n# no heading\n```\n\n## Second level\n\n# Mines again ##\n\nText.\n"
    assert read(text, "markdown").title == "Mines again"
    assert read(text).title == ""


@pytest.mark.parametrize(
    "text", ["---\nA rule, then prose.\n---\n", "---\ntitle: never closed\n", "----\ntitle: x\n---\n", "--- \n"]
)
def test_a_rule_is_no_front_matter(text: str) -> None:
    assert front_matter(text) is None


def test_what_the_user_gives_wins() -> None:
    text = "Title: A\nDate: 2024-11-20\nSource: B\nURL: https://example.org/c\n\n" + BODY
    found = read(text, published="1 May 2020", title="D", publisher="E", url="https://example.org/f")
    assert (found.published, found.title, found.publisher, found.url) == (
        "2020-05-01",
        "D",
        "E",
        "https://example.org/f",
    )
    assert found.text[found.body_start :] == BODY


def test_a_date_that_cannot_be_told_is_asked_for() -> None:
    with pytest.raises(DateMissing, match=r"'05/06/2024' may be 2024-06-05 or 2024-05-06.*--published"):
        read("Date: 05/06/2024\n\n" + BODY)
    with pytest.raises(DateMissing, match="'last Wednesday' is no date"):
        read("Date: last Wednesday\n\n" + BODY)


def test_a_header_alone_is_no_document() -> None:
    with pytest.raises(SourceRefused, match="a header and no text"):
        read("Title: A\nDate: 2024-11-20\n\n***\n")


def test_a_date_given_by_a_person() -> None:
    assert published_date(" 20 November 2024 ") == "2024-11-20"
    with pytest.raises(BadDate):
        Given(published="next week")


@given(st.text(max_size=300) | st.lists(st.sampled_from([
    "---\n", "title: ", "date: ", "Date", " 2024-11-20 ", "20 November 2024", "\n", "# ", "By Jane Doe", " – ", "| ",
    "Geneva, ", "&a ", '"', "'", "prose ", ": ", "5/6/2024",
])).map("".join))  # fmt: skip
@example("date 2024-11-20")
@example("---\n---")
def test_no_text_breaks_the_reading_and_every_text_stays_whole(text: str) -> None:
    try:
        found = read(text, "markdown")
    except DateMissing as refusal:
        found = refusal.document
    except SourceRefused:
        return
    assert found.text == text
    assert 0 <= found.body_start < len(text)
    assert not text[found.body_start].isspace()


@pytest.mark.parametrize(
    "text",
    [
        "date" + " " * 1_000_000 + "x",
        "\n" * 1_000_000 + "x",
        "---\n" + "a " * 500_000,
        "# " + "a  " * 300_000,
        "date 2024-11-20 9:30" + " " * 1_000_000 + "x",
        "Aa" + " b," * 300_000,
        "By " + "Aa " * 300_000,
        "2024-11-20 (" * 100_000,
    ],
    ids=range(8),
)
def test_no_text_makes_the_reading_slow(text: str) -> None:
    start = time.process_time()
    read(text, "markdown", published="2024")
    assert time.process_time() - start < 60  # squared growth would take hours
