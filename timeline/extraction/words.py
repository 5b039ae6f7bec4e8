"""A sentence → its words, lower-cased without changing their length, with a clause number each."""

import re

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


def lower(text: str) -> str:
    """`text.lower()` of the same length: a character whose lower case is longer ('İ') stays as it is."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def sentence_words(text: str, lowered: str, start: int, end: int) -> Words:
    """The words and marks of `text[start:end]`.

    A clause ends at a bracket, dash, semicolon or subordinating word. Where a clause goes on after a relative one, it
    has its number again.
    """
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    clauses: list[int] = []
    capital: list[bool] = []
    clause = newest = 0
    broken_off: int | None = None  # the clause within which a relative one stands
    previous = ""
    for found in _WORD.finditer(lowered, start, end):
        first, last = found.span()
        word = lowered[first:last]
        if word[-1] == "." and word.count(".") == 1 and len(word) > 2:
            word, last = word[:-1], last - 1
        if word in _BREAKS or (word in _SUBORDINATE and (previous == "," or word not in _SOFT)):
            if word in _BREAKS:
                broken_off = None
            elif word in _RELATIVE and previous == ",":
                broken_off = clause
            clause = newest = newest + 1
        elif broken_off is not None and previous == "," and (word in _GOES_ON or word.endswith("ed")):
            clause, broken_off = broken_off, None
        texts.append(word)
        starts.append(first)
        ends.append(last)
        clauses.append(clause)
        capital.append(text[first] != lowered[first])
        previous = word
    return Words(texts, starts, ends, clauses, capital)
