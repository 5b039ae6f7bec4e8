"""One agency story as several papers print it: one source, found by its words, whatever stands around them."""

import dataclasses

from sqlalchemy import Engine, select

from tests.review.samples import tanks
from timeline.database import tables as t
from timeline.database.checking import faults
from timeline.database.opening import reading, writing
from timeline.documents.document import Document
from timeline.queries.listing import entry
from timeline.review.copies import COMMON
from timeline.review.intake import Stored, store_document
from timeline.review.shingles import is_print, runs

STORY = """Washington agreed on Tuesday to send 31 Abrams tanks to Ukraine.
The decision came after months of talks between the two governments, and after Berlin had said that it would follow.
The tanks are to come from new production, so that the first of them will not arrive before the end of the summer.
Crews are to be trained at a base in the west of Poland, where engineers have begun to build workshops for repairs.
"""
AGENCY = Document(STORY, "2024-11-20", publisher="Example Agency", origin="agency.txt")
PAPER = Document(
    "TANKS ON THE WAY\nBy our staff\n" + STORY.replace("months of talks", "weeks of talks").rpartition("Crews")[0],
    "2024-11-21",
    publisher="Example Paper",
    origin="paper.txt",
)
OWN = Document(
    "Our correspondent in Warsaw reports that engineers build. Washington agreed on Tuesday to send 31 Abrams "
    "tanks to Ukraine. Nobody at the base wanted to say when the first of them might be driven there, or by whom, and "
    "the mayor of the town had learnt of the plans from the newspapers, as she told us on the steps of the town hall.",
    "2024-11-21",
    publisher="Third Paper",
)


def store(engine: Engine, document: Document) -> Stored:
    with writing(engine) as connection:
        return store_document(connection, document, [tanks(document)], why=f"loaded {document.origin}")


def test_prints_of_one_story_are_one_source(engine: Engine) -> None:
    first, second, third = store(engine, AGENCY), store(engine, PAPER), store(engine, OWN)
    assert first.event_ids == second.event_ids == third.event_ids
    assert (second.syndicated_from, second.reworded) == (first.document_id, True)
    assert third.syndicated_from is None
    with reading(engine) as connection:
        found = entry(connection, first.event_ids[0])
    assert found is not None
    assert (len(found.sources), found.independent) == (3, 2)
    assert not store(engine, PAPER).new
    copy = store(engine, dataclasses.replace(PAPER, publisher="Fourth Paper"))
    assert (copy.syndicated_from, copy.reworded) == (first.document_id, False)
    assert list(faults(engine)) == []


def test_likeness_is_of_the_whole_story() -> None:
    agency, paper, own = (runs(each.text) for each in (AGENCY, PAPER, OWN))
    assert is_print(agency, paper) and is_print(paper, agency)
    assert not is_print(agency, own)
    report = runs(STORY + " ".join(f"Sentence {number} of a long report of our own." for number in range(80)))
    assert not is_print(agency, report)
    assert not is_print(runs(STORY[:60]), runs(STORY[:60]))


def test_words_that_all_pages_bear_are_filed_for_few(engine: Engine) -> None:
    notice = " ".join(f"word{number}" for number in range(60))
    for number in range(COMMON + 5):
        own = " ".join(f"own{number}of{place}" for place in range(200))
        document = Document(f"{own}\n{notice}", "2024-11-20")
        with writing(engine) as connection:
            assert store_document(connection, document, [], why="loaded").syndicated_from is None
    with reading(engine) as connection:
        filed = connection.execute(select(t.document_shingle.c.hash)).scalars().all()
    assert max(filed.count(each) for each in set(filed)) == COMMON
