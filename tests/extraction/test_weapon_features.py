"""What is told of each weapon that an event may concern: the words around it, the others, and the document."""

from timeline.documents.document import Document
from timeline.extraction.extract import extract
from timeline.extraction.read import read
from timeline.extraction.reading import Candidate, Reading
from timeline.extraction.thing_features import source_of, weapon_choices
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()
TEXT = (
    "Norway offered NASAMS batteries in May.\n\n"
    "The deal was signed on Friday. Poland bought tanks and Leopard 2 tanks, not rifles."
)
READING = read(Document(TEXT, "2024-06-15"), VOCABULARY)


def told(reading: Reading, index: int, verb: str) -> dict[tuple[str, str], list[str]]:
    """By weapon and source the features that `weapon_features` adds to those of its place."""
    trigger = next(iter(reading.triggers[index]), None)
    candidate = Candidate(index, "transfer-agreement", 0.0, reading.words[index].texts.index(verb), trigger)
    choices = weapon_choices(reading, candidate, VOCABULARY)
    starts = {(choice.value, source_of(row)): row for choice, row in choices}
    return {
        key: row[next(n for n, name in enumerate(row) if name.startswith("told=")) :] for key, row in starts.items()
    }


def test_a_weapon_of_another_sentence_is_told_by_what_may_stand_for_it_and_how_near_it_is() -> None:
    found = told(READING, 1, "signed")
    assert sorted(found) == [
        ("assault-rifle", "next"),
        ("battle-tank", "next"),
        ("leopard-2", "next"),
        ("nasams", "prev1"),
        ("weapon", "root"),
    ]
    assert found["nasams", "prev1"] == [
        "told=1,most=True",
        "src=prev1,told=1",
        "kin=,prev1",
        "prev1,with deal",
        "prev1,lemma=deal",
        "prev1,kind=body",
        "prev1,actors=False,False",
        "prev1,predicate=False,False,False",
        "prev1,paragraph=False,False",
        "weapons here=0,prev1,told=1",
        "recent=0,False,deal",
        "recent=0,far=0,False",
        "lead=True,False,prev1",
    ]


def test_a_weapon_of_the_sentence_is_told_by_the_words_and_the_weapons_between_it_and_the_predicate() -> None:
    found = told(READING, 2, "bought")
    assert found["leopard-2", "sent"] == [
        "told=1,most=True",
        "src=sent,told=1",
        "kin=narrower,sent",
        "left=WEAPON and",
        "right=, not",
        "left1=and",
        "after between=WEAPON",
        "after between=and",
        "after path=WEAPON and",
        "last predicate=own",
        "last predicate=buy",
        "after,predicates between=0",
        "quoted=False",
        "after,weapons between=1",
        "lemma=buy,after,True",
        "own clause after=2,after,True",
    ]
    assert [key for key in found if key[1] == "prev2"] == [("nasams", "prev2")]


def test_a_weapon_named_long_before_may_be_meant_and_one_that_was_named_longer_ago_may_not() -> None:
    common = "Drones, tanks, frigates, howitzers and submarines were shown."
    offers = ["Norway offered mortars.", "Poland bought rifles."]
    reading = read(Document("\n\n".join([*offers, *[common] * 59, "A sale was signed."]), "2024-06-15"), VOCABULARY)
    assert [key for key in told(reading, 61, "signed") if key[1] == "earlier"] == [("assault-rifle", "earlier")]


def test_an_act_under_a_treaty_is_about_what_it_covers_not_about_what_the_report_is_about() -> None:
    text = (
        "Denmark approved the sale of six RBS 70 launchers to Ghana on Friday.\n\n"
        "Amnesty International condemned the sale of the launchers.\n\nGhana ratified the arms trade treaty in 2015."
    )
    events = extract(Document(text, "2025-09-13"), VOCABULARY)
    (ratified,) = [event for event in events if event.type == "treaty-ratification"]
    assert ratified.treaties == ("att",)
    assert not {line.weapon for line in ratified.weapons} & {"manpads", "air-defence-system", "missile-launcher"}
