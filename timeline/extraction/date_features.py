"""A Candidate → the dates that it may bear, each with named features."""

from timeline import edtf
from timeline.errors import BadDate
from timeline.extraction.candidates import GROUPS
from timeline.extraction.context_features import context_features, shape_of
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
_PERFECT = frozenset(["has", "have", "had"])


def date_choices(reading: Reading, candidate: Candidate) -> list[tuple[Choice, list[str]]]:
    """Every date that may be the candidate's, with its features: phrases near it, publication, and times before it."""
    index = candidate.sentence
    words = reading.words[index]
    found: dict[str, tuple[Choice, list[str]]] = {}
    common = _common(reading, candidate)
    phrases = list(reading.times[index])
    anchor = candidate.anchor
    shape = shape_of(reading, index)
    order = sorted(range(len(phrases)), key=lambda i: abs(words.at(phrases[i].start) - anchor))
    for rank, number in enumerate(order):
        phrase = phrases[number]
        features = [
            "src=sent",
            f"rank={min(rank, 2)}",
            f"rule={phrase.rule}",
            f"relation={phrase.relation}",
            *_place(reading, candidate, phrase),
        ]
        features += [f"rank={min(rank, 2)},{f}" for f in features[4:7]]
        features += context_features(reading, candidate, phrase.start, phrase.end, shape)
        _add(found, phrase, phrase.edtf, features + _value(reading, phrase.edtf), common)
        if phrase.relation and phrase.plain and phrase.plain != phrase.edtf:
            _add(found, phrase, phrase.plain, ["src=plain", *features[1:]] + _value(reading, phrase.plain), common)
    for back in (1, 2, 3):
        if index - back < 0 or reading.sentences[index].paragraph - reading.sentences[index - back].paragraph > 1:
            break
        for number, phrase in enumerate(reversed(reading.times[index - back])):
            same = reading.sentences[index].paragraph == reading.sentences[index - back].paragraph
            kind = reading.sentences[index - back].kind
            features = [
                f"src=prev{back}",
                f"prev,same={same}",
                f"prev{back},order={min(number, 1)},same={same}",
                f"prev,kind={kind}",
            ]
            _add(found, phrase, phrase.edtf, features + _value(reading, phrase.edtf), common)
    for number, phrase in enumerate(_lead(reading, index)):
        features = ["src=lead", f"lead,order={number}", f"lead,times={min(2, len(phrases))}"]
        _add(found, phrase, phrase.edtf, features + _value(reading, phrase.edtf), common)
    running = _running(reading, index)
    if running is not None:
        features = ["src=running", f"running,times={min(2, len(phrases))}"]
        _add(found, running, running.edtf, features + _value(reading, running.edtf), common)
    if reading.published:
        none = TimePhrase(-1, -1, reading.published, "publication", reading.published)
        times = min(2, len(phrases))
        _add(found, none, reading.published, ["src=pub", f"pub,times={times}", f"pub,pos={min(index, 2)}"], common)
        if "/" not in reading.published:
            before = f"../{reading.published}"
            _add(found, none, before, ["src=before", f"before,times={times}", f"before,pos={min(index, 2)}"], common)
    return list(found.values())


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
    found: dict[str, tuple[Choice, list[str]]], phrase: TimePhrase, value: str, features: list[str], common: list[str]
) -> None:
    if value in found:
        found[value][1].extend(f for f in ("also " + features[0],) if f not in found[value][1])
        return
    joined = features + [f"{features[0]}|{c}" for c in common[1:]]
    found[value] = (Choice(value, 0.0, phrase.start, phrase.end, phrase.rule, phrase.anchor), joined)


def _common(reading: Reading, candidate: Candidate) -> list[str]:
    """What is the same for all dates of a candidate: its type and group, the tense at the anchor, its place."""
    words = reading.words[candidate.sentence]
    around = words.texts[max(0, candidate.anchor - 4) : candidate.anchor + 1]
    future = any(word in _FUTURE for word in around)
    perfect = any(word in _PERFECT for word in around)
    form = candidate.trigger.form if candidate.trigger else "none"
    sentence = reading.sentences[candidate.sentence]
    return [
        GROUPS[candidate.type],
        candidate.type,
        f"form={form}",
        f"future={future}",
        f"perfect={perfect}",
        f"pos={min(candidate.sentence, 2)}",
        f"kind={sentence.kind}",
        f"{GROUPS[candidate.type]},form={form}",
        f"{GROUPS[candidate.type]},pos={min(candidate.sentence, 2)}",
    ]


def _place(reading: Reading, candidate: Candidate, phrase: TimePhrase) -> list[str]:
    words = reading.words[candidate.sentence]
    at = words.at(phrase.start)
    side = "before" if at < candidate.anchor else "after"
    distance = abs(at - candidate.anchor)
    bucket = "0" if distance < 4 else "1" if distance < 8 else "2" if distance < 15 else "3"
    same = words.clauses[at] == words.clauses[candidate.anchor]
    before = words.texts[at - 1] if at else "^"
    first = words.texts[at]
    return [
        f"side={side},dist={bucket}",
        f"same={same}",
        f"same={same},side={side}",
        f"prep={before}",
        f"first={first}",
        f"times={min(3, len(reading.times[candidate.sentence]))}",
    ]


def _value(reading: Reading, value: str) -> list[str]:
    """Features of the date itself: its precision and where it lies relative to publication."""
    try:
        date = edtf.parse(value)
    except BadDate:
        return ["bad"]
    features = [f"prec={date.precision}", f"open={date.open_start}{date.open_end}", f"loose={date.loose}"]
    if reading.published:
        published = edtf.parse(reading.published)
        if date.first > published.last:
            features.append("future")
        else:
            days = (published.last - min(date.last, published.last)).days
            features.append(
                "age=" + ("0" if days < 1 else "1" if days < 8 else "2" if days < 60 else "3" if days < 800 else "4")
            )
    return features


def date_contexts(candidate: Candidate) -> tuple[str, ...]:
    """The contexts in which the features of a date weigh: any, and the group of types."""
    return ("", GROUPS[candidate.type])
