"""A place in a sentence and a candidate's anchor → features of the words around and between them."""

from collections.abc import Sequence

from timeline.extraction.reading import Candidate, Mention, Reading, TimePhrase

MOST_BETWEEN = 12  # words between a place and the anchor that are looked at
SHORT_PATH = 4  # up to so many of them, their order counts


def shape_of(reading: Reading, index: int) -> list[str]:
    """The words of a sentence with each name as one word of its kind, its further words empty, and numbers as "#".

    All candidates of a sentence ask for it: it is made once and kept with the reading.
    """
    if index not in reading.shapes:
        reading.shapes[index] = _shape(reading, index)
    return reading.shapes[index]


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


def context_features(reading: Reading, candidate: Candidate, start: int, end: int, shape: Sequence[str]) -> list[str]:
    """Features of the words beside `text[start:end]`, of those between it and the anchor, of the predicates near it."""
    words = reading.words[candidate.sentence]
    at, last, anchor = words.at(start), words.at(end - 1), candidate.anchor
    before = [word for word in shape[max(0, at - 6) : at] if word][-2:]
    after = [word for word in shape[last + 1 : last + 8] if word][:2]
    side = "before" if at < anchor else "after"
    between = [word for word in (shape[last + 1 : anchor] if at < anchor else shape[anchor + 1 : at]) if word]
    row = ["left=" + " ".join(before), "right=" + " ".join(after)]
    row += [f"left1={word}" for word in before[-1:]]
    row += [f"{side} between={word}" for word in dict.fromkeys(between[:MOST_BETWEEN])]
    if len(between) <= SHORT_PATH:
        row.append(f"{side} path=" + " ".join(between))
    triggers = reading.triggers[candidate.sentence]
    later = next((t for t in triggers if t.start >= end), None)
    earlier = next((t for t in reversed(triggers) if t.end <= start), None)
    for which, near in (("next", later), ("last", earlier)):
        if near is not None:
            row.append(f"{which} predicate=" + ("own" if near == candidate.trigger else "other"))
            row.append(f"{which} predicate={near.lemma}")
    low, high = (end, words.starts[anchor]) if at < anchor else (words.ends[anchor], start)
    row.append(f"{side},predicates between={min(2, sum(low <= t.start < high for t in triggers))}")
    row.append(f"quoted={words.quoted(at)}")
    return row
