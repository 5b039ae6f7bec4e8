"""What the words just before a deed make of it."""

import pytest

from timeline.documents.document import Document
from timeline.extraction.candidates import hung, same_deed
from timeline.extraction.extract import extract
from timeline.extraction.linear import shipped_models
from timeline.extraction.operators import scoped_status, stopped
from timeline.extraction.read import read
from timeline.extraction.reading import Words
from timeline.extraction.words import lower, sentence_words
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()


def marked(sentence: str) -> tuple[Words, int]:
    """The words of a sentence and the place of the one in brackets."""
    text = sentence.replace("[", "").replace("]", "")
    words = sentence_words(text, lower(text), 0, len(text))
    return words, words.at(sentence.index("["))


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        # `[…]` marks the deed.
        ("Iran has never [threatened] Israel.", "denied"),
        ("The court has not yet [ruled] on it.", "denied"),
        ("France has yet to [deliver] the guns.", "denied"),
        ("Indonesia has not signed any [contract] for jets.", "denied"),
        ("The council failed on Friday to [impose] an embargo.", "denied"),
        ("Oslo might [sign] it.", "considered"),
        ("States may [not] sell it tanks.", ""),
        ("A [court] may stop it.", "considered"),
        ("A [court], may he rest, stopped it.", ""),
        ("Amman is thinking of [asking] for launchers.", "considered"),
        ("The Hague is weighing whether to [let] Ukraine use them.", "considered"),
        ("France will [deliver] the guns.", ""),
        ("It failed, and France wants to [deliver] the guns.", ""),
        ("It has any [contract] that it wants.", ""),
        ("Any [contract] has not been signed.", ""),
        ("Oslo is ready to [sign] it.", ""),
    ],
)
def test_what_stands_before_a_deed_says_whether_it_was_done(sentence: str, status: str) -> None:
    start = sentence.index("[")
    text = sentence.replace("[", "").replace("]", "")
    words = sentence_words(text, lower(text), 0, len(text))
    assert scoped_status(words, words.at(start), "transfer-agreement") == status


@pytest.mark.parametrize(
    ("sentence", "type", "status"),
    [
        ("The rebels will [fire] more missiles.", "weapon-use", "planned"),
        ("Oslo plans to [ratify] the treaty.", "treaty-ratification", "planned"),
        ("Oslo is due formally to [ratify] the treaty.", "treaty-ratification", ""),
        ("Bern wants to [ratify] the treaty.", "treaty-ratification", ""),
        ("Bern will [let] Germany pass them on.", "transfer-authorization", ""),
        ("Islamabad has not [altered] its doctrine.", "doctrine-change", "denied"),
        ("Islamabad has not yet altered its own nuclear [doctrine].", "doctrine-change", "denied"),
        ("Islamabad has altered its [doctrine], and it has not changed.", "doctrine-change", ""),
        ("Islamabad will not [use] them first.", "doctrine-change", ""),
    ],
)
def test_a_deed_may_be_to_come_and_a_change_undone(sentence: str, type: str, status: str) -> None:
    assert scoped_status(*marked(sentence), type) == status


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Japan has not protested against North Korea's ballistic missiles this week.", []),
        ("Japan protested on Monday against North Korea's ballistic missiles.", [("condemnation", "actual")]),
        ("The Security Council failed on Friday to impose an arms embargo on South Sudan.", [("embargo", "denied")]),
    ],
)
def test_words_that_were_not_spoken_are_no_event(sentence: str, told: list[tuple[str, str]]) -> None:
    events = extract(Document(sentence, "2024-10-10"), VOCABULARY)
    assert [(e.type, e.status) for e in events if e.lane != "archive"] == told


def test_a_deed_that_is_itself_a_refusal_is_not_denied_by_a_negation() -> None:
    text = "It will not deliver the guns."
    words = sentence_words(text, lower(text), 0, len(text))
    assert scoped_status(words, words.at(text.index("deliver")), "transfer-refusal") == ""


