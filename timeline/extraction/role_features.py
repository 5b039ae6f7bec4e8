"""A Candidate and the actors near it → who may stand in which role, as named features."""

import functools

from timeline.extraction.context_features import context_features, shape_of
from timeline.extraction.maker_features import maker_features
from timeline.extraction.nearby import Nearby, nearby_actors
from timeline.extraction.onward_features import onward_features
from timeline.extraction.reading import Candidate, Mention, Reading
from timeline.extraction.slot_features import HELD, Met, slots_met, slots_of
from timeline.extraction.stand_in_features import SPEECH, presence, stand_ins

_PREPOSITIONS = frozenset(
    [
        "to",
        "from",
        "for",
        "by",
        "of",
        "with",
        "in",
        "at",
        "on",
        "against",
        "between",
        "into",
        "over",
        "inside",
        "via",
        "through",
        "toward",
        "towards",
    ]
)
_SKIPPED = frozenset(
    ["the", "a", "an", "its", "his", "her", "their", "neighbouring", "neighboring", "former", "then", "our"]
)
_BE = frozenset(["is", "was", "were", "are", "be", "been", "being"])
_PRONOUNS = {
    "he": "person",
    "she": "person",
    "his": "person",
    "her": "person",
    "it": "thing",
    "its": "thing",
    "they": "many",
    "their": "many",
    "we": "us",
    "our": "us",
    "i": "us",
}


def _preposition(texts: list[str], at: int) -> str:
    """The preposition that governs the word at a position: "to the neighbouring X" → to."""
    for back in range(1, 4):
        if at - back < 0:
            return "^"
        word = texts[at - back]
        if word in _PREPOSITIONS:
            return word
        if word not in _SKIPPED:
            return "and" if word in ("and", ",", "or") and back == 1 else "-"
    return "-"


def _passive(reading: Reading, candidate: Candidate) -> bool:
    trigger = candidate.trigger
    if trigger is None:
        return False
    if trigger.form == "phrase":
        return trigger.lemma.split(" ")[0] in _BE
    if trigger.form != "past":
        return False
    texts = reading.words[candidate.sentence].texts
    return any(word in _BE for word in texts[max(0, candidate.anchor - 3) : candidate.anchor])


def actor_features(
    reading: Reading, candidate: Candidate, near: list[Nearby], kinds: dict[str, str]
) -> list[list[str]]:
    """For each nearby actor the features of its place, without regard to any role."""
    index = candidate.sentence
    words = reading.words[index]
    texts, anchor = words.texts, candidate.anchor
    passive = _passive(reading, candidate)
    pronoun = next((_PRONOUNS[word] for word in texts[: anchor + 1] if word in _PRONOUNS), "none")
    positions = {n.actor: words.at(n.mention.start) for n in near if n.source == "sent" and n.mention}
    before = sorted((p for p in positions.values() if p < anchor), reverse=True)
    after = sorted(p for p in positions.values() if p >= anchor)
    rows: list[list[str]] = []
    shape = shape_of(reading, index)
    onward = onward_features(reading, index)
    standing, present = tuple(stand_ins(reading, candidate, set(positions.values()))), presence(reading, index)
    made = maker_features(reading, index, [item.actor for item in near])
    for item in near:
        actor, source, mention = item.actor, item.source, item.mention
        row = _whoever(
            source,
            actor,
            kinds.get(actor, "?"),
            reading.topic_actors.index(actor) if actor in reading.topic_actors else 9,
            reading.title_actors.index(actor) if actor in reading.title_actors else -1,
            not positions,
            reading.habits.get(actor, ()),
            mention.form if mention is not None else None,
        ).copy()
        if mention is not None and source != "sent":
            row += _elsewhere(reading, index, item, pronoun)
        if source != "sent":
            row += _stood_for(standing, source, kinds.get(actor, "?"), present.get(actor, ()))
        if mention is not None and source == "sent":
            row += _place(texts, words.clauses, positions[actor], anchor, before, after, passive, mention)
            row += context_features(reading, candidate, mention.start, mention.end, shape)
            row += _company(reading, candidate, mention, positions)
            row.append(f"actors={min(4, len(positions))}")
            if reading.sentences[index].dateline_end > mention.start:
                row.append("dateline")
        row += made.get(actor, ())
        row += reading.title_ways.get(actor, ())
        if onward:
            row.append(onward.get(actor, "onward=elsewhere"))
        rows.append(row)
    for row, met in zip(rows, slots_met(rows, slots_of(candidate)), strict=True):
        row += _of_slots(met)
    return rows


@functools.lru_cache(maxsize=4096)
def _of_slots(met: Met) -> tuple[str, ...]:
    """The roles in whose slots an actor and the others stand, alike for all roles that are asked for."""
    return tuple(f"{'held' if slot == HELD else 'in slot of'}={role or 'none'}" for slot, role in met)


@functools.lru_cache(maxsize=4096)
def _whoever(
    source: str,
    actor: str,
    kind: str,
    topic: int,
    titled: int,
    alone: bool,
    usual: tuple[str, ...],
    form: str | None,
) -> list[str]:
    """The features that do not hang on the place of the mention, made once: candidates have most of them in common."""
    row = ["src=" + source, f"topic={topic}", f"src={source},topic={topic}", "kind=" + kind, "id=" + actor]
    if titled >= 0:
        row.append(f"title={titled}")
    if alone:
        row.append(f"alone,src={source},topic={topic}")
    row += usual
    row += [f"src={source},{habit}" for habit in usual]
    if form is not None:
        row += ["form=" + form, f"src={source},form={form}"]
    return row


