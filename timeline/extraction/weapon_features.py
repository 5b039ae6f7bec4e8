"""A Candidate and the weapons that it may concern → features of the words around each, of the others beside it, and of
how the document as a whole speaks of it.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from timeline.extraction.context_features import context_features, shape_of
from timeline.extraction.reading import Candidate, Choice, Mention, Reading
from timeline.vocabulary.vocabulary import Vocabulary

FAR = 60  # sentences back in which a weapon was named that may be meant: whatever was named before is forgotten
LEAD = 3  # sentences that say what a text is about
_NEVER = 99
_DISTANCES = (2, 4, 7, 15, FAR)  # sentences back: below which of these
_STAND_FOR_ONE = frozenset(
    [
        *("deal", "sale", "sales", "shipment", "shipments", "package", "contract", "agreement", "weapons", "arms"),
        *("delivery", "deliveries", "order", "transfer", "transfers", "move", "decision", "plan", "law", "bill", "ban"),
        *("embargo", "treaty", "convention", "attack", "strike", "strikes", "test", "tests", "launch", "announcement"),
        *("system", "systems", "equipment", "cargo", "consignment", "licence", "licences", "license", "licenses"),
        *("exports", "aid", "request", "offer", "programme", "program"),
    ]
)
_DEFINITE = frozenset(["the", "this", "that", "these", "those", "such", "its", "their", "his", "her"])
_PRONOUNS = frozenset(["it", "they", "them", "its", "their", "both", "one", "some", "others"])


@dataclass(frozen=True, slots=True)
class Told:
    """How often a document names each weapon, how often the one it names most, and which its first sentences name."""

    times: Mapping[str, int]
    most: int
    lead: frozenset[str]


class Scene(NamedTuple):
    """What may stand for a weapon in a sentence; for each weapon named before how many were named after it, how many
    sentences back it is, and where."""

    stand_ins: tuple[str, ...]
    recent: Mapping[str, tuple[int, int, Mention]]


def weapon_features(
    reading: Reading, candidate: Candidate, choices: Sequence[tuple[Choice, str]], vocabulary: Vocabulary
) -> list[list[str]]:
    """For each choice, given with its source, the features; the source "sent" is the candidate's own sentence."""
    index = candidate.sentence
    told, scene = _told(reading), scene_of(reading, index)
    here = {choice.value: choice for choice, source in choices if source == "sent"}
    spread = _spread(reading, candidate, here)
    rows = []
    for choice, source in choices:
        id, times = choice.value, told.times.get(choice.value, 0)
        row = [f"told={min(times, 5)},most={times == told.most}", f"src={source},told={min(times, 3)}"]
        row.append(f"kin={_kinship(id, here, vocabulary)},{source}")
        if source == "sent":
            row += _of_place(reading, candidate, choice, spread)
        else:
            row += _from_elsewhere(reading, candidate, choice, source, bool(here))
            row.append(f"weapons here={min(len(here), 2)},{source},told={min(times, 3)}")
            row += _recency(scene, id, bool(here))
            row.append(f"lead={id in told.lead},{bool(here)},{source}")
        rows.append(row)
    return rows


def _told(reading: Reading) -> Told:
    """What the document tells of its weapons; made once and kept with the reading."""
    told: Told | None = reading.weapons_told
    if told is None:
        times = Counter(mention.id for mentions in reading.weapons for mention in mentions)
        lead = frozenset(mention.id for mentions in reading.weapons[:LEAD] for mention in mentions)
        told = reading.weapons_told = Told(times, max(times.values(), default=1), lead)
    return told


def scene_of(reading: Reading, index: int) -> Scene:
    """The scene of a sentence; that of the latest is kept: all its candidates ask for it."""
    latest: tuple[int, Scene] | None = reading.weapon_scene
    if latest is None or latest[0] != index:
        latest = reading.weapon_scene = index, Scene(_stand_ins(reading, index), _recent(reading.weapons, index))
    return latest[1]


def _stand_ins(reading: Reading, index: int) -> tuple[str, ...]:
    """What may stand in a sentence for a weapon that another one names: "the deal", "them"."""
    texts = reading.words[index].texts
    nouns = [
        word
        for at, word in enumerate(texts)
        if word in _STAND_FOR_ONE and not _DEFINITE.isdisjoint(texts[max(0, at - 2) : at])
    ]
    return tuple(dict.fromkeys([*nouns[:2], *(word for word in texts if word in _PRONOUNS)]))[:3]


