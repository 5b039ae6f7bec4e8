"""Whatever a document holds → text and nothing else in what people and their programs read."""

import datetime as dt
import html
import importlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.outputs.made import MADE, written
from timeline.outputs.legible import in_one_line, legible
from timeline.outputs.markdown import plain
from timeline.queries.entries import Entry, NamedId, SourceEntry, WeaponEntry

ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
SIGNS = st.text(alphabet="\\`*_{}[]<>()#+-.!|~&$^:/@=1a \n\r\t\"'%שע\u202e\u2028\x85\x07;,", max_size=20)
WORDS = st.sampled_from(
    ("https://a.b", "www.a.b", "<b>", "</bdi>", "</style>", "[x](y)", "![x](y)", "[^1]", "&lt;", "1. x", "a@b.c", "---")
)
HOSTILE = st.lists(ANY | SIGNS | WORDS, max_size=3).map("".join)
OURS = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "article", "bdi", "span", "blockquote"}
OURS |= {"a", "ol", "li"}


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    text = [draw(HOSTILE) for _ in range(10)]
    source = SourceEntry(text[0], text[1], "2024", text[2], "a" * 64, (text[3], text[4]), author=text[5])
    return Entry(
        event_id="ev-1",
        type="embargo",
        group="transfer",
        status="actual",
        date="2024-11-20",
        date_first=dt.date(2024, 11, 20),
        date_last=dt.date(2024, 11, 20),
        title=text[6],
        participants={"decider": (NamedId("a", text[7]),)},
        weapons=(WeaponEntry("w", text[8], conditions=text[9]),),
        sources=(source,),
        place=text[0],
        note=text[1],
    )


@given(HOSTILE)
def test_markdown_is_text(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(plain(text))
    if not in_one_line(text):
        assert tokens == []
        return
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    assert "".join(child.content for child in children) == in_one_line(text)


@given(entries())
def test_a_page_has_no_tag_but_ours(entry: Entry) -> None:
    page = Page()
    page.feed(written("html", [entry])[0].decode())
    page.close()
    assert page.tags <= OURS
    assert all(address.startswith(("#s", "http://", "https://")) for address in page.addresses)
    assert page.attributes <= {"lang", "charset", "name", "content", "http-equiv", "class", "id", "href", "dir", "rel"}
    said = "".join(page.isolated)
    for words in (legible(entry.title).strip() or entry.type, entry.sources[0].title, entry.weapons[0].name):
        assert legible(words) in said or in_one_line(words) in " ".join(said.split())
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", "".join(page.isolated))


@given(entries())
def test_timelinejs_makes_nothing_of_a_text_but_text(entry: Entry) -> None:
    (slide,) = json.loads(written("timelinejs", [entry])[0])["events"]
    assert "<" not in slide["text"]["headline"]
    assert html.unescape(slide["text"]["headline"]) == (legible(entry.title).strip() or "embargo")
    page = Page()
    page.feed(slide["text"]["text"])
    page.close()
    assert page.tags <= {"p", "a", "blockquote"}


@given(entries())
def test_a_calendar_reads_back(entry: Entry) -> None:
    calendars = importlib.import_module("icalendar")
    (event,) = calendars.Calendar.from_ical(written("ics", [entry])[0]).walk("VEVENT")
    assert str(event["SUMMARY"]) == (legible(entry.title).strip() or "embargo")
    assert event.decoded("DTSTART") == dt.date(2024, 11, 20)
    assert event.decoded("DTEND") == dt.date(2024, 11, 21)
    assert all(len(line) <= 75 for line in written("ics", [entry])[0].split(b"\r\n"))


@given(entries())
def test_a_bibliography_stays_in_its_braces(entry: Entry) -> None:
    text = written("bibtex", [entry])[0].decode()
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        assert depth >= (0 if place < 5 or place > len(text) - 3 else 1), text
    assert depth == 0
    assert text.count("\n@") == 0
    assert all(re.fullmatch(r"@misc\{[a-z0-9-]+,|  [a-z0-9]+ = .*,|\}", line) for line in text.split("\n")[:-1])


@given(entries())
def test_references_are_what_the_schema_says(entry: Entry) -> None:
    (reference,) = json.loads(written("csl", [entry])[0])
    assert reference["type"] in ("webpage", "document")
    assert reference.get("title", "") == entry.sources[0].title
    assert reference["issued"] == {"date-parts": [[2024]]}
    assert reference.get("URL", "https://").lower().startswith("http")


@pytest.mark.parametrize(
    ("date", "issued", "bibtex"),
    [
        ("2024-11-20", {"date-parts": [[2024, 11, 20]]}, ["date = {2024-11-20}", "year = {2024}", "month = nov"]),
        (
            "2024-11~",
            {"date-parts": [[2024, 11]], "circa": True},
            ["date = {2024-11~}", "year = {2024}", "month = nov"],
        ),
        ("2024-22", {"date-parts": [[2024]], "season": 2}, ["date = {2024-22}", "year = {2024}"]),
        ("2023/2024-02", {"date-parts": [[2023], [2024, 2]]}, ["date = {2023/2024-02}"]),
        ("199X", {"literal": "the 1990s"}, ["date = {199X}"]),
        ("2022/..", {"literal": "since 2022"}, ["date = {2022/..}"]),
        ("2024-XX", {"date-parts": [[2024]]}, ["date = {2024-XX}", "year = {2024}"]),
        ("", None, []),
    ],
)
def test_dates_of_sources_are_as_known(date: str, issued: dict[str, object] | None, bibtex: list[str]) -> None:
    entry = replace(MADE[1], sources=(SourceEntry(publisher="Wire", date=date),))
    (reference,) = json.loads(written("csl", [entry])[0])
    assert reference.get("issued") == issued
    lines = [line.strip(" ,") for line in written("bibtex", [entry])[0].decode().splitlines()]
    assert [line for line in lines if line.startswith(("date", "year", "month"))] == bibtex


@pytest.mark.parametrize(
    ("text", "written_so"),
    [("https://a.b", r"https\://a.b"), ("www.a.b", r"www\.a.b"), ("a@b.c", r"a\@b.c"), ("at 10: x", "at 10: x")],
)
def test_an_address_makes_no_link_where_a_program_makes_links_of_words(text: str, written_so: str) -> None:
    assert plain(text) == written_so


class Page(HTMLParser):
    """The tags, attributes and addresses of a page, and the text inside its <bdi>."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []
        self.isolated: list[str] = []
        self._inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]
        self._inside += tag == "bdi"

    def handle_endtag(self, tag: str) -> None:
        self._inside -= tag == "bdi"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.isolated.append(data)