@functools.lru_cache(maxsize=4096)
def _stood_for(standing: tuple[str, ...], source: str, kind: str, ways: tuple[str, ...]) -> tuple[str, ...]:
    """The features of an actor that the sentence does not name, by what stands in the sentence for one."""
    return (*ways, *(f"{word},{way}" for word in standing for way in (f"src={source}", f"kind={kind}", *ways)))


def actor_rows(reading: Reading, candidate: Candidate, kinds: dict[str, str]) -> tuple[list[Nearby], list[list[str]]]:
    """The nearby actors and the features of their places. Those of the latest sentence are kept: the types that one
    predicate may state ask for the same."""
    key = (candidate.sentence, candidate.anchor, candidate.trigger)
    if key not in reading.rows:
        if reading.rows and next(iter(reading.rows))[0] != candidate.sentence:
            reading.rows.clear()
        near = nearby_actors(reading, candidate)
        reading.rows[key] = near, actor_features(reading, candidate, near, kinds)
    found: tuple[list[Nearby], list[list[str]]] = reading.rows[key]
    return found


def _company(reading: Reading, candidate: Candidate, mention: Mention, positions: dict[str, int]) -> list[str]:
    """Features of the other names of a mention's sentence, and of its being named there again."""
    words = reading.words[candidate.sentence]
    at, anchor = words.at(mention.start), candidate.anchor
    side = "before" if at < anchor else "after"
    row = [f"{side},actors between={min(3, sum(min(at, anchor) < p < max(at, anchor) for p in positions.values()))}"]
    mentions = [m for m in reading.actors[candidate.sentence] if m.id == mention.id]
    if len(mentions) > 1:
        row.append("named again")
        if words.at(mentions[0].start) < anchor < words.at(mentions[-1].start):
            row.append("named on both sides")
    return row


def _elsewhere(reading: Reading, index: int, item: Nearby, pronoun: str) -> tuple[str, ...]:
    """Features of a mention in an earlier sentence: what a pronoun of this sentence may stand for."""
    mention = item.mention
    there = index - int(item.source[-1]) if item.source.startswith("prev") else index
    mentions = reading.actors[there]
    if mention is None or not mentions:
        return ()
    first = mentions[0].id == item.actor
    last = mentions[-1].id == item.actor
    same = reading.sentences[there].paragraph == reading.sentences[index].paragraph
    return _of_pronoun(item.source, first, last, same, pronoun, mention.form in ("person", "former"))


@functools.lru_cache(maxsize=1024)
def _of_pronoun(source: str, first: bool, last: bool, same: bool, pronoun: str, person: bool) -> tuple[str, ...]:
    return (
        f"{source},first={first}",
        f"{source},last={last}",
        f"pron={pronoun},{source},person={person}",
        f"pron={pronoun},first={first},person={person}",
        f"{source},same={same},first={first}",
    )


def _place(
    texts: list[str],
    clauses: list[int],
    at: int,
    anchor: int,
    before: list[int],
    after: list[int],
    passive: bool,
    mention: Mention,
) -> list[str]:
    """Features of a mention's place in the sentence relative to the anchor."""
    side = "before" if at < anchor else "after"
    rank = before.index(at) if at < anchor else after.index(at)
    preposition = _preposition(texts, at)
    same = clauses[at] == clauses[anchor]
    width = 1 + (mention.end - mention.start > 12)
    following = texts[at + width] if at + width < len(texts) else "$"
    possessive = texts[at].endswith(("'s", "’s", "s'", "s’"))
    distance = abs(at - anchor)
    bucket = "0" if distance < 2 else "1" if distance < 5 else "2" if distance < 10 else "3"
    subject = at < anchor and preposition in ("^", "-") and (rank == 0 or at < 3)
    speech = not SPEECH.isdisjoint(texts[at + 1 : at + 9])
    nearest = rank == 0 and side == "before"
    return [
        *_side(side, min(rank, 2), preposition, bucket, same, at < 3, subject, passive),
        "next=" + following,
        *_named(side, mention.form, preposition, speech, possessive, nearest, passive),
    ]


@functools.lru_cache(maxsize=4096)
def _side(
    side: str, rank: int, preposition: str, bucket: str, same: bool, first: bool, subject: bool, passive: bool
) -> tuple[str, ...]:
    return (
        f"side={side}",
        f"side={side},rank={rank}",
        f"prep={preposition}",
        f"side={side},prep={preposition}",
        f"side={side},dist={bucket}",
        f"same={same},side={side}",
        f"first={first}",
        f"subject={subject},passive={passive}",
        f"subject={subject},same={same}",
    )


@functools.lru_cache(maxsize=4096)
def _named(
    side: str, form: str, preposition: str, speech: bool, possessive: bool, nearest: bool, passive: bool
) -> tuple[str, ...]:
    row = [f"form={form},side={side}", f"form={form},prep={preposition}", f"speech={speech},side={side}"]
    if possessive:
        row += ["possessive", f"possessive,side={side}"]
    if nearest:
        row.append(f"nearest before,passive={passive}")
    return tuple(row)
