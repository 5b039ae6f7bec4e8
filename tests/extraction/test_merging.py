"""One statement gives one event: a reading without a predicate of its own does not stand beside a likelier one."""

from timeline.documents.document import Document
from timeline.extraction.extract import extract
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()


def told(text: str) -> list[tuple[str, str]]:
    found = extract(Document(text, "2025-05-30"), VOCABULARY)
    return [(event.type, event.date) for event in found if event.lane != "archive"]


def test_an_embargo_that_is_extended_is_not_lifted_on_that_day_as_well() -> None:
    text = (
        "Security Council extends the arms embargo on South Sudan\n\nThe United Nations Security Council on Friday "
        "extended the arms embargo on South Sudan by a year, to May 31, 2026."
    )
    found = [kind for kind, date in told(text) if date == "2025-05-30"]
    assert found == ["embargo"]


def test_two_deeds_with_a_predicate_each_stay_two() -> None:
    found = told("Kenya signed the Arms Trade Treaty on 3 June 2013 and ratified it on 2 April 2014.")
    assert {("treaty-signature", "2013-06-03"), ("treaty-ratification", "2014-04-02")} <= set(found)
