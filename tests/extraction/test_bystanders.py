"""Whoever a sentence names beside the deed: makers, what is replaced, reporters, other main clauses, owners."""

import pytest

from timeline.documents.document import Document
from timeline.extraction.bystanders import owners, replaced, reporter, ruled_out, without_replaced, without_reporter
from timeline.extraction.candidates import hung
from timeline.extraction.decisions import scored_things
from timeline.extraction.extract import actor_kinds
from timeline.extraction.linear import shipped_models
from timeline.extraction.nearby import nearby_actors
from timeline.extraction.read import read
from timeline.extraction.reading import Candidate, Reading
from timeline.extraction.thing_features import weapon_choices
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()
MODELS = shipped_models()
TWO = "Russia delivered two MiG-29 fighters to Serbia on Monday and China shipped four drones to Iraq."
REPLACED = "Bulgaria signed a contract for eight F-16s to replace its ageing Soviet-made MiG-29s."


def candidate_of(text: str, type: str, word: str) -> tuple[Reading, Candidate]:
    """The candidate of a type whose predicate begins with the word, or one that hangs on it."""
    reading = read(Document(text, "2017-06-14"), VOCABULARY)
    index = next(i for i, words in enumerate(reading.words) if any(each.startswith(word) for each in words.texts))
    texts = reading.words[index].texts
    found = [c for c in hung(reading, index, type, 0.0, MODELS) if texts[c.anchor].startswith(word)]
    return reading, found[0] if found else Candidate(index, type, 0.0, texts.index(word), None)


def barred(text: str, type: str, word: str, role: str) -> set[str]:
    reading, candidate = candidate_of(text, type, word)
    out = ruled_out(reading, candidate, nearby_actors(reading, candidate), actor_kinds(reading, VOCABULARY))
    return {actor for actor, part in out if part == role}


@pytest.mark.parametrize(
    ("text", "type", "word", "role", "nobody"),
    [
        (TWO, "transfer-delivery", "delivered", "supplier", {"CHN", "IRQ"}),
        (TWO, "transfer-delivery", "shipped", "supplier", {"RUS", "SRB"}),
        (TWO, "transfer-delivery", "shipped", "recipient", set()),
        ("Russia and China shipped four drones to Iraq.", "transfer-delivery", "shipped", "supplier", set()),
        ("U.S.-made cluster bombs fell on Saada in Yemen, fired on Monday.", "weapon-use", "fired", "user", {"USA"}),
        ("U.S.-made tanks went to Yemen, shipped on Monday.", "transfer-delivery", "shipped", "supplier", set()),
        (REPLACED, "transfer-agreement", "signed", "supplier", {"RUS"}),
        ("Russia moved missiles to Belarus, Poland said.", "weapon-deployment", "moved", "host", {"POL"}),
        ("Russia moved missiles to Belarus, near Poland.", "weapon-deployment", "moved", "host", set()),
        ("North Korea tested a bomb, drawing condemnation.", "condemnation", "drawing", "speaker", {"PRK"}),
        ("North Korea was widely condemned for a missile.", "condemnation", "condemned", "speaker", {"PRK"}),
        ("North Korea widely condemned a missile test.", "condemnation", "condemned", "speaker", set()),
        ("A drone supplied by Turkey hit a convoy in Libya.", "weapon-use", "hit", "user", {"TUR"}),
        ("A tanker was hit by a missile off Oman.", "weapon-use", "hit", "user", {"OMN"}),
        ("A tanker was hit by a missile near Oman.", "weapon-use", "hit", "user", {"OMN"}),
        ("A house was hit by a missile near Oman.", "weapon-use", "hit", "user", set()),
        ("Britain blamed Syria for the sarin attack.", "weapon-use", "attack", "user", {"GBR"}),
        ("Britain blamed Syria and fired a missile.", "weapon-use", "fired", "user", set()),
        ("Oman shelled Chad in reply to a missile attack.", "weapon-use", "attack", "user", {"OMN"}),
        ("Oman in reply to a raid bombed Chad.", "weapon-use", "bombed", "user", set()),
        ("A bomb went off, Swedish seismologists said.", "weapon-test", "went", "user", {"SWE"}),
        ("A bomb went off, the Swedish army said.", "weapon-test", "went", "user", set()),
        ("Azerbaijan struck the town with Israeli drones.", "weapon-use", "struck", "target", {"ISR"}),
        ("Azerbaijan struck Armenian drones.", "weapon-use", "struck", "target", set()),
        ("A jury convicted two Iranians of it.", "court-ruling", "convicted", "decider", {"IRN"}),
        ("He was convicted by an Iranian court.", "court-ruling", "convicted", "decider", set()),
        ("Germany faced criticism from Estonia over a refusal.", "transfer-refusal", "refusal", "supplier", {"EST"}),
        ("Norway sold rifles. Switzerland chose the F-35.", "transfer-agreement", "chose", "supplier", {"NOR"}),
        ("The United States spoke. Switzerland chose the F-35.", "transfer-agreement", "chose", "supplier", set()),
        ("He told Reuters that a missile was fired at Oman.", "weapon-use", "fired", "user", {"reuters"}),
        (
            "North Korea tested a bomb and voiced its condemnation of Japan.",
            "condemnation",
            "condemnation",
            "speaker",
            set(),
        ),
    ],
)
def test_who_cannot_have_a_role(text: str, type: str, word: str, role: str, nobody: set[str]) -> None:
    assert barred(text, type, word, role) == nobody


