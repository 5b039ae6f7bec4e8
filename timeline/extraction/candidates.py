"""A Reading → candidates: sentences that may state an event of a type, each with the words that it hangs on."""

from collections.abc import Callable, Iterator

from timeline.extraction.echoes import echo
from timeline.extraction.gapped import gaps
from timeline.extraction.linear import Models, Scores
from timeline.extraction.reading import Candidate, Reading, Trigger
from timeline.extraction.type_features import UNHINTED, document_features, hint_features, type_features

ECHOED = 0.0  # log-odds of a type above which "Germany followed suit" tells of the same
_ARMING = frozenset(["arm", "rearm"])  # verbs that speak of weapons without naming one
FLOOR = -2.0  # log-odds below which a type is not considered for a sentence
MOST_TYPES = 4  # how many types are considered for one sentence
MOST_HUNG = 3  # how many candidates of one type a sentence may have
ONE_DEED = 6  # words within which two predicates of one type tell of the same event
GROUPS = {
    "transfer-request": "transfer",
    "transfer-authorization": "transfer",
    "transfer-agreement": "transfer",
    "transfer-delivery": "transfer",
    "transfer-refusal": "transfer",
    "transfer-suspension": "transfer",
    "transfer-resumption": "transfer",
    "embargo": "transfer",
    "embargo-lifting": "transfer",
    "use-permission": "use-policy",
    "use-restriction": "use-policy",
    "doctrine-change": "use-policy",
    "weapon-use": "weapon",
    "weapon-test": "weapon",
    "weapon-deployment": "weapon",
    "weapon-production": "weapon",
    "stockpile-destruction": "weapon",
    "treaty-adoption": "treaty",
    "treaty-signature": "treaty",
    "treaty-ratification": "treaty",
    "treaty-entry-into-force": "treaty",
    "treaty-withdrawal": "treaty",
    "treaty-suspension": "treaty",
    "support": "position",
    "condemnation": "position",
    "accusation": "position",
    "threat": "position",
    "denial": "position",
    "legislation": "law",
    "court-ruling": "law",
    "sanction": "law",
}


def promising(reading: Reading, index: int) -> bool:
    """Whether a sentence can state an event at all: it names a weapon or treaty, tells that somebody arms somebody, or
    names somebody, a deed or a date in a document that does."""
    if len(reading.words[index].texts) < 3:
        return False
    if reading.weapons[index] or reading.treaties[index]:
        return True
    if any(trigger.lemma in _ARMING for trigger in reading.triggers[index] if trigger.form != "participle"):
        return True
    if not reading.topic_weapons and not reading.topic_treaties:
        return False
    return bool(reading.actors[index] or reading.triggers[index] or reading.times[index])


def type_scores(reading: Reading, index: int, models: Models, base: Scores) -> dict[str, float]:
    """The log-odds of every type for one sentence, those left out that no predicate can lift above the floor."""
    scores = models.type.scores(type_features(reading, index), base)
    hinted = hinted_types(reading.triggers[max(0, index - 1) : index + 2])
    plain = models.hint.score(UNHINTED)
    found: dict[str, float] = {}
    read = models.reader.types(reading, index) if models.reader else None
    for kind, words in scores.items():
        score = words + read[kind] if read else words
        if kind in hinted:
            found[kind] = score + models.hint.score(hint_features(reading, index, kind))
        elif score + plain > FLOOR:
            found[kind] = score + plain
    return found


def hinted_types(sentences: list[list[Trigger]]) -> set[str]:
    """The types that the triggers of some sentences may state."""
    return {kind for triggers in sentences for trigger in triggers for kind in trigger.types}


def candidates(reading: Reading, models: Models) -> Iterator[Candidate]:
    """All candidates of a document, in the order of the text and of the types."""
    base = models.type.scores(document_features(reading))
    told: Candidate | None = None  # the likeliest of the sentence before
    for index in range(len(reading.sentences)):
        last, told = told, None
        if not promising(reading, index):
            continue
        if last is not None and (again := echo(reading, index)):
            told = echoed(reading, index, last, again)
            yield told
        scores = type_scores(reading, index, models, base)
        likely = sorted((-score, kind) for kind, score in scores.items() if score > FLOOR)[:MOST_TYPES]
        for negative, kind in likely:
            found = hung(reading, index, kind, -negative, models)
            told = told or (found[0] if found[0].score > ECHOED and found[0].trigger else None)
            yield from found


def echoed(reading: Reading, index: int, last: Candidate, again: tuple[int, int]) -> Candidate:
    """What a sentence tells that says that somebody did as the one before it tells."""
    lemma = last.trigger.lemma if last.trigger is not None else ""
    trigger = Trigger(*again, (last.type,), "past", lemma)
    return Candidate(index, last.type, last.score, reading.words[index].at(again[0]), trigger)


def hung(reading: Reading, index: int, kind: str, score: float, models: Models) -> list[Candidate]:
    """The candidates of one sentence and type: one for each predicate of that type and each clause that leaves it out,
    or one on the weightiest word."""
    words = reading.words[index]
    triggers = [t for t in reading.triggers[index] if kind in t.types]
    chosen = _apart(triggers, words.at)
    if not chosen:
        akin = [t for t in reading.triggers[index] if any(GROUPS[each] == GROUPS[kind] for each in t.types)]
        place = _weightiest(reading, index, kind, models)
        if akin:
            place = min((words.at(t.start) for t in akin), key=lambda at: (abs(at - place), at))
        return [Candidate(index, kind, score, place, None)]
    found = [
        Candidate(index, kind, score, words.at(trigger.start), trigger, order)
        for order, trigger in enumerate(chosen[:MOST_HUNG])
    ]
    behind = list(gaps(reading, index, chosen[-1].end))[:MOST_HUNG]
    return found + [
        Candidate(index, kind, score, gap.word, chosen[-1], order, chosen[-1].start if gap.subject else 0)
        for order, gap in enumerate(behind, len(found))
    ]


def _apart(triggers: list[Trigger], at: Callable[[int], int]) -> list[Trigger]:
    """Triggers of one type, those soon after an earlier one left out: they tell of the same event."""
    kept: list[Trigger] = []
    for trigger in triggers:
        if not kept or at(trigger.start) - at(kept[-1].start) > ONE_DEED:
            kept.append(trigger)
    return kept


def same_deed(reading: Reading, candidate: Candidate) -> list[int]:
    """The words that tell of the candidate's deed: its own and, just after it in its clause, predicates of its type:
    "the court has not ruled"."""
    words, own = reading.words[candidate.sentence], candidate.anchor
    others = (words.at(t.start) for t in reading.triggers[candidate.sentence] if candidate.type in t.types)
    return [own, *(at for at in others if own < at <= own + ONE_DEED and words.clauses[at] == words.clauses[own])]


def _weightiest(reading: Reading, index: int, kind: str, models: Models) -> int:
    """The word that speaks most for the type; the middle of the sentence where none does."""
    words = reading.words[index].texts
    best, place = 0.05, len(words) // 2
    for position, word in enumerate(words):
        weight = models.type.of("w=" + word).get(kind, 0.0)
        if weight > best:
            best, place = weight, position
    return place
