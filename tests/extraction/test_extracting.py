"""A stream of documents read by one process or two: the same in the same order, whatever becomes of a process."""

import multiprocessing
import os

import pytest

from timeline.documents.document import Document
from timeline.errors import SourceRefused
from timeline.extraction.confidence import REVIEW
from timeline.extraction.extract import extract
from timeline.extraction.extracting import Extracted, extract_all
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()
TEXT = "Report {}. Germany on Tuesday approved the sale of {} howitzers to Ukraine. The shells stay in store."


def documents(number: int) -> list[Document]:
    return [Document(TEXT.format(each, each + 2), "2024-03-07", origin=f"{each}.txt") for each in range(number)]


class Deadly(Document):
    """Ends the process to which it is sent."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (1,)


class Faulty(Document):
    """Cannot be read, as where the program has a bug."""

    @property
    def body_start(self) -> int:
        raise ZeroDivisionError


def test_two_processes_give_what_one_gives_in_its_order() -> None:
    other = SourceRefused("empty.txt is empty")
    stream: list[Document | SourceRefused] = [*documents(6), other, *documents(8)[6:]]
    one = list(extract_all(stream, VOCABULARY))
    assert list(extract_all(stream, VOCABULARY, jobs=2, enough=1)) == one
    assert [found for found, _ in one] == stream
    read = [extracted for found, extracted in one if extracted is not None]
    assert [len(each.proposals) >= 1 for each in read] == [True] * 8
    assert [passage.quote for passage in read[0].unplaced] == ["The shells stay in store."]
    assert multiprocessing.active_children() == []


def test_a_short_stream_stays_in_this_process() -> None:
    """A further process would be ended by this document."""
    deadly = Deadly(TEXT, "2024-03-07")
    [(_, extracted)] = extract_all([deadly], VOCABULARY, jobs=2)
    assert isinstance(extracted, Extracted)


def test_a_document_that_ends_its_process_is_named_and_the_others_are_read() -> None:
    first, second, third = documents(3)
    stream: list[Document] = [first, Deadly(TEXT, "2024-03-07", origin="deadly.txt"), second, third]
    found = list(extract_all(stream, VOCABULARY, jobs=2, enough=1))
    assert [each for each, _ in found if isinstance(each, Document)] == [first, second, third]
    refused, nothing = found[1]
    assert isinstance(refused, SourceRefused) and str(refused).startswith("deadly.txt ended the process that read it")
    assert nothing is None


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bug_says_in_which_document_it_showed(jobs: int) -> None:
    faulty = Faulty.__new__(Faulty)
    faulty.__dict__.update({**vars(documents(1)[0]), "origin": "faulty.txt"})
    faulty.__dict__.pop("body_start")
    with pytest.raises(ZeroDivisionError) as caught:
        list(extract_all([*documents(1), faulty], VOCABULARY, jobs=jobs, enough=1))
    assert caught.value.__notes__[0] == "while reading faulty.txt"
    assert multiprocessing.active_children() == []


WEAK = "A guide says that Oman got its rifles from Britain."
FILLING = " The hall was once a depot. An old man keeps its key. Few of the guests know of it."


@pytest.mark.parametrize(
    ("text", "lanes"),
    [
        (WEAK, {"review"}),
        (WEAK + FILLING, {"archive"}),
        (WEAK + FILLING + " On Monday Norway delivered 14 F-16 fighters to Ukraine.", {"auto", "review"}),
    ],
)
def test_what_is_weak_and_alone_in_a_document_waits_for_nobody(text: str, lanes: set[str]) -> None:
    assert {e.lane for e in extract(Document(text, "2024-11-20"), VOCABULARY) if e.confidence > REVIEW} == lanes
