"""A place in a sentence and a candidate's anchor → features of the words around and between them."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from timeline.extraction.reading import QUOTES, Candidate, Mention, Reading, TimePhrase, Trigger

MOST_BETWEEN = 12  # words between a place and the anchor that are looked at
SHORT_PATH = 4  # up to so many of them, their order counts


@dataclass(slots=True)
class Shape:
    """The words of a sentence with each name as one word of its kind, its further words empty, and numbers as "#".

    `quoted` says of each word whether it stands after an odd number of quotation marks; what stands beside a place is
    kept in `beside`. All candidates of a sentence ask for them.
    """

    words: list[str]
    quoted: list[bool]
    beside: dict[tuple[int, int], list[str]] = field(default_factory=dict)


def shape_of(reading: Reading, index: int) -> Shape:
    """The shape of a sentence; it is made once and kept with the reading."""
    shape: Shape | None = reading.shapes.get(index)
    if shape is None:
        marks = itertools.accumulate((word in QUOTES for word in reading.words[index].texts), initial=0)
        shape = reading.shapes[index] = Shape(_shape(reading, index), [count % 2 == 1 for count in marks])
    return shape


def _shape(reading: Reading, index: int) -> list[str]:
    words = reading.words[index]
    shape = ["#" if text[0].isdigit() else text for text in words.texts]
    named: tuple[tuple[Sequence[Mention | TimePhrase], str], ...] = (
        (reading.actors[index], "ACTOR"),
        (reading.weapons[index], "WEAPON"),
        (reading.treaties[index], "TREATY"),
        (reading.times[index], "DATE"),
    )
    for places, label in named:
        for place in places:
            first, last = words.at(place.start), words.at(place.end - 1)
            for at in range(first, last + 1):
                shape[at] = label if at == first else ""
    return shape


def context_features(reading: Reading, candidate: Candidate, start: int, end: int, shape: Shape) -> list[str]:
    """Features of the words beside `text[start:end]`, of those between it and the anchor, of the predicates near it."""
    words = reading.words[candidate.sentence]
    at, last, anchor = words.at(start), words.at(end - 1), candidate.anchor
    if at < anchor:
        side, between, low, high = "before", shape.words[last + 1 : anchor], end, words.starts[anchor]
    else:
        side, between, low, high = "after", shape.words[anchor + 1 : at], words.ends[anchor], start
    between = [word for word in between if word]
    row = (shape.beside.get((at, last)) or _beside(shape, at, last)).copy()
    prefix = side + " between="
    row += [prefix + word for word in dict.fromkeys(between[:MOST_BETWEEN])]
    if len(between) <= SHORT_PATH:
        row.append(side + " path=" + " ".join(between))
    earlier: Trigger | None = None
    later: Trigger | None = None
    count = 0
    for trigger in reading.triggers[candidate.sentence]:
        if trigger.end <= start:
            earlier = trigger
        if later is None and trigger.start >= end:
            later = trigger
        if low <= trigger.start < high:
            count += 1
    if later is not None:
        row.append("next predicate=own" if later == candidate.trigger else "next predicate=other")
        row.append("next predicate=" + later.lemma)
    if earlier is not None:
        row.append("last predicate=own" if earlier == candidate.trigger else "last predicate=other")
        row.append("last predicate=" + earlier.lemma)
    row.append(f"{side},predicates between={min(2, count)}")
    row.append("quoted=True" if shape.quoted[at] else "quoted=False")
    return row


def _beside(shape: Shape, at: int, last: int) -> list[str]:
    before = [word for word in shape.words[max(0, at - 6) : at] if word][-2:]
    after = [word for word in shape.words[last + 1 : last + 8] if word][:2]
    row = ["left=" + " ".join(before), "right=" + " ".join(after)]
    row += ["left1=" + word for word in before[-1:]]
    shape.beside[at, last] = row
    return row
