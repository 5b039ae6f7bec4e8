"""The parts added to the corpus: sound spans, known ids, dates in normal form, nobody named beside a quotation."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.corpus.test_corpus import DOCUMENTS, MARK, SHEET, named_beside_quotations, office_holders
from timeline import edtf
from timeline.documents.proposal import ROLES, STATUSES
from timeline.vocabulary.reading import seed_rows, shipped_vocabulary

FOLDERS = [Path(__file__).resolve().parent / name for name in ("supplement", "apart")]


def records(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for folder in FOLDERS for line in (folder / name).read_text("utf-8").splitlines()]


TEXTS, GOLD = records("documents.jsonl"), records("gold.jsonl")
EVENTS = [(record["doc"], event) for record in GOLD for event in record["events"]]


def test_there_is_one_gold_record_for_each_document() -> None:
    ids = [document["doc"] for document in TEXTS]
    assert ids == [record["doc"] for record in GOLD] and len(ids) == len(set(ids))
    assert not set(ids) & {document["doc"] for document in DOCUMENTS}
    assert [d["published"] for d in TEXTS] == [record["published"] for record in GOLD]


@pytest.mark.parametrize(("name", "kept"), [("documents.jsonl", TEXTS), ("gold.jsonl", GOLD)])
def test_every_record_says_that_it_is_synthetic_and_has_a_line(name: str, kept: list[dict[str, Any]]) -> None:
    assert all(record["synthetic"] is True for record in kept)
    assert all(record["notice"].startswith("synthetic, not a source of fact") for record in kept)
    lines = "".join(json.dumps(record, ensure_ascii=False, sort_keys=True) + "\n" for record in kept)
    assert "".join((folder / name).read_text("utf-8") for folder in FOLDERS) == lines


def test_every_passage_stands_where_it_is_said_to() -> None:
    texts = {document["doc"]: document["text"] for document in TEXTS}
    for doc, event in EVENTS:
        assert event["evidence"], (doc, event["id"])
        for passage in event["evidence"]:
            assert passage["prefix"] and texts[doc].startswith(passage["prefix"], passage["start"]), (doc, event["id"])


def test_every_id_and_date_is_known() -> None:
    actors, weapons, treaties, types = (
        {row["id"] for row in seed_rows(name)} for name in ("actors", "weapons", "treaties", "event_types")
    )
    for doc, event in EVENTS:
        at = (doc, event["id"])
        assert event["type"] in types and event["status"] in STATUSES, at
        assert {p["role"] for p in event["participants"]} <= set(ROLES), at
        assert {p["actor"] for p in event["participants"]} <= actors, at
        assert set(event["weapons"]) <= weapons and set(event["treaties"]) <= treaties, at
        for date in (event["date"], *event["accept_dates"]):
            assert edtf.parse(date).text == date, at


def test_an_organ_of_a_state_stands_as_its_state_and_once_in_a_role() -> None:
    vocabulary = shipped_vocabulary()
    for doc, event in EVENTS:
        people = [(p["actor"], p["role"]) for p in event["participants"]]
        assert [vocabulary.state_of(actor) for actor, _ in people] == [actor for actor, _ in people], (doc, event["id"])
        assert len(people) == len(set(people)), (doc, event["id"])


def test_nobody_is_named_beside_a_quotation() -> None:
    found = {document["doc"]: named_beside_quotations(document["text"]) for document in TEXTS}
    assert {doc: sentences for doc, sentences in found.items() if sentences} == {}
    titles = [document["title"] for document in TEXTS if MARK.search(document["title"])]
    assert [title for title in titles if office_holders().search(title)] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_datasheet_counts_what_is_there(folder: Path) -> None:
    texts, gold = (
        [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines()]
        for name in ("documents.jsonl", "gold.jsonl")
    )
    assert [text["doc"] for text in texts] == sorted(text["doc"] for text in texts)
    events = [event for record in gold for event in record["events"]]
    core = sum(event["core"] for event in events)
    words = sum(len(text["text"].split()) for text in texts)
    empty = sum(not record["events"] for record in gold)
    sheet = " ".join(SHEET.split())
    assert f"`{folder.name}/` holds {len(texts):,} documents" in sheet
    assert f"{words:,} words" in sheet
    counts = f"{len(events):,} events ({core:,} core and {len(events) - core:,} optional); {empty} report no event"
    assert f"with {counts}" in sheet
