"""A title → how it names its actors, as features: "Italy to send vehicles to Kenya" tells the roles of the whole."""

import re
from collections.abc import Sequence

from timeline.extraction.reading import Mention

_BEFORE = re.compile(r"\b(to|for|from|by|against|with|on|in|at|of|over|and)\s(?:the\s|its\s|an?\s)?$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?\b")


def title_ways(title: str, mentions: Sequence[Mention]) -> dict[str, tuple[str, ...]]:
    """For each actor that a title names whether it comes first, last or between, what governs it, and how it is named.

    Its first mention counts.
    """
    found: dict[str, tuple[str, ...]] = {}
    order = list(dict.fromkeys(mention.id for mention in mentions))
    for mention in mentions:
        if mention.id in found:
            continue
        governed = _BEFORE.search(title, 0, mention.start)
        place = "first" if mention.id == order[0] else "last" if mention.id == order[-1] else "between"
        ways = [f"titled {place}", f"titled {place} of {min(3, len(order))}"]
        ways.append(f"titled {governed[1].lower()}" if governed else f"titled {place}, free")
        if mention.start == 0:
            ways.append("titled at once")
        if mention.form == "demonym" or _POSSESSIVE.match(title, mention.end):
            ways.append(f"titled {place}, of it")
        found[mention.id] = tuple(ways)
    return found
