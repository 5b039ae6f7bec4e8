"""What a user types to search for → Query: words, phrases, beginnings of words, and what may not occur.

| typed | means |
|---|---|
| `landmines Ukraine` | both words, in any order; of an English word the singular and the plural |
| `"cluster munitions"` | these words one after the other, as they stand |
| `min*` | any word that begins so |
| `-Russia`, `-"New START"` | documents in which this does not occur |
| `mines OR landmines` | one of them |
| `155-mm`, `F-16` | as if in quotation marks |

Whatever else is typed is words or nothing: a quotation mark that is never closed closes at the end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from timeline.database.search_index import PHRASE
from timeline.database.search_terms import LONGEST, terms
from timeline.errors import UsageError

LONGEST_QUERY = 5_000  # characters
MOST_WORDS = PHRASE
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
# Words are parted by spaces and the signs between sentences; what other signs join is a phrase: 155-mm, 10,000.
_PIECES = re.compile(
    r'(?P<sign>(?<!\S)-)?(?:"(?P<phrase>[^"]*)(?:"|$)|(?P<plain>(?:[^\s",;()\[\]{}|&!?]|(?<=\d),(?=\d))+))'
)
_KEEP_S = ("ss", "us", "is")
_TAKE_ES = ("s", "x", "z", "ch", "sh")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms that stand one after the other; with `prefix` the last one need only begin so."""

    terms: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What a document must have: of each group of phrases one; and no phrase of `without`."""

    groups: tuple[tuple[Phrase, ...], ...]
    without: tuple[Phrase, ...] = ()


def parse_query(text: str) -> Query:
    """The query that the text asks. Raises UsageError where it asks for nothing, or for too much."""
    if len(text) > LONGEST_QUERY:
        raise UsageError(
            f"The search is {len(text):,} characters long, and at most {LONGEST_QUERY:,} are looked for at once; "
            "give the words that matter."
        )
    groups: list[tuple[Phrase, ...]] = []
    without: list[Phrase] = []
    typed: set[tuple[Phrase, ...]] = set()
    joins = False
    for sign, forms in _pieces(text):
        typed.add(forms)
        if not forms:
            joins = bool(groups) and not sign
        elif sign:
            without += forms
        elif joins:
            groups[-1] = (*groups[-1], *forms)
        else:
            groups.append(forms)
        joins = joins and not forms
    query = Query(tuple(dict.fromkeys(groups)), tuple(dict.fromkeys(without)))
    _refuse(query, sum(len(forms[0].terms) for forms in typed if forms))
    return query


def _refuse(query: Query, number: int) -> None:
    if not query.groups and query.without:
        raise UsageError("A search needs a word that occurs besides those that may not; put one before them.")
    if not query.groups:
        raise UsageError('There is no word to search for; give some: timeline search "landmines Ukraine"')
    if number > MOST_WORDS:
        raise UsageError(f"The search has {number} words, and at most {MOST_WORDS} are looked for at once; give fewer.")


def _pieces(text: str) -> Iterator[tuple[str, tuple[Phrase, ...]]]:
    """Each piece with a minus before it or nothing, and the phrases that it may mean; none for the word OR."""
    for piece in _PIECES.finditer(text.translate(_QUOTES)):
        sign, phrase, plain = piece["sign"] or "", piece["phrase"], piece["plain"]
        if plain == "OR" and not sign:
            yield sign, ()
        elif plain == "AND" and not sign:
            continue
        elif forms := _phrases(phrase if plain is None else plain, exact=plain is None):
            yield sign, forms


def _phrases(text: str, *, exact: bool) -> tuple[Phrase, ...]:
    found = tuple(terms(text))
    if not found:
        return ()
    stripped = text.rstrip()
    # A star after a sign or a space begins no word.
    if stripped.endswith("*") and terms(stripped[:-1].rstrip("*")[-1:]):
        return (Phrase(found, prefix=True),)
    return (Phrase(found),) if exact else tuple(Phrase((*found[:-1], form)) for form in numbers(found[-1]))


def numbers(word: str) -> tuple[str, ...]:
    """The word itself, and its plural or singular where it may be an English one."""
    if len(word) < 3 or len(word) >= LONGEST or not (word.isascii() and word.isalpha()):
        return (word,)
    other = _singulars(word) if word.endswith("s") and not word.endswith(_KEEP_S) else [_plural(word)]
    return (word, *other)


def _singulars(word: str) -> list[str]:
    if word.endswith("ies") and len(word) > 4:
        return [f"{word[:-3]}y"]
    if word.endswith(("oes", *(f"{end}es" for end in _TAKE_ES))):
        return [word[:-2], word[:-1]]
    return [word[:-1]]


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(_TAKE_ES) else f"{word}s"
