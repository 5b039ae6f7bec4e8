"""One event of an answer, field by field: what is kept, what is changed, what is refused, and why."""

import json
from typing import Any

import pytest

from timeline.documents.document import Document
from timeline.documents.proposal import WeaponLine
from timeline.extraction.confidence import REVIEW
from timeline.extraction.read import read
from timeline.proposing.exchange import Reply, request_name
from timeline.proposing.pieces import pieces_of
from timeline.proposing.verifying import Verified, verified
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()
TEXT = """Germany will send up to 50 Leopard 2 tanks worth €120 million to Ukraine in March 2025, for use only in \
defence of its cities, Chancellor Olaf Scholz said on Tuesday.

The ministry added that the tanks had been handed over last week. Moscow denied having received any drones from Iran.

Barack Obama had refused the same tanks in 2014. Former President Barack Obama spoke of them in Chicago.

Officials spoke at length of the weather. They spoke of bread. They spoke of the harvest. They spoke of the roads.

Norway is a kingdom with many fjords and a long coast.

They spoke of the sea. Some shells were fired at Kharkiv during that siege, and Ukraine may have used cluster \
munitions there. Russia plans to deploy Iskander missiles in Belarus.
"""
DOCUMENT = Document(TEXT, "2024-11-20", title="Berlin promises tanks")
READING = read(DOCUMENT, VOCABULARY)


def sentence(words: str) -> int:
    """The number of the first sentence with the words."""
    return next(s.index + 1 for s in READING.sentences if words in " ".join(TEXT[s.start : s.end].split()))


def cited(quote: str, of: str = "") -> dict[str, Any]:
    return {"sentence": sentence(of or quote), "quote": quote}


def thing(id: str, quote: str, named_in: str = "", **more: object) -> dict[str, Any]:
    return {"id": id, **cited(quote), "named_in": cited(named_in) if named_in else None, **more}


def judged(
    type: str, evidence: str, *people: dict[str, Any], weapons: tuple[dict[str, Any], ...] = (), status: str = "actual",
    date: tuple[str, str] = ("2024-11-20", ""), of: str = "",
) -> Verified:  # fmt: skip
    event = {
        "type": type, "status": status, "date": {"edtf": date[0], "phrase": date[1],
                                                 "sentence": sentence(of or date[1] or evidence)},
        "evidence": [cited(evidence)], "participants": people, "weapons": weapons, "treaties": [],
    }  # fmt: skip
    reply = Reply(request_name(DOCUMENT.sha256, 0, 0, {}), json.dumps({"events": [event]}))
    return verified(READING, pieces_of(READING, 10**6), [reply], VOCABULARY)


def kinds(found: Verified) -> list[tuple[str, str]]:
    return [(refusal.kind, refusal.field) for refusal in found.refusals]


GERMANY = thing("DEU", "Germany", role="supplier")
WORTH = WeaponLine("leopard-2", value=120e6, currency="EUR")
SEND = "Germany will send up to 50 Leopard 2 tanks"


