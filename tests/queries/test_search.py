"""The same answers on both databases, and those that a plain reading of all documents gives."""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import URL, Engine

from tests.postgres import Server
from tests.queries.events import store_events
from timeline.database.known import known_on
from timeline.database.moments import Moment, as_logged
from timeline.database.opening import open_engine, reading, writing
from timeline.database.search_terms import LEVELS, levels, terms
from timeline.documents.document import Document
from timeline.errors import UsageError
from timeline.queries.search import Answer, Answers, SearchFilters, search
from timeline.queries.search_matching import IN_TITLE
from timeline.queries.search_passages import hits, passages
from timeline.queries.search_syntax import Phrase, Query, parse_query
from timeline.review.stored_documents import insert_document

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = [path.read_text("utf-8") for path in sorted((ROOT / "seeds" / "documents").glob("*.md"))]
DOCUMENTS = (
    *(Document(text, f"2024-0{number + 1}", title=f"Sample {number}") for number, text in enumerate(SAMPLES)),
    Document("Anti-personnel mines, M18A1 and F-16s; the F16 too. 155mm, 155-mm. Mines, mines!", title="Mines for all"),
    Document("Ukraine's зв’язок: міни та Їжак. الألغام المضادّة للأفراد 禁止地雷 Türkiye", "2020", publisher="Agency"),
    Document("A mine. A mine. A mine. A shell. \x1b[31mred\x1b[0m NULs are gone.", "2021-05", title="A mine"),
    Document("A mine. A mine. A shell. -Russia \"quoted\" 'single' * OR AND NOT NEAR", "2021-06"),
    Document("a b c a b c d", "2021-06", publisher="Agency"),
    Document("a b c a b c d", "2021-06", publisher="Paper"),
    Document("no", "1999"),
    # More often the same word than one row of PostgreSQL's index can say.
    Document(f"The shell. {'mine ' * 300} a b c F16 {'155mm ' * 300} no end.", "1998"),
)
WORDS = [*"abcd", "mine", "mines", "shell", "f16", "f-16", "міни", "地雷", "the", "and", "ukraine", "155mm", "no", "OR"]


@pytest.fixture(scope="module")
def both(
    tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path, server: Server, postgres_template: str
) -> Iterator[list[Engine]]:
    """A database of each kind with DOCUMENTS, written in another order in the second."""
    path = tmp_path_factory.mktemp("search") / "timeline.db"
    shutil.copyfile(sqlite_template, path)
    server.run(f"CREATE DATABASE search_both TEMPLATE {postgres_template} STRATEGY file_copy")
    urls = [URL.create("sqlite", database=str(path)), server.url("search_both")]
    engines = [open_engine(url, create=False) for url in urls]
    for engine, documents in zip(engines, (DOCUMENTS, DOCUMENTS[::-1]), strict=True):
        with writing(engine) as connection:
            for document in documents:
                insert_document(connection, document, why="test")
    yield engines
    for engine in engines:
        engine.dispose()
    server.run("DROP DATABASE search_both WITH (FORCE)")


def answers(engine: Engine, typed: str, limit: int = 20) -> Answers | str:
    """What is found, or the sentence that refuses the query."""
    try:
        query = parse_query(typed)
    except UsageError as error:
        return str(error)
    with reading(engine) as connection:
        return search(connection, query, limit=limit)


def plainly(query: Query) -> list[tuple[int, str, str]]:
    """Score, hash and publisher of what matches, from reading every document."""
    found = []
    for document in DOCUMENTS:
        title, text = terms(document.title), terms(document.text)
        if not all(any(says(part, each) for each in group for part in (title, text)) for group in query.groups):
            continue
        if any(says(part, each) for each in query.without for part in (title, text)):
            continue
        score = sum(1 + max(worth(each, text) for each in group) for group in query.groups)
        score += sum(IN_TITLE for group in query.groups if any(in_title(each, title) for each in group))
        found.append((-score, document, score))
    found.sort(key=lambda each: (each[0], negated(each[1].published or "0001"), each[1].sha256, each[1].publisher))
    return [(score, document.sha256, document.publisher) for _, document, score in found]


