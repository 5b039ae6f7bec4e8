"""A Document and a Vocabulary → a Reading: sentences, words, mentions, triggers, time phrases and topics."""

import re
from collections import Counter

from timeline import edtf
from timeline.documents.document import Document
from timeline.errors import BadDate
from timeline.extraction.as_seen import document_as_seen
from timeline.extraction.genres import form_of
from timeline.extraction.habits import habits
from timeline.extraction.language import other_language
from timeline.extraction.maker_features import homes, makers_of
from timeline.extraction.mentions import by_sentence, find_names
from timeline.extraction.names import finder
from timeline.extraction.reading import Mention, Reading
from timeline.extraction.sentences import split_sentences
from timeline.extraction.times import find_times
from timeline.extraction.title_features import title_ways
from timeline.extraction.words import lower, sentence_words
from timeline.vocabulary.vocabulary import Vocabulary

TOPICS = 3  # how many of the most frequent actors, weapons and treaties count as what the document is about
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")


def read(given: Document, vocabulary: Vocabulary) -> Reading:
    """Everything that can be known before any decision. Time is linear in the length of the text."""
    document, seen = document_as_seen(given)
    # What a text says of itself in its header is no report; blanks in its place keep every offset.
    text = " " * document.body_start + document.text[document.body_start :]
    lowered = lower(text)
    published = _published(document.published)
    reading = Reading(document, text, published.text if published else None, seen=seen)
    reading.given = None if document is given else given
    reading.language = other_language(text[document.body_start :])
    if reading.language:
        return reading
    reading.sentences = split_sentences(text)
    names = find_names(text, lowered, finder(vocabulary), vocabulary, published)
    reading.actors = by_sentence(names.actors, reading.sentences)
    reading.weapons = by_sentence(names.weapons, reading.sentences)
    reading.treaties = by_sentence(names.treaties, reading.sentences)
    reading.triggers = by_sentence(names.triggers, reading.sentences)
    reading.words = [sentence_words(text, lowered, s.start, s.end) for s in reading.sentences]
    reading.times = find_times(text, published, reading.sentences)
    _title(reading, document.title, vocabulary, published)
    reading.topic_actors = _frequent(names.actors, reading.title_actors)
    reading.topic_weapons = _frequent(names.weapons, reading.title_weapons)
    reading.topic_treaties = _frequent(names.treaties, reading.title_treaties)
    reading.form = form_of(reading, vocabulary)
    if reading.form.named:
        reading.actors = [list(reading.form.named.get(s.index, reading.actors[s.index])) for s in reading.sentences]
    if reading.form.subject:
        reading.title_actors = tuple(dict.fromkeys((reading.form.subject, *reading.title_actors)))
        reading.topic_actors = _frequent([m for group in reading.actors for m in group], reading.title_actors)
    reading.habits = habits(reading)
    _makers(reading, vocabulary)
    return reading


def _makers(reading: Reading, vocabulary: Vocabulary) -> None:
    reading.makers = [makers_of((mention.id for mention in each), vocabulary) for each in reading.weapons]
    reading.topic_makers = makers_of(reading.topic_weapons, vocabulary)
    named = {mention.id for mentions in reading.actors for mention in mentions}
    reading.homes = homes({*named, *reading.title_actors, *reading.topic_actors}, vocabulary)


def _published(value: str | None) -> edtf.Edtf | None:
    if not value:
        return None
    try:
        return edtf.parse(value)
    except BadDate:
        return None


def _title(reading: Reading, title: str, vocabulary: Vocabulary, published: edtf.Edtf | None) -> None:
    if not title:
        return
    names = find_names(title, lower(title), finder(vocabulary), vocabulary, published)
    reading.title_actors = tuple(dict.fromkeys(m.id for m in names.actors))
    reading.title_weapons = tuple(dict.fromkeys(m.id for m in names.weapons))
    reading.title_treaties = tuple(dict.fromkeys(m.id for m in names.treaties))
    reading.title_words = tuple(_WORD.findall(title.lower()))
    reading.title_ways = title_ways(title, names.actors)


def _frequent(mentions: list[Mention], title: tuple[str, ...]) -> tuple[str, ...]:
    """The ids named most often, those of the title first among equals."""
    counts = Counter(m.id for m in mentions)
    for id in title:
        counts[id] += 3
    first = {m.id: -index for index, m in reversed(list(enumerate(mentions)))}
    ranked = sorted(counts, key=lambda id: (-counts[id], -first.get(id, 0), id))
    return tuple(ranked[:TOPICS])