def _recent(mentions: Sequence[Sequence[Mention]], index: int) -> dict[str, tuple[int, int, Mention]]:
    recent: dict[str, tuple[int, int, Mention]] = {}
    for far in range(1, min(FAR, index) + 1):
        for mention in reversed(mentions[index - far]):
            recent.setdefault(mention.id, (len(recent), far, mention))
    return recent


class _Spread(NamedTuple):
    """The words of a sentence that begin a weapon's name, and how many of them follow the predicate in its clause."""

    places: Sequence[int]
    own: int


def _spread(reading: Reading, candidate: Candidate, here: Mapping[str, Choice]) -> _Spread:
    words, anchor = reading.words[candidate.sentence], candidate.anchor
    places = sorted(words.at(choice.start) for choice in here.values())
    own = sum(at > anchor and words.clauses[at] == words.clauses[anchor] for at in places)
    return _Spread(places, own)


def _kinship(id: str, here: Collection[str], vocabulary: Vocabulary) -> str:
    """What a weapon is to others that the sentence names: wider, narrower, or of one kind with them."""
    others, own = [other for other in here if other != id], vocabulary.ancestors(id)
    wider = any(id in vocabulary.ancestors(other) for other in others)
    narrower = any(other in own for other in others)
    like = any(own & vocabulary.ancestors(other) - {"weapon"} for other in others)
    return "both" * (wider and narrower) or "wider" * wider or "narrower" * narrower or "like" * like


def _of_place(reading: Reading, candidate: Candidate, choice: Choice, spread: _Spread) -> list[str]:
    """Features of a name in the candidate's sentence: the words around it, and how it stands to others there."""
    words, anchor = reading.words[candidate.sentence], candidate.anchor
    at = words.at(choice.start)
    side = "before" if at < anchor else "after"
    between = sum(min(at, anchor) < place < max(at, anchor) for place in spread.places)
    row = context_features(reading, candidate, choice.start, choice.end, shape_of(reading, candidate.sentence))
    row += [f"{side},weapons between={min(between, 3)}", f"lemma={_lemma(candidate)},{side},{between > 0}"]
    if spread.own:
        row.append(f"own clause after={min(spread.own, 2)},{side},{words.clauses[at] == words.clauses[anchor]}")
    if reading.sentences[candidate.sentence].kind != "body":
        row.append("in " + reading.sentences[candidate.sentence].kind)
    return row


def _from_elsewhere(reading: Reading, candidate: Candidate, choice: Choice, source: str, here: bool) -> list[str]:
    """Features of a weapon that another sentence, the title or the whole document names."""
    index = candidate.sentence
    stand_ins = scene_of(reading, index).stand_ins or ("nothing",)
    row = [f"{source},with {word}" for word in stand_ins]
    row += [f"{source},lemma={_lemma(candidate)}", f"{source},kind={reading.sentences[index].kind}"]
    there = _NEAR.get(source, 0) + index
    if choice.start < 0 or there == index:
        return row
    common = {mention.id for mention in reading.actors[there]} & {mention.id for mention in reading.actors[index]}
    triggers = reading.triggers[there]
    same = any(trigger.lemma == _lemma(candidate) for trigger in triggers)
    like = any(candidate.type in trigger.types for trigger in triggers)
    paragraph = reading.sentences[there].paragraph == reading.sentences[index].paragraph
    row += [f"{source},actors={bool(common)},{here}", f"{source},predicate={same},{like},{here}"]
    return [*row, f"{source},paragraph={paragraph},{here}"]


_NEAR = {"prev1": -1, "prev2": -2, "prev3": -3, "next": 1}  # where the sentences of these sources stand


def _recency(scene: Scene, id: str, here: bool) -> list[str]:
    named = scene.recent.get(id)
    rank, far = (min(named[0], 6), named[1]) if named else (6, _NEVER)
    distance = sum(far >= limit for limit in _DISTANCES)
    stand_in = scene.stand_ins[0] if scene.stand_ins else ""
    return [f"recent={rank},{here},{stand_in}", f"recent={rank},far={distance},{here}"]


def _lemma(candidate: Candidate) -> str:
    return candidate.trigger.lemma if candidate.trigger is not None else "none"
