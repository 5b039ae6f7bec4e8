"""Scoring: the pairing is the best there is, and on the published corpus every count is that of the evaluation."""

import importlib.util
import itertools
import json
import random
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from timeline.extraction.batch import extract_lines
from timeline.extraction.linear import shipped_models
from timeline.extraction.training.gold import load
from timeline.extraction.training.pairing import best_pairs
from timeline.extraction.training.scoring import Score, score
from timeline.vocabulary.reading import shipped_vocabulary

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests" / "corpus"
SCORER = ROOT.parent / "shared" / "eval" / "score.py"


def test_the_pairing_is_worth_the_most() -> None:
    chance = random.Random(3)
    for rows, columns in itertools.product(range(1, 6), repeat=2):
        worth = [[chance.choice([0.0, chance.random(), 3.0]) for _ in range(columns)] for _ in range(rows)]
        pairs = best_pairs(worth)
        assert len(set(pairs.values())) == len(pairs)
        assert all(worth[row][column] > 0 for row, column in pairs.items())
        wide = worth if rows <= columns else [list(values) for values in zip(*worth, strict=True)]
        sums = (
            sum(wide[row][column] for row, column in enumerate(chosen))
            for chosen in itertools.permutations(range(len(wide[0])), len(wide))
        )
        assert sum(worth[row][column] for row, column in pairs.items()) == pytest.approx(max(sums))
    assert best_pairs([]) == best_pairs([[]]) == {}


def test_a_score_is_told_in_three_lines() -> None:
    assert Score(core=8, proposed=5, strict=2, relaxed=4, empty=3, false_on_empty=1).lines() == [
        "strict   P 0.400  R 0.250  F1 0.308   (2 of 8 core events, 5 proposed)",
        "relaxed  P 0.800  R 0.500  F1 0.615   (4 of 8 core events, 5 proposed)",
        "3 documents without events: 1 events proposed in them",
    ]
    assert Score().lines()[0] == "strict   P 0.000  R 0.000  F1 0.000   (0 of 0 core events, 0 proposed)"


def test_training_takes_the_published_corpus_unless_told_another() -> None:
    def recipe(*arguments: str) -> str:
        command = ["make", "--no-print-directory", "-n", "train", *arguments]
        return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()

    assert recipe().endswith("-m timeline.extraction.training tests/corpus")
    assert recipe("CORPUS=mine", "WEIGHTS=mine.json").endswith("-m timeline.extraction.training mine mine.json")


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_beside_the_checkout", SCORER)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not SCORER.is_file(), reason="the evaluation's scorer lies beside the checkout")
def test_the_score_is_that_of_the_evaluation() -> None:
    vocabulary = shipped_vocabulary()
    held_back = (CORPUS / "held_back.txt").read_text("utf-8").split()
    mine = score(load(CORPUS, vocabulary, held_back=True), vocabulary, shipped_models())
    lines = (CORPUS / "documents.jsonl").read_text("utf-8").splitlines()[4::5]
    found = [json.loads(line) for line in extract_lines(lines, vocabulary)]
    predicted = {record["doc"]: record["events"] for record in found}
    gold = [json.loads(line) for line in (CORPUS / "gold.jsonl").read_text("utf-8").splitlines()]
    parents = {weapon.id: set(weapon.parents) for weapon in vocabulary.weapons.values()}
    theirs, _ = scorer().evaluate(
        {record["doc"]: record["events"] for record in gold if record["doc"] in held_back}, predicted, parents
    )
    assert theirs["strict"] | {"hit": mine.strict, "predicted": mine.proposed, "gold": mine.core} == theirs["strict"]
    assert (mine.relaxed, mine.empty) == (theirs["relaxed"]["hit"], theirs["negative_documents"])
    assert mine.false_on_empty == theirs["false_events_on_negatives"]
    assert mine.strict > 20