def test_a_weapon_that_is_replaced_is_left_out_where_another_is_bought() -> None:
    for text, left in ((REPLACED, ["f-16"]), (REPLACED.replace(" for eight F-16s", ""), ["mig-29"])):
        reading, candidate = candidate_of(text, "transfer-agreement", "signed")
        scored = scored_things(weapon_choices(reading, candidate, VOCABULARY), MODELS.weapon, candidate)
        told = [choice.value for choice in without_replaced(reading, candidate, scored)]
        assert [value for value in told if value != "weapon"] == left
    reading, candidate = candidate_of("Bulgaria signed a contract.", "transfer-agreement", "signed")
    assert replaced(reading, candidate) is None


@pytest.mark.parametrize(
    ("text", "owning"),
    [
        ("Sweden criticised Finland's withdrawal from the treaty.", {"FIN"}),
        ("Sweden criticised the Finnish withdrawal from the treaty.", {"FIN"}),
        ("Sweden criticised Finland's and Estonia's planned withdrawal from the treaty.", {"FIN", "EST"}),
        ("Sweden criticised the withdrawal of Finland from the treaty.", set()),
        ("Russia answered the U.S. decision to withdraw from the treaty.", {"USA"}),
        (
            "Sweden spoke after Finland, Estonia and Latvia withdrew from the treaty.",
            {"FIN", "EST", "LVA"},
        ),
        ("Sweden spoke of Finland, which withdrew from the treaty.", set()),
    ],
)
def test_whose_deed_a_predicate_names(text: str, owning: set[str]) -> None:
    reading, candidate = candidate_of(text, "treaty-withdrawal", "withdr")
    assert owners(reading, candidate) == owning


def test_the_end_of_a_sentence_names_whoever_reports_it() -> None:
    def told(text: str) -> list[str]:
        words = read(Document(text, "2017-06-14"), VOCABULARY).words[0]
        comma, verb = reporter(words)
        return words.texts[comma:verb]

    assert told("Russia moved missiles, Poland's minister said on Friday.") == [",", "poland's", "minister"]
    assert told("Poland said on Friday that Russia, which had moved missiles before, moved them again.") == []


def test_a_reporter_has_no_role_that_another_likelier_has() -> None:
    reading, candidate = candidate_of("The tanks have reached Ukraine, Poland said.", "transfer-delivery", "reached")
    near = {each.actor: each for each in nearby_actors(reading, candidate)}
    scored = [
        (2.0, "recipient", near["UKR"]),
        (1.0, "recipient", near["POL"]),
        (1.0, "supplier", near["POL"]),
        (3.0, "intermediary", near["UKR"]),
    ]
    assert list(without_reporter(reading, candidate, scored)) == [scored[0], scored[2], scored[3]]
    reading, candidate = candidate_of("The tanks have reached Ukraine and Poland.", "transfer-delivery", "reached")
    assert list(without_reporter(reading, candidate, scored)) == scored


def test_two_leaders_with_titles_are_owners_of_one_deed() -> None:
    text = "The United States and Russian President Boris Yeltsin signed it."
    reading = read(Document(text, "1993-01-03"), VOCABULARY)
    (candidate,) = (c for c in hung(reading, 0, "treaty-signature", 0.0, MODELS) if c.trigger)
    assert owners(reading, candidate) == {"USA", "RUS"}
