"""Annotated documents and the places of their events → lessons: what the network is to say of sentences and pairs."""

import bisect
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence

from timeline.extraction.date_features import date_choices
from timeline.extraction.nearby import nearby_actors
from timeline.extraction.network.close_look import Seen
from timeline.extraction.network.one_reader import distance_feature
from timeline.extraction.network.tokens import Tokens
from timeline.extraction.predicates import frames
from timeline.extraction.reading import Candidate, Reading
from timeline.extraction.role_features import actor_features
from timeline.extraction.training.agreement import date_rightness
from timeline.extraction.training.gold import Annotated, GoldEvent
from timeline.extraction.training.network.batches import Lesson, Pair
from timeline.vocabulary.vocabulary import Vocabulary

OPTIONAL = 0.6  # how much an optional event counts
Hung = Callable[[Reading, GoldEvent], Sequence[Candidate]]
"""Where in its sentences an event is stated."""
Asked = tuple[str, int, Sequence[str], Mapping[str, float]]
"""What is asked for, the offset of what may be it, its features, and how right each part is."""


def lesson_of(document: Annotated, seen: Seen, hung: Hung, vocabulary: Vocabulary) -> Lesson:
    """What one document teaches."""
    reading, tokens = document.reading, seen.tokens
    types: dict[int, dict[str, float]] = {index: {} for index in tokens}
    pairs: list[Pair] = []
    for event in document.events:
        share = 1.0 if event.core else OPTIONAL
        for index in event.sentences:
            if index in types:
                types[index][event.type] = max(types[index].get(event.type, 0.0), share)
        for candidate in hung(reading, event):
            asked = (*_actors(reading, candidate, event, vocabulary), *_dates(reading, candidate, event))
            pairs += [_pair(reading, tokens, candidate, each, share) for each in asked]
    return Lesson(document, tokens, seen.meanings, types, pairs)


def _actors(reading: Reading, candidate: Candidate, event: GoldEvent, vocabulary: Vocabulary) -> Iterator[Asked]:
    near = nearby_actors(reading, candidate)
    kinds = {each.actor: vocabulary.actors[each.actor].kind for each in near}
    for each, features in zip(near, actor_features(reading, candidate, near, kinds), strict=True):
        parts = {role: float((each.actor, role) in event.participants) for role in frames()[event.type].roles}
        yield "actor", each.mention.start if each.mention else -1, features, parts


def _dates(reading: Reading, candidate: Candidate, event: GoldEvent) -> Iterator[Asked]:
    for choice, features in date_choices(reading, candidate):
        yield "date", choice.start, features, {"date": date_rightness(event, choice.value)}


def _pair(reading: Reading, tokens: Mapping[int, Tokens], candidate: Candidate, asked: Asked, share: float) -> Pair:
    what, offset, features, parts = asked
    index = candidate.sentence
    anchor = tokens[index].places[candidate.anchor]
    there, token = _token(reading, tokens, offset)
    if there == index:
        features = [*features, distance_feature(token - anchor)]
    named = tuple(sys.intern(f"{what}|{feature}") for feature in features)  # many pairs share each of them
    return Pair(index, anchor, candidate.type, there, token, named, parts, share)


def _token(reading: Reading, tokens: Mapping[int, Tokens], offset: int) -> tuple[int, int]:
    index = (
        bisect.bisect_right(reading.sentences, offset, key=lambda sentence: sentence.start) - 1 if offset >= 0 else -1
    )
    return (index, tokens[index].places[reading.words[index].at(offset)]) if index in tokens else (-1, 0)
