"""Articles → MB/s of all of extraction on one core, beside spaCy's blank pipeline with an entity ruler over the same
names in the same run, and how its time grows with the length of one document.

Run: python -m benchmarks.extraction (for the peer: pip install spacy)
Wanted: at least 0.3 MB/s, and ahead of the peer; time a character flat from 0.1 to 5 MB.
"""

import argparse
import gc
import importlib
import importlib.util
import statistics
import time
from collections.abc import Callable, Iterable
from typing import Any

from benchmarks.articles import articles, long_text
from timeline import edtf
from timeline.documents.document import Document
from timeline.extraction.extract import extract
from timeline.extraction.mentions import find_names
from timeline.extraction.names import finder
from timeline.extraction.read import read
from timeline.extraction.sentences import split_sentences
from timeline.extraction.words import lower, sentence_words
from timeline.vocabulary.reading import shipped_vocabulary
from timeline.vocabulary.vocabulary import Vocabulary

NUMBER = 100
ROUNDS = 5
PUBLISHED = "2024-11-20"
SIZES = (100_000, 1_000_000, 5_000_000)


def main() -> None:
    """Print the speeds, measured in turn, then the growth."""
    wanted = argparse.ArgumentParser(description="MB/s of extraction, and how its time grows with a document's length")
    wanted.add_argument("--largest", type=int, default=SIZES[-1], help="characters of the longest document")
    largest = wanted.parse_args().largest
    vocabulary = shipped_vocabulary()
    texts = list(articles(NUMBER))
    print(described(texts, vocabulary))
    speeds(texts, vocabulary)
    growth([size for size in SIZES if size <= largest], vocabulary)


def described(texts: list[str], vocabulary: Vocabulary) -> str:
    """What the articles are like: how many sentences, and how many of them name something of the field."""
    readings = [read(Document(text, PUBLISHED), vocabulary) for text in texts]
    sentences = sum(len(reading.sentences) for reading in readings)
    naming = sum(
        bool(weapons or treaties)
        for reading in readings
        for weapons, treaties in zip(reading.weapons, reading.treaties, strict=True)
    )
    return (
        f"{len(texts)} articles of {statistics.mean(map(len, texts)) / 1000:.1f} KB, {sentences} sentences, "
        f"{100 * naming / sentences:.0f} % of them with a weapon or treaty"
    )


def speeds(texts: list[str], vocabulary: Vocabulary) -> None:
    """Print the speed of ours and of the peer, each the best of rounds that take turns."""

    def ours(text: str) -> object:
        return extract(Document(text, PUBLISHED), vocabulary)

    def names(text: str) -> object:
        return names_and_sentences(text, vocabulary)

    pipeline = peer(vocabulary)
    rounds = [
        (seconds(ours, texts), seconds(names, texts), seconds(pipeline, texts) if pipeline else 0.0)
        for _ in range(ROUNDS)
    ]
    size = sum(len(text.encode()) for text in texts) / 1e6
    print(f"extraction          {size / min(one for one, _, _ in rounds):6.3f} MB/s (wanted: 0.3)")
    print(f"its names, sentences{size / min(part for _, part, _ in rounds):6.3f} MB/s (what the peer does, and words)")
    if pipeline is None:
        print("spaCy               skipped: spaCy is not installed here (pip install spacy)")
        return
    print(f"spaCy               {size / min(two for _, _, two in rounds):6.3f} MB/s (blank, entity ruler, sentencizer)")
    ratio = statistics.median(two / one for one, _, two in rounds)
    like = statistics.median(two / part for _, part, two in rounds)
    print(f"extraction is {ratio:.2f} times as fast (wanted: more than 1); its names and sentences {like:.2f} times")


def names_and_sentences(text: str, vocabulary: Vocabulary) -> object:
    """The part of extraction that finds what the peer finds: sentences, words and names, these also by context."""
    lowered = lower(text)
    sentences = split_sentences(text)
    found = find_names(text, lowered, finder(vocabulary), vocabulary, edtf.parse(PUBLISHED))
    return found, [sentence_words(text, lowered, each.start, each.end) for each in sentences]


def peer(vocabulary: Vocabulary) -> Callable[[str], Any] | None:
    """spaCy's blank English pipeline with our names of actors, weapons and treaties; None where it is missing."""
    if importlib.util.find_spec("spacy") is None:
        return None
    pipeline = importlib.import_module("spacy").blank("en")
    pipeline.max_length = 10_000_000
    pipeline.add_pipe("sentencizer")
    names = sorted({(name.kind, name.text) for name in vocabulary.names if name.kind in ("actor", "weapon", "treaty")})
    pipeline.add_pipe("entity_ruler").add_patterns([{"label": kind, "pattern": text} for kind, text in names])
    found: Callable[[str], Any] = pipeline
    return found


def growth(sizes: Iterable[int], vocabulary: Vocabulary) -> None:
    """Print the time of one document of each size, and of a character of it beside one of the shortest."""
    first = 0.0
    for size in sizes:
        text = long_text(size)
        spent = seconds(lambda text: extract(Document(text, PUBLISHED), vocabulary), [text])
        each = 1e6 * spent / len(text)
        first = first or each
        print(f"one document of {size / 1e6:3.1f} MB: {spent:6.1f} s, {each:.2f} us a character, "
              f"{each / first:.2f} times that of the shortest")  # fmt: skip


def seconds(action: Callable[[str], object], texts: list[str]) -> float:
    """CPU seconds for all the texts."""
    gc.collect()
    began = time.process_time()
    for text in texts:
        action(text)
    return time.process_time() - began


if __name__ == "__main__":
    main()
