"""A Reading → for each sentence what was seen in it, what was weighed and why, and what became of it.

The stages run as in `extract`, and what they decided is taken from their own results; beside it stand all that they
weighed and the reasons.
"""

import bisect
import itertools
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from timeline.documents.proposal import ProposedEvent
from timeline.extraction.assembly import KEPT
from timeline.extraction.confidence import confidence, lane
from timeline.extraction.decisions import Draft, status_of
from timeline.extraction.event_features import event_features
from timeline.extraction.extract import Considered, actor_kinds, considered, draft_events, told_events
from timeline.extraction.genres.replacing import in_spans, replaced, start_of
from timeline.extraction.linear import Models, Reason
from timeline.extraction.merging import HOPELESS, twins
from timeline.extraction.not_done import not_done, unsaid
from timeline.extraction.reading import Candidate, Mention, Reading, TimePhrase, Trigger
from timeline.extraction.weighing import (
    REASONS,
    Weighed,
    dates_weighed,
    parts_weighed,
    statuses_weighed,
    treaties_weighed,
    types_weighed,
    weapons_weighed,
)
from timeline.vocabulary.vocabulary import Vocabulary

FATES = ("told", "repeats", "hopeless", "unlikely", "unsaid", "not done", "undone", "form")


@dataclass(frozen=True, slots=True)
class Told:
    """A happening as one sentence tells it: what others are said to repeat, or to cite."""

    sentence: int
    type: str
    date: str
    fields: tuple[str, ...] = ()  # of a citation: the fields of the event that rest on the sentence


@dataclass(frozen=True, slots=True)
class DraftTrace:
    """A candidate with one date: how the event model rated the whole, and what became of it.

    `fate` is one of FATES: told (it is an event), repeats (it tells what `twin` tells, and `lent` says whether the twin
    took its passage), hopeless (its log-odds, below `floor`), unlikely (its confidence, below `floor`), unsaid (nobody
    spoke so), not done (tests that stop, a plan that is dropped, what somebody denies), undone (it consents to a step
    that undoes it), or form (the parser of the document's form states it).
    """

    date: str
    status: str
    statuses: tuple[Weighed, ...]
    score: float
    reasons: tuple[Reason, ...]
    confidence: float
    lane: str
    fate: str
    floor: float | None = None
    twin: Told | None = None
    lent: bool = False
    event: ProposedEvent | None = None


@dataclass(frozen=True, slots=True)
class CandidateTrace:
    """A type that the sentence may state: the word it hangs on, and what was weighed for each field."""

    candidate: Candidate
    word: str
    participants: tuple[Weighed, ...]
    dates: tuple[Weighed, ...]
    weapons: tuple[Weighed, ...]
    treaties: tuple[Weighed, ...]
    drafts: tuple[DraftTrace, ...]  # none where nothing dates it


@dataclass(frozen=True, slots=True)
class SentenceTrace:
    """One sentence on its way; `index` counts from 0, `clauses` are the spans of its clauses in their order.

    `entry` is the time phrase at the head of the entry that the sentence belongs to, in a chronology; `in_form` says
    whether the document's form states what the line says; `stated` are the events that it states here.
    """

    index: int
    start: int
    end: int
    kind: str
    text: str
    clauses: tuple[tuple[int, int], ...]
    mentions: tuple[Mention, ...]
    times: tuple[TimePhrase, ...]
    triggers: tuple[Trigger, ...]
    entry: TimePhrase | None
    in_form: bool
    types: tuple[Weighed, ...]  # none where the sentence names nothing of the field
    candidates: tuple[CandidateTrace, ...]
    stated: tuple[ProposedEvent, ...]
    cited: tuple[Told, ...]  # events told elsewhere that rest on this sentence too

    @property
    def events(self) -> list[ProposedEvent]:
        """The events that this sentence gave."""
        return [*self.stated, *(d.event for c in self.candidates for d in c.drafts if d.event is not None)]


def traces(
    reading: Reading, vocabulary: Vocabulary, models: Models, sentences: Collection[int] | None = None
) -> Iterator[SentenceTrace]:
    """The traces of the sentences with these indices, in the order of the text; of all where none are named."""
    course = _course(reading, vocabulary, models)
    for index in range(len(reading.sentences)):
        if sentences is None or index in sentences:
            yield _sentence(course, index)


@dataclass(frozen=True, slots=True)
class _Course:
    """The results of all stages over one document."""

    reading: Reading
    vocabulary: Vocabulary
    models: Models
    kinds: dict[str, str]
    found: Considered
    places: dict[int, list[int]]  # by sentence: its candidates' places among those of the document
    drafts: dict[Candidate, list[Draft]]
    weapons: dict[int, tuple[str, ...]]  # by the id of the draft: those decided on, before any are lent
    features: dict[int, list[str]]
    twins: dict[int, Draft]
    events: dict[int, ProposedEvent]
    given_way: frozenset[int]  # the ids of the drafts whose events the document's form took the place of
    stated: dict[int, list[ProposedEvent]]  # by sentence: what the document's form says there
    cited: dict[int, list[Told]]


