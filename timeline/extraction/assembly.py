"""A merged Draft → a ProposedEvent with a verified claim for each field, or None where it is too unlikely to keep."""

import bisect

from timeline.documents.document import Passage
from timeline.documents.proposal import Claim, DateBasis, Participant, ProposedEvent
from timeline.extraction.amounts import Said, weapon_lines
from timeline.extraction.confidence import confidence, lane
from timeline.extraction.decisions import Draft, status_of
from timeline.extraction.linear import Models
from timeline.extraction.not_done import not_done, unsaid
from timeline.extraction.planned_dates import planned_for
from timeline.extraction.predicates import frames
from timeline.extraction.reading import Reading
from timeline.vocabulary.titles import event_title
from timeline.vocabulary.vocabulary import Vocabulary

KEPT = 0.05  # confidence below which a draft is not even archived


def assemble(reading: Reading, draft: Draft, vocabulary: Vocabulary, models: Models) -> ProposedEvent | None:
    """The event of a draft, if it is one; every claim's passage is the sentence, or the phrase, that says so."""
    sure = confidence(models.calibration.share(draft.score))
    if sure < KEPT:
        return None
    status = status_of(reading, draft, models)
    if unsaid(draft, status) or not_done(reading, draft):
        return None
    if status == "planned" and draft.undated and draft.day is None:
        draft.day = planned_for(reading, draft.candidate)
    order = frames()[draft.candidate.type].roles
    parts = sorted(draft.parts, key=lambda p: (order.index(p.role), p.actor))
    participants = tuple(Participant(p.actor, p.role) for p in parts)
    weapons, said = weapon_lines(reading, draft)
    treaties = tuple(t.value for t in draft.treaties)
    date = draft.told_date
    phrase = reading.text[date.start : date.end] if date.start >= 0 else ""
    return ProposedEvent(
        type=draft.candidate.type,
        date=date.value,
        status=status,
        participants=participants,
        weapons=tuple(weapons),
        treaties=treaties,
        title=event_title(draft.candidate.type, status, participants, weapons, treaties, vocabulary),
        confidence=sure,
        lane=lane(sure),
        basis=DateBasis(phrase, date.rule, date.anchor),
        claims=(*_claims(reading, draft, status), *_said(reading, said, status)),
    )


def _claims(reading: Reading, draft: Draft, status: str) -> list[Claim]:
    sentence = _sentence(reading, draft.candidate.sentence)
    claims = [Claim("type", draft.candidate.type, sentence, status=status)]
    claims += [
        Claim("type", draft.candidate.type, _sentence(reading, index), status=status)
        for index in sorted({c.sentence for c in draft.also})
    ]
    claims.append(Claim("status", status, sentence, status=status))
    date = draft.told_date
    claims.append(Claim("date", date.value, _at(reading, date.start, sentence), status=status))
    claims += [Claim(p.role, p.actor, _at(reading, p.start, sentence), status=status) for p in draft.parts]
    claims += [Claim("weapon", w.value, _at(reading, w.start, sentence), status=status) for w in draft.weapons]
    claims += [Claim("treaty", t.value, _at(reading, t.start, sentence), status=status) for t in draft.treaties]
    return claims


def _said(reading: Reading, said: list[tuple[str, Said]], status: str) -> list[Claim]:
    """The claims of numbers, worth and conditions."""
    first = _sentence(reading, 0)
    return [Claim(field, each.value, _at(reading, each.start, first), status=status) for field, each in said]


def _sentence(reading: Reading, index: int) -> Passage:
    found = reading.sentences[index]
    return reading.document.passage(found.start, found.end)


def _at(reading: Reading, offset: int, otherwise: Passage) -> Passage:
    """The sentence at an offset: a name in another sentence has that sentence as its passage."""
    if offset < 0 or otherwise.start <= offset < otherwise.end:
        return otherwise
    number = bisect.bisect_right(reading.sentences, offset, key=lambda s: s.start) - 1
    return _sentence(reading, number) if number >= 0 and offset < reading.sentences[number].end else otherwise
