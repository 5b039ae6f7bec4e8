"""A Draft among all drafts of its document → named features that tell whether the whole event is right."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from timeline.extraction.candidates import GROUPS
from timeline.extraction.decisions import Draft
from timeline.extraction.linear import probability
from timeline.extraction.operators import operator
from timeline.extraction.reading import Reading
from timeline.extraction.rivals import NOBODY, standings

_BUCKETS = tuple(map(str, range(-6, 7)))


def _bucket(score: float) -> str:
    return _BUCKETS[max(0, min(12, round(score * 1.5) + 6))]


def event_features(reading: Reading, drafts: Sequence[Draft]) -> list[list[str]]:
    """For each draft of a document its features, in the order given."""
    types = Counter(d.candidate.type for d in drafts)
    places = {(d.candidate.sentence, d.candidate.type, d.key) for d in drafts}
    told = Counter((kind, key) for _, kind, key in places)
    weight: dict[str, float] = defaultdict(float)
    for _, kind, score in sorted({(d.candidate.sentence, d.candidate.type, d.candidate.score) for d in drafts}):
        weight[kind] += probability(score)
    ranked = sorted(weight, key=lambda kind: (-weight[kind], kind))
    best_by_key: dict[tuple[str, frozenset[tuple[str, str]]], float] = {}
    best_by_sentence: dict[int, tuple[float, str]] = {}
    for draft in drafts:
        key = (draft.candidate.type, draft.key)
        best_by_key[key] = max(best_by_key.get(key, -99.0), draft.candidate.score)
        index = draft.candidate.sentence
        best_by_sentence[index] = max(
            best_by_sentence.get(index, (-99.0, "")), (draft.candidate.score, draft.candidate.type)
        )
    rows = [_one(reading, d, types, best_by_key, best_by_sentence) for d in drafts]
    likely = math.fsum(probability(score) for score, _ in best_by_sentence.values()) / max(1, len(reading.sentences))
    document = _document(reading, likely)
    for draft, row, standing in zip(drafts, rows, standings(drafts, _bucket), strict=True):
        kind = draft.candidate.type
        row += document + standing
        row.append(f"score={_bucket(draft.candidate.score)}|likely={min(4, int(likely * 6))}")
        row.append(f"type of the document={min(3, ranked.index(kind))}")
        row.append(f"told={min(4, told[kind, draft.key])}")
        row += _wording(reading, draft)
        row += _casting(draft)
    return rows


def _casting(draft: Draft) -> list[str]:
    """How likely each actor is in its role, how narrowly it came before another, and who may be missing."""
    casting = draft.casting
    row = [f"{part.role}={_bucket(part.score)}" for part in draft.parts]
    row += [f"{role} leads={_bucket(lead)}" for role, lead in casting.leads.items()]
    row += [f"{role} missed={_bucket(score)}" for role, score in casting.missed.items()]
    row.append(f"leads={_bucket(min(casting.leads.values(), default=-9.0))}")
    row.append(f"missed={_bucket(max(casting.missed.values(), default=-9.0))}")
    return row


def _document(reading: Reading, likely: float) -> list[str]:
    """How far the document is about the field: a report of something else names a weapon here and there."""
    named = [bool(weapons or treaties) for weapons, treaties in zip(reading.weapons, reading.treaties, strict=True)]
    return [
        f"named={min(9, 10 * sum(named) // max(1, len(named)))}",
        f"likely={min(9, int(likely * 10))}",
        f"sentences={min(6, len(named) // 6)}",
    ]


def _wording(reading: Reading, draft: Draft) -> list[str]:
    """The operator over the anchor, a quotation around it, and how far the date leads."""
    candidate = draft.candidate
    words = reading.words[candidate.sentence]
    governing = f"operator={operator(words, candidate.anchor)}"
    row = [governing, f"{GROUPS[candidate.type]}|{governing}"]
    row.append(f"quoted={words.quoted(candidate.anchor)}")
    row.append(f"date leads={_bucket(draft.lead)}")
    row.append(f"dates here={min(3, len(reading.times[candidate.sentence]))}")
    row.append(f"trigger types={min(4, len(candidate.trigger.types)) if candidate.trigger else 0}")
    return row


def _one(
    reading: Reading,
    draft: Draft,
    types: Counter[str],
    best_by_key: dict[tuple[str, frozenset[tuple[str, str]]], float],
    best_by_sentence: dict[int, tuple[float, str]],
) -> list[str]:
    candidate = draft.candidate
    kind, group = candidate.type, GROUPS[candidate.type]
    roles = "+".join(sorted(p.role for p in draft.parts))
    weakest = min((p.score for p in draft.parts), default=NOBODY)
    thing = max((found[0].score for found in (draft.weapons, draft.treaties) if found), default=-3.0)
    sentence = reading.sentences[candidate.sentence]
    score = _bucket(candidate.score)
    date_source = (
        "pub"
        if draft.date.rule == "publication"
        else "sent"
        if sentence.start <= draft.date.start < sentence.end
        else "prev"
    )
    features = [
        f"type={kind}",
        f"score={score}",
        f"{group}|score={score}",
        f"date={_bucket(draft.date.score)}",
        f"weakest={_bucket(weakest)}",
        f"thing={_bucket(thing)}",
        f"roles={kind}|{roles}",
        f"roles={roles}",
        f"date from={date_source}",
        f"{group}|date from={date_source}",
        f"{kind}|date from={date_source}",
        f"rule={draft.date.rule}",
        f"pos={min(candidate.sentence, 4)}",
        f"kind={sentence.kind}",
        f"rank={min(draft.rank, 4)}",
        f"order={candidate.order}",
        f"same type={min(types[kind], 6)}",
        f"form={candidate.trigger.form if candidate.trigger else 'none'}",
        f"sources={'+'.join(sorted({p.source for p in draft.parts}))}",
        f"joint={_bucket((candidate.score + draft.date.score + weakest + thing) / 3)}",
        f"gap={_bucket(candidate.score - best_by_sentence[candidate.sentence][0])}",
        f"{kind} beside {best_by_sentence[candidate.sentence][1]}",
    ]
    if candidate.trigger is not None:
        features.append(f"{kind}|{candidate.trigger.lemma}")
    twin = best_by_key[kind, draft.key]
    features.append("best of its kind" if twin <= candidate.score else f"twin={_bucket(candidate.score - twin)}")
    return features
