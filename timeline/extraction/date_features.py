"""A Candidate → the dates that it may bear, each with named features."""

import functools

from timeline import edtf
from timeline.errors import BadDate
from timeline.extraction.candidates import GROUPS
from timeline.extraction.context_features import context_features, shape_of
from timeline.extraction.other_readings import other_readings
from timeline.extraction.reading import Candidate, Choice, Reading, TimePhrase

_FUTURE = frozenset(
    [
        "will",
        "would",
        "to",
        "shall",
        "due",
        "expected",
        "scheduled",
        "planned",
        "plans",
        "may",
        "could",
        "next",
        "until",
        "by",
    ]
)
LEAD = 3  # sentences that tell what a report is mainly about
RUNNING = 12  # sentences after which a date is forgotten
# What begins or ends with one end of "from 1977 to 1994"; all else that is so dated went on throughout.
BOUNDED = frozenset(
    [
        *("embargo", "embargo-lifting", "transfer-suspension", "transfer-resumption", "treaty-suspension"),
        *("use-restriction", "use-permission", "legislation", "transfer-refusal"),
    ]
)
_PERFECT = frozenset(["has", "have", "had"])


def date_choices(reading: Reading, candidate: Candidate) -> list[tuple[Choice, list[str]]]:
    """Every date that may be the candidate's, with its features: phrases near it, publication, and times before it."""
    index = candidate.sentence
    found: dict[str, tuple[Choice, list[str]]] = {}
    common = _common(reading, candidate)
    phrases = reading.times[index]
    _add_here(found, reading, candidate, common)
    paragraph, times = reading.sentences[index].paragraph, min(2, len(phrases))
    for back in range(1, min(3, index) + 1):
        sentence = reading.sentences[index - back]
        if paragraph - sentence.paragraph > 1:
            break
        for number, phrase in enumerate(reversed(reading.times[index - back])):
            features = _previous(back, paragraph == sentence.paragraph, sentence.kind, min(number, 1))
            _add(found, phrase, phrase.edtf, [*features, *_value(reading.published, phrase.edtf)], common)
    for number, phrase in enumerate(_lead(reading, index)):
        features = _of_times("lead", f"order={number}", times)
        _add(found, phrase, phrase.edtf, [*features, *_value(reading.published, phrase.edtf)], common)
    running = _running(reading, index)
    if running is not None:
        features = _of_times("running", "", times)
        _add(found, running, running.edtf, [*features, *_value(reading.published, running.edtf)], common)
    if reading.published:
        none = TimePhrase(-1, -1, reading.published, "publication", reading.published)
        _add(found, none, reading.published, [*_of_publication("pub", times, min(index, 2))], common)
        if "/" not in reading.published:
            before = f"../{reading.published}"
            _add(found, none, before, [*_of_publication("before", times, min(index, 2))], common)
    return list(found.values())


def _add_here(
    found: dict[str, tuple[Choice, list[str]]], reading: Reading, candidate: Candidate, common: tuple[str, ...]
) -> None:
    """Add the dates of the sentence itself, the nearest first."""
    words, anchor, shape = reading.words[candidate.sentence], candidate.anchor, shape_of(reading, candidate.sentence)
    phrases = sorted(reading.times[candidate.sentence], key=lambda phrase: abs(words.at(phrase.start) - anchor))
    others: list[tuple[TimePhrase, str, list[str]]] = []
    for rank, phrase in enumerate(phrases):
        features = [
            "src=sent",
            f"rank={min(rank, 2)}",
            f"rule={phrase.rule}",
            f"relation={phrase.relation}",
            *_place(reading, candidate, phrase),
        ]
        features += [f"rank={min(rank, 2)},{f}" for f in features[4:7]]
        features += context_features(reading, candidate, phrase.start, phrase.end, shape)
        _add(found, phrase, phrase.edtf, [*features, *_value(reading.published, phrase.edtf)], common)
        whole = phrase.relation == "range" and candidate.type not in BOUNDED
        if phrase.relation and phrase.plain and phrase.plain != phrase.edtf and not whole:
            plain = ["src=plain", *features[1:], *_value(reading.published, phrase.plain)]
            _add(found, phrase, phrase.plain, plain, common)
        for name, value in other_readings(reading, candidate.sentence, phrase):
            place = [f"{name},{feature}" for feature in features[1:7]]  # its rank, rule and relation, and the sides
            others.append((phrase, value, [f"src={name}", *place, *_value(reading.published, value)]))
    for phrase, value, other in others:  # behind what the rules say of any phrase
        _add(found, phrase, value, other, common)


# What the candidates of a document have in common is made once: most of the time that features took went by making the
# same ones again and again.