def test_the_verb_of_a_deed_tells_of_it_too_where_its_noun_comes_first() -> None:
    reading = read(
        Document("The court has not ruled on parts for Israel, and it ruled twice.", "2024-10-09"), VOCABULARY
    )
    (candidate, *_) = hung(reading, 0, "court-ruling", 1.0, shipped_models())
    words = reading.words[0].texts
    assert [words[at] for at in same_deed(reading, candidate)] == ["court", "ruled"]


@pytest.mark.parametrize(
    ("sentence", "type", "status"),
    [
        ("The OSCE called on Thursday for an [embargo] on Armenia.", "embargo", "considered"),
        ("Bosnia urged the Council on Monday to [lift] it.", "embargo-lifting", "considered"),
        ("Ireland wants the Union to [impose] it.", "embargo", "considered"),
        ("The Council [imposed] what Ireland called for.", "embargo", ""),
        ("Bonn called off the [embargo].", "embargo", ""),
        ("Rome called on Oslo to [condemn] it.", "condemnation", ""),
        ("The Union is to delay [lifting] it.", "embargo-lifting", "considered"),
        ("Paris is against [lifting] it.", "embargo-lifting", "considered"),
        ("Sweden has no intention of [stopping] exports.", "transfer-suspension", "denied"),
        ("Canada sees no need to [halt] exports.", "transfer-suspension", "denied"),
        ("Canada has plans to [halt] exports.", "transfer-suspension", ""),
        ("Trump would not [cancel] the contracts.", "transfer-suspension", "denied"),
        ("Ministers failed to agree on an [embargo].", "embargo", "denied"),
        ("Ministers could not agree on [lifting] it.", "embargo-lifting", "denied"),
        ("Ministers agreed on an [embargo].", "embargo", ""),
        ("The Council demanded a truce and imposed an arms [embargo].", "embargo", ""),
        ("The Council called for a truce and an arms [embargo].", "embargo", "considered"),
        ("The Duma voted against [ratification].", "treaty-ratification", "denied"),
        ("The Senate [rejected] the treaty.", "treaty-ratification", "denied"),
        ("The Senate voted to [ratify] it.", "treaty-ratification", ""),
        ("The House was expected to [approve] the sale.", "legislation", "planned"),
        ("No licences have been [revoked].", "transfer-suspension", "denied"),
        ("None of the tanks was [delivered].", "transfer-delivery", "denied"),
        ("Not a single rocket has been [fired].", "weapon-use", "denied"),
        ("No one knows when the tanks arrived, but they were [delivered].", "transfer-delivery", ""),
        ("Paris is opposed to [lifting] it.", "embargo-lifting", "considered"),
        ("Egypt asked the Council for an [embargo].", "embargo", "considered"),
        ("The House voted to [approve] the sale.", "legislation", ""),
        ("Berlin is set to [approve] the sale.", "transfer-authorization", "planned"),
        ("Berlin is poised [to] send tanks.", "transfer-authorization", "planned"),
        ("Berlin is poised to sign a new [contract].", "transfer-agreement", "planned"),
        ("Berlin was happy to [approve] the sale.", "transfer-authorization", ""),
    ],
)
def test_what_is_called_for_unwanted_or_not_agreed_on(sentence: str, type: str, status: str) -> None:
    assert scoped_status(*marked(sentence), type) == status


@pytest.mark.parametrize(
    ("sentence", "halted"),
    [
        ("France suspended its nuclear [tests] on Wednesday.", True),
        ("India keeps its moratorium on nuclear [tests].", True),
        ("France announced nuclear [tests] and suspended the treaty.", False),
        ("India ended a moratorium on nuclear [tests] with a blast.", False),
    ],
)
def test_tests_that_stop(sentence: str, halted: bool) -> None:
    assert stopped(*marked(sentence)) == halted
