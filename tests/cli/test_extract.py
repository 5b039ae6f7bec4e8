"""`timeline extract` and `timeline dates`: documents in, JSON lines out, without a database."""

import json
from pathlib import Path

import pytest

from tests.cli.articles import MINES
from tests.conftest import ROOT, TimelineCli

DEV = ROOT.parent / "shared" / "eval" / "dev" / "documents.jsonl"


def lines(*records: object) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def test_one_line_out_for_one_line_in(timeline_cli: TimelineCli, tmp_path: Path) -> None:
    given = lines(
        {"doc": "b", "published": "2024-11-20", "text": MINES},
        {"doc": "a", "published": "2024-11-20", "text": "The choir sang until midnight."},
    )
    (tmp_path / "in.jsonl").write_text(given, "utf-8")
    ran = timeline_cli("--db", "none.db", "extract", "--input", "in.jsonl", "--output", "out.jsonl")
    assert (ran.returncode, ran.stdout) == (0, "")
    first, second = (json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines())
    assert (first["doc"], second) == ("b", {"doc": "a", "events": []})
    event = next(each for each in first["events"] if each["type"] == "transfer-authorization")
    assert list(event) == [
        "type", "status", "date", "participants", "weapons", "treaties", "evidence", "confidence", "lane",
    ]  # fmt: skip
    assert {"actor": "UKR", "role": "recipient"} in event["participants"]
    for span in event["evidence"]:
        assert MINES[span["start"] : span["end"]] == span["quote"]
    assert timeline_cli("extract", "--input", "-", stdin=given).stdout == (tmp_path / "out.jsonl").read_text("utf-8")
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("{broken\n", "ine 1"),
        (lines({"doc": "a", "text": "x", "published": None}) + "[1]\n", "ine 2"),
        (lines({"doc": "a", "published": "2024"}), "'text'"),
        (lines({"doc": "a", "text": "x", "published": "soon"}), "'published'"),
    ],
)
def test_a_line_that_is_no_document_is_refused_and_nothing_written(
    timeline_cli: TimelineCli, tmp_path: Path, given: str, words: str
) -> None:
    refused = timeline_cli("extract", "--input", "-", "--output", "out.jsonl", stdin=given)
    assert refused.returncode == 3
    assert words in refused.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_one_document(timeline_cli: TimelineCli, tmp_path: Path) -> None:
    (tmp_path / "mines.txt").write_text(MINES, "utf-8")
    printed = timeline_cli("extract", "mines.txt", "--published", "2024-11-20")
    assert printed.returncode == 0
    assert "United States → Ukraine" in printed.stdout
    as_json = timeline_cli("extract", "mines.txt", "--published", "2024-11-20", "--json")
    assert json.loads(as_json.stdout)["events"]
    assert timeline_cli("extract", "mines.txt").returncode == 3
    assert timeline_cli("extract").returncode == 2


def test_dates(timeline_cli: TimelineCli) -> None:
    given = lines({"doc": "a", "dct": "2024-11-20", "text": "He spoke on Tuesday."})
    found = timeline_cli("dates", "--input", "-", stdin=given)
    assert found.returncode == 0, found.stderr
    (record,) = (json.loads(line) for line in found.stdout.splitlines())
    assert record.pop("rule")
    assert record == {
        "doc": "a",
        "start": 12,
        "end": 19,
        "text": "Tuesday",
        "type": "DATE",
        "value": "2024-11-19",
        "edtf": "2024-11-19",
        "first": "2024-11-19",
        "last": "2024-11-19",
    }


@pytest.mark.skipif(not DEV.exists(), reason="the development documents lie outside the repository")
def test_all_development_documents_the_same_twice(timeline_cli: TimelineCli) -> None:
    first = timeline_cli("extract", "--input", DEV, env={"PYTHONHASHSEED": "1"})
    second = timeline_cli("extract", "--input", DEV, env={"PYTHONHASHSEED": "2"})
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout
    documents = [json.loads(line)["doc"] for line in DEV.read_text("utf-8").splitlines()]
    assert [json.loads(line)["doc"] for line in first.stdout.splitlines()] == documents


def test_another_language_is_said_and_nothing_extracted(timeline_cli: TimelineCli, tmp_path: Path) -> None:
    german = "Die Bundesregierung hat am Dienstag beschlossen, der Ukraine achtzehn HIMARS zu liefern."
    said = "not in English (it seems to be German), so nothing is extracted from it.\n"
    (tmp_path / "de.txt").write_text(german, "utf-8")
    one = timeline_cli("extract", "de.txt", "--published", "2024-11-20")
    assert (one.returncode, one.stdout.count("\n"), one.stderr) == (0, 1, f"de.txt: {said}")
    records = lines({"doc": "d\u202e", "published": None, "text": german})
    many = timeline_cli("extract", "--input", "-", stdin=records)
    assert (json.loads(many.stdout), many.stderr) == ({"doc": "d\u202e", "events": []}, f"d\ufffd: {said}")
