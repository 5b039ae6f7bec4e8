"""The built-in extractor's events and those of one or several models → one list, each event with who found it.

An event that both find, with the same values, is surer than either makes it. What only one of them finds a person
decides on. The rule stands in `lifted` and in `docs/models.md`; it is bounded, and no measured share: no calibration of
models that everybody chooses for himself can be shipped.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from timeline.documents.proposal import LANES, ProposedEvent
from timeline.extraction.confidence import AUTO, REVIEW, lane
from timeline.extraction.reading import Reading
from timeline.proposing.exchange import ModelSettings, Reply, piece_and_run
from timeline.proposing.happenings import pairs, with_passages_of
from timeline.proposing.orders import orders
from timeline.proposing.pieces import pieces_of
from timeline.proposing.refusals import Refusal, shown
from timeline.proposing.verifying import ORDERED, Verified, verified
from timeline.vocabulary.vocabulary import Vocabulary

FIRST, FURTHER = 3.0, 1.5  # by what the odds rise for the first model that agrees, and for each further one
MOST = 0.95  # no agreement makes an event surer
VOTES = 0.03  # what a further model or run adds to what only models propose, below what is shown at once
OUTVOTED = 0.18  # what fewer than half of the models and runs propose: kept, not shown


@dataclass(frozen=True, slots=True)
class Answered:
    """The replies of one model to the requests about one document, in any order, some missing, of all runs."""

    settings: ModelSettings
    replies: Sequence[Reply]


@dataclass(frozen=True, slots=True)
class Proposed:
    """The events of a document in the order of the text; what was refused of each model and run; how many events of
    the replies were dropped; and whether every piece was answered to the end by every model in every run."""

    events: tuple[ProposedEvent, ...]
    refusals: tuple[Refusal, ...]
    dropped: int = 0
    whole: bool = False


@dataclass(slots=True)
class _Found:
    """What models propose of one happening, and which of them in which runs."""

    event: ProposedEvent
    votes: list[tuple[str, int]] = field(default_factory=list)


def proposals(
    reading: Reading,
    built_in: Sequence[ProposedEvent],
    answered: Sequence[Answered],
    vocabulary: Vocabulary,
    *,
    reader: str = "",
) -> Proposed:
    """All that the built-in extractor and the models find in a document.

    `built_in` are its events as `extract` gives them; `reader` is what is stored as their extractor.
    """
    votes: list[tuple[str, int, Verified]] = []
    for each in answered:
        pieces = pieces_of(reading, each.settings.piece_characters)
        for run in range(each.settings.runs):
            replies = [reply for reply in each.replies if max(0, piece_and_run(reply.custom_id)[1]) == run]
            votes.append((each.settings.name, run, verified(reading, pieces, replies, vocabulary)))
    refusals = [replace(r, model=shown(name), run=run) for name, run, found in votes for r in found.refusals]
    heard = [vote for vote in votes if vote[2].events or vote[2].whole]
    whole = bool(votes) and all(found.whole for _, _, found in votes)
    events = agreed(reading, built_in, heard, vocabulary, whole=whole, reader=reader)
    return Proposed(tuple(events), tuple(refusals), sum(found.dropped for _, _, found in votes), whole)


def agreed(
    reading: Reading,
    built_in: Sequence[ProposedEvent],
    votes: Sequence[tuple[str, int, Verified]],
    vocabulary: Vocabulary,
    *,
    whole: bool,
    reader: str = "",
) -> list[ProposedEvent]:
    """The events of the built-in extractor and of the models that were heard (name, run, what was verified)."""
    found = _gathered(votes, vocabulary)
    told = bool(orders(reading))
    partner = dict(pairs(built_in, [each.event for each in found], vocabulary))
    events = []
    for place, event in enumerate(built_in):
        if place in partner:
            events.append(_both(event, found[partner[place]], vocabulary, lift=not told, reader=reader))
        else:
            events.append(_alone(reading, event) if whole else event)
    taken = set(partner.values())
    events += [_models_only(each, len(votes)) for place, each in enumerate(found) if place not in taken]
    return sorted(events, key=lambda e: (e.evidence[0], e.type, e.date, e.title))


def lifted(confidence: float, models: int) -> float:
    """The confidence of a built-in event that so many models or runs find with the same values."""
    if models < 1 or confidence >= MOST:
        return confidence
    odds = confidence / (1 - confidence) * FIRST * FURTHER ** (models - 1)
    return round(min(MOST, odds / (1 + odds)), 2)


def _gathered(votes: Sequence[tuple[str, int, Verified]], vocabulary: Vocabulary) -> list[_Found]:
    """What all models and runs propose, each happening once, with the passages of all."""
    gathered: list[_Found] = []
    for name, run, verdict in votes:
        same = dict(pairs(verdict.events, [each.event for each in gathered], vocabulary))
        for place, event in enumerate(verdict.events):
            if place in same:
                known = gathered[same[place]]
                known.event = with_passages_of(known.event, event)
                known.votes.append((name, run))
            else:
                gathered.append(_Found(event, [(name, run)]))
    return gathered


def _both(event: ProposedEvent, found: _Found, vocabulary: Vocabulary, *, lift: bool, reader: str) -> ProposedEvent:
    """The event that models find too, with the passages of all.

    Where they differ, what is shown at once keeps the built-in extractor's values and what waits has the models'; what
    the other side says beyond them stands in the note.
    """
    other, extractor = found.event, _extractor(reader, found)
    beyond, lacking = _beyond(event, other, vocabulary), _beyond(other, event, vocabulary)
    if event.lane != "auto" and (beyond or lacking):
        joined = with_passages_of(other, event)
        note = _noted(other.note, "the built-in extractor says", lacking)
        sure = min(max(event.confidence, other.confidence), AUTO - 0.01)
        return replace(joined, confidence=round(sure, 2), lane="review", note=note, extractor=extractor)
    agree = lift and not beyond and not lacking and not other.note
    sure = lifted(event.confidence, len(found.votes)) if agree else event.confidence
    note = _noted(_noted(event.note, "", other.note), "the model says", beyond)
    best = min(event.lane, lane(sure), key=LANES.index)
    return replace(with_passages_of(event, other), confidence=sure, lane=best, note=note, extractor=extractor)


def _noted(note: str, who: str, said: str) -> str:
    return "; ".join(filter(None, (note, f"{who}: {said}" if who and said else said)))


def _beyond(event: ProposedEvent, other: ProposedEvent, vocabulary: Vocabulary) -> str:
    """What the other says that the event does not, in words; empty where that is nothing.

    A weapon is said by its kind just above too: "tanks" where the other has a model of tank.
    """
    said = [f"{p.actor} as {p.role}" for p in other.participants if p not in event.participants]
    mine = {line.weapon for line in event.weapons}
    known = mine | {parent for weapon in mine for parent in vocabulary.weapons[weapon].parents}
    said += [
        line.weapon
        for line in other.weapons
        if line.weapon not in known and not mine & set(vocabulary.weapons[line.weapon].parents)
    ]
    said += [treaty for treaty in other.treaties if treaty not in event.treaties]
    said += [f"status {other.status}"] if other.status != event.status else []
    said += [f"date {other.date}"] if other.date != event.date else []
    return ", ".join(said)


def _alone(reading: Reading, event: ProposedEvent) -> ProposedEvent:
    """A built-in event that no model finds though each was heard to the end: for a person, unless a form states it."""
    if event.lane != "auto" or _formal(reading, event):
        return event
    return replace(event, lane="review")


def _formal(reading: Reading, event: ProposedEvent) -> bool:
    lines = [reading.seen.span(*line) for line in reading.form.lines]
    return any(start < p.end and p.start < end for start, end in lines for p in event.evidence)


def _models_only(found: _Found, asked: int) -> ProposedEvent:
    votes = len(found.votes)
    extractor = _extractor("", found)
    if 2 * votes < asked:
        return replace(found.event, confidence=OUTVOTED, lane=lane(OUTVOTED), extractor=extractor)
    sure = found.event.confidence + VOTES * (votes - 1) if not found.event.note.startswith(ORDERED) else REVIEW
    sure = round(min(sure, AUTO - 0.01), 2)
    return replace(found.event, confidence=sure, lane="review", extractor=extractor)


def _extractor(reader: str, found: _Found) -> str:
    models = [f"model {shown(name)}" for name in dict.fromkeys(name for name, _ in found.votes)]
    return "; ".join(filter(None, (reader, *models)))
