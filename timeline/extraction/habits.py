"""The mentions of a document → how it speaks of each actor as a whole: as a giver, a receiver, a speaker, a target."""

from collections import Counter, defaultdict

from timeline.extraction.reading import Reading

_TO = frozenset(["to", "for"])
_FROM = frozenset(["from", "by"])
_AGAINST = frozenset(["against", "on", "at", "into", "inside", "in", "over"])
_SPEECH = frozenset(
    ["said", "says", "told", "added", "called", "accused", "warned", "denied", "condemned", "argued", "insisted"]
)


def habits(reading: Reading) -> dict[str, tuple[str, ...]]:
    """For every actor of the document the ways in which it is named most often, as feature names."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for index, mentions in enumerate(reading.actors):
        words = reading.words[index]
        weapons = {m.start for m in reading.weapons[index]}
        for mention in mentions:
            at = words.at(mention.start)
            before = words.texts[at - 1] if at else "^"
            if before == "the" and at > 1:
                before = words.texts[at - 2]
            tally = counts[mention.id]
            tally["all"] += 1
            if before in _TO:
                tally["to"] += 1
            elif before in _FROM:
                tally["from"] += 1
            elif before in _AGAINST:
                tally["against"] += 1
            if mention.form in ("demonym", "maker") and any(0 < w - mention.end < 25 for w in weapons):
                tally["made"] += 1
            if any(word in _SPEECH for word in words.texts[at + 1 : at + 5]):
                tally["speech"] += 1
    leaders = {
        way: max(counts, key=lambda a: (counts[a][way], a))
        for way in ("all", "to", "from", "against", "made", "speech")
        if counts
    }
    found: dict[str, tuple[str, ...]] = {}
    for actor, tally in counts.items():
        names = [f"most {way}" for way, leader in leaders.items() if leader == actor and tally[way]]
        names += [f"{way}≥{min(3, tally[way])}" for way in ("to", "from", "against", "made") if tally[way]]
        found[actor] = tuple(names)
    return found
