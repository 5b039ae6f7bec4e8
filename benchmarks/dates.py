"""Text → KB/s of find_dates beside dateparser.search in the same run, and the TempEval-3 scores on two corpora.

Run: python -m benchmarks.dates (for the peer: pip install dateparser)
Wanted: at least 500 KB/s; value F1 76 and relaxed F1 88 on MEANTIME, value F1 82 on WikiWars.
"""

import importlib
import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from timeline import edtf
from timeline.extraction.dates import date_records, find_dates
from timeline.shipped import shipped_folder

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "eval" / "timex"
WANTED = {"meantime": "value 76, relaxed 88", "wikiwars": "value 82"}
PUBLISHED = edtf.parse("2024-11-20")
PEER_SAMPLE = 40_000  # characters: the peer takes a second for these


def main() -> None:
    """Print the speeds, then the scores."""
    texts = sample_texts()
    ours = speed(lambda text: find_dates(text, PUBLISHED), texts)
    print(f"find_dates          {ours:8.0f} KB/s (wanted: 500)")
    if importlib.util.find_spec("dateparser") is None:
        print("dateparser.search   skipped: dateparser is not installed here (pip install dateparser)")
    else:
        search = importlib.import_module("dateparser.search")
        theirs = speed(lambda text: search.search_dates(text, languages=["en"]), cut(texts, PEER_SAMPLE))
        print(f"dateparser.search   {theirs:8.0f} KB/s; ours is {ours / theirs:.0f} times as fast")
    for corpus, wanted in WANTED.items():
        if CORPORA.is_dir():
            print(f"{corpus:10s} {scores(corpus)} (wanted: {wanted})")
        else:
            print(f"{corpus:10s} skipped: {CORPORA} is not there")


def sample_texts() -> list[str]:
    """The texts of both corpora where they are there, else those of the sample documents."""
    if CORPORA.is_dir():
        return [json.loads(line)["text"] for corpus in WANTED for line in lines(corpus)]
    return [path.read_text("utf-8") for path in sorted((shipped_folder("seeds") / "documents").glob("*.md"))]


def lines(corpus: str) -> list[str]:
    """The documents of a corpus, one JSON object a line."""
    return (CORPORA / f"{corpus}.docs.jsonl").read_text("utf-8").splitlines()


def cut(texts: list[str], characters: int) -> list[str]:
    """The first so many characters of the texts, in pieces of a news story's length."""
    whole = "\n\n".join(texts)[:characters]
    return [whole[start : start + 4_000] for start in range(0, len(whole), 4_000)]


def speed(find: Callable[[str], object], texts: list[str]) -> float:
    """KB of text in a second of CPU time, the best of three runs."""
    spent = []
    for _ in range(3):
        began = time.process_time()
        for text in texts:
            find(text)
        spent.append(time.process_time() - began)
    return sum(len(text.encode()) for text in texts) / 1000 / min(spent)


def scores(corpus: str) -> str:
    """What the scorer says of our predictions for a corpus."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as predicted:
        predicted.writelines(line + "\n" for line in date_records(lines(corpus)))
        predicted.flush()
        scored = subprocess.run(
            [sys.executable, CORPORA / "score_timex.py", "--gold", CORPORA / f"{corpus}.gold.jsonl", "--pred",
             predicted.name, "--json"],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
    measures = json.loads(scored.stdout)["ALL"]
    return ", ".join(f"{name} F1 {100 * measures[name]['F1']:.1f}" for name in ("strict", "relaxed", "type", "value"))


if __name__ == "__main__":
    main()
