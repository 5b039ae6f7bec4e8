"""`python -m timeline.extraction.training FOLDER [FILE]`: annotated documents → the file of weights, and its scores."""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from timeline.cores import usable_cores
from timeline.extraction.linear import WEIGHTS, models_from
from timeline.extraction.network.sentence_reader import FILE, SentenceReader, in_file
from timeline.extraction.network.word_vectors import word_vectors
from timeline.extraction.training.gold import load
from timeline.extraction.training.scoring import score
from timeline.extraction.training.train import train
from timeline.vocabulary.reading import shipped_vocabulary

SUPPLEMENT = "supplement"  # a folder of the same form, all of it to learn from


def written(record: dict[str, Any]) -> str:
    """The weights as JSON with one feature a line, so that people can read it and changes can be compared."""
    parts = []
    for name, model in record.items():
        if "weights" not in model:  # the calibration: two numbers
            parts.append(f"{json.dumps(name)}: {json.dumps(model)}")
            continue
        head = {key: value for key, value in model.items() if key != "weights"}
        nested = "bias" in model and any(isinstance(weights, dict) for weights in model["weights"].values())
        shown = _lines if nested else _text if "classes" in model else json.dumps
        weights = _lines(model["weights"], shown)
        parts.append(f'{json.dumps(name)}: {json.dumps(head)[:-1]}, "weights": {weights}}}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _lines(values: Mapping[str, Any], shown: Callable[[Any], str] = json.dumps) -> str:
    lines = (f"{json.dumps(name, ensure_ascii=False)}: {shown(value)}" for name, value in sorted(values.items()))
    return "{\n" + ",\n".join(lines) + "\n}"


def _text(weights: Mapping[str, float]) -> str:
    """The weights of a feature by class as one text; see `Choices`."""
    return json.dumps(" ".join(f"{name} {weight}" for name, weight in weights.items()))


def main(arguments: list[str]) -> int:
    """Trains on all documents of the folder but every fifth and on all of its `supplement`, if it has one; writes the
    shipped weights files unless told another, and prints what the new weights score on the documents held back.
    """
    if not 1 <= len(arguments) <= 2:
        sys.stderr.write("usage: python -m timeline.extraction.training FOLDER [FILE]\n")
        return 2
    vocabulary = shipped_vocabulary()
    documents = load(Path(arguments[0]), vocabulary, held_back=False)
    if (supplement := Path(arguments[0]) / SUPPLEMENT).is_dir():
        documents += load(supplement, vocabulary, held_back=None)
    target = Path(arguments[1]) if len(arguments) > 1 else WEIGHTS
    record, contents = train(documents, vocabulary, usable_cores())
    text = written(record)
    target.write_text(text, encoding="utf-8")
    beside = FILE if target.resolve() == WEIGHTS.resolve() else target.with_name(FILE.name)
    np.savez_compressed(beside, allow_pickle=False, **in_file(contents))
    sizes = target.stat().st_size, beside.stat().st_size
    sys.stderr.write(f"{len(documents)} documents, {sizes[0]} bytes of weights, {sizes[1]} of the sentence reader\n")
    held_back = load(Path(arguments[0]), vocabulary, held_back=True)
    sys.stderr.write(f"On the {len(held_back)} documents held back:\n")
    models = models_from(json.loads(text), SentenceReader(contents, word_vectors()))
    sys.stdout.write("".join(f"{line}\n" for line in score(held_back, vocabulary, models).lines()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
