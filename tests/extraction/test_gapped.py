"""Clauses that leave their predicate out tell of happenings of their own, and others do not."""

import pytest

from timeline.documents.document import Document
from timeline.extraction.candidates import hung
from timeline.extraction.extract import extract
from timeline.extraction.gapped import gaps
from timeline.extraction.linear import shipped_models
from timeline.extraction.nearby import nearby_actors
from timeline.extraction.read import read
from timeline.extraction.reading import Reading
from timeline.vocabulary.reading import shipped_vocabulary


def reading(text: str) -> Reading:
    return read(Document(text, "2019-10-12"), shipped_vocabulary())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Norway suspended new licences on Thursday, and Finland and the Netherlands on Friday.", [("friday", True)]),
        ("Rwanda joined the Convention on 28 May, Mauritius on 25 August.", [("25", True)]),
        ("France sold the kingdom tanks in 1975 and four frigates last October.", [("last", False)]),
        ("Germany delivered ten tanks to Kyiv in May and five to Warsaw in June.", [("june", False)]),
        ("Nigeria used jets in May 2014, and took two planes from Pakistan last December.", []),
        ("Italy tested the missile on May 3, and that Spain would follow on May 4 was known.", []),
        ("Italy tested the missile on May 3, and Spain copied it on May 4.", []),
        ("Sweden signed in 1997 and again in 1998.", []),
        ("Italy delivered tanks to Kenya on May 3.", []),
    ],
)
def test_a_clause_without_a_predicate_has_a_date_and_a_name(text: str, found: list[tuple[str, bool]]) -> None:
    read_of = reading(text)
    after = read_of.triggers[0][0].end
    told = [(read_of.words[0].texts[gap.word], gap.subject) for gap in gaps(read_of, 0, after)]
    assert told == found


def test_the_subject_of_the_clause_before_has_no_part_in_it() -> None:
    read_of = reading("Norway suspended sales of arms to Turkey on Thursday, and Finland on Friday.")
    first, second = hung(read_of, 0, "transfer-suspension", 1.0, shipped_models())
    assert {near.actor for near in nearby_actors(read_of, first)} == {"NOR", "TUR", "FIN"}
    assert {near.actor for near in nearby_actors(read_of, second)} == {"TUR", "FIN"}
    assert second.trigger == first.trigger and second.anchor > first.anchor and second.order == 1


def test_the_subject_of_the_clause_takes_the_role_of_the_subject_before() -> None:
    text = (
        "ROME, March 3 (Agency) - Italy will deliver six armoured vehicles to Kenya next month.\n\n"
        "Norway suspended licences for arms to Sudan on Thursday, Finland on Friday."
    )
    found = extract(Document(text, "2026-03-04"), shipped_vocabulary())
    told = {
        event.date: {(part.actor, part.role) for part in event.participants}
        for event in found
        if event.type == "transfer-suspension" and event.lane != "archive"
    }
    assert told == {
        "2026-02-26": {("NOR", "supplier"), ("SDN", "recipient")},
        "2026-02-27": {("FIN", "supplier"), ("SDN", "recipient")},
    }
