"""A merged Draft → a ProposedEvent with a verified claim for each field, or None where it is too unlikely to keep."""

from timeline.documents.document import Passage
from timeline.documents.proposal import Claim, DateBasis, Participant, ProposedEvent, WeaponLine
from timeline.extraction.confidence import confidence, lane
from timeline.extraction.decisions import Draft
from timeline.extraction.linear import probability
from timeline.extraction.predicates import frames
from timeline.extraction.reading import Reading
from timeline.vocabulary.titles import event_title
from timeline.vocabulary.vocabulary import Vocabulary

KEPT = 0.03  # confidence below which a draft is not even archived


def assemble(reading: Reading, draft: Draft, vocabulary: Vocabulary) -> ProposedEvent | None:
    """The event of a draft; every claim's passage is the sentence, or the phrase, that says so."""
    sure = confidence(probability(draft.score))
    if sure < KEPT:
        return None
    order = frames()[draft.candidate.type].roles
    parts = sorted(draft.parts, key=lambda p: (order.index(p.role), p.actor))
    participants = tuple(Participant(p.actor, p.role) for p in parts)
    weapons = tuple(WeaponLine(w.value) for w in draft.weapons)
    treaties = tuple(t.value for t in draft.treaties)
    phrase = reading.text[draft.date.start : draft.date.end] if draft.date.start >= 0 else ""
    return ProposedEvent(
        type=draft.candidate.type,
        date=draft.date.value,
        status=draft.status,
        participants=participants,
        weapons=weapons,
        treaties=treaties,
        title=event_title(draft.candidate.type, draft.status, participants, weapons, treaties, vocabulary),
        confidence=sure,
        lane=lane(sure),
        basis=DateBasis(phrase, draft.date.rule, draft.date.anchor),
        claims=tuple(_claims(reading, draft)),
    )


def _claims(reading: Reading, draft: Draft) -> list[Claim]:
    sentence = _sentence(reading, draft.candidate.sentence)
    status = draft.status
    claims = [Claim("type", draft.candidate.type, sentence, status=status)]
    claims += [
        Claim("type", draft.candidate.type, _sentence(reading, index), status=status)
        for index in sorted({c.sentence for c in draft.also})
    ]
    claims.append(Claim("status", status, sentence, status=status))
    claims.append(Claim("date", draft.date.value, _at(reading, draft.date.start, sentence), status=status))
    claims += [Claim(p.role, p.actor, _at(reading, p.start, sentence), status=status) for p in draft.parts]
    claims += [Claim("weapon", w.value, _at(reading, w.start, sentence), status=status) for w in draft.weapons]
    claims += [Claim("treaty", t.value, _at(reading, t.start, sentence), status=status) for t in draft.treaties]
    return claims


def _sentence(reading: Reading, index: int) -> Passage:
    found = reading.sentences[index]
    return reading.document.passage(found.start, found.end)


def _at(reading: Reading, offset: int, otherwise: Passage) -> Passage:
    """The sentence at an offset: where a name in another sentence speaks for the field, that sentence is its passage."""
    if offset < 0 or otherwise.start <= offset < otherwise.end:
        return otherwise
    for sentence in reading.sentences:
        if sentence.start <= offset < sentence.end:
            return reading.document.passage(sentence.start, sentence.end)
    return otherwise
