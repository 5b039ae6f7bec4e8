"""Plain sentences, filled with changing states and dates: the surest event of each is the one that it states."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from timeline.documents.document import Document
from timeline.documents.proposal import ProposedEvent
from timeline.extraction.candidates import hung
from timeline.extraction.decisions import announced_by_heading
from timeline.extraction.extract import extract
from timeline.extraction.linear import shipped_models
from timeline.extraction.read import read
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()
PUBLISHED = "2023-06-15"  # a Thursday


@dataclass(frozen=True)
class Expected:
    """A text with the one event that it states; no roles where only the type is looked at."""

    text: str
    type: str
    roles: tuple[tuple[str, str], ...]
    date: str = PUBLISHED
    status: str = "actual"


STATES = (
    ("Spain", "Spanish", "ESP"),
    ("Morocco", "Moroccan", "MAR"),
    ("Brazil", "Brazilian", "BRA"),
    ("Kenya", "Kenyan", "KEN"),
)
DATES = (
    ("on Monday", "2023-06-12"),
    ("yesterday", "2023-06-14"),
    ("in April 2019", "2019-04"),
    ("on June 7", "2023-06-07"),
)


def transfers() -> Iterator[Expected]:
    for (one, adjective, first), (other, _, second) in zip(STATES, STATES[1:] + STATES[:1], strict=True):
        roles = (("supplier", first), ("recipient", second))
        for phrase, date in DATES:
            yield Expected(f"{one} delivered 12 howitzers to {other} {phrase}.", "transfer-delivery", roles, date)
            yield Expected(
                f"Twelve howitzers were delivered to {other} by {one} {phrase}.", "transfer-delivery", roles, date
            )
            yield Expected(f"{other} received drones from {one} {phrase}.", "transfer-delivery", roles, date)
            yield Expected(
                f"{one} approved the sale of frigates to {other} {phrase}.", "transfer-authorization", roles, date
            )
            yield Expected(f"{one} refused {phrase} to sell tanks to {other}.", "transfer-refusal", roles, date)
            yield Expected(f"{one} suspended arms deliveries to {other} {phrase}.", "transfer-suspension", roles, date)
            yield Expected(f"{other} ordered fighters from {one} {phrase}.", "transfer-agreement", roles, date)
            yield Expected(f"{other} asked {one} {phrase} for armed drones.", "transfer-request", roles, date)
        yield Expected(
            f"The {adjective} government will send missiles to {other}, it said.", "transfer-authorization", roles
        )


def treaties() -> Iterator[Expected]:
    for name, _, state in STATES:
        for phrase, date in DATES:
            party = (("party", state),)
            yield Expected(f"{name} ratified the Arms Trade Treaty {phrase}.", "treaty-ratification", party, date)
            yield Expected(
                f"{name} signed the Convention on Cluster Munitions {phrase}.", "treaty-signature", party, date
            )
            yield Expected(f"{name} withdrew from the Mine Ban Treaty {phrase}.", "treaty-withdrawal", party, date)
            yield Expected(
                f"{name} suspended its participation in the CFE Treaty {phrase}.", "treaty-suspension", party, date
            )


def positions() -> Iterator[Expected]:
    for (one, _, first), (other, _, second) in zip(STATES, STATES[1:] + STATES[:1], strict=True):
        for phrase, date in DATES[:2]:
            both = (("speaker", first), ("target", second))
            yield Expected(f"{one} condemned {other} {phrase} for using cluster munitions.", "condemnation", both, date)
            yield Expected(f"{one} accused {other} {phrase} of using chemical weapons.", "accusation", both, date)
            yield Expected(f"{one} denied {phrase} that it had supplied missiles.", "denial", both[:1], date)
            yield Expected(f"{one} welcomed the decision to send missiles {phrase}.", "support", both[:1], date)


def deeds() -> Iterator[Expected]:
    for (one, adjective, first), (other, _, second) in zip(STATES, STATES[1:] + STATES[:1], strict=True):
        for phrase, date in DATES:
            both = (("user", first), ("target", second))
            yield Expected(f"{one} fired rockets at {other} {phrase}.", "weapon-use", both, date)
            yield Expected(f"{one} test-fired a ballistic missile {phrase}.", "weapon-test", both[:1], date)
            yield Expected(
                f"{one} destroyed the last of its landmines {phrase}.",
                "stockpile-destruction",
                (("decider", first),),
                date,
            )
            yield Expected(
                f"{one} imposed an arms embargo on {other} {phrase}.",
                "embargo",
                (("decider", first), ("target", second)),
                date,
            )
            yield Expected(
                f"{one} lifted its arms embargo on {other} {phrase}.",
                "embargo-lifting",
                (("decider", first), ("target", second)),
                date,
            )
            yield Expected(
                f"A {adjective} court ruled {phrase} that the sale of missiles was illegal.",
                "court-ruling",
                (("decider", first),),
                date,
            )


def statuses() -> Iterator[Expected]:
    for (one, _, first), (other, _, second) in zip(STATES, STATES[1:] + STATES[:1], strict=True):
        roles = (("supplier", first), ("recipient", second))
        yield Expected(f"{one} will deliver tanks to {other} in 2026.", "transfer-delivery", roles, "2026", "planned")
        yield Expected(
            f"{one} is considering selling tanks to {other}.", "transfer-authorization", roles, status="considered"
        )


FAMILIES = {
    "transfers": (transfers, 0.96),
    "treaties": (treaties, 0.97),
    "positions": (positions, 0.97),
    "deeds": (deeds, 0.97),
    "statuses": (statuses, 0.97),
}


def right(expected: Expected, events: list[ProposedEvent]) -> bool:
    """Whether the surest event is the expected one with its parties in their roles."""
    if not events:
        return False
    first = max(events, key=lambda e: e.confidence)
    have = {(p.role, p.actor) for p in first.participants}
    return (first.type, first.date, first.status) == (expected.type, expected.date, expected.status) and set(
        expected.roles
    ) <= have


@pytest.mark.parametrize("family", FAMILIES)
def test_the_surest_event_of_a_sentence_is_the_one_it_states(family: str) -> None:
    sentences, least = FAMILIES[family]
    cases = list(sentences())
    wrong = [c.text for c in cases if not right(c, extract(Document(c.text, PUBLISHED), VOCABULARY))]
    assert len(wrong) <= (1 - least) * len(cases), f"{len(wrong)} of {len(cases)} wrong: {wrong}"


@pytest.mark.parametrize(
    "text",
    [
        "Spain and Morocco talked about fishing on Monday.",
        "The think tank met in Brazil.",
        "Kenya has large coal mines.",
        "The weather in Spain was fine.",
        "A bomb shelter was opened to visitors in Morocco on Monday.",
    ],
)
def test_a_text_without_any_event_gives_none(text: str) -> None:
    assert [e for e in extract(Document(text, PUBLISHED), VOCABULARY) if e.lane != "archive"] == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("On May 5 Spain sold tanks to Morocco.", None),
        ("On May 5 Spain sold 30 tanks to Morocco.", 30),
        ("Spain sold 30 tanks to Morocco on May 5.", 30),
    ],
)
def test_the_day_of_a_date_is_no_number_of_weapons(text: str, number: int | None) -> None:
    event = max(extract(Document(text, PUBLISHED), VOCABULARY), key=lambda e: e.confidence)
    assert [(line.weapon, line.quantity_min) for line in event.weapons] == [("battle-tank", number)]


@pytest.mark.parametrize("worth", ["a 2 billion dollar", "a 2-billion-dollar", "a $2bn"])
def test_the_worth_of_a_contract_may_stand_before_it(worth: str) -> None:
    event = max(
        extract(Document(f"Spain signed {worth} contract for tanks with Italy on Monday.", PUBLISHED), VOCABULARY),
        key=lambda e: e.confidence,
    )
    assert [(line.weapon, line.value, line.currency) for line in event.weapons] == [("battle-tank", 2e9, "USD")]


def test_amounts_and_conditions_stand_beside_the_weapon() -> None:
    text = (
        "Spain on Monday approved the sale of up to 28 howitzers worth 400 million euros to Morocco, "
        "on condition that they stay there."
    )
    event = max(extract(Document(text, PUBLISHED), VOCABULARY), key=lambda e: e.confidence)
    [line] = event.weapons[:1]
    assert (line.quantity_min, line.quantity_max, line.unit) == (0, 28, "units")
    assert (line.value, line.currency) == (400_000_000.0, "EUR")
    assert line.conditions == "on condition that they stay there"
    assert {c.value for c in event.claims if c.field in ("quantity", "value", "conditions")} == {
        "0..28 units",
        "400000000 EUR",
        "on condition that they stay there",
    }


def test_one_happening_told_twice_is_one_event_with_both_passages() -> None:
    text = (
        "Spain delivered 12 howitzers to Morocco on Monday. "
        "The delivery of the howitzers to Morocco was made by Spain on Monday."
    )
    deliveries = [
        e for e in extract(Document(text, PUBLISHED), VOCABULARY) if e.type == "transfer-delivery" and e.lane == "auto"
    ]
    assert len(deliveries) == 1
    assert len(deliveries[0].evidence) == 2


@pytest.mark.parametrize(
    ("heading", "planned"),
    [
        ("Italy to deliver tanks to Kenya", True),
        ("Italy delivers tanks to Kenya", False),
        ("Pledge of Italy: not to deliver tanks to Kenya", False),
    ],
)
def test_a_heading_tells_of_things_to_come_by_its_infinitive(heading: str, planned: bool) -> None:
    text = f"{heading}\n\nThe ministry in Rome spoke about the six tanks on Tuesday. They were shown to reporters."
    reading = read(Document(text, "2026-03-04"), VOCABULARY)
    (candidate, *_) = hung(reading, 0, "transfer-delivery", 3.0, shipped_models())
    assert reading.sentences[0].kind == "heading"
    assert announced_by_heading(reading, candidate) is planned


def test_a_title_says_who_did_what_to_whom() -> None:
    [event] = [
        e
        for e in extract(Document("Spain delivered 12 howitzers to Morocco on Monday.", PUBLISHED), VOCABULARY)
        if e.lane == "auto"
    ]
    assert event.title == "Spain → Morocco: Large-calibre artillery system, delivery"
    assert (event.basis.phrase, event.basis.anchor) == ("Monday", PUBLISHED)


@pytest.mark.parametrize(
    ("sold", "number", "worth"),
    [
        ("5.3 million euros of mortars", None, (5_300_000.0, "EUR")),
        ("40 million dollars worth of mortars", None, (40_000_000.0, "USD")),
        ("1,200 mortars", 1200, (None, "")),
    ],
)
def test_a_sum_is_no_number_of_weapons(sold: str, number: int | None, worth: tuple[float | None, str]) -> None:
    events = extract(Document(f"Finland sold Saudi Arabia {sold} last year.", "2018-11-22"), VOCABULARY)
    (line,) = max(events, key=lambda event: event.confidence).weapons
    assert (line.weapon, line.quantity_min, (line.value, line.currency)) == ("mortar", number, worth)
