"""The dates of a Candidate → those that can be its own: not what another clause, or a noun beside it, is dated by."""

import re
from collections.abc import Iterator, Sequence

from timeline import edtf
from timeline.extraction.candidates import GROUPS
from timeline.extraction.reading import Candidate, Choice, Reading
from timeline.extraction.words import finite

_RELATIVE = re.compile(r", wh(?:ich|o|ose|om|ere)\b[^,;]*")
_APPOSITION = re.compile(
    r", (?:an?|once|formerly|born|elected|created|founded|formed|signed|adopted|concluded|introduced|imposed|built"
    r"|installed|led|ruled)\b[^,;]*(?=,)"
)
_TAKEN_UP = re.compile(r"\b(?:that|the same|this) (?:year|month|week|day)\b")
_WORDS = 3  # between an apposition and the verb: "created in 1947, has since tested"
_BEFORE_NOUN = re.compile(r"(?:\b(?:the|its|their|his|her|an?|last)|['’]s?) $")
_NOUN = re.compile(
    r" (?!(?:and|or|to|in|on|at|by|from|after|before|when|that|who|which|as|with|for|of|but|said|has|had|was|were|is"
    r"|reports?|statements?|letter|speech|interview|summit|session|meeting|briefing|conference|communique|message|note"
    r"|article|resolution|vote|audience|address|press|annual|rally|editorial|review|campaign|hearing|debate|news)\b)[a-z]"
)
_PERFECT, _PROGRESSIVE = frozenset(["has", "have"]), frozenset(["is", "are"])
_TOLD = frozenset(["that", "it", "they", "he", "she", "having"])
_SAYING_IT = re.compile(r"\bin an? (?:[a-z]+ )?(?:letter|statement|speech|interview|tweet|post|note|report|article)\b")
_AUXILIARY = 4  # words before a verb in which its auxiliary stands
_FIRST_SINCE = re.compile(
    r"\b(?:first|last|latest|largest|biggest|only)\b[^.;]{0,60}?"
    r"\b(since (?!then\b|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
    r"(?:it|they|he|she|the|an?|[A-Z]\w+) [^,.;]*)"
)
ANSWER = re.compile(
    r"\b(?:in (?:response|reply|retaliation|reprisal|answer|return|revenge) (?:to|for)|answering|avenging|to avenge"
    r"|retaliating for|prompted by|provoked by) (?![^,.;]*\b(?:questions?|inquir|enquir))[^,.;]*"
)
"""What a deed answers: "in retaliation for Friday's missile attack"."""
_THEN = re.compile(
    r"\b(?:at the time|at once|immediately|then|later|afterwards|thereafter|(?:days?|weeks?|months?|years?) after"
    r"|(?:that|the same|the next|the following) (?:day|week|month|year|morning|evening|night|afternoon))\b"
)
VIEWED = {"condemnation": 5, "support": 5, "accusation": 15, "threat": 15, "denial": 15}
"""Days before publication from which the date of another sentence is not that of a view."""
PAST, LONG_PAST, TOLD_BEFORE, GOING_ON = 15, 730, 2, 60
"""Days before publication from which a date in a relative clause, in an apposition, or in the sentence before is not
the verb's."""


def own_dates(reading: Reading, candidate: Candidate, scored: Sequence[Choice]) -> Sequence[Choice]:
    """The dates that can be a candidate's own, or all of them where none would be left.

    Left out is what is too old for the place where it stands:

    - In a relative clause that the verb stands outside of: "Britain, which joined the coalition in 2015, has licensed
      bombs". Of the annotated documents' core events beside one 221 have another date, 23 the clause's. A date of long
      ago in an apposition between subject and verb: 8 and 2.
    - Before a noun, where something is said: "blames Syria for the April 4 attack" (31 and 1); and in a clause behind
      what is denied or defended: "denies that it dropped bombs in January" (59 and 5).
    - In the sentence before a perfect or progressive without a date: "The war began in 1980. Iraq is using gas" (104
      and 5, three of these in chronologies).
    - In those before a view without one: "It was approved on 7 July. Spain criticised the sale" (1,295 and 45 where
      something is condemned or defended; 474 and 74 where it is denied, threatened or laid at somebody's door).
    - In what a deed answers: "shelled platforms on Monday in retaliation for Friday's attack" (12 and 2).
    - In the clause since which something is the first: "the first sale since it lifted the ban in 2009" (31 and 5).

    One of the last weeks is left to the model: "who saw the jet fly on Thursday, asked for 70".
    """
    if not reading.published:
        return scored
    last = edtf.parse(reading.published).last.toordinal()
    spans = [(first, end, last - days) for first, end, days in _others(reading, candidate)]
    own = [c for c in scored if not any(a <= c.start < b and _ended(c.value) <= latest for a, b, latest in spans)]
    return own or scored


def _ended(value: str) -> int:
    return edtf.parse(value).last.toordinal()