@pytest.mark.parametrize(
    ("amounts", "line", "refused"),
    [
        ({}, WeaponLine("leopard-2"), []),
        ({"quantity": 50}, WeaponLine("leopard-2", 0, 50, "units"), []),
        ({"quantity": 60}, WeaponLine("leopard-2", 0, 50, "units"), [("amount", "quantity")]),
        ({"value": 120e6, "currency": "eur"}, WORTH, []),
        ({"value": 120e6, "currency": "USD"}, WORTH, [("amount", "value")]),
        ({"value": 7}, WORTH, [("amount", "value")]),
        ({"conditions": "for use only in  defence of its cities"},
         WeaponLine("leopard-2", conditions="for use only in defence of its cities"), []),
        ({"conditions": "for use anywhere"}, WeaponLine("leopard-2"), [("conditions", "conditions")]),
    ],
)  # fmt: skip
def test_amounts_are_those_of_the_sentence(amounts: dict[str, Any], line: WeaponLine, refused: list[Any]) -> None:
    weapon = thing("leopard-2", "50 Leopard 2 tanks", **amounts)
    found = judged("transfer-authorization", SEND, GERMANY, weapons=(weapon,), date=("2024-11-19", "on Tuesday"))
    assert [event.weapons for event in found.events] == [(line,)]
    assert kinds(found) == refused
    fields = {claim.field for claim in found.events[0].claims}
    assert ("quantity" in fields, "value" in fields, "conditions" in fields) == (
        bool(line.unit), line.value is not None, bool(line.conditions),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("stated", "words", "kept", "refused"),
    [
        ("2024-11-19", "on Tuesday", "2024-11-19", []),
        ("2025-03", "in March 2025", "2025-03", []),
        ("2025-03~", "March 2025", "2025-03", []),
        ("2025-03-14", "in March 2025", "2025-03", [("date-differs", "date")]),
        ("2024-11-20", "", "2024-11-20", []),
        ("../2024-11-20", "", "../2024-11-20", []),
        ("2024-11-18", "", "2024-11-20", [("date-differs", "date")]),
        ("2024-11-11/2024-11-17", "last week", "2024-11-11/2024-11-17", []),
        ("20.11.2024", "on Tuesday", "2024-11-19", [("date", "date"), ("date-differs", "date")]),
        ("2024-11-19", "Olaf Scholz said", "2024-11-20", [("date-unread", "date")]),
        ("2014", "in 2014", "2014", [("far-date", "date")]),
        ("2024-11-19", "on Wednesday", None, [("quote", "date"), ("no-core", "")]),
    ],
)
def test_dates_are_ours(stated: str, words: str, kept: str | None, refused: list[Any]) -> None:
    of = words if words != "on Wednesday" else SEND
    found = judged("transfer-authorization", SEND, GERMANY, status="planned", date=(stated, words), of=of)
    assert [event.date for event in found.events] == ([kept] if kept else [])
    assert kinds(found) == refused


@pytest.mark.parametrize(
    ("named", "kept", "refused"),
    [
        (thing("DEU", "Chancellor Olaf Scholz"), "DEU", []),
        (thing("DEU", "Leopard 2 tanks worth"), "DEU", []),  # the sentence cited names it
        (thing("DEU", "The ministry", named_in="Germany"), "DEU", []),
        (thing("DEU", "The ministry"), "", [("not-named", "actor")]),
        (thing("DEU", "The ministry", named_in="Moscow denied"), "", [("not-named", "actor")]),
        (thing("RUS", "Moscow"), "RUS", []),
        (thing("NOR", "Norway is a kingdom"), "", [("far", "actor")]),
        (thing("NOR", "The ministry", named_in="Norway is a kingdom"), "NOR", []),
        (thing("olaf-scholz", "Chancellor Olaf Scholz"), "DEU", []),
        (thing("Germany", "Germany"), "", [("unknown-id", "actor")]),
        (thing("deu", "Germany"), "", [("unknown-id", "actor")]),
        (thing("USA", "Barack Obama had refused"), "", [("not-named", "actor")]),
    ],
)
def test_an_actor_is_named_by_what_is_cited(named: dict[str, Any], kept: str, refused: list[Any]) -> None:
    weapon = thing("leopard-2", "Leopard 2")
    found = judged("transfer-authorization", SEND, {**named, "role": "supplier"}, weapons=(weapon,), status="planned")
    assert [p.actor for event in found.events for p in event.participants] == [kept] * bool(kept)
    assert kinds(found) == refused


