"""Annotated documents → timeline/extraction/network/context_encoder.npz, its layers fine-tuned to what they ask for.

Run, after `python -m benchmarks.context_encoder`, with PyTorch installed besides, from the root of a checkout:
    OPENBLAS_NUM_THREADS=1 python -m benchmarks.tuned_encoder

The layers are learned together with a network like those of the sentence reader, which is thrown away. They are
learned from those documents alone by which `train` judges no model, so that documents by which one is judged stay
unseen by every part of it. `make train` follows. What is printed is how wrong both are, before the layers become whole
numbers.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from benchmarks.context_encoder import CORPUS, in_steps
from timeline.extraction.linear import Models, shipped_models
from timeline.extraction.network.close_look import Seen, seen_of, worth_it
from timeline.extraction.network.context_encoder import FILE, HEADS, LAYERS, SMALL, UNIT, Part, context_encoder
from timeline.extraction.network.states import GAP
from timeline.extraction.network.tokens import sentence_tokens
from timeline.extraction.network.word_vectors import word_vectors
from timeline.extraction.training.__main__ import SUPPLEMENT
from timeline.extraction.training.deciding import places
from timeline.extraction.training.gold import Annotated, load
from timeline.extraction.training.network.batches import Batch, Lesson, batch_of, sentences_read
from timeline.extraction.training.network.fitting import LEAST, SEEDS, TOGETHER, beginning, names_of
from timeline.extraction.training.network.learning import Adam, Network
from timeline.extraction.training.network.lessons import lesson_of
from timeline.extraction.training.train import unjudged
from timeline.vocabulary.reading import shipped_vocabulary
from timeline.vocabulary.vocabulary import Vocabulary

ROUNDS = 4
RATE, DECAY, LEFT_OUT, STEEPEST = 1e-4, 0.01, 0.1, 1.0  # of the layers; the network has its own
WARM, LAST = 1 / 15, 0.05  # the part of all steps until a step is full, and what is left of it at the end
Numbers = np.ndarray[Any, np.dtype[Any]]
KINDS = ("look", "taken", "wide", "narrow")
LEVELS = ("before", *(f"after {what} {number}" for number in range(LAYERS) for what in ("look", "thought")))


class Pieces(NamedTuple):
    """The pieces of the sentences of a batch, one after the other, and the word that each is of."""

    pieces: Tensor
    places: Tensor  # in its sentence
    sentences: Tensor
    lengths: Tensor  # of the sentences
    words: Tensor  # the place of its word in the batch, -1 of the signs at the ends


class Layers:
    """The context encoder as something that learns."""

    def __init__(self, content: Mapping[str, Numbers]) -> None:
        whole = content["piece vectors"] * content["piece steps"][:, None]
        held = {"pieces": whole, "positions": content["positions"]}
        for number in range(LAYERS):
            for kind in KINDS:
                name = f"{kind} {number}"
                held |= {
                    name: content[f"{name} weights"] * content[f"{name} steps"],
                    f"{name} bias": content[f"{name} bias"],
                }
        held |= {f"{name} {part}": content[f"{name} {part}"] for name in LEVELS for part in ("stretch", "shift")}
        self.held = {name: _floats(numbers).requires_grad_() for name, numbers in held.items()}
        self.centre, self.spread = _floats(content["centre"]), float(content["spread"])

    def __getitem__(self, name: str) -> Tensor:
        return self.held[name]

    def level(self, name: str, rows: Tensor) -> Tensor:
        """The rows levelled."""
        return F.layer_norm(rows, rows.shape[-1:], self[f"{name} stretch"], self[f"{name} shift"], SMALL)

    def dense(self, name: str, rows: Tensor) -> Tensor:
        """The rows times a matrix."""
        return torch.addmm(self[f"{name} bias"], rows, self[name])

    def meanings(self, told: Pieces, count: int, left_out: float = LEFT_OUT) -> Tensor:
        """The meanings of so many places of a batch, noughts where nothing was looked at closely."""
        rows = F.embedding(told.pieces, self["pieces"]) + self["positions"][told.places]
        rows = F.dropout(self.level("before", rows), left_out)
        number, longest, width = len(told.lengths), int(told.lengths.max()), rows.shape[1]
        flat = told.sentences * longest + told.places
        inside = (torch.arange(longest)[None] < told.lengths[:, None])[:, None, None]
        for layer in range(LAYERS):
            looks = torch.zeros(number * longest, 3 * width).index_copy(0, flat, self.dense(f"look {layer}", rows))
            asked, keys, values = looks.view(number, longest, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
            seen = F.scaled_dot_product_attention(asked, keys, values, attn_mask=inside, scale=1.0)
            seen = seen.transpose(1, 2).reshape(number * longest, width)[flat]
            rows = self.level(f"after look {layer}", rows + F.dropout(self.dense(f"taken {layer}", seen), left_out))
            bent = F.gelu(self.dense(f"wide {layer}", rows), approximate="tanh")
            rows = self.level(f"after thought {layer}", rows + F.dropout(self.dense(f"narrow {layer}", bent), left_out))
        within = told.words >= 0
        sums = torch.zeros(count, width).index_add(0, told.words[within], rows[within])
        pieces = torch.zeros(count).index_add(0, told.words[within], torch.ones(int(within.sum())))[:, None]
        meant = (sums / pieces.clamp(min=1) - self.centre) / self.spread
        return torch.where(pieces > 0, meant.clamp(-127 / UNIT, 127 / UNIT), torch.zeros(()))

    def content(self) -> dict[str, Numbers]:
        """What `ContextEncoder` reads, in whole numbers again, but for what did not learn (pieces, centre, spread)."""
        out: dict[str, Numbers] = {"positions": self["positions"].detach().numpy()}
        out["piece vectors"], out["piece steps"] = in_steps(self["pieces"].detach().numpy(), 1)
        for name in (f"{kind} {number}" for number in range(LAYERS) for kind in KINDS):
            out[f"{name} weights"], out[f"{name} steps"] = in_steps(self[name].detach().numpy(), 0)
            out[f"{name} bias"] = self[f"{name} bias"].detach().numpy()
        for name in (f"{level} {part}" for level in LEVELS for part in ("stretch", "shift")):
            out[name] = self[name].detach().numpy()
        return out


def _floats(numbers: Numbers) -> Tensor:
    return torch.tensor(np.asarray(numbers, np.float32))


def lesson(document: Annotated, models: Models, vocabulary: Vocabulary) -> Lesson:
    """What a document teaches, without what its words mean."""
    reading = document.reading
    tokens = {index: sentence_tokens(reading, index) for index, words in enumerate(reading.words) if words.texts}
    return lesson_of(document, Seen(tokens, {}), lambda told, event: places(told, event, models), vocabulary)


def pieces_of(lessons: Sequence[Lesson]) -> Pieces:
    """The pieces of the sentences that are looked at closely, as `batch_of` puts their words side by side."""
    parts: list[tuple[int, Part]] = []
    start = GAP
    for each in lessons:
        for index in sentences_read(each):
            if worth_it(each.document.reading, index):
                parts += [(start, part) for part in context_encoder().parts(index, each.tokens[index].texts)]
            start += len(each.tokens[index].words) + GAP
    ends = context_encoder().pieces
    rows = [[ends.first, *part.pieces, ends.last] for _, part in parts]
    lengths = np.array([len(row) for row in rows], dtype=np.int64)
    words = [
        np.concatenate([[-1], np.repeat(np.arange(len(counts)), counts) + start + part.first, [-1]])
        for start, part in parts
        for counts in [np.diff([*part.starts, len(part.pieces)])]
    ]
    flat = (
        np.array([piece for row in rows for piece in row], dtype=np.int64),
        np.array([place for length in lengths for place in range(length)], dtype=np.int64),
        np.repeat(np.arange(len(rows)), lengths),
        lengths,
        np.concatenate(words) if words else np.zeros(0, np.int64),
    )
    return Pieces(*(torch.from_numpy(numbers.astype(np.int64)) for numbers in flat))


def compare(layers: Layers, lessons: Sequence[Lesson]) -> None:
    """Exits where the layers give other meanings than `ContextEncoder`, by more than a rounding."""
    close = [seen_of(each.document.reading, each.tokens).meanings for each in lessons]
    whole = [replace(each, meanings=meanings) for each, meanings in zip(lessons, close, strict=True)]
    wanted = batch_of(whole, names_of(lessons, LEAST), word_vectors()).meanings
    found = layers.meanings(pieces_of(lessons), len(wanted), 0.0).detach().numpy() * UNIT
    if np.abs(found - wanted).max() > 1:
        sys.exit("The layers give other meanings than timeline.extraction.network.context_encoder: mend this command.")


def tuned(layers: Layers, lessons: Sequence[Lesson]) -> Iterator[float]:
    """Learn of the lessons, round by round; how wrong the answers were on average."""
    torch.manual_seed(SEEDS[0])
    begun = beginning(SEEDS[0], lessons, word_vectors())
    batches = [(batch_of(each, begun.names, word_vectors()), pieces_of(each)) for each in begun.lessons]
    steps = ROUNDS * len(batches)
    adam, optimizer = Adam(begun.network.weights, steps), torch.optim.AdamW(layers.held.values(), weight_decay=DECAY)
    for _ in range(ROUNDS):
        wrong = [
            _step(layers, begun.network, adam, optimizer, batches[number], steps)
            for number in begun.chance.permutation(len(batches))
        ]
        yield float(np.mean(wrong))


def _step(
    layers: Layers,
    network: Network,
    adam: Adam,
    optimizer: torch.optim.Optimizer,
    batch: tuple[Batch, Pieces],
    steps: int,
) -> float:
    """One step of the network, and of the layers by the slope of what the network sees of them."""
    asked, pieces = batch
    done = adam.done + 1
    for group in optimizer.param_groups:
        group["lr"] = RATE * min(1.0, done / (WARM * steps)) * (1.0 - (1.0 - LAST) * done / steps)
    optimizer.zero_grad()
    meant = layers.meanings(pieces, len(asked.words)) if len(pieces.lengths) else torch.zeros(asked.meanings.shape)
    loss, slopes, by_meaning = network.slopes_with_meanings(replace(asked, meanings=meant.detach().numpy() * UNIT))
    adam.step(slopes)
    if meant.requires_grad:
        meant.backward(torch.from_numpy(by_meaning))
        torch.nn.utils.clip_grad_norm_(layers.held.values(), STEEPEST)
        optimizer.step()
    return loss


def main() -> None:
    """Tunes the layers of the file, which must come fresh from `benchmarks.context_encoder`, and writes them there."""
    vocabulary, models = shipped_vocabulary(), shipped_models()
    documents = load(CORPUS, vocabulary, held_back=False) + load(CORPUS / SUPPLEMENT, vocabulary, held_back=None)
    lessons = [lesson(document, models, vocabulary) for document in unjudged(documents)]
    with np.load(FILE) as file:
        content = dict(file)
    if "tuned" in content:
        sys.exit("The layers are tuned already: run python -m benchmarks.context_encoder FOLDER first.")
    layers = Layers(content)
    compare(layers, lessons[:TOGETHER])
    for number, wrong in enumerate(tuned(layers, lessons), 1):
        print(f"round {number}: {wrong:.4f}", flush=True)
    np.savez_compressed(FILE, allow_pickle=False, **(content | layers.content() | {"tuned": np.array(1)}))


if __name__ == "__main__":
    main()
