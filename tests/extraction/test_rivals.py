"""Rivals: what a draft is told of those that tell another date, other people or another type."""

from dataclasses import replace

from tests.growth import grows_no_faster_than_the_text
from timeline.documents.document import Document
from timeline.extraction.decisions import Draft
from timeline.extraction.extract import draft_events
from timeline.extraction.linear import shipped_models
from timeline.extraction.read import read
from timeline.extraction.rivals import NOBODY, standings
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()


def one_draft() -> Draft:
    """A delivery of Tuesday, as it is decided from text."""
    reading = read(Document("Berlin delivered howitzers to Ukraine on Tuesday.", "2024-03-07"), VOCABULARY)
    drafts = draft_events(reading, VOCABULARY, shipped_models())
    return max((d for d in drafts if d.candidate.type == "transfer-delivery"), key=lambda d: d.candidate.score)


def varied(draft: Draft, *, date: str = "", kind: str = "", sentence: int = 0, more: float = 0.0) -> Draft:
    """The same draft with another date, of another type, of another sentence, or likelier."""
    old = draft.candidate
    candidate = replace(old, sentence=sentence, type=kind or old.type, score=old.score + more)
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
    assert told(draft, varied(draft, kind="transfer-refusal", more=2.0))[0][1:] == [
        "other type=-2",
        "transfer-delivery with transfer-refusal on the date",
    ]


def test_a_draft_told_twice_is_no_rival_of_itself() -> None:
    draft = one_draft()
    assert told(draft, varied(draft, sentence=1)) == [["told with the date=1"]] * 2


def test_the_likeliest_of_several_others_is_the_rival() -> None:
    draft = one_draft()
    rows = told(draft, varied(draft, date="2024-02", more=2.0), varied(draft, date="2024-01", more=6.0))
    assert [row[1] for row in rows] == ["other date here=-3", "other date here=-2", "other date here=2"]
    again = told(draft, varied(draft, date="2024-02", more=2.0), varied(draft, date="2024-02", more=6.0, sentence=1))
    assert again[0][1:3] == ["other date elsewhere=-3", "other dates=1"]


def test_nobody_is_as_unlikely_as_a_doubtful_actor() -> None:
    draft = one_draft()
    nobody = replace(draft, parts=[], key=frozenset())
    assert told(draft, nobody)[1][1] == f"other people={round((NOBODY - min(p.score for p in draft.parts)) / 2)}"


def test_time_grows_with_the_drafts_and_no_faster() -> None:
    draft = one_draft()

    def of(text: str) -> list[list[str]]:
        return told(*(varied(draft, date=f"{number:04}") for number in range(len(text))))

    assert {row[2] for row in of("x" * 9)} == {"other dates=4"}
    assert grows_no_faster_than_the_text(of, "x", 500)
