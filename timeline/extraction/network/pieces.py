"""A word → the pieces of words that the context encoder knows: of the rest of a word always the longest one first."""

import re
import unicodedata
from collections.abc import Mapping

_PARTS = re.compile(r"[^\W_]+|[^\w\s]")
FIRST, LAST, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
WITHIN = "##"  # before a piece that does not begin a word
LONGEST = 40  # letters of a part; a longer one is no word


class Pieces:
    """The places of all pieces. It remembers the words that it has cut."""

    def __init__(self, places: Mapping[str, int]) -> None:
        self.places = places
        self.first, self.last, self.unknown = places[FIRST], places[LAST], places[UNKNOWN]
        self._cut: dict[str, tuple[int, ...]] = {}

    def of(self, text: str) -> tuple[int, ...]:
        """The places of the pieces of lower-cased words; at least one."""
        known = self._cut.get(text)
        if known is None:
            plain = text if text.isascii() else _without_accents(text)
            known = tuple(place for part in _PARTS.findall(plain) for place in self._of_part(part)) or (self.unknown,)
            if len(self._cut) < MOST_REMEMBERED:
                self._cut[text] = known
        return known

    def _of_part(self, part: str) -> list[int]:
        if len(part) > LONGEST:
            return [self.unknown]
        found: list[int] = []
        start = 0
        while start < len(part):
            mark = WITHIN if start else ""
            end = next((end for end in range(len(part), start, -1) if mark + part[start:end] in self.places), 0)
            if not end:
                return [self.unknown]
            found.append(self.places[mark + part[start:end]])
            start = end
        return found


MOST_REMEMBERED = 50_000


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