def _course(reading: Reading, vocabulary: Vocabulary, models: Models) -> _Course:
    drafts = draft_events(reading, vocabulary, models)
    by_candidate: dict[Candidate, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_candidate[draft.candidate].append(draft)
    # Merging lends weapons, so that what was decided and how it was rated is asked for before it.
    weapons = {id(draft): tuple(w.value for w in draft.weapons) for draft in drafts}
    features = {id(d): row for d, row in zip(drafts, event_features(reading, drafts), strict=True)}
    repeated = {id(draft): twin for draft, twin in twins(drafts) if twin is not None}
    told = told_events(reading, drafts, vocabulary, models)
    left = {id(event) for event in replaced(reading.form, [event for _, event in told])}
    events = {id(draft): event for draft, event in told if id(event) in left}
    found = considered(reading, vocabulary, models)
    places: dict[int, list[int]] = defaultdict(list)
    for place, candidate in enumerate(found.candidates):
        places[candidate.sentence].append(place)
    stated: dict[int, list[ProposedEvent]] = defaultdict(list)
    for event in reading.form.events:
        stated[_at(reading, start_of(event))].append(event)
    homes = [(draft.candidate.sentence, events[id(draft)]) for draft, _ in told if id(draft) in events]
    homes += [(index, event) for index, several in stated.items() for event in several]
    return _Course(
        reading=reading,
        vocabulary=vocabulary,
        models=models,
        kinds=actor_kinds(reading, vocabulary),
        found=found,
        places=places,
        drafts=by_candidate,
        weapons=weapons,
        features=features,
        twins=repeated,
        events=events,
        given_way=frozenset(id(draft) for draft, _ in told if id(draft) not in events),
        stated=stated,
        cited=_cited(reading, homes),
    )


def _cited(reading: Reading, homes: list[tuple[int, ProposedEvent]]) -> dict[int, list[Told]]:
    """For each sentence the events told by others that rest on it too."""
    found: dict[int, list[Told]] = defaultdict(list)
    for home, event in sorted(homes, key=lambda each: each[0]):
        fields: dict[int, dict[str, None]] = defaultdict(dict)
        for claim in event.claims:
            fields[_at(reading, claim.passage.start)][claim.field] = None
        for index, several in fields.items():
            if index != home:
                found[index].append(Told(home, event.type, event.date, tuple(several)))
    return found


def _at(reading: Reading, offset: int) -> int:
    """The sentence around an offset, or the last one before it."""
    return max(0, bisect.bisect_right(reading.sentences, offset, key=lambda s: s.start) - 1)


def _sentence(course: _Course, index: int) -> SentenceTrace:
    reading = course.reading
    sentence = reading.sentences[index]
    named = (*reading.actors[index], *reading.weapons[index], *reading.treaties[index])
    found = course.found
    here = course.places.get(index, [])
    return SentenceTrace(
        index=index,
        start=sentence.start,
        end=sentence.end,
        kind=sentence.kind,
        text=reading.text[sentence.start : sentence.end],
        clauses=_clauses(reading, index),
        mentions=tuple(sorted(named, key=lambda m: (m.start, m.end, m.kind, m.id))),
        times=tuple(reading.times[index]),
        triggers=tuple(reading.triggers[index]),
        entry=reading.form.dated.get(index),
        in_form=in_spans(reading.form.lines, sentence.start),
        types=tuple(types_weighed(reading, index, course.models, {found.candidates[place].type for place in here})),
        candidates=tuple(_candidate(course, place) for place in here),
        stated=tuple(map(reading.in_original, course.stated.get(index, ()))),
        cited=tuple(course.cited.get(index, ())),
    )


def _clauses(reading: Reading, index: int) -> tuple[tuple[int, int], ...]:
    words = reading.words[index]
    places = zip(words.clauses, words.starts, words.ends, strict=True)
    runs = [list(run) for _, run in itertools.groupby(places, key=lambda place: place[0])]
    return tuple((run[0][1], run[-1][2]) for run in runs)


def _candidate(course: _Course, place: int) -> CandidateTrace:
    reading, models, vocabulary = course.reading, course.models, course.vocabulary
    candidate, scored = course.found.candidates[place], course.found.roles[place]
    drafts = course.drafts.get(candidate, [])
    weapons = {weapon for draft in drafts for weapon in course.weapons[id(draft)]}
    return CandidateTrace(
        candidate=candidate,
        word=reading.words[candidate.sentence].texts[candidate.anchor],
        participants=tuple(parts_weighed(reading, candidate, scored, course.found.agreed, models, course.kinds)),
        dates=tuple(dates_weighed(reading, candidate, models, {(d.date.value, d.date.start) for d in drafts})),
        weapons=tuple(weapons_weighed(reading, candidate, models, vocabulary, weapons)),
        treaties=tuple(
            treaties_weighed(reading, candidate, models, vocabulary, {t.value for d in drafts for t in d.treaties})
        ),
        drafts=tuple(_draft(course, draft) for draft in drafts),
    )


def _draft(course: _Course, draft: Draft) -> DraftTrace:
    reading, models, key = course.reading, course.models, id(draft)
    sure = confidence(models.calibration.share(draft.score))
    status = status_of(reading, draft, models)
    event, twin = course.events.get(key), course.twins.get(key)
    fate, floor = "told", None
    if event is None and key in course.given_way:
        fate = "form"
    elif event is None and twin is not None:
        fate = "repeats"
    elif event is None and draft.score <= HOPELESS:
        fate, floor = "hopeless", HOPELESS
    elif event is None and sure >= KEPT and unsaid(draft, status):
        fate = "unsaid"
    elif event is None and sure >= KEPT:
        fate = "not done" if not_done(reading, draft) else "undone"
    elif event is None:
        fate, floor = "unlikely", KEPT
    return DraftTrace(
        date=draft.date.value,
        status=status,
        statuses=tuple(statuses_weighed(reading, draft, models, status)),
        score=draft.score,
        reasons=tuple(models.event.reasons(course.features[key], REASONS)),
        confidence=sure,
        lane=event.lane if event is not None else lane(sure),
        fate=fate,
        floor=floor,
        twin=Told(twin.candidate.sentence, twin.candidate.type, twin.date.value) if twin else None,
        lent=twin is not None and draft.candidate in twin.also,
        event=reading.in_original(event) if event is not None else None,
    )