def _others(reading: Reading, candidate: Candidate) -> Iterator[tuple[int, int, int]]:
    """Where dates stand that are another's, each with the days before publication from which they are so."""
    trigger, group = candidate.trigger, GROUPS[candidate.type]
    if trigger is not None and (trigger.form in ("verb", "past") or finite(trigger.lemma.split(" ")[0])):
        yield from _asides(reading, candidate, trigger.start)
    if trigger is not None:
        yield from _since(reading, candidate, trigger.start)
        yield from _answered(reading, candidate, trigger.start)
    if group == "position":
        yield from _of_nouns(reading, candidate)
    if candidate.type in ("denial", "support"):
        yield from _behind(reading, candidate)
    sentence = reading.sentences[candidate.sentence]
    days = _told_before(reading, candidate) if _goes_on(reading, candidate) else _viewed(reading, candidate)
    if days and candidate.sentence not in reading.form.dated:
        yield 0, sentence.start, days
        yield sentence.end, len(reading.text), days


def _asides(reading: Reading, candidate: Candidate, verb: int) -> Iterator[tuple[int, int, int]]:
    """The asides of a sentence that a verb is outside of and that nothing takes up again."""
    sentence = reading.sentences[candidate.sentence]
    for found in _RELATIVE.finditer(reading.text, sentence.start, sentence.end):
        if not found.start() <= verb < found.end() and not _TAKEN_UP.search(reading.text, found.end(), sentence.end):
            yield *found.span(), PAST
    for found in _APPOSITION.finditer(reading.text, sentence.start, verb):
        near = len(reading.text[found.end() : verb].split()) <= _WORDS
        if near and not _TAKEN_UP.search(reading.text, found.end(), sentence.end):
            yield *found.span(), LONG_PAST


def _of_nouns(reading: Reading, candidate: Candidate) -> Iterator[tuple[int, int, int]]:
    """The dates that stand before a noun, other than of what says something ("in its October report")."""
    for phrase in reading.times[candidate.sentence]:
        before = _BEFORE_NOUN.search(reading.text, max(0, phrase.start - 6), phrase.start)
        if before and _NOUN.match(reading.text, phrase.end):
            yield phrase.start, phrase.end, PAST


def _behind(reading: Reading, candidate: Candidate) -> Iterator[tuple[int, int, int]]:
    """The dates of the clauses behind a candidate's own, and of what it says of itself."""
    words, anchor = reading.words[candidate.sentence], candidate.anchor
    for phrase in reading.times[candidate.sentence]:
        at = words.at(phrase.start)
        said = _SAYING_IT.search(
            reading.text, words.ends[anchor], phrase.start
        )  # "denied it in a letter on 20 January"
        if (
            not said
            and at > anchor
            and (words.clauses[at] != words.clauses[anchor] or _TOLD.intersection(words.texts[anchor:at]))
        ):
            yield phrase.start, phrase.end, PAST


def _since(reading: Reading, candidate: Candidate, verb: int) -> Iterator[tuple[int, int, int]]:
    """The clause since which what a verb tells is the first of its kind."""
    sentence = reading.sentences[candidate.sentence]
    for found in _FIRST_SINCE.finditer(reading.text, sentence.start, sentence.end):
        if not found.start(1) <= verb < found.end():
            yield *found.span(1), PAST


def _answered(reading: Reading, candidate: Candidate, verb: int) -> Iterator[tuple[int, int, int]]:
    """What the deed of a verb answers, however recent its date; it is no answer to a question."""
    sentence = reading.sentences[candidate.sentence]
    for found in ANSWER.finditer(reading.text, sentence.start, sentence.end):
        if verb < found.start():
            yield *found.span(), 0


def _viewed(reading: Reading, candidate: Candidate) -> int:
    """From how many days before publication the dates of other sentences are not those of a view without one; 0 for
    what is no view, or one that says that it was voiced then ("denied it at the time")."""
    sentence = reading.sentences[candidate.sentence]
    if reading.times[candidate.sentence] or _THEN.search(reading.text, sentence.start, sentence.end):
        return 0
    return VIEWED.get(candidate.type, 0)


def _told_before(reading: Reading, candidate: Candidate) -> int:
    """From how many days before publication the dates of other sentences are not those of a perfect: more where it
    goes on about the same ("Poland signed the deal on 22 January. It is buying 50 tanks")."""
    return GOING_ON if reading.words[candidate.sentence].texts[0] in ("it", "they", "this") else TOLD_BEFORE


def _goes_on(reading: Reading, candidate: Candidate) -> bool:
    """Whether a sentence without a date tells in the perfect or progressive what has been, or goes on, by now."""
    if reading.times[candidate.sentence]:
        return False
    texts, at = reading.words[candidate.sentence].texts, candidate.anchor
    left = texts[max(0, at - _AUXILIARY) : at]
    return not _PERFECT.isdisjoint(left) or (texts[at].endswith("ing") and not _PROGRESSIVE.isdisjoint(left))
