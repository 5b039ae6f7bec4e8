"""A Candidate → the weapons and treaties that it may concern, each with named features."""

from timeline.extraction.candidates import GROUPS
from timeline.extraction.linear import joint_names
from timeline.extraction.reading import Candidate, Choice, Mention, Reading
from timeline.vocabulary.vocabulary import Vocabulary

ROOT = "weapon"


def weapon_choices(reading: Reading, candidate: Candidate, vocabulary: Vocabulary) -> list[tuple[Choice, list[str]]]:
    """Every weapon of the sentence, those near it, of the title and of the topic, with features."""
    return _choices(
        reading, candidate, reading.weapons, reading.title_weapons, reading.topic_weapons, vocabulary, "weapon"
    )


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
    found: dict[str, tuple[Mention | None, str]] = {}
    for near in sorted(mentions[index], key=lambda m: (abs(m.start - anchor), m.start)):
        found.setdefault(near.id, (near, "sent"))
    for back in (1, 2, 3):
        if index >= back:
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
    elif candidate.type in ("embargo", "embargo-lifting", "accusation", "support", "condemnation"):
        found.setdefault("un-arms-embargo", (None, "implied"))
    here = [m.id for m in mentions[index]]
    specific = any(id != ROOT for id in here)
    rows = []
    for rank, (id, (mention, source)) in enumerate(found.items()):
        features = _features(reading, candidate, id, mention, source, rank, topic, title, vocabulary, kind)
        features.append(f"{source},here={min(2, len(set(here)))},specific={specific}")
        start, end = (mention.start, mention.end) if mention else (-1, -1)
        rows.append((Choice(id, 0.0, start, end), features))
    return rows


def _features(
    reading: Reading,
    candidate: Candidate,
    id: str,
    mention: Mention | None,
    source: str,
    rank: int,
    topic: tuple[str, ...],
    title: tuple[str, ...],
    vocabulary: Vocabulary,
    kind: str,
) -> list[str]:
    place = topic.index(id) if id in topic else 9
    root = id == ROOT
    features = [
        f"src={source}",
        f"src={source},topic={place}",
        f"rank={min(rank, 3)}",
        f"src={source},root={root}",
        f"topic={place},root={root}",
    ]
    features.append(f"id={id}")
    if id in title:
        features.append(f"title={title.index(id)},root={root}")
    if kind == "weapon" and id in vocabulary.weapons:
        depth = len(vocabulary.ancestors(id))
        features.append(f"src={source},depth={min(depth, 5)}")
    if kind == "treaty" and id in vocabulary.treaties:
        features.append(
            "unsc" if "un-security-council" in {m.id for m in reading.actors[candidate.sentence]} else "no unsc"
        )
    if mention is not None:
        features.append(f"src={source},form={mention.form}")
    if mention is not None and source == "sent":
        words = reading.words[candidate.sentence]
        at = words.at(mention.start)
        side = "before" if at < candidate.anchor else "after"
        distance = abs(at - candidate.anchor)
        bucket = "0" if distance < 3 else "1" if distance < 7 else "2" if distance < 14 else "3"
        same = words.clauses[at] == words.clauses[candidate.anchor]
        features += [f"side={side},dist={bucket}", f"same={same},side={side}", f"same={same},root={root}"]
    return features


def thing_contexts(candidate: Candidate) -> tuple[str, ...]:
    """The contexts in which the features of a weapon or treaty weigh: any, the group, the type."""
    return ("", GROUPS[candidate.type], candidate.type)


def trained_things(candidate: Candidate, features: list[str]) -> list[str]:
    """The joint features that are learned: all in any context and in the group, the broad ones in the type."""
    contexts = thing_contexts(candidate)
    return joint_names(features, contexts[:2]) + joint_names(features[:5], contexts[2:])