def says(words: list[str], phrase: Phrase) -> bool:
    """Whether the words have the phrase."""
    size = len(phrase.terms)
    for start in range(len(words) - size + 1):
        *first, last = words[start : start + size]
        begins = last.startswith(phrase.terms[-1]) if phrase.prefix else last == phrase.terms[-1]
        if begins and tuple(first) == phrase.terms[:-1]:
            return True
    return False


def worth(phrase: Phrase, text: list[str]) -> int:
    """What the least told word of the phrase adds to the score."""
    told = {each[1:]: ord(each[0]) - 0xE000 for each in levels(text)}
    return min(level(term, told, phrase.prefix and term is phrase.terms[-1]) for term in phrase.terms)


def level(term: str, told: dict[str, int], prefix: bool) -> int:
    """How far above the lowest level the word is, or the best of those that begin so."""
    of = [level for word, level in told.items() if word == term or (prefix and word.startswith(term))]
    return max(of, default=1) - 1


def in_title(phrase: Phrase, title: list[str]) -> bool:
    """Whether all words of the phrase stand in the title."""
    *first, last = phrase.terms
    ends = any(word.startswith(last) for word in title) if phrase.prefix else last in title
    return ends and all(term in title for term in first)


def negated(date: str) -> tuple[int, ...]:
    """A key that puts the later date first."""
    year, month, day = (*date.split("-"), "1", "1")[:3]
    return (-int(year), -int(month), -int(day))


typed = st.lists(
    st.builds(
        "{}{}{}{}".format,
        st.sampled_from(["", "", "", "-", '"']),
        st.sampled_from(WORDS),
        st.sampled_from(["", "", "*", '"', " "]),
        st.sampled_from([" ", " ", ""]),
    ),
    max_size=5,
).map("".join)


@given(typed | st.text() | st.text(alphabet="amine *\"-'()%:&|!<>\\", max_size=20))
@example("mines")
@example("f16")
@example('"a b c d"')
@example("min* -russia")
@example("\\' & | ! <-> :*")
@example("''' \\\\ %s %(x)s ? :name {0}")
def test_both_databases_answer_what_a_plain_reading_gives(both: list[Engine], typed: str) -> None:
    one, other = (answers(engine, typed) for engine in both)
    assert one == other
    if isinstance(one, Answers):
        got = [(answer.score, answer.sha256, answer.publisher) for answer in one.answers]
        once = {sha256: (score, sha256, publisher) for score, sha256, publisher in plainly(parse_query(typed))[::-1]}
        assert got == [each for each in plainly(parse_query(typed)) if once[each[1]] == each]
        assert one.more == 0
        for answer in one.answers:
            text = next(document.text for document in DOCUMENTS if document.sha256 == answer.sha256)
            assert answer.passages or answer.title_highlights
            for span, quote in zip(answer.passages, answer.quotes, strict=True):
                assert text[span.start : span.end] == quote
                assert span.highlights
                assert all(span.start <= start < end <= span.end for start, end in span.highlights)


def test_a_sentence_of_a_document_finds_it(both: list[Engine]) -> None:
    for document in DOCUMENTS:
        for sentence in document.text.replace('"', " ").split("."):
            if 0 < len(terms(sentence)) <= 100:
                for engine in both:
                    found = answers(engine, f'"{sentence}"')
                    assert isinstance(found, Answers)
                    assert document.sha256 in [answer.sha256 for answer in found.answers], sentence


def test_pages_by_key_hold_every_document_once(both: list[Engine]) -> None:
    whole = answers(both[0], "a OR the OR mine")
    assert isinstance(whole, Answers)
    query = parse_query("a OR the OR mine")
    for engine in both:
        with reading(engine) as connection:
            pages: list[Answer] = []
            after = ""
            while True:
                page = search(connection, query, limit=2, after=after)
                if not page.answers:
                    break
                pages += page.answers
                after = page.answers[-1].id
                assert page.more == sum(1 + len(each.also) for each in whole.answers[len(pages) :])
        assert tuple(pages) == whole.answers
        with reading(engine) as connection, pytest.raises(UsageError, match="'ffff'"):
            search(connection, query, after="ffff")


