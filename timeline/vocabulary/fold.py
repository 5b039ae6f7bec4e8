"""A name as anyone may write it → the key under which names are compared."""

import functools
import re
import unicodedata

_SPELLINGS = {
    "armour": "armor",
    "armoured": "armored",
    "calibre": "caliber",
    "defence": "defense",
    "labour": "labor",
    "licence": "license",
    "organisation": "organization",
    "programme": "program",
    "sulphur": "sulfur",
}
_APOSTROPHES = re.compile("['’‘ʼʹ`´ʻ]")
_DOTS = re.compile(r"(?<!\d)\.|\.(?!\d)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d\d\d(?!\d))")
_SEPARATORS = re.compile(r"[^\w.&]+|_+", re.ASCII)
_WIDE_SEPARATORS = re.compile(r"[^\w.&]+|_+")
_KEEP_S = ("ss", "us", "is")


@functools.lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """The comparison key of a name: "Anti‑Personnel Mines" and "anti personnel mine" give the same one.

    Unicode is brought to NFKC, case and accents are dropped, hyphens, dashes, slashes and brackets become one space,
    apostrophes and dots go ("U.S." = "US"), a leading "the" goes, the last word loses its plural, and British
    spellings of the field's words become American ones. Case is lost on purpose: whoever reads running text, where
    "US" is not "us", needs rules of its own. `fold(fold(x)) == fold(x)`; the key of a text without a letter or a
    digit is empty.
    """
    separators = _SEPARATORS
    if not text.isascii():
        text, separators = _without_accents(text), _WIDE_SEPARATORS
    text = _DOTS.sub("", _APOSTROPHES.sub("", text.casefold()))
    text = _THOUSANDS.sub("", text).replace("&", " and ")
    words = [_SPELLINGS.get(word, word) for word in separators.sub(" ", text).split()]
    while len(words) > 1 and words[0] == "the":
        del words[0]
    if words:
        words[-1] = _SPELLINGS.get(singular := _singular(words[-1]), singular)
    return " ".join(words)


def squash(folded: str) -> str:
    """A folded name without its spaces, the second key for "F16", "S 400" or "land mine"."""
    return folded.replace(" ", "")


def _without_accents(text: str) -> str:
    """Compatibility forms resolved and combining marks dropped: "Türkiye" → "Turkiye", "Malacañang" → "Malacanang"."""
    text = unicodedata.normalize("NFKD", text).casefold()
    text = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", "".join(c for c in text if not unicodedata.combining(c)))


def _singular(word: str) -> str:
    """The last word without its plural: "batteries" → "battery", "torpedoes" → "torpedo", "16s" → "16"."""
    if word.endswith("s") and word[-2:-1].isdigit():
        return word[:-1]
    if len(word) < 4 or not word.endswith("s") or word.endswith(_KEEP_S):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "oes")) and len(word) > 4:
        return word[:-2]
    return word[:-1]
