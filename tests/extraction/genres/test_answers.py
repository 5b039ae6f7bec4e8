"""In a record of parliament "we", "the Government" and "the House" are those of the state whose parliament it is."""

import pytest

from tests.extraction.genres.reading_of import VOCABULARY, reading_of
from timeline.documents.document import Document
from timeline.documents.proposal import Participant
from timeline.extraction.extract import extract
from timeline.extraction.reading import Reading

WESTMINSTER = """\
Written Answers: Arms Exports

Mr. Thomas Aldous: To ask the Secretary of State for Trade what licences for tanks for Jordan have been refused. [411]

The Minister of State: On 3 March 1996 we refused a licence for the export of Challenger tanks to Jordan. The \
Government of Jordan has been told.

Mrs. Joan Pell: I welcome what the Government have done. Will we hear more?

The Minister of State: I have nothing to add. The House will be told in due course.
"""
DUBLIN = """\
Dáil Éireann: Question 17

Deputy Nora Breen asked the Minister for Foreign Affairs his views on cluster munitions.

Minister for Foreign Affairs: We signed the Convention on Cluster Munitions in December 2008.

Deputy Nora Breen: I thank the Minister.
"""
BERLIN = """\
Answer of the Federal Government to a minor interpellation

1. Which exports of howitzers were licensed in May?

The Federal Government licensed four howitzers for Kuwait on 9 May 2018.

2. Which were refused?

None.

3. Why not?

It decides case by case.
"""


def named(reading: Reading, start: int, end: int) -> list[tuple[str, str]]:
    """The words that name an actor between two offsets, with the actor."""
    return [
        (reading.text[m.start : m.end], m.id)
        for group in reading.actors
        for m in group
        if start <= m.start and m.end <= end
    ]


def test_the_answering_state_is_named_by_its_offices_and_by_we_in_an_answer_only() -> None:
    reading = reading_of(WESTMINSTER, "1996-03-20")
    assert reading.form.subject == "GBR"
    start = WESTMINSTER.index("The Minister of State: On")
    assert named(reading, start, len(WESTMINSTER)) == [
        ("The Minister of State", "GBR"),
        ("we", "GBR"),
        ("Jordan", "JOR"),
        ("Jordan", "JOR"),
        ("the Government", "GBR"),
        ("The Minister of State", "GBR"),
        ("I", "GBR"),
        ("The House", "GBR"),
    ]


@pytest.mark.parametrize(("text", "state"), [(WESTMINSTER, "GBR"), (DUBLIN, "IRL"), (BERLIN, "DEU")])
def test_the_state_whose_parliament_speaks_is_known_by_its_manners(text: str, state: str) -> None:
    assert reading_of(text).form.subject == state


def test_what_a_minister_says_that_we_did_was_done_by_the_state() -> None:
    found = extract(Document(WESTMINSTER, "1996-03-20"), VOCABULARY)
    refused = [event for event in found if event.type == "transfer-refusal" and event.date == "1996-03-03"]
    assert Participant("GBR", "supplier") in refused[0].participants
    assert {p.actor for event in found for p in event.participants} <= {"GBR", "JOR"}


@pytest.mark.parametrize(
    "text",
    [
        "LONDON, May 4 - The Government told the House on Tuesday that it had refused a licence. The Secretary of "
        'State for Defence said: "We refused it."\n\nThe hon. Member for Leeds asked why.\n\nNobody answered.',
        "Q: What is a tank?\nA: A vehicle.\n\nQ: What is a mine?\nA: A weapon.\n\nQ: Who bans it?\nA: A treaty.",
        "Interview. Hansen: When will Norway sell the frigates?\n\nMinister Lie: We have sold them.\n\n"
        "Hansen: To whom?\n\nMinister Lie: To Chile.",
    ],
    ids=["news of a debate", "questions of a reader", "an interview"],
)
def test_what_is_no_record_of_a_parliament_names_whom_it_names(text: str) -> None:
    assert reading_of(text).form.named == {}