@pytest.mark.parametrize(
    ("filters", "years"),
    [
        (SearchFilters(publishers=("Agency",)), ["2021-06"]),
        (SearchFilters(publishers=("Agency", "Paper")), ["2021-06"]),
        (SearchFilters(publishers=("Nobody",)), []),
    ],
)
def test_filters(both: list[Engine], filters: SearchFilters, years: list[str]) -> None:
    for engine in both:
        with reading(engine) as connection:
            found = search(connection, parse_query("a b c d"), filters)
        assert [answer.date for answer in found.answers] == years


def test_dates_that_may_be_meant(engine: Engine) -> None:
    with writing(engine) as connection:
        for date in ("2020", "2020-05-31", "2020-06-01", "2021", None):
            insert_document(connection, Document(f"Mines in {date}.", date, title=date or "undated"), why="test")

    def found(since: str = "0001-01-01", until: str = "9999-12-31") -> list[str]:
        import datetime as dt

        filters = SearchFilters(dt.date.fromisoformat(since), dt.date.fromisoformat(until))
        with reading(engine) as connection:
            return [answer.title for answer in search(connection, parse_query("mines"), filters).answers]

    # One level for all, so the newest first.
    assert found() == ["2021", "2020-06-01", "2020-05-31", "2020", "undated"]
    assert found(since="2020-06-01") == ["2021", "2020-06-01", "2020", "undated"]
    assert found(until="2020-05-31") == ["2020-05-31", "2020", "undated"]


def test_prints_of_one_story_are_one_answer(engine: Engine) -> None:
    with writing(engine) as connection:
        first = insert_document(connection, Document("Mines. " * 3, "2020", publisher="Agency"), why="test")
        for number in range(3):
            document = Document(f"Mines. Mines. {number}", "2021", publisher=f"Paper {number}")
            insert_document(connection, document, why="test", syndicated_from=first)
        insert_document(connection, Document("Mines.", "2019", publisher="Other"), why="test")
    with reading(engine) as connection:
        found = search(connection, parse_query("mines"), limit=1)
        rest = search(connection, parse_query("mines"), limit=1, after=found.answers[0].id)
    assert [each.publisher for each in found.answers] == ["Agency"]
    assert sorted(each.publisher for each in found.answers[0].also) == ["Paper 0", "Paper 1", "Paper 2"]
    assert found.more == 1
    assert [(each.rank, each.publisher) for each in rest.answers] == [(2, "Other")]
    assert rest.more == 0


def test_events_beside_a_passage(engine: Engine) -> None:
    names = store_events(engine)
    with reading(engine) as connection:
        (answer,) = search(connection, parse_query('"transfer-authorization"'), most_passages=1).answers
    told = [(event.type, event.event_id, event.waits) for event in answer.events]
    # By first day; the threat is archived.
    kinds = (
        *("transfer-request", "use-restriction", "transfer-delivery", "condemnation", "weapon-use"),
        *("transfer-authorization", "treaty-withdrawal"),
    )
    assert told == [(kind, names[kind], kind == "transfer-request") for kind in kinds]


@pytest.mark.parametrize(
    "text",
    [
        "mine" * 100_000,
        "x " * 100_000 + "mine",
        f"mine {' ' * 100_000}\n mine",
        "mine" + "y" * 100_000,
        "mine. " * 50_000,
    ],
)
def test_a_passage_of_a_hostile_text_is_short(text: str) -> None:
    query = parse_query('mine* OR "mine mine"')
    found = passages(text, hits(text, query), 3)
    assert found
    assert all(span.end - span.start <= 2_400 for span in found)


def test_the_length_of_levels_is_what_scores_count() -> None:
    assert tuple(LEVELS) == (2, 3, 4, 5)


def test_what_was_loaded_since_is_neither_found_nor_counted(engine: Engine) -> None:
    early, late = (Document(f"A mine, told {when}.", "2024-01", title=f"Mine {when}") for when in ("early", "late"))
    with writing(engine) as connection:
        insert_document(connection, early, why="test")
    at = Moment("then", as_logged(dt.datetime.now(dt.UTC)))
    with writing(engine) as connection:
        insert_document(connection, late, why="test")
    query = parse_query("mine")
    with known_on(engine, at) as connection:
        then = search(connection, query, SearchFilters(known=True))
        counted = search(connection, query, SearchFilters(known=True), limit=0)
    assert ([answer.title for answer in then.answers], then.more, counted.more) == (["Mine early"], 0, 1)
    with reading(engine) as connection:
        assert search(connection, query, limit=0).more == 2
