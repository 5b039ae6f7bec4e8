"""Rivals: what a draft is told of those that tell another date, other people or another type."""

from dataclasses import replace

from timeline.documents.document import Document
from timeline.extraction.decisions import Draft
from timeline.extraction.extract import draft_events
from timeline.extraction.linear import shipped_models
from timeline.extraction.read import read
from timeline.extraction.rivals import standings
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()


def one_draft() -> Draft:
    """A delivery of Tuesday, as it is decided from text."""
    reading = read(Document("Berlin delivered howitzers to Ukraine on Tuesday.", "2024-03-07"), VOCABULARY)
    drafts = draft_events(reading, VOCABULARY, shipped_models())
    return max((d for d in drafts if d.candidate.type == "transfer-delivery"), key=lambda d: d.candidate.score)


def varied(draft: Draft, *, date: str = "", type: str = "", sentence: int = 0, more: float = 0.0) -> Draft:
    """The same draft with another date, of another type, of another sentence, or likelier."""
    told = draft.candidate
    candidate = replace(told, sentence=sentence, type=type or told.type, score=told.score + more)
    return replace(draft, candidate=candidate, date=draft.date._replace(value=date or draft.date.value))


def told(*drafts: Draft) -> list[list[str]]:
    """The features, with whole log-odds."""
    return standings(drafts, lambda score: str(round(score)))


def test_a_draft_alone_has_no_rival() -> None:
    assert told(one_draft()) == [["told with the date=0"]]


def test_another_date_is_a_rival_here_or_elsewhere() -> None:
    draft = one_draft()
    first, second = told(draft, varied(draft, date="2024-02", more=4.0, sentence=1))
    assert first[1:4] == [
        "other date elsewhere=-2",
        "other dates=1",
        "transfer-delivery told with another date",
    ]
    assert second[1] == "other date elsewhere=2" and second[-1].endswith("ahead=True")
    here = told(draft, varied(draft, date="2024-02"))[0]
    assert here[1] == "other date here=0"


def test_other_people_and_another_type_are_rivals_on_the_same_date() -> None:
    draft = one_draft()
    other = replace(draft, key=frozenset({("USA", "supplier")}))
    assert told(draft, other)[0][1:] == ["other people=0", "other people told=1"]
    assert told(draft, varied(draft, type="transfer-refusal", more=2.0))[0][1:] == [
        "other type=-2",
        "transfer-delivery with transfer-refusal on the date",
    ]


def test_a_draft_told_twice_is_no_rival_of_itself() -> None:
    draft = one_draft()
    assert told(draft, varied(draft, sentence=1)) == [["told with the date=1"]] * 2


def test_many_drafts_take_time_in_proportion() -> None:
    draft = one_draft()
    rows = told(*(varied(draft, date=f"{year:04}") for year in range(9000)))
    assert {row[2] for row in rows} == {"other dates=4"}
