"""A Candidate whose sentence says "officials" or "it" → features of who is meant: of the actors that are named before.

Half of the roles that are filled wrongly belong to an actor whom the sentence itself does not name.
"""

import bisect
from collections.abc import Collection, Sequence

from timeline.extraction.reading import Candidate, Reading

_SAID_OF = {
    "it": "it its itself",
    "he": "he she his her him",
    "they": "they their them",
    "we": "we our us i",
    "officials": "official officials source sources aide aides diplomat diplomats",
    "spokesman": "spokesman spokeswoman spokesperson spokesmen statement communique note",
    "minister": "minister ministers secretary premier chancellor envoy ambassador embassy delegate representative",
    "president": "president king leader emir sultan general commander chief director chairman",
    "government": "ministry department office agency authorities administration government cabinet junta regime",
    "parliament": "parliament lawmaker lawmakers legislators senate senator senators house congress deputies assembly "
    "committee mps",
    "court": "court judge judges tribunal",
    "army": "army military troops forces navy soldiers air pilots jets warplanes aircraft",
    "country": "country nation state kingdom republic island emirate sheikhdom neighbour neighbor ally",
    "company": "company companies firm manufacturer maker group consortium",
    "rebels": "rebels guerrillas insurgents militants movement fighters militia",
    "council": "council alliance bloc union organisation organization",
    "sides": "sides countries nations governments allies neighbours neighbors states",
}
_STANDS_FOR = {word: kind for kind, words in _SAID_OF.items() for word in words.split()}
_GOVERNING = frozenset(("to", "for", "from", "by", "against", "with"))
SPEECH = frozenset(
    "said says told added called accused warned denied condemned argued insisted announced".split()  # noqa: SIM905
)
_REACH = 14  # words between a predicate and what may stand for its actor
_AWAY = 3  # words between a stand-in and its preposition, or its verb of speech
_BACK = 5  # sentences back in which an actor is in a reader's mind
_SPOKE = 6  # words behind a name in which a verb says that it speaks


def stand_ins(reading: Reading, candidate: Candidate, named: Collection[int]) -> list[str]:
    """What stands for the subject of the predicate, behind a preposition after it, and for whom the sentence quotes.

    `named` are the words of the sentence that name an actor: where one of them is nearer, nothing stands in.
    """
    texts, anchor = reading.words[candidate.sentence].texts, candidate.anchor
    found = ["subject=" + _subject(texts, anchor, named)]
    for at in range(anchor + 1, min(len(texts), anchor + _REACH)):
        kind, near = _STANDS_FOR.get(texts[at]), range(max(0, at - _AWAY), at + 1)
        before = [texts[place] for place in near[:-1] if texts[place] in _GOVERNING]
        if kind and before and not any(place in named for place in near):
            found.append(f"{before[-1]}={kind}")
            break
    said = next((at for at in range(1, len(texts)) if texts[at] in SPEECH), 0)
    near = range(max(0, said - _AWAY), said)
    if any(place in named for place in near):
        found.append("speaker=named")
    elif kinds := [_STANDS_FOR[texts[place]] for place in near if texts[place] in _STANDS_FOR]:
        found.append("speaker=" + kinds[-1])
    return found


def _subject(texts: Sequence[str], anchor: int, named: Collection[int]) -> str:
    for at in range(anchor, max(-1, anchor - _REACH), -1):
        if at in named:
            return "named"
        if at < anchor and texts[at] in _STANDS_FOR:
            return _STANDS_FOR[texts[at]]
    return "none"


def presence(reading: Reading, index: int) -> dict[str, tuple[str, ...]]:
    """For each actor of the five sentences before one, and of the dateline that holds for it, how present it is."""
    if index not in reading.presence:
        reading.presence[index] = _presence(reading, index)
    return reading.presence[index]


def _presence(reading: Reading, index: int) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for there in range(index - 1, max(-1, index - 1 - _BACK), -1):
        words = reading.words[there]
        for number, mention in enumerate(reading.actors[there]):
            if mention.id in found:
                continue
            at = words.at(mention.start)
            ways = [f"recent={min(3, len(found))}", f"first there={number == 0}"]
            before = [word for word in words.texts[max(0, at - 2) : at] if word in _GOVERNING]
            if before:
                ways.append("there " + before[-1])
            if not SPEECH.isdisjoint(words.texts[at + 1 : at + 1 + _SPOKE]):
                ways.append("spoke")
            found[mention.id] = ways
    for actor in _of_dateline(reading, index):
        found.setdefault(actor, []).append("of dateline")
    return {actor: tuple(ways) for actor, ways in found.items()}


def _of_dateline(reading: Reading, index: int) -> Sequence[str]:
    """The actors of the last dateline up to a sentence."""
    if reading.datelines is None:
        reading.datelines = [
            (sentence.index, tuple(m.id for m in reading.actors[sentence.index] if m.start < sentence.dateline_end))
            for sentence in reading.sentences
            if sentence.dateline_end > sentence.start
        ]
    at = bisect.bisect_right(reading.datelines, index, key=lambda line: line[0]) - 1
    return reading.datelines[at][1] if at >= 0 else ()
