"""A sentence model → timeline/extraction/network/context_encoder.npz: its lower layers, for the sentence reader.

Run, where the model's folder with model.safetensors and vocab.txt lies, from the root of a checkout:
    python -m benchmarks.context_encoder FOLDER_OF_THE_MODEL

The model is sentence-transformers/all-MiniLM-L6-v2 (Apache License 2.0). Kept are three of its six layers, and of its
pieces of words those that the documents which are learned from need, and the most frequent others. A weight is one of
31 numbers: networks that learned of these say as much as those that learned of 255, and the file is half as large.
"""

import json
import re
import struct
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from timeline.extraction.network.context_encoder import FILE, LAYERS, LONGEST, ContextEncoder
from timeline.extraction.network.pieces import FIRST, LAST, UNKNOWN, WITHIN, Pieces
from timeline.extraction.network.tokens import sentence_tokens
from timeline.extraction.network.word_vectors import as_array
from timeline.extraction.training.__main__ import SUPPLEMENT
from timeline.extraction.training.gold import Annotated, load
from timeline.vocabulary.reading import shipped_vocabulary

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "corpus"
HEAD = 32  # numbers of one head of attention
KEPT = 10_000  # pieces
OFTEN = 12  # so often a piece must stand in the documents to be needed
FINEST = 15  # the largest whole number of a weight
EVERY = 5  # so many documents apart stand those that tell how great the meanings are
Numbers = npt.NDArray[np.float32]
Content = dict[str, npt.NDArray[Any]]


def weights_of(folder: Path) -> dict[str, Numbers]:
    """The matrices of the model by their names."""
    content = (folder / "model.safetensors").read_bytes()
    (length,) = struct.unpack("<Q", content[:8])
    found = {}
    for name, each in json.loads(content[8 : 8 + length]).items():
        if name != "__metadata__" and each["dtype"] == "F32":
            first, last = (8 + length + offset for offset in each["data_offsets"])
            found[name] = np.frombuffer(content[first:last], dtype=np.float32).reshape(each["shape"])
    return found


def kept_pieces(pieces: list[str], documents: list[Annotated]) -> list[int]:
    """The places of the pieces that are kept: the signs, all letters and figures, those of the documents, the frequent.

    A model of this kind numbers its pieces by how frequent they are.
    """
    cutter = Pieces({piece: place for place, piece in enumerate(pieces)})
    used: Counter[int] = Counter()
    for document in documents:
        for index, words in enumerate(document.reading.words):
            if words.texts:
                for text in sentence_tokens(document.reading, index).texts:
                    used.update(cutter.of(text))
    kept = {cutter.places[sign] for sign in (FIRST, LAST, UNKNOWN)}
    kept |= {place for place, count in used.items() if count >= OFTEN}
    kept |= {place for place, piece in enumerate(pieces) if re.fullmatch(rf"(?:{WITHIN})?[!-~£€–—‘’“”…]", piece)}
    plain = (place for place, piece in enumerate(pieces) if re.fullmatch(rf"(?:{WITHIN})?[a-z0-9]+", piece))
    for place in plain:
        if len(kept) >= KEPT:
            break
        kept.add(place)
    return sorted(kept)


def in_steps(weights: Numbers, axis: int) -> tuple[npt.NDArray[np.int8], Numbers]:
    """Weights as whole numbers up to FINEST, and what one of them is worth in each column, or row."""
    most = np.abs(weights).max(axis=axis, keepdims=True)
    steps = np.maximum(most, np.finfo(np.float32).tiny) / FINEST  # a row of noughts stays one
    return np.rint(weights / steps).astype(np.int8), steps.squeeze(axis).astype(np.float32)


def content_of(weights: dict[str, Numbers], pieces: list[str], kept: list[int]) -> Content:
    """The content of `ContextEncoder`, but for the centre and the spread of its meanings."""
    content: Content = {"pieces": as_array(pieces[place] for place in kept)}
    words = weights["embeddings.word_embeddings.weight"][kept]
    content["piece vectors"], content["piece steps"] = in_steps(words, 1)
    positions = weights["embeddings.position_embeddings.weight"][: LONGEST + 2]
    content["positions"] = positions + weights["embeddings.token_type_embeddings.weight"][0]
    level(content, "before", weights, "embeddings.LayerNorm")
    for number in range(LAYERS):
        layer = f"encoder.layer.{number}."
        looks = [
            (weights[f"{layer}attention.self.{part}.weight"].T, weights[f"{layer}attention.self.{part}.bias"])
            for part in ("query", "key", "value")
        ]
        looks[0] = (looks[0][0] / np.sqrt(HEAD), looks[0][1] / np.sqrt(HEAD))
        dense(content, f"look {number}", *(np.concatenate(each, axis=-1) for each in zip(*looks, strict=True)))
        for name, part in (
            ("taken", "attention.output.dense"),
            ("wide", "intermediate.dense"),
            ("narrow", "output.dense"),
        ):
            dense(content, f"{name} {number}", weights[f"{layer}{part}.weight"].T, weights[f"{layer}{part}.bias"])
        level(content, f"after look {number}", weights, f"{layer}attention.output.LayerNorm")
        level(content, f"after thought {number}", weights, f"{layer}output.LayerNorm")
    return content


def dense(content: Content, name: str, weights: Numbers, bias: Numbers) -> None:
    """Add a matrix and its bias."""
    content[f"{name} weights"], content[f"{name} steps"] = in_steps(weights, 0)
    content[f"{name} bias"] = bias.astype(np.float32)


def level(content: Content, name: str, weights: dict[str, Numbers], part: str) -> None:
    """Add what follows a levelling."""
    content[f"{name} stretch"], content[f"{name} shift"] = weights[f"{part}.weight"], weights[f"{part}.bias"]


def measured(content: Content, documents: list[Annotated]) -> Content:
    """The content with the centre and the spread of the meanings in some documents."""
    begun = ContextEncoder(content | {"centre": np.zeros(1, np.float32), "spread": np.array(24.0, np.float32)})
    met: list[Numbers] = []
    for document in documents[::EVERY]:
        reading = document.reading
        texts = [sentence_tokens(reading, index).texts for index, words in enumerate(reading.words) if words.texts]
        met += begun.states(texts)
    rows = np.concatenate(met)
    centre = rows.mean(0)
    return content | {"centre": centre, "spread": np.array((rows - centre).std(), np.float32)}


def main(folder: str) -> None:
    """Makes the file anew."""
    vocabulary = shipped_vocabulary()
    documents = load(CORPUS, vocabulary, held_back=False) + load(CORPUS / SUPPLEMENT, vocabulary, held_back=None)
    pieces = (Path(folder) / "vocab.txt").read_text("utf-8").splitlines()
    kept = kept_pieces(pieces, documents)
    content = measured(content_of(weights_of(Path(folder)), pieces, kept), documents)
    np.savez_compressed(FILE, allow_pickle=False, **content)
    print(f"{len(kept)} pieces, {FILE.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
