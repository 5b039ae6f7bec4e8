"""The terms of texts in any script, where they stand, and the index on both databases, in step with the documents."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from timeline.database.checking import faults
from timeline.database.connecting import make_engine
from timeline.database.migrating import migration, run, upgrade_database
from timeline.database.opening import reading, writing
from timeline.database.search_index import PHRASE, _parts
from timeline.database.search_terms import LONGEST, Folded, folded, levels, terms
from timeline.documents.document import Document
from timeline.queries.search import search
from timeline.queries.search_syntax import parse_query
from timeline.review.stored_documents import complete, insert_document, insert_documents, same_document

TERMS = {
    "The F-16, M18A1 and 155mm": "the f 16 m 18 a 1 and 155 mm",
    "Türkiye’s İSTANBUL, Straße": "turkiye s istanbul strasse",
    "cafe\u0301 land\u00admine U\u200bN": "cafe landmine un",
    "зв'язок зв’язок звʼязок Їжак": "зв язок зв язок зв язок іжак",
    "الألغام المضادّة ٣٥": "الالغام المضادة 35",
    "禁止地雷。F16": "禁 止 地 雷 f 16",
    "地雷mines": "地 雷 mines",
    "ＦＵＬＬ ﬁre x² ½": "full fire x 2 1 2",
    "a_b\0c\ud800d\ue002e": "a b c d e",
    "10,000 3.5%": "10 000 3 5",
    "": "",
    "—…!": "",
    "x" * 100: "x" * LONGEST,
}


@pytest.mark.parametrize("said", TERMS)
def test_terms(said: str) -> None:
    assert " ".join(terms(said)) == TERMS[said]


@given(st.text(alphabet=st.characters()))
def test_a_term_is_quoted_from_where_it_stands(said: str) -> None:
    """Every term is what its place in the original folds to."""
    looked_in = Folded(said)
    assert looked_in.text == folded(said)
    for match in re.finditer("[0-9]+|[^ 0-9]+", looked_in.text):
        start, end = looked_in.span(*match.span())
        assert 0 <= start < end <= len(said)
        assert match[0] in folded(said[start:end])


@given(st.text())
def test_folding_twice_changes_no_term(said: str) -> None:
    assert terms(" ".join(terms(said))) == terms(said)


def test_a_term_is_told_often_less_in_a_long_text() -> None:
    short = ["mine"] * 3 + [f"w{n}" for n in range(97)]
    assert levels(short) == ["\ue004mine"]
    assert levels(short + [f"v{n}" for n in range(500)]) == ["\ue003mine"]
    assert levels(short + [f"v{n}" for n in range(5000)]) == []


@pytest.mark.parametrize("words", [["a"] * 20_000, [str(n % 7) for n in range(9_999)], [str(n) for n in range(9_000)]])
def test_parts_hold_every_phrase(words: list[str]) -> None:
    parts = list(_parts(words))
    assert all(len(part) <= 4096 and max(map(list(part).count, set(part))) <= 256 for part in parts[:20])
    place = 0
    for part in parts:
        # Each begins within the last terms of the one before, so that a phrase lies in one of them whole.
        found = next(at for at in range(max(0, place - PHRASE), place + 1) if words[at : at + len(part)] == list(part))
        place = found + len(part)
    assert place == len(words)


def found(engine: Engine, words: str) -> list[str]:
    """The titles of the documents that answer."""
    with reading(engine) as connection:
        return [answer.title for answer in search(connection, parse_query(words)).answers]


def test_what_is_written_is_found_and_what_is_undone_is_not(engine: Engine) -> None:
    with writing(engine) as connection:
        insert_document(connection, Document("A text about howitzers.", title="One"), why="test")
        insert_documents(
            connection, [Document("Of howitzers.", title="Two"), Document("Of drones.", title="Three")], why="test"
        )
    with pytest.raises(KeyboardInterrupt), writing(engine) as connection:
        insert_document(connection, Document("More howitzers.", title="Four"), why="test")
        raise KeyboardInterrupt
    assert sorted(found(engine, "howitzers")) == ["One", "Two"]
    assert found(engine, "three") == ["Three"]
    assert list(faults(engine)) == []


def test_a_title_that_is_learnt_later_is_found(engine: Engine) -> None:
    with writing(engine) as connection:
        key = insert_document(connection, Document("Of drones.", url="https://example.org/1"), why="test")
    assert found(engine, "swarm") == []
    titled = Document("Of drones.", url="https://example.org/1", title="A swarm")
    with writing(engine) as connection:
        assert same_document(connection, titled) == key
        assert complete(connection, key, titled, why="test") == ("title",)
    assert found(engine, "swarm") == found(engine, "drones") == ["A swarm"]
    assert list(faults(engine)) == []


def test_a_long_document_is_found_by_each_of_its_words(engine: Engine) -> None:
    """Longer, and with more places of a term, than a tsvector can keep."""
    words = "the mine and the shell lie in the field near the road of the " * 2_500
    long = f"Alpha {words} first last {words} Omega."
    with writing(engine) as connection:
        insert_document(connection, Document(long, title="Long"), why="test")
        insert_document(connection, Document("Alpha the mine.", title="Short"), why="test")
    assert found(engine, "alpha omega") == ["Long"]
    assert found(engine, '"of the first last the mine"') == ["Long"]
    assert found(engine, '"last first"') == []
    assert found(engine, "alpha -omega") == ["Short"]
    assert sorted(found(engine, "the mine")) == ["Long", "Short"]
    assert list(faults(engine)) == []


def test_an_upgrade_files_the_documents_that_are_there(engine: Engine) -> None:
    with writing(engine) as connection:
        insert_document(connection, Document("A text about howitzers.", title="One"), why="test")
    with migration(engine) as connection:
        run(connection, "downgrade", "0002")
    made = make_engine(engine.url)
    with reading(made) as connection:
        assert "document_search" not in str(connection.execute(text("SELECT * FROM alembic_version")).all())
    made.dispose()
    engine.dispose()
    upgrade_database(engine.url)
    assert found(engine, "howitzer") == ["One"]
    assert list(faults(engine)) == []
