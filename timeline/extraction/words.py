"""A sentence → its words, lower-cased without changing their length, with a clause number each."""

import re

from timeline.extraction.alike import alike, alike_at
from timeline.extraction.reading import Words

_WORD = re.compile(r"[^\W_]+(?:[.'’&/-][^\W_]+)*\.?|[$£€¥%]|--+|[,;:()\"“”?!–—]")
_BREAKS = frozenset(";:()–—?!") | {"--", "---"}
_SUBORDINATE = frozenset(
    [
        "after",
        "before",
        "while",
        "although",
        "though",
        "because",
        "since",
        "unless",
        "until",
        "if",
        "when",
        "whereas",
        "who",
        "which",
        "whose",
        "where",
        "whom",
        "that",
        "but",
        "so",
        "and",
        "as",
        "saying",
        "adding",
        "despite",
        "following",
        "amid",
    ]
)
_SOFT = frozenset(
    ["and", "that", "as", "so", "since", "following", "amid", "despite"]
)  # these need a comma before them
_RELATIVE = frozenset(["who", "which", "whose", "whom", "where"])
# With "-ed" what goes on, after a comma, with the clause before: "Spain, which had sent mortars, called off a sale".
_GOES_ON = frozenset(
    [
        *("is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "might", "must"),
        *("shall", "should", "does", "do", "did", "became", "began", "bought", "broke", "brought", "built", "came"),
        *("chose", "cut", "fell", "found", "fought", "froze", "gave", "got", "held", "hit", "kept", "knew", "left"),
        *("led", "let", "lost", "made", "met", "paid", "put", "ran", "rose", "said", "says", "sank", "sat", "saw"),
        *("sent", "set", "shot", "sold", "sought", "spent", "spoke", "stood", "struck", "threw", "told", "took"),
        *("went", "withdrew", "won", "wrote"),
    ]
)
_TELLING = """accuses buys calls condemns demands denies gets gives insists keeps makes opposes plans rejects sells
sends supplies supports takes urges uses wants warns"""
_PRESENT = frozenset(_TELLING.split())
_BESIDE = frozenset(["and", "while", "whereas", "but", ";"])  # between main clauses, each with a subject of its own
_SUBJECT = 10  # words of the names of a subject: "the United States, Russia and China"
_LISTED = frozenset(["the", ",", "and"])  # what else stands among them
# Before a name: it is no subject.
_AIMED = frozenset(["to", "in", "from", "for", "at", "on", "against", "into", "near", "over"])


def lower(text: str) -> str:
    """`text.lower()` of the same length: a character whose lower case is longer ('İ') stays as it is."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def sentence_words(text: str, lowered: str, start: int, end: int) -> Words:
    """The words and marks of `text[start:end]`.

    A clause ends at a bracket, dash, semicolon or subordinating word, and at an "and" that goes on with somebody else's
    deed. Where a clause goes on after a relative one, it has its number again.
    """
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    capital: list[bool] = []
    for found in _WORD.finditer(lowered, start, end):
        first, last = found.span()
        word = lowered[first:last]
        if word[-1] == "." and word.count(".") == 1 and len(word) > 2:
            word, last = word[:-1], last - 1
        texts.append(word)
        starts.append(first)
        ends.append(last)
        capital.append(text[first] != lowered[first])
    if not alike().keys().isdisjoint(texts):
        _as_known(texts, starts, ends, capital)
    return Words(texts, starts, ends, *_clauses(texts, capital), capital)


def _as_known(texts: list[str], starts: list[int], ends: list[int], capital: list[bool]) -> None:
    """Put words that the models know in place of others that say the same, and one in place of a phrase."""
    for at in range(len(texts) - 1, -1, -1):
        if (row := alike_at(texts, at)) is not None:
            last = at + len(row.rest)
            texts[at : last + 1], ends[at : last + 1] = [row.word], [ends[last]]
            del starts[at + 1 : last + 1], capital[at + 1 : last + 1]


def _clauses(texts: list[str], capital: list[bool]) -> tuple[list[int], list[int]]:
    """The numbers of the clause and of the main clause that each word stands in."""
    clauses: list[int] = []
    mains: list[int] = []
    clause = newest = begun = main = 0
    broken_off: int | None = None  # the clause within which a relative one stands
    previous = ""
    for at, word in enumerate(texts):
        breaks = word in _BREAKS
        goes_on = (word in _SOFT and previous != ",") or word not in _SUBORDINATE
        own = word in _BESIDE and _own_subject(texts, capital, begun, at)
        main += own
        if breaks or own or not goes_on:
            if breaks:
                broken_off = None
            elif word in _RELATIVE and previous == ",":
                broken_off = clause
            clause = newest = newest + 1
            begun = at
        elif broken_off is not None and previous == "," and finite(word):
            clause, broken_off = broken_off, None
        clauses.append(clause)
        mains.append(main)
        previous = word
    return clauses, mains


def finite(word: str) -> bool:
    """Whether a lower-case word is, or may be, the finite verb of a clause."""
    return word in _GOES_ON or word in _PRESENT or word.endswith("ed")


def _own_subject(texts: list[str], capital: list[bool], begun: int, at: int) -> bool:
    """Whether the "and", or the like, at a place goes on with another subject and its predicate.

    So it does in "Russia sent jets to Serbia on Monday and China shipped drones". "Russia and China sent" and "It said
    Spain and Italy had agreed" are one subject of two.
    """
    verb = at + 1
    while verb < min(len(texts), at + 1 + _SUBJECT) and (capital[verb] or texts[verb] in _LISTED):
        verb += 1
    if (
        not any(capital[at + 1 : verb])
        or verb == len(texts)
        or not finite(texts[verb])
        or not any(map(finite, texts[begun + 1 : at - 1]))
    ):
        return False
    name = at - 1
    while name > begun and capital[name]:
        name -= 1
    if texts[name] == "the" and name < at - 1:
        name -= 1
    return name == at - 1 or texts[name] in _AIMED
