"""The measures of TempEval-3 on two corpora that stand beside the checkout."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from timeline.extraction.dates import date_records

CORPORA = Path(__file__).resolve().parents[4] / "shared" / "eval" / "timex"

pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason="the time-expression corpora are not beside the checkout")


@pytest.mark.parametrize(("corpus", "value", "relaxed"), [("meantime", 0.79, 0.90), ("wikiwars", 0.84, 0.94)])
def test_scores(corpus: str, value: float, relaxed: float, tmp_path: Path) -> None:
    documents = (CORPORA / f"{corpus}.docs.jsonl").read_text("utf-8").splitlines()
    predicted = tmp_path / "predicted.jsonl"
    predicted.write_text("".join(line + "\n" for line in date_records(documents)), "utf-8")
    scored = subprocess.run(
        [sys.executable, CORPORA / "score_timex.py", "--gold", CORPORA / f"{corpus}.gold.jsonl", "--pred", predicted,
         "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    scores = json.loads(scored.stdout)["ALL"]
    assert scores["value"]["F1"] >= value
    assert scores["relaxed"]["F1"] >= relaxed
