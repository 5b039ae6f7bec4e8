"""Answers are found again by exactly what was asked, an error gives way to an answer, and events are added once."""

import dataclasses

from sqlalchemy import Engine, select

from tests.database.soundness import sound
from timeline.database import tables as t
from timeline.database.opening import reading, writing
from timeline.documents.document import Document
from timeline.documents.proposal import Claim, Participant, ProposedEvent, WeaponLine
from timeline.proposing.exchange import Reply, Request, request_name
from timeline.review.intake import store_document
from timeline.review.model_answers import Answers, keep_reply, known_replies

DOCUMENT = Document("Mongolia destroyed its anti-personnel mines.", "2024-11-20", origin="a.txt")
BODY = {"model": "small-1", "messages": [], "temperature": 0.0, "max_tokens": 100}


def request(piece: int = 0, **more: object) -> Request:
    body = {**BODY, **more}
    return Request(request_name(DOCUMENT.sha256, piece, 0, body), body)


def proposal(extractor: str, status: str = "actual") -> ProposedEvent:
    passage = DOCUMENT.passage(0, 18)
    return ProposedEvent(
        "stockpile-destruction",
        "2024-11-20",
        status,
        (Participant("MNG", "decider"),),
        (WeaponLine("anti-personnel-mine"),),
        lane="review",
        claims=(Claim("type", "stockpile-destruction", passage), Claim("decider", "MNG", DOCUMENT.passage(0, 8))),
        extractor=extractor,
    )


def test_an_answer_is_found_by_what_was_asked(engine: Engine) -> None:
    asked, other = request(0), request(1)
    reply = Reply(asked.custom_id, '{"events": []} “ü” \U0001f600', "small-1-2024", "", "stop", 10, 5)
    with writing(engine) as connection:
        keep_reply(connection, DOCUMENT.sha256, asked, reply)
        keep_reply(connection, DOCUMENT.sha256, other, Reply(other.custom_id, None, error="status 500"))
        keep_reply(connection, DOCUMENT.sha256, asked, Reply(asked.custom_id, "something else"))
    with reading(engine) as connection:
        assert known_replies(connection, DOCUMENT.sha256, [other, asked]) == [reply]
        forged = Request(asked.custom_id, {**BODY, "temperature": 1.0})
        assert known_replies(connection, DOCUMENT.sha256, [forged]) == []
        assert known_replies(connection, "0" * 64, [asked]) == []
        row = connection.execute(select(t.model_answer).order_by(t.model_answer.c.id).limit(1)).mappings().one()
        assert (row["model"], row["parameters"]) == ("small-1", {"temperature": 0.0, "max_tokens": 100})
        assert row["document_id"] is None and row["asked_at"].endswith("Z")
    answered = Reply(other.custom_id, "an answer at last")
    with writing(engine) as connection:
        keep_reply(connection, DOCUMENT.sha256, other, answered)
    with reading(engine) as connection:
        assert known_replies(connection, DOCUMENT.sha256, [other]) == [answered]
    assert sound(engine)


def test_a_stored_document_gets_further_events_once(engine: Engine) -> None:
    asked = request()
    with writing(engine) as connection:
        first = store_document(connection, DOCUMENT, (), why="loaded")
        keep_reply(connection, DOCUMENT.sha256, asked, Reply(asked.custom_id, "said"))
    further = (proposal("model small-1"), proposal("model small-1", "planned"))
    answers = Answers((asked.custom_id,), further[:1])
    with writing(engine) as connection:
        added = store_document(connection, DOCUMENT, further, why="loaded", answers=answers)
    assert (added.new, added.added, len(added.event_ids)) == (False, further[:1], 1)
    with writing(engine) as connection:
        again = store_document(connection, DOCUMENT, further, why="loaded", answers=answers)
    assert (again.new, again.added, again.event_ids) == (False, (), added.event_ids)
    with reading(engine) as connection:
        a, c = t.model_answer.c, t.claim.c
        assert connection.execute(select(a.document_id)).scalars().all() == [first.document_id]
        told = connection.execute(select(c.extractor).where(c.document_id == first.document_id)).scalars().all()
    assert told == ["model small-1"] * 2
    assert sound(engine)


def test_without_answers_nothing_is_added(engine: Engine) -> None:
    with writing(engine) as connection:
        store_document(connection, DOCUMENT, (), why="loaded")
    again = dataclasses.replace(DOCUMENT, title="Mines")
    with writing(engine) as connection:
        stored = store_document(connection, again, (proposal("model small-1"),), why="loaded")
    assert (stored.new, stored.added, stored.event_ids, stored.completed) == (False, (), (), ("title",))
