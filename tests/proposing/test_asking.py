"""What is sent to a model: whole requests compared; long documents in pieces; the same bytes always."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from tests.proposing.test_orders import FALSE, NEWS, VOCABULARY, france, germany, reading_of
from timeline.documents.document import Document
from timeline.extraction.read import read
from timeline.extraction.reading import Reading
from timeline.proposing.asking import requests_for, tokens
from timeline.proposing.exchange import ModelSettings, Reply, document_start, in_bytes, piece_and_run
from timeline.proposing.pieces import OVERLAP, pieces_of
from timeline.proposing.verifying import verified

EXPECTED = Path(__file__).resolve().parent / "expected_request.json"
GERMAN = (
    "Die Bundesregierung hat am Montag die Lieferung von Panzern an die Ukraine genehmigt, wie der Sprecher der "
    "Regierung in Berlin sagte, und das ist nicht alles."
)
FILLER = "Officials spoke at length of the weather, the harvest and the price of bread in the capital."


def long_reading(sentences: int = 120) -> Reading:
    return reading_of(f"{NEWS}\n\n{' '.join([FILLER] * sentences)}\n\n{FALSE}\n")


def test_a_whole_request() -> None:
    """After a change on purpose: python -m tests.proposing.test_asking"""
    [request] = requests_for(reading_of(NEWS), VOCABULARY, ModelSettings("example-1"))
    assert {"custom_id": request.custom_id, "body": dict(request.body)} == json.loads(EXPECTED.read_text("utf-8"))


def test_the_bytes_are_the_same_and_depend_on_all_that_is_asked() -> None:
    reading = reading_of(NEWS)
    settings = [
        ModelSettings("a"), ModelSettings("b"), ModelSettings("a", temperature=0.5), ModelSettings("a", max_tokens=99),
    ]  # fmt: skip
    first, again = ([requests_for(reading_of(NEWS), VOCABULARY, s)[0] for s in settings] for _ in range(2))
    assert [r.encoded for r in first] == [r.encoded for r in again]
    assert len({r.custom_id for r in first}) == len(settings)
    assert {document_start(r.custom_id) for r in first} == {reading.document.sha256[:12]}
    assert all(tokens(r) == -(-len(r.encoded) * 2 // 7) for r in first)


def test_runs_are_asked_apart() -> None:
    requests = requests_for(long_reading(), VOCABULARY, ModelSettings("a", piece_characters=4000, runs=2))
    names = [piece_and_run(request.custom_id) for request in requests]
    assert names == [(piece, run) for piece in range(len(names) // 2) for run in (0, 1)]
    assert [request.body["seed"] for request in requests[:2]] == [0, 1]
    assert len({request.custom_id for request in requests}) == len(requests)


@pytest.mark.parametrize("text", ["", " \n", GERMAN])
def test_what_is_not_read_is_not_sent(text: str) -> None:
    assert requests_for(read(Document(text, "2024-11-20"), VOCABULARY), VOCABULARY, ModelSettings("a")) == []


def test_the_header_of_a_text_is_not_sent() -> None:
    head = "secret: header\n\n"
    document = Document(head + NEWS, "2024-11-20", body_start=len(head))
    [request] = requests_for(read(document, VOCABULARY), VOCABULARY, ModelSettings("a"))
    assert b"secret" not in request.encoded


def test_half_a_sign_does_not_stop_a_request() -> None:
    [request] = requests_for(reading_of(NEWS), VOCABULARY, ModelSettings("a \udc00"))
    assert json.loads(request.encoded)["model"] == "a \udc00"
    assert in_bytes({"a": "\ud83d é"}) == b'{"a":"\\ud83d \xc3\xa9"}'


@pytest.mark.parametrize("characters", [1, 500, 4000, 10**9])
def test_pieces_cover_a_document_and_overlap(characters: int) -> None:
    reading = long_reading()
    pieces = pieces_of(reading, characters)
    assert pieces[0].first == 0 and pieces[-1].end == len(reading.sentences)
    for one, other in pairwise(pieces):
        assert other.first == one.end - OVERLAP > one.first
    assert all(set(range(piece.first, piece.end)) <= piece.sentences for piece in pieces)


def test_a_later_piece_repeats_title_date_and_topic() -> None:
    reading = long_reading()
    requests = requests_for(reading, VOCABULARY, ModelSettings("a", piece_characters=4000))
    last = requests[-1].body["messages"][1]["content"]
    assert "Date of the document: 2024-11-20 (Wednesday)" in last
    assert "Last date named before this part: 2024-11-19 (sentence 1)" in last
    assert "[0] (title) Tanks for Ukraine" in last
    assert f"[1] {NEWS}\n[…]\n" in last
    assert "- leopard-2: Leopard 2" in last and "- battle-tank:" in last


def test_an_event_of_the_sentences_that_pieces_share_is_one() -> None:
    reading = reading_of(" ".join([FILLER] * 20 + [NEWS] + [FILLER] * 3 + [FALSE] + [FILLER] * 10))
    settings = ModelSettings("a", piece_characters=24 * (len(FILLER) + 8))
    pieces = pieces_of(reading, settings.piece_characters)
    requests = requests_for(reading, VOCABULARY, settings)
    told = [{"events": [germany(21)]}, {"events": [germany(21), france(25)]}]
    assert len(requests) == 2 and 20 in pieces[0].sentences & pieces[1].sentences
    replies = [Reply(r.custom_id, json.dumps(t)) for r, t in zip(requests, told, strict=True)]
    found = verified(reading, pieces, replies, VOCABULARY)
    assert [event.participants[0].actor for event in found.events] == ["DEU", "FRA"]
    assert found.whole and found.refusals == ()


def test_a_sentence_that_was_not_sent_cannot_be_cited() -> None:
    reading = long_reading()
    settings = ModelSettings("a", piece_characters=4000)
    pieces, requests = pieces_of(reading, 4000), requests_for(reading, VOCABULARY, settings)
    last = len(reading.sentences)
    replies = [Reply(requests[0].custom_id, json.dumps({"events": [france(last)]}))]
    found = verified(reading, pieces, replies, VOCABULARY)
    assert (found.events, found.whole) == ((), False)
    assert {refusal.kind for refusal in found.refusals} == {"sentence", "no-core"}


if __name__ == "__main__":
    [REQUEST] = requests_for(reading_of(NEWS), VOCABULARY, ModelSettings("example-1"))
    RECORD = {"custom_id": REQUEST.custom_id, "body": dict(REQUEST.body)}
    EXPECTED.write_text(json.dumps(RECORD, ensure_ascii=False, indent=1) + "\n", "utf-8")
