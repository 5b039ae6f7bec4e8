"""A Candidate → the weapons and treaties that it may concern, each with named features."""

import functools
from collections.abc import Sequence

from timeline.extraction.candidates import GROUPS
from timeline.extraction.linear import joint_names
from timeline.extraction.reading import Candidate, Choice, Mention, Reading
from timeline.extraction.weapon_features import scene_of, weapon_features
from timeline.vocabulary.vocabulary import Vocabulary

ROOT = "weapon"
NEAR = 3  # sentences back, each a source of its own
AHEAD = 8  # sentences ahead in which a weapon that is meant may first be named
EMBARGO = "un-arms-embargo"
EMBARGOED = ("embargo", "embargo-lifting", "accusation", "support", "condemnation")  # types that may imply it


def weapon_choices(reading: Reading, candidate: Candidate, vocabulary: Vocabulary) -> list[tuple[Choice, list[str]]]:
    """Every weapon of the sentence, those named before and soon after, of the title and of the topic, with features."""
    rows = _choices(
        reading, candidate, reading.weapons, reading.title_weapons, reading.topic_weapons, vocabulary, "weapon"
    )
    sources = [(choice, source_of(features)) for choice, features in rows]
    added = weapon_features(reading, candidate, sources, vocabulary)
    return [(choice, features + more) for (choice, features), more in zip(rows, added, strict=True)]


def source_of(features: Sequence[str]) -> str:
    """Where a weapon or treaty with these features is named: "sent", "prev1", "title", …."""
    return features[0].removeprefix("src=")


def treaty_choices(reading: Reading, candidate: Candidate, vocabulary: Vocabulary) -> list[tuple[Choice, list[str]]]:
    """Every treaty of the sentence, those near it, of the title and of the topic, with features."""
    return _choices(
        reading, candidate, reading.treaties, reading.title_treaties, reading.topic_treaties, vocabulary, "treaty"
    )


def _choices(
    reading: Reading,
    candidate: Candidate,
    mentions: list[list[Mention]],
    title: tuple[str, ...],
    topic: tuple[str, ...],
    vocabulary: Vocabulary,
    kind: str,
) -> list[tuple[Choice, list[str]]]:
    index = candidate.sentence
    anchor = reading.words[index].starts[candidate.anchor]
    near: dict[str, Mention] = {}
    for mention in sorted(mentions[index], key=lambda m: (abs(m.start - anchor), m.start)):
        near.setdefault(mention.id, mention)
    beside = f",here={min(2, len(near))},specific={not near.keys() <= {ROOT}}"
    council = kind == "treaty" and any(m.id == "un-security-council" for m in reading.actors[index])

    def row(id: str, mention: Mention | None, source: str, rank: int) -> tuple[Choice, list[str]]:
        known = ""
        if kind == "weapon" and id in vocabulary.weapons:
            known = f"src={source},depth={min(len(vocabulary.ancestors(id)), 5)}"
        elif kind == "treaty" and id in vocabulary.treaties:
            known = "unsc" if council else "no unsc"
        place = topic.index(id) if id in topic else 9
        titled = title.index(id) if id in title else -1
        form = mention.form if mention is not None else None
        side = _side(reading, candidate, mention) if mention is not None and source == "sent" else None
        start, end = (mention.start, mention.end) if mention is not None else (-1, -1)
        features = _features(id, source, min(rank, 3), place, titled, known, form, side, beside)
        return Choice(id, 0.0, start, end), [*features]

    rows = [row(id, mention, "sent", rank) for rank, (id, mention) in enumerate(near.items())]
    latest, others = reading.others.get(kind, (-1, []))
    if latest != index:
        elsewhere = _elsewhere(reading, mentions, index, title, topic, kind)
        others = [
            row(id, mention, source, rank)
            for rank, (id, (mention, source)) in enumerate(
                ((id, found) for id, found in elsewhere.items() if id not in near), len(near)
            )
        ]
        reading.others[kind] = index, others
    rows += others
    if kind == "treaty" and candidate.type in EMBARGOED and all(choice.value != EMBARGO for choice, _ in rows):
        rows.append(row(EMBARGO, None, "implied", len(rows)))
    return rows


def _elsewhere(
    reading: Reading,
    mentions: list[list[Mention]],
    index: int,
    title: tuple[str, ...],
    topic: tuple[str, ...],
    kind: str,
) -> dict[str, tuple[Mention | None, str]]:
    """What may be meant besides what the sentence names, each once, with where it stands."""
    found: dict[str, tuple[Mention | None, str]] = {}
    for back in range(1, min(NEAR, index) + 1):
        for earlier in reversed(mentions[index - back]):
            found.setdefault(earlier.id, (earlier, f"prev{back}"))
    if index + 1 < len(mentions):
        for later in mentions[index + 1]:
            found.setdefault(later.id, (later, "next"))
    for id in title:
        found.setdefault(id, (None, "title"))
    for id in topic:
        found.setdefault(id, (None, "topic"))
    if kind == "weapon":
        found.setdefault(ROOT, (None, "root"))
        for id, (_, _, earlier) in scene_of(reading, index).recent.items():
            found.setdefault(id, (earlier, "earlier"))
        for group in mentions[index + 2 : index + AHEAD]:
            for later in group:
                found.setdefault(later.id, (later, "later"))
    return found


Side = tuple[str, str, bool]
"""On which side of the anchor a name stands, how far from it, and whether in the same clause."""


def _side(reading: Reading, candidate: Candidate, mention: Mention) -> Side:
    words = reading.words[candidate.sentence]
    at = words.at(mention.start)
    distance = abs(at - candidate.anchor)
    bucket = "0" if distance < 3 else "1" if distance < 7 else "2" if distance < 14 else "3"
    return "before" if at < candidate.anchor else "after", bucket, words.clauses[at] == words.clauses[candidate.anchor]


@functools.lru_cache(maxsize=16384)
def _features(
    id: str,
    source: str,
    rank: int,
    place: int,
    titled: int,
    known: str,
    form: str | None,
    side: Side | None,
    beside: str,
) -> tuple[str, ...]:
    """The features, made once: the candidates of a document have most of them in common."""
    root = id == ROOT
    features = [
        f"src={source}",
        f"src={source},topic={place}",
        f"rank={rank}",
        f"src={source},root={root}",
        f"topic={place},root={root}",
        f"id={id}",
    ]
    if titled >= 0:
        features.append(f"title={titled},root={root}")
    if known:
        features.append(known)
    if form is not None:
        features.append(f"src={source},form={form}")
    if side is not None:
        where, bucket, same = side
        features += [f"side={where},dist={bucket}", f"same={same},side={where}", f"same={same},root={root}"]
    return (*features, source + beside)


def thing_contexts(candidate: Candidate) -> tuple[str, ...]:
    """The contexts in which the features of a weapon or treaty weigh: any, the group, the type."""
    return ("", GROUPS[candidate.type], candidate.type)


def trained_things(candidate: Candidate, features: Sequence[str]) -> list[str]:
    """The joint features that are learned: all in any context and in the group, the broad ones in the type."""
    contexts = thing_contexts(candidate)
    return joint_names(features, contexts[:2]) + joint_names(features[:5], contexts[2:])