@pytest.mark.parametrize(("date", "words", "kept"), [("2014", "in 2014", ["USA"]), ("2024-11-20", "", [])])
def test_a_person_acts_for_a_state_while_in_office(date: str, words: str, kept: list[str]) -> None:
    evidence = "Barack Obama had refused the same tanks"
    decider = thing("USA", "Barack Obama had refused", role="decider")
    weapon = thing("battle-tank", "the same tanks")
    found = judged("transfer-refusal", evidence, decider, weapons=(weapon,), date=(date, words))
    assert [p.actor for event in found.events for p in event.participants] == kept


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("The Bush administration", ["USA"]),
        ("President George W. Bush told Congress so. Mr. Bush", ["USA"]),
        ("Kenneth Bush of the board", []),
    ],
)
def test_a_surname_speaks_for_a_state_where_the_text_says_whose_it_is(words: str, kept: list[str]) -> None:
    text = f"{words} approved the sale of F-16 aircraft to Taiwan in 2004.\n"
    document = Document(text, "2012-03-05")
    reading = read(document, VOCABULARY)
    number = len(reading.sentences)
    own = {"sentence": number, "quote": "approved the sale of F-16 aircraft"}
    named = {"sentence": number, "named_in": None}
    event = {
        "type": "transfer-authorization", "status": "actual",
        "date": {"edtf": "2004", "phrase": "in 2004", "sentence": number}, "evidence": [own],
        "participants": [{**named, "id": "USA", "quote": words.rpartition(". ")[2], "role": "decider"}],
        "weapons": [{**named, "id": "f-16", "quote": "F-16"}], "treaties": [],
    }  # fmt: skip
    reply = Reply(request_name(document.sha256, 0, 0, {}), json.dumps({"events": [event]}))
    found = verified(reading, pieces_of(reading, 10**6), [reply], VOCABULARY)
    assert [[p.actor for p in event.participants] for event in found.events] == [kept]


@pytest.mark.parametrize(
    ("words", "kind", "id", "named"),
    [
        ("South Sudan bought tanks", "participants", "SSD", True),
        ("South Sudan bought tanks", "participants", "SDN", False),
        ("anti-American tanks rolled on", "participants", "USA", False),
        ("Georgia bought tanks", "participants", "GEO", True),
        ("cluster bombs and tanks", "weapons", "air-delivered-bomb", True),
        ("a bomb shelter and tanks", "weapons", "air-delivered-bomb", False),
        ("the Convention on Cluster Munitions and tanks", "weapons", "cluster-munition", True),
        ("the Convention on Cluster Munitions and tanks", "treaties", "ccm", True),
    ],
)
def test_what_names_a_thing(words: str, kind: str, id: str, named: bool) -> None:
    document = Document(f"{words[0].upper()}{words[1:]} on Monday, it was said.\n", "2024-11-20")
    reading = read(document, VOCABULARY)
    quote = document.text.partition(" on Monday")[0]
    named_by = {"sentence": 1, "quote": quote, "named_in": None}
    event: dict[str, Any] = {
        "type": "transfer-delivery", "status": "actual",
        "date": {"edtf": "2024-11-18", "phrase": "Monday", "sentence": 1},
        "evidence": [{"sentence": 1, "quote": quote}],
        "participants": [], "weapons": [{**named_by, "id": "battle-tank"}], "treaties": [],
    }  # fmt: skip
    event[kind].append({**named_by, "id": id, "role": "supplier"})
    reply = Reply(request_name(document.sha256, 0, 0, {}), json.dumps({"events": [event]}))
    [found] = verified(reading, pieces_of(reading, 10**6), [reply], VOCABULARY).events
    ids = {*(p.actor for p in found.participants), *(line.weapon for line in found.weapons), *found.treaties}
    assert (id in ids) is named


def test_claims_are_passages_of_the_document_as_it_was_given() -> None:
    text = "Ger\u00admany deliv\u200bered 50 Leopard 2 tanks to\u00a0Ukraine on Tues\u00adday, the ministry said.\n"
    document = Document(text, "2024-11-20")
    reading = read(document, VOCABULARY)
    named = {"sentence": 1, "named_in": None}
    event = {
        "type": "transfer-delivery", "status": "actual",
        "date": {"edtf": "2024-11-19", "phrase": "on Tuesday", "sentence": 1},
        "evidence": [{"sentence": 1, "quote": "Germany delivered 50 Leopard 2 tanks to Ukraine"}],
        "participants": [{**named, "id": "DEU", "quote": "Germany", "role": "supplier"}],
        "weapons": [{**named, "id": "leopard-2", "quote": "50 Leopard 2 tanks", "quantity": 50}], "treaties": [],
    }  # fmt: skip
    reply = Reply(request_name(document.sha256, 0, 0, {}), json.dumps({"events": [event]}))
    [found] = verified(reading, pieces_of(reading, 10**6), [reply], VOCABULARY).events
    assert {claim.field: claim.passage.quote for claim in found.claims} == {
        "type": "Ger\u00admany deliv\u200bered 50 Leopard 2 tanks to\u00a0Ukraine",
        "status": "Ger\u00admany deliv\u200bered 50 Leopard 2 tanks to\u00a0Ukraine",
        "date": "Tues\u00adday",
        "supplier": "Ger\u00admany",
        "weapon": "50 Leopard 2 tanks",
        "quantity": text.strip(),
    }
    assert all(text[c.passage.start : c.passage.end] == c.passage.quote for c in found.claims)


