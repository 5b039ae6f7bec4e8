"""`timeline train` as a real process: from decisions to weights of one's own, and back to the program's."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import TimelineCli
from tests.extraction.own_documents import own_documents, own_text
from timeline import __version__

IN_USE = "learned from 12 documents, are in use; --shipped-weights passes them over.\n"


@pytest.fixture
def own_file(tmp_path: Path) -> Path:
    """Where the weights of the tests' user lie."""
    return tmp_path / "data" / "timeline" / "own-weights.json"


def lines(records: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def types(extracted: str) -> list[str]:
    return [event["type"] for event in json.loads(extracted)["events"]]


def test_from_decisions_to_weights_that_load_uses(timeline_cli: TimelineCli, tmp_path: Path, own_file: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(10):
        (folder / f"{number:02}.txt").write_text(f"Published: 2024-11-20\n\n{own_text(number)}\n", "utf-8")
    assert timeline_cli("load", "reports").returncode == 0
    early = timeline_cli("train")
    assert (early.returncode, early.stdout) == (3, "")
    assert "10 documents left out: not all that was proposed is decided on, see timeline review.\n" in early.stderr
    assert "At least 10 documents that are wholly decided on are needed to learn from; there are 0." in early.stderr
    unwanted = timeline_cli("review", "--type", "condemnation").stdout
    assert timeline_cli("review", "--reject", "-", "--reason", "no criticism", stdin=unwanted).returncode == 0
    assert timeline_cli("review", "--accept-all", "--min-confidence", "0").returncode == 0
    trained = timeline_cli("train")
    assert trained.returncode == 0, trained.stderr
    head, *rows = (line.split("\t") for line in trained.stdout.splitlines())
    assert head == ["weights", "measure", "precision", "recall", "f1", "right", "proposed", "core"]
    assert [row[:2] for row in rows] == [[whose, how] for whose in ("shipped", "own") for how in ("strict", "relaxed")]
    assert [row[7] for row in rows] == ["2"] * 4
    assert float(rows[0][4]) < float(rows[2][4])
    # Nobody has decided on what is archived, and how much that is depends on the shipped weights.
    shown = json.loads(timeline_cli("show", "--include", "archive", "--json").stdout)
    archived = sum(event["review"] == "proposed" for event in shown)
    plural = "s" * (archived != 1)
    told = f"{archived} archived proposal{plural} that nobody took up: taken as no event{plural}.\n" if archived else ""
    assert trained.stderr == told + (
        "Learned from 8 documents; on the 2 documents kept back they help. "
        f"{own_file} written; extract and load use it from now on.\n"
    )

    (tmp_path / "new.txt").write_text("Published: 2024-11-20\n\nChile on Tuesday approved the sale of battle tanks to "
                                      "Peru. Spain on Wednesday condemned the decision.\n", "utf-8")  # fmt: skip
    loaded = timeline_cli("load", "new.txt")
    assert "Your own weights " in loaded.stderr
    (event,) = json.loads(timeline_cli("show", "--actor", "Chile", "--json").stdout)
    explained = json.loads(timeline_cli("explain", event["event_id"], "--json").stdout)
    digest = loaded.stderr.partition("Your own weights ")[2][:8]
    assert {claim["extractor"] for claim in explained["claims"]} == {f"timeline {__version__}, own weights {digest}"}


def test_extract_finds_them_says_so_and_can_pass_them_over(
    timeline_cli: TimelineCli, tmp_path: Path, own_file: Path
) -> None:
    (tmp_path / "mine.jsonl").write_text(lines(own_documents()), "utf-8")
    told = json.loads(timeline_cli("train", "mine.jsonl", "--json").stdout)
    assert (told["learned_from"], told["kept_back"], told["helps"], told["written"]) == (12, 3, True, str(own_file))
    assert set(told["scores"]["own"]["strict"]) == {"right", "precision", "recall", "f1"}
    assert told["scores"]["shipped"]["strict"]["f1"] < told["scores"]["own"]["strict"]["f1"]
    report = lines([{"doc": "a", "published": "2024-11-20", "text": own_text(4)}])
    used = timeline_cli("extract", "--input", "-", stdin=report)
    assert types(used.stdout) == ["transfer-authorization"]
    assert used.stderr == f"Your own weights {told['weights'][:8]}, {IN_USE}"
    passed_over = timeline_cli("extract", "--input", "-", "--shipped-weights", stdin=report)
    assert types(passed_over.stdout) == ["condemnation", "transfer-authorization"]
    assert passed_over.stderr == ""

    record = json.loads(own_file.read_text("utf-8"))
    own_file.write_text(json.dumps({**record, "base": "0" * 64}), "utf-8")
    stale = timeline_cli("extract", "--input", "-", stdin=report)
    assert stale.stdout == passed_over.stdout
    assert stale.stderr == (
        "Your own weights were learned with another version of the program and are not used: "
        "run timeline train again, or timeline train --forget.\n"
    )
    own_file.write_text("{}", "utf-8")
    refused = timeline_cli("extract", "--input", "-", stdin=report)
    assert (refused.returncode, refused.stdout) == (3, "")
    assert refused.stderr.startswith(f"Error: {own_file} cannot be used as your own weights: ")
    assert timeline_cli("extract", "--input", "-", "--shipped-weights", stdin=report).returncode == 0
    assert timeline_cli("train", "--forget").stderr == "Your own weights are removed; the program's are used.\n"
    assert timeline_cli("extract", "--input", "-", stdin=report).stderr == ""
    again = timeline_cli("train", "--forget", "--json")
    assert json.loads(again.stdout) == {"forgotten": False, "file": str(own_file)}


def test_weights_that_do_not_help_are_not_written_unless_forced(
    timeline_cli: TimelineCli, tmp_path: Path, own_file: Path
) -> None:
    documents = own_documents()
    for number, document in enumerate(documents):
        if number % 5 == 4:  # those kept back lack what the others have
            document["events"] = [{**document["events"][0], "type": "condemnation", "weapons": []}]
    (tmp_path / "mine.jsonl").write_text(lines(documents), "utf-8")
    measured = timeline_cli("train", "mine.jsonl")
    assert measured.returncode == 0
    assert "they do not help. Nothing is written; --force uses them all the same.\n" in measured.stderr
    assert not own_file.exists()
    assert timeline_cli("train", "mine.jsonl", "--force").returncode == 0
    assert own_file.exists()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["mine.jsonl"], 3, "mine.jsonl cannot be read: no such file or directory."),
        (["--forget", "--force"], 2, "--forget only removes your own weights"),
        (["--db", "none.db"], 4, "none.db"),
    ],
)
def test_what_is_not_there_is_said(timeline_cli: TimelineCli, arguments: list[str], code: int, words: str) -> None:
    ran = timeline_cli("train", *arguments)
    assert (ran.returncode, ran.stdout) == (code, "")
    assert words in ran.stderr
