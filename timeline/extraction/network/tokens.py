"""A sentence of a Reading → what the sentence reader sees of it: words, with each name as one word of its kind."""

from dataclasses import dataclass

from timeline.extraction.reading import Reading


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a sentence: the word of each ("" for a name, a time or a number), what stands there, and its marks.

    Marks say what a word's own meaning does not: that it names an actor by a demonym, that a predicate stands here
    which may state a type of event. `places` leads from a word of the sentence to its token.
    """

    words: list[str]
    texts: list[str]
    marks: list[tuple[str, ...]]
    places: list[int]


def sentence_tokens(reading: Reading, index: int) -> Tokens:
    """The tokens of one sentence, in their order."""
    words = reading.words[index]
    names: dict[int, tuple[tuple[str, ...], int]] = {}  # word → the marks of the name that covers it, and its first
    for group in (reading.actors[index], reading.weapons[index], reading.treaties[index]):
        for mention in group:
            first = words.at(mention.start)
            for at in range(first, words.at(mention.end - 1) + 1):
                names[at] = (mention.kind, f"{mention.kind} {mention.form}"), first
    for phrase in reading.times[index]:
        first = words.at(phrase.start)
        for at in range(first, words.at(phrase.end - 1) + 1):
            names[at] = ("time",), first
    predicates: dict[int, list[str]] = {}
    for trigger in reading.triggers[index]:
        for at in range(words.at(trigger.start), words.at(trigger.end - 1) + 1):
            predicates.setdefault(at, []).extend(trigger.types)
    bare: list[str] = []
    texts: list[str] = []
    marks: list[list[str]] = []
    places: list[int] = []
    for at, text in enumerate(words.texts):
        name = names.get(at)
        if name is None or name[1] == at or not texts:
            number = text[0].isdigit()
            bare.append("" if name or number else text)
            texts.append(text)
            marks.append(list(name[0]) if name else ["number"] if number else [])
        else:
            texts[-1] += " " + text
        marks[-1] += predicates.get(at, ())
        places.append(len(texts) - 1)
    return Tokens(bare, texts, [tuple(dict.fromkeys(each)) for each in marks], places)