@pytest.mark.parametrize(
    ("type", "evidence", "status", "kept", "refused"),
    [
        ("transfer-delivery", "denied having received any drones from Iran", "actual", "denied", ["status-differs"]),
        ("transfer-delivery", "denied having received any drones from Iran", "alleged", "alleged", []),
        ("weapon-deployment", "Russia plans to deploy Iskander missiles", "actual", "planned", ["status-differs"]),
        ("weapon-deployment", "Russia plans to deploy Iskander missiles", "planned", "planned", []),
        ("weapon-use", "Ukraine may have used cluster munitions", "actual", "actual", ["status-doubtful"]),
        ("transfer-delivery", "the tanks had been handed over", "actual", "actual", []),
    ],
)
def test_what_the_words_do_not_say_happened_is_not_actual(
    type: str, evidence: str, status: str, kept: str, refused: list[str]
) -> None:
    number = sentence(evidence)
    ids = [m.id for m in READING.actors[number - 1]][:1] or ["DEU"]
    people = [{"id": id, "sentence": number, "quote": evidence, "named_in": None, "role": "user"} for id in ids]
    weapons = (thing("weapon", evidence),)
    found = judged(type, evidence, *people, weapons=weapons, status=status)
    assert [event.status for event in found.events] == [kept]
    assert [refusal.kind for refusal in found.refusals if refusal.field == "status"] == refused


@pytest.mark.parametrize(
    ("weapon", "kept", "refused"),
    [
        (thing("leopard-2", "the tanks", named_in="Leopard 2"), ["leopard-2"], []),
        (thing("leopard-2", "the tanks"), ["battle-tank"], [("broader", "weapon")]),
        (thing("abrams", "the tanks", named_in="Leopard 2"), ["battle-tank"], [("broader", "weapon")]),
        (thing("f-16", "the tanks"), [], [("not-named", "weapon"), ("no-core", "")]),
        (thing("battle-tank", "Leopard 2"), ["battle-tank"], []),
        (thing("weapon", "the tanks"), ["weapon"], []),
    ],
)
def test_a_weapon_is_what_the_words_name(weapon: dict[str, Any], kept: list[str], refused: list[Any]) -> None:
    found = judged("transfer-delivery", "the tanks had been handed over", weapons=(weapon,))
    assert [line.weapon for event in found.events for line in event.weapons] == kept
    assert kinds(found) == refused


def test_every_refusal_lowers_the_confidence_down_to_the_queue_s_floor() -> None:
    sound = thing("DEU", "Germany", role="supplier")
    wrong = [thing("xx", "Germany", role="supplier")] * 9
    shares = [judged("transfer-authorization", SEND, sound, *wrong[:n], status="planned").events[0].confidence
              for n in (0, 1, 2, 9)]  # fmt: skip
    assert shares == [0.34, 0.31, 0.28, REVIEW]


def test_a_refusal_says_in_one_line_what_and_why() -> None:
    found = judged("transfer-authorization", SEND, thing("x\x1b[31my", "Germany", role="supplier"), GERMANY)
    assert [str(refusal) for refusal in found.refusals] == [
        "event 1, actor: “x [31my”: nothing in the vocabulary has the id"
    ]
