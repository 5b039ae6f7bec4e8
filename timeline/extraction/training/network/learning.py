"""Batches → the weights of the network, step by step: its answers, their slopes by every weight, and Adam."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from timeline.extraction.network.context_encoder import UNIT
from timeline.extraction.network.states import REACHES, beside
from timeline.extraction.training.network.batches import Array, Batch, Names, Places

Weights = dict[str, Array]
Inside = npt.NDArray[np.bool_]

WIDTH = 192
DROPPED = 0.3  # share of the values that are left out, others at every step, so that none is relied on alone
RATE, WARM, LAST = 0.002, 50, 0.05  # the length of a step, those until it is full, and what is left of it at the end
DECAY = 1e-4  # what a weight loses by itself
STEEPEST = 2.0  # the longest slope that is followed in full
TYPE_SHARE, PART_SHARE = 2.0, 2.0  # how much the two questions count


def new_weights(chance: np.random.Generator, vector: int, meaning: int, names: Names) -> Weights:
    """Weights to begin with: small, and drawn by chance."""

    def spread(*shape: int) -> Array:
        drawn: Array = (chance.uniform(-1.0, 1.0, shape) / np.sqrt(shape[0])).astype(np.float32)
        return drawn

    def small(size: float, *shape: int) -> Array:
        return (chance.standard_normal(shape) * size).astype(np.float32)

    types, parts = len(names.kinds), len(names.parts)
    weights = {
        "first": spread(vector + meaning, WIDTH),
        "first bias": small(0.0, WIDTH),
        "mark": small(0.3, len(names.marks), WIDTH),
    }
    for number in range(len(REACHES)):
        weights |= {f"wide {number}": spread(3 * WIDTH, WIDTH), f"wide {number} bias": small(0.0, WIDTH)}
    weights |= {"title": spread(vector, WIDTH), "title bias": small(0.0, WIDTH)}
    weights |= {"type": spread(3 * WIDTH, types), "type bias": np.full(types, -4.0, np.float32)}
    weights |= {"pair": spread(3 * WIDTH, WIDTH), "pair bias": small(0.0, WIDTH)}
    weights |= {"feature": small(0.03, len(names.features), WIDTH), "kind": small(0.1, types, WIDTH)}
    weights |= {"part": spread(WIDTH, parts), "part bias": small(0.0, types, parts)}
    return weights | {"part of type": spread(WIDTH, types * parts).reshape(WIDTH, types, parts)}


@dataclass(slots=True)
class Course:
    """What the network made of a batch on its way to the states, kept for the way back."""

    seen: Array
    kept_of_seen: Array
    states: list[Array] = field(default_factory=list)
    kept: list[Array] = field(default_factory=list)
    wide: list[Array] = field(default_factory=list)
    bumps: list[Array] = field(default_factory=list)


class Network:
    """Weights over a table of word vectors. Without `chance` nothing is left out."""

    def __init__(self, weights: Weights, vectors: Array, chance: np.random.Generator | None = None) -> None:
        self.weights, self.vectors, self.chance = weights, vectors, chance

    def _kept(self, shape: tuple[int, ...]) -> Array:
        if self.chance is None:
            return np.ones(shape, np.float32)
        return (self.chance.random(shape, dtype=np.float32) >= DROPPED).astype(np.float32) / np.float32(1.0 - DROPPED)

    def course(self, batch: Batch) -> Course:
        """The states of all places, with what led to them."""
        weights, real = self.weights, batch.real[:, None]
        meant = batch.meanings.astype(np.float32) / np.float32(UNIT)
        seen: Array = np.concatenate([self.vectors[batch.words], meant], 1)
        kept = self._kept(seen.shape)
        course = Course(seen * kept, kept)
        sums = course.seen @ weights["first"] + weights["first bias"]
        np.add.at(sums, batch.marked, weights["mark"][batch.marks])
        course.states.append(np.maximum(sums, 0) * real)
        for number, reach in enumerate(REACHES):
            course.kept.append(self._kept(sums.shape))
            course.wide.append(beside(course.states[-1] * course.kept[-1], reach))
            sums = course.wide[-1] @ weights[f"wide {number}"] + weights[f"wide {number} bias"]
            course.bumps.append(np.maximum(sums, 0) * real)
            course.states.append(course.states[-1] + course.bumps[-1])
        return course

    def slopes(self, batch: Batch) -> tuple[float, Weights]:
        """How wrong the answers on a batch are, and the slope of that by every weight."""
        loss, slopes, _, _ = self._learned(batch)
        return loss, slopes

    def slopes_with_meanings(self, batch: Batch) -> tuple[float, Weights, Array]:
        """The same, and the slope by what the words mean (whole numbers / UNIT), for what makes these."""
        loss, slopes, course, back = self._learned(batch)
        vector = self.vectors.shape[1]
        by_meaning: Array = (back @ self.weights["first"][vector:].T) * course.kept_of_seen[:, vector:]
        return loss, slopes, by_meaning

    def _learned(self, batch: Batch) -> tuple[float, Weights, Course, Array]:
        course = self.course(batch)
        back = np.zeros_like(course.states[-1])
        slopes: Weights = {}
        loss = 0.0
        if len(batch.starts):
            loss += self._types(batch, course.states[-1], back, slopes)
        if len(batch.anchors):
            loss += self._parts(batch, course.states[-1], back, slopes)
        return loss, slopes, course, self._back(batch, course, back, slopes)

    def _types(self, batch: Batch, states: Array, back: Array, slopes: Weights) -> float:
        weights = self.weights
        top, where, at, inside = _top(states, batch.starts, batch.lengths)
        count = batch.lengths[:, None].astype(np.float32)
        even = (states[at] * inside[..., None]).sum(1) / count
        words = np.maximum((batch.titles > 0).sum(1), 1)[:, None].astype(np.float32)
        seen = self.vectors[batch.titles].sum(1) / words
        title = np.maximum(seen @ weights["title"] + weights["title bias"], 0)
        whole = np.concatenate([top, even, title], 1)
        kept = self._kept(whole.shape)
        fed = whole * kept
        loss, error = _judged(fed @ weights["type"] + weights["type bias"], batch.types, TYPE_SHARE)
        slopes["type"], slopes["type bias"] = fed.T @ error, error.sum(0)
        for_top, for_even, for_title = np.split((error @ weights["type"].T) * kept, 3, axis=1)
        for_title = for_title * (title > 0)
        slopes["title"], slopes["title bias"] = seen.T @ for_title, for_title.sum(0)
        np.add.at(back, (where, np.arange(WIDTH)), for_top)
        np.add.at(back, at[inside], np.repeat(for_even / count, batch.lengths, axis=0))
        return loss

    def hidden(self, batch: Batch, three: Array, owned: Array) -> Array:
        """The states of the pairs: of predicate, name and what stands between, with their features."""
        weights = self.weights
        sums = three @ weights["pair"] + weights["pair bias"] + owned @ weights["feature"][batch.used]
        return np.maximum(sums + weights["kind"][batch.kinds], 0)

    def pairs(self, batch: Batch, states: Array) -> tuple[Array, Array, Places]:
        """Of each pair the three states, its features (1 where it has one), and where the top of those between is."""
        top, where, _, _ = _top(states, batch.between, batch.gaps)
        owned = np.zeros((len(batch.anchors), len(batch.used)), np.float32)
        owned[batch.owners, batch.features] = 1
        return np.concatenate([states[batch.anchors], states[batch.names], top], 1), owned, where

    def _parts(self, batch: Batch, states: Array, back: Array, slopes: Weights) -> float:
        weights, own = self.weights, (np.arange(len(batch.anchors)), batch.kinds)
        three, owned, where = self.pairs(batch, states)
        kept = self._kept(three.shape)
        fed: Array = three * kept
        hidden = self.hidden(batch, fed, owned)
        hidden_kept = self._kept(hidden.shape)
        last: Array = hidden * hidden_kept
        of_type: Array = weights["part of type"].reshape(WIDTH, -1)
        flat: Array = last @ of_type
        every: Array = flat.reshape(len(last), *weights["part bias"].shape)
        margin = last @ weights["part"] + every[own] + weights["part bias"][batch.kinds]
        loss, error = _judged(margin, batch.parts, PART_SHARE, batch.shares)
        everywhere = np.zeros_like(every)
        everywhere[own] = error
        errors: Array = everywhere.reshape(len(last), -1)
        by_type: Array = last.T @ errors
        slopes["part"], slopes["part bias"] = last.T @ error, everywhere.sum(0)
        slopes["part of type"] = by_type.reshape(weights["part of type"].shape)
        above: Array = error @ weights["part"].T + errors @ of_type.T
        down: Array = above * hidden_kept * (hidden > 0).astype(np.float32)
        paired: Array = fed.T @ down
        slopes["pair"], slopes["pair bias"] = paired, down.sum(0)
        slopes["feature"] = np.zeros_like(weights["feature"])
        slopes["feature"][batch.used] = owned.T @ down
        slopes["kind"] = np.zeros_like(weights["kind"])
        np.add.at(slopes["kind"], batch.kinds, down)
        for_anchor, for_name, for_top = np.split((down @ weights["pair"].T) * kept, 3, axis=1)
        np.add.at(back, batch.anchors, for_anchor)
        np.add.at(back, batch.names, for_name)
        some = batch.gaps > 0
        np.add.at(back, (where[some], np.arange(WIDTH)), for_top[some])
        return loss

    def _back(self, batch: Batch, course: Course, back: Array, slopes: Weights) -> Array:
        real = batch.real[:, None]
        back = back * real
        for number in reversed(range(len(REACHES))):
            bump = back * (course.bumps[number] > 0)
            slopes[f"wide {number}"], slopes[f"wide {number} bias"] = course.wide[number].T @ bump, bump.sum(0)
            narrow = _narrow(bump @ self.weights[f"wide {number}"].T, REACHES[number])
            back = (back + narrow * course.kept[number]) * real
        back = back * (course.states[0] > 0)
        slopes["first"], slopes["first bias"] = course.seen.T @ back, back.sum(0)
        slopes["mark"] = np.zeros_like(self.weights["mark"])
        np.add.at(slopes["mark"], batch.marks, back[batch.marked])
        return back


class Adam:
    """Steps along remembered slopes (Kingma and Ba 2015), with weights that decay by themselves."""

    def __init__(self, weights: Weights, steps: int) -> None:
        self.weights, self.steps, self.done = weights, steps, 0
        self.mean = {name: np.zeros_like(weight) for name, weight in weights.items()}
        self.square = {name: np.zeros_like(weight) for name, weight in weights.items()}

    def step(self, slopes: Weights) -> None:
        """Change the weights against their slopes."""
        self.done += 1
        rate = RATE * min(1.0, self.done / WARM) * (1.0 - (1.0 - LAST) * self.done / self.steps)
        length = np.sqrt(sum(float((slope * slope).sum()) for slope in slopes.values()))
        shrink = np.float32(min(1.0, STEEPEST / (length + 1e-6)))
        for name, slope in slopes.items():
            weight, mean, square, shrunk = self.weights[name], self.mean[name], self.square[name], slope * shrink
            mean += np.float32(0.1) * (shrunk - mean)
            square += np.float32(0.001) * (shrunk * shrunk - square)
            spread = np.sqrt(square / np.float32(1.0 - 0.999**self.done)) + np.float32(1e-8)
            weight *= np.float32(1.0 - rate * DECAY)
            weight -= np.float32(rate / (1.0 - 0.9**self.done)) * mean / spread


def _judged(margin: Array, labels: Array, share: float, shares: Array | None = None) -> tuple[float, Array]:
    """The logistic loss of log-odds, and its slope by each of them."""
    counts = np.float32(share / len(margin)) * (np.ones_like(margin) if shares is None else shares)
    loss = float(((np.logaddexp(np.float32(0), margin) - labels * margin) * counts).sum())
    return loss, (1 / (1 + np.exp(-margin)) - labels) * counts


def _top(states: Array, starts: Places, lengths: Places) -> tuple[Array, Places, Places, Inside]:
    """Of some runs of places the greatest value of each state, where it is, all places, and which are inside."""
    offsets = np.arange(max(1, int(lengths.max())))
    inside = offsets < lengths[:, None]
    at = np.where(inside, starts[:, None] + offsets, 0)
    held = states[at] * inside[..., None]
    most = held.argmax(1)
    return np.take_along_axis(held, most[:, None], 1)[:, 0], np.take_along_axis(at, most, 1), at, inside


def _narrow(slope: Array, reach: int) -> Array:
    """The slope of `beside`."""
    before, middle, after = np.split(slope, 3, axis=1)
    out = middle.copy()
    out[:-reach] += before[reach:]
    out[reach:] += after[:-reach]
    return out