@functools.lru_cache(maxsize=1024)
def _previous(back: int, same: bool, kind: str, order: int) -> tuple[str, ...]:
    return f"src=prev{back}", f"prev,same={same}", f"prev{back},order={order},same={same}", f"prev,kind={kind}"


@functools.lru_cache(maxsize=1024)
def _of_times(source: str, what: str, times: int) -> tuple[str, ...]:
    return f"src={source}", *([f"{source},{what}"] if what else []), f"{source},times={times}"


@functools.lru_cache(maxsize=1024)
def _of_publication(source: str, times: int, position: int) -> tuple[str, ...]:
    return f"src={source}", f"{source},times={times}", f"{source},pos={position}"


def _lead(reading: Reading, index: int) -> list[TimePhrase]:
    """The first dates of the report's first sentences: those of what it is mainly about."""
    return [phrase for times in reading.times[: min(LEAD, index)] for phrase in times][:2]


def _running(reading: Reading, index: int) -> TimePhrase | None:
    """The last date before a sentence, however far back: a story goes on from it."""
    for back in range(index - 1, max(-1, index - 1 - RUNNING), -1):
        if reading.times[back]:
            return reading.times[back][-1]
    return None


def _add(
    found: dict[str, tuple[Choice, list[str]]],
    phrase: TimePhrase,
    value: str,
    features: list[str],
    common: tuple[str, ...],
) -> None:
    if value in found:
        also = "also " + features[0]
        if also not in found[value][1]:
            found[value][1].append(also)
        return
    features += _with_common(features[0], common)
    found[value] = (Choice(value, 0.0, phrase.start, phrase.end, phrase.rule, phrase.anchor), features)


@functools.lru_cache(maxsize=4096)
def _with_common(source: str, common: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{source}|{each}" for each in common)


def _common(reading: Reading, candidate: Candidate) -> tuple[str, ...]:
    """What is the same for all dates of a candidate: its type, the tense at the anchor, its place, with the group."""
    around = reading.words[candidate.sentence].texts[max(0, candidate.anchor - 4) : candidate.anchor + 1]
    future, perfect = not _FUTURE.isdisjoint(around), not _PERFECT.isdisjoint(around)
    form = candidate.trigger.form if candidate.trigger else "none"
    kind = reading.sentences[candidate.sentence].kind
    return _common_names(candidate.type, form, future, perfect, min(candidate.sentence, 2), kind)


@functools.lru_cache(maxsize=4096)
def _common_names(type: str, form: str, future: bool, perfect: bool, position: int, kind: str) -> tuple[str, ...]:
    return (
        type,
        f"form={form}",
        f"future={future}",
        f"perfect={perfect}",
        f"pos={position}",
        f"kind={kind}",
        f"{GROUPS[type]},form={form}",
        f"{GROUPS[type]},pos={position}",
    )


def _place(reading: Reading, candidate: Candidate, phrase: TimePhrase) -> list[str]:
    words = reading.words[candidate.sentence]
    at = words.at(phrase.start)
    distance = abs(at - candidate.anchor)
    bucket = "0" if distance < 4 else "1" if distance < 8 else "2" if distance < 15 else "3"
    return [
        *_side(
            "before" if at < candidate.anchor else "after", bucket, words.clauses[at] == words.clauses[candidate.anchor]
        ),
        "prep=" + (words.texts[at - 1] if at else "^"),
        "first=" + words.texts[at],
        f"times={min(3, len(reading.times[candidate.sentence]))}",
    ]


@functools.lru_cache(maxsize=64)
def _side(side: str, bucket: str, same: bool) -> tuple[str, ...]:
    return f"side={side},dist={bucket}", f"same={same}", f"same={same},side={side}"


@functools.lru_cache(maxsize=4096)
def _value(published: str | None, value: str) -> tuple[str, ...]:
    """Features of the date itself: its precision and where it lies relative to publication."""
    try:
        date = edtf.parse(value)
    except BadDate:
        return ("bad",)
    features = [f"prec={date.precision}", f"open={date.open_start}{date.open_end}", f"loose={date.loose}"]
    if published:
        told = edtf.parse(published)
        if date.first > told.last:
            features.append("future")
        else:
            days = (told.last - min(date.last, told.last)).days
            features.append(
                "age=" + ("0" if days < 1 else "1" if days < 8 else "2" if days < 60 else "3" if days < 800 else "4")
            )
    return tuple(features)


def date_contexts(candidate: Candidate) -> tuple[str, ...]:
    """The contexts in which the features of a date weigh: any, and the group of types."""
    return ("", GROUPS[candidate.type])
