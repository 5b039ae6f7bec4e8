"""Decisions become annotated documents: whole documents only, as people left them, read back by training."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.conftest import TimelineCli
from tests.review.samples import DOCUMENT, TEXT, condemnation, passage_claims, tanks
from timeline.database.opening import reading, writing
from timeline.documents.document import Document
from timeline.errors import SourceRefused
from timeline.extraction.training.gold import load
from timeline.review.adding import add_event
from timeline.review.changes import Changes
from timeline.review.deciding import accept, reject
from timeline.review.editing import edit_event
from timeline.review.gold import Gold, gold
from timeline.review.intake import store_document
from timeline.review.naming import event_keys
from timeline.review.sources import SourceNamed
from timeline.vocabulary.reading import shipped_vocabulary

HEADED = Document(
    f"Date: 2024-11-21\nTitle: Tanks\n\n{TEXT}", "2024-11-21", publisher="Other Agency", origin="other.txt"
)
RECORD: dict[str, Any] = {
    "doc": DOCUMENT.sha256[:16],
    "published": "2024-11-20",
    "title": "Tanks",
    "url": "https://example.org/tanks",
    "publisher": "Example Agency",
    "text": TEXT,
    "body_start": 0,
    "events": [
        {
            "id": "ev-kke20tqh58",
            "type": "transfer-authorization",
            "status": "planned",
            "date": "2024-11-18",
            "accept_dates": [],
            "participants": [{"actor": "UKR", "role": "recipient"}, {"actor": "USA", "role": "supplier"}],
            "weapons": ["abrams"],
            "treaties": [],
            "evidence": [{"start": 0, "end": 64, "prefix": "Washington agreed on Tuesday to send 31 Abrams tanks to"}],
            "core": True,
            "note": "",
        }
    ],
}


def stored(engine: Engine, document: Document = DOCUMENT) -> list[int]:
    """The keys of both proposals."""
    proposals = [tanks(document), condemnation(document)]
    with writing(engine) as connection:
        found = store_document(connection, document, proposals, why="loaded")
        return event_keys(connection, found.event_ids)


def decided(engine: Engine) -> Gold:
    with reading(engine) as connection:
        return gold(connection)


def test_what_was_accepted_is_told_as_it_was_left(engine: Engine, tmp_path: Path) -> None:
    first, second = stored(engine)
    changes = Changes({"date": "2024-11-18", "status": "planned"})
    with writing(engine) as connection:
        edit_event(connection, first, changes, reason="checked", resolve=str, titled=lambda event: event.title)
        accept(connection, [first])
    assert decided(engine) == Gold(waiting=1)
    with writing(engine) as connection:
        reject(connection, [second], "not in the text")
    found = decided(engine)
    assert found == Gold([RECORD]) == decided(engine)
    (tmp_path / "mine.jsonl").write_text(json.dumps(found.records[0]) + "\n", "utf-8")
    (read,) = load(tmp_path / "mine.jsonl", shipped_vocabulary(), held_back=None)
    (event,) = read.events
    assert (read.doc, read.reading.text) == (RECORD["doc"], TEXT)
    assert (event.dates, event.status, event.sentences, event.core) == (("2024-11-18",), "planned", (0,), True)
    assert event.participants == {("USA", "supplier"), ("UKR", "recipient")}


def test_an_event_that_a_person_adds_counts_and_one_from_two_documents_in_both(engine: Engine) -> None:
    keys = stored(engine)
    words = TEXT[:64]
    told_there = {"type": "transfer-authorization", "status": "planned", "date": "2024-11", "supplier": "USA"}
    other = replace(tanks(HEADED), claims=passage_claims(HEADED, words, **told_there))
    with writing(engine) as connection:
        assert len(store_document(connection, HEADED, [other], why="loaded").event_ids) == 1
        accept(connection, keys)
        told = replace(condemnation(), type="support", claims=())
        add_event(connection, told, SourceNamed("1", quote="condemned a delivery"), why="missed")
    found = decided(engine)
    by_document = {record["text"]: record for record in found.records}
    assert [event["type"] for event in by_document[TEXT]["events"]] == [
        "transfer-authorization", "condemnation", "support",
    ]  # fmt: skip
    assert by_document[TEXT]["events"][2]["evidence"] == [{"start": 97, "end": 117, "prefix": "condemned a delivery"}]
    headed = by_document[HEADED.text]
    assert HEADED.text[headed["body_start"] :] == TEXT
    (event,) = headed["events"]
    assert (event["date"], event["accept_dates"], event["status"]) == ("2024-11-19", ["2024-11"], "planned")
    # That the tanks are for Ukraine, and what they are, only the first document says.
    assert (event["participants"], event["weapons"]) == ([{"actor": "USA", "role": "supplier"}], [])
    assert by_document[TEXT]["events"][0]["participants"] == RECORD["events"][0]["participants"]
    assert [HEADED.text[span["start"] : span["end"]] for span in event["evidence"]] == [TEXT[:64]]


def test_what_nobody_looked_at_is_left_out(engine: Engine) -> None:
    with writing(engine) as connection:
        store_document(connection, replace(HEADED, text="Nothing happened."), [], why="loaded")
        archived = condemnation(lane="archive", confidence=0.1)
        both = store_document(connection, DOCUMENT, [tanks(), archived], why="loaded")
        alone = replace(HEADED, text=TEXT[65:])
        store_document(connection, alone, [condemnation(alone, lane="archive", date="2024-11-21")], why="loaded")
        source = SourceNamed("own observation", quote="Tanks rolled by.", published="2024-11-20")
        add_event(connection, replace(tanks(), claims=()), source, why="seen")
        accept(connection, event_keys(connection, both.event_ids[:1]))
    found = decided(engine)
    assert [record["doc"] for record in found.records] == [RECORD["doc"]]
    assert [event["id"] for event in found.records[0]["events"]] == ["ev-kke20tqh58"]
    assert (found.waiting, found.untouched, found.archived) == (0, 2, 1)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ("{", "mine.jsonl, line 1 is not JSON."),
        ("[]", "line 1 is no record with a doc."),
        ({"text": 3}, "line 1: text must be a text."),
        ({"events": {}}, "line 1: events must be a list of objects."),
        ({"type": "coup"}, "line 1: event 1: 'coup' is no type of event."),
        ({"status": "done"}, "'done' is no status."),
        ({"date": "soon"}, "'soon' is no date."),
        ({"accept_dates": ["2024-13"]}, "'2024-13' is no date."),
        ({"participants": [{"actor": "USA", "role": "friend"}]}, "with an actor and a role."),
        ({"evidence": [{"start": "0"}]}, "evidence must be a list of objects with a start."),
        ({"weapons": "abrams"}, "weapons must be a list of ids."),
    ],
)
def test_a_file_that_is_no_such_thing_is_refused(changed: str | dict[str, Any], words: str, tmp_path: Path) -> None:
    line = changed
    if isinstance(changed, dict):
        of_document = {**RECORD, **{name: value for name, value in changed.items() if name in RECORD}}
        if not set(changed) <= set(RECORD):
            of_document["events"] = [{**RECORD["events"][0], **changed}]
        line = json.dumps(of_document)
    (tmp_path / "mine.jsonl").write_text(f"{line}\n", "utf-8")
    with pytest.raises(SourceRefused, match=r"mine\.jsonl, line 1") as refused:
        load(tmp_path / "mine.jsonl", shipped_vocabulary(), held_back=None)
    assert words in str(refused.value)


def test_the_command_writes_what_training_reads(timeline_cli: TimelineCli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Published: 2024-11-20\n\n" + TEXT.replace(".\n", ".\n\n"), "utf-8")
    (tmp_path / "b.txt").write_text("Published: 2024-11-20\n\nThe choir sang.\n", "utf-8")
    assert timeline_cli("load", "a.txt", "b.txt").returncode == 0
    early = timeline_cli("review", "--export-gold", "-")
    assert (early.returncode, early.stdout) == (0, "")
    assert early.stderr.splitlines()[1].startswith("1 document left out: not all that was proposed is decided on")
    assert timeline_cli("review", "--accept-all", "--min-confidence", "0").returncode == 0
    printed = timeline_cli("review", "--export-gold", "-")
    assert "1 document left out: nobody has decided on anything in it.\n" in printed.stderr
    assert timeline_cli("review", "--export-gold", "mine.jsonl").returncode == 0
    assert (tmp_path / "mine.jsonl").read_text("utf-8") == printed.stdout
    assert timeline_cli("review", "--export-gold", "mine.jsonl").returncode == 6
    assert timeline_cli("review", "--export-gold", "mine.jsonl", "--force").returncode == 0
    for other in (["--links"], ["--weapon", "tanks"], ["--accept", "ev-kke20tqh58"]):
        assert timeline_cli("review", "--export-gold", "other.jsonl", *other).returncode == 2
    (read,) = load(tmp_path / "mine.jsonl", shipped_vocabulary(), held_back=None)
    assert any(event.type == "transfer-authorization" for event in read.events)
    assert all(event.sentences for event in read.events)
