"""The article that the project grew from gives the events that an analyst finds in it, most of them shown at once."""

import importlib.util
import json
import sys
from collections.abc import Collection
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from timeline.documents.document import Document
from timeline.extraction.batch import event_record
from timeline.extraction.extract import extract
from timeline.vocabulary.reading import shipped_vocabulary

EVALUATION = Path(__file__).resolve().parents[3] / "shared" / "eval"
VOCABULARY = shipped_vocabulary()

pytestmark = pytest.mark.skipif(
    not (EVALUATION / "seed").is_dir(), reason="the seed article is third-party text kept outside"
)


def scorer() -> ModuleType:
    """The evaluation's own scorer, read from where it lies."""
    spec = importlib.util.spec_from_file_location("score", EVALUATION / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


def report(document: Document, lanes: Collection[str]) -> dict[str, Any]:
    gold = json.loads((EVALUATION / "seed" / "gold.jsonl").read_text("utf-8").splitlines()[0])
    shown = [event_record(event) for event in extract(document, VOCABULARY) if event.lane in lanes]
    parents = {weapon.id: set(weapon.parents) for weapon in VOCABULARY.weapons.values()}
    result: dict[str, Any] = scorer().evaluate({"seed": gold["events"]}, {"seed": shown}, parents)[0]
    return result


@pytest.mark.parametrize("header", [True, False])
def test_the_core_events_are_right_and_hardly_any_is_false(header: bool) -> None:
    text = (EVALUATION / "seed" / "article.txt").read_text("utf-8")
    if not header:
        text = text.split("2024-11-20 ", 1)[1]
    document = Document(text, "2024-11-20")
    assert report(document, ("auto", "review"))["strict"]["recall"] == 1.0
    found = report(document, ("auto",))["strict"]
    assert found["recall"] >= 6 / 9
    assert found["predicted"] - found["hit"] <= 1


def test_the_events_bear_the_dates_that_the_words_give() -> None:
    text = (EVALUATION / "seed" / "article.txt").read_text("utf-8")
    events = extract(Document(text, "2024-11-20"), VOCABULARY)
    dated = {(event.type, event.date) for event in events if event.lane != "archive"}
    assert {
        ("transfer-authorization", "2024-11-20"),
        ("use-restriction", "2022"),
        ("transfer-delivery", "2023"),
        ("weapon-use", "2024-11-18/2024-11-20"),
        ("doctrine-change", "2024-11-19"),
        ("condemnation", "2024-11-20"),
    } <= dated
