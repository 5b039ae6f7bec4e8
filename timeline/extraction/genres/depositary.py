"""A depositary notification ("The above actions were effected on …, with: Chile (ratification)") → the acts."""

import re
from collections.abc import Iterator

from timeline.documents.proposal import ProposedEvent
from timeline.extraction.genres.stating import Stated
from timeline.extraction.genres.treaty_table import act
from timeline.extraction.genres.within import actors_in, sentence_at, times_in, treaties_in
from timeline.extraction.reading import Form, Reading, Sentence
from timeline.vocabulary.vocabulary import Vocabulary

_DEPOSITARY = re.compile(r"\bacting in \w+ capacity as depositary\b|\bdepositary notifications?\b", re.IGNORECASE)
_EFFECTED = re.compile(r"\bactions?\b[^.\n]{0,40}\b(?:was|were) effected (?:on|by)\b", re.IGNORECASE)
_IN_FORCE = re.compile(
    r"\bwill (?:take effect|enter into force)\b|\btook effect\b|\bentered into force\b", re.IGNORECASE
)
_ACTS = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), kind)
    for words, kind in (
        (r"signatures?", "treaty-signature"),
        (r"ratif\w+|accession|accedes?|acceptance|approval", "treaty-ratification"),
        (r"withdraw\w*|denunciation", "treaty-withdrawal"),
        (r"suspen\w+", "treaty-suspension"),
    )
)
_HEADING = re.compile(r"^(?P<state>[^\n:]{3,60}):[ \t]*(?P<act>[A-Za-z ,/-]{4,50})$", re.MULTILINE)
_BRACKET = re.compile(r"\(([^()\n]{4,30})\)")


def depositary(reading: Reading, vocabulary: Vocabulary) -> Form | None:
    """The acts; None for a text that does not speak as a depositary, or of no treaty that is known."""
    text, start = reading.text, reading.document.body_start
    effected = _EFFECTED.search(text, start)
    if effected is None or not _DEPOSITARY.search(text, start):
        return None
    treaty = _treaty(reading, effected.start())
    if treaty is None:
        return None
    events: list[ProposedEvent] = []
    lines: list[tuple[int, int]] = []
    for sentence in reading.sentences:
        found = list(_acts(reading, sentence, treaty, vocabulary))
        if not found and sentence.start <= effected.start() < sentence.end:
            found = list(_headed(reading, sentence, treaty, vocabulary))
        events += found
        lines += [(sentence.start, sentence.end)] if found else []
    return Form(tuple(events), tuple(lines)) if events else None


def _treaty(reading: Reading, before: int) -> Stated | None:
    """The treaty that is named above, else in the title."""
    passage = sentence_at(reading, before)
    above = treaties_in(reading, reading.document.body_start, before)
    if above:
        return Stated(above[-1].id, sentence_at(reading, above[-1].start))
    return Stated(reading.title_treaties[0], passage) if reading.title_treaties else None


def _acts(reading: Reading, sentence: Sentence, treaty: Stated, vocabulary: Vocabulary) -> Iterator[ProposedEvent]:
    """The acts of the states that a sentence names, which were effected or take effect on the day that it gives."""
    start, end = sentence.start, sentence.end
    effected = _EFFECTED.search(reading.text, start, end) is not None
    date = _date(reading, sentence)
    for mention in actors_in(reading, start, end) if date is not None else ():
        kind = _kind(reading.text, mention.end, start, end) if effected else "treaty-entry-into-force"
        if date is not None and kind is not None and vocabulary.actors[mention.id].kind == "state":
            yield act(reading, kind, date, Stated(mention.id, date.passage), treaty, start, end, vocabulary)


def _date(reading: Reading, sentence: Sentence) -> Stated | None:
    """The day behind the words that something was effected, or takes effect; None without those words."""
    start, end = sentence.start, sentence.end
    mark = _EFFECTED.search(reading.text, start, end) or _IN_FORCE.search(reading.text, start, end)
    times = times_in(reading, mark.end(), end) if mark else []
    if not times:
        return None
    time, passage = times[0], reading.document.passage(start, end)
    return Stated(time.edtf, passage, reading.text[time.start : time.end], time.rule, time.anchor)


def _headed(reading: Reading, sentence: Sentence, treaty: Stated, vocabulary: Vocabulary) -> Iterator[ProposedEvent]:
    """The act that stands in a heading above the sentence that dates it ("ANGOLA: RATIFICATION")."""
    date = _date(reading, sentence)
    for heading in _HEADING.finditer(reading.text, reading.document.body_start, sentence.start):
        kinds = [kind for pattern, kind in _ACTS if pattern.search(heading["act"])]
        named = actors_in(reading, heading.start("state"), heading.end("state"))
        if date is not None and len(kinds) == 1 and len(named) == 1:
            party = Stated(named[0].id, reading.document.passage(heading.start(), heading.end()))
            yield act(reading, kinds[0], date, party, treaty, sentence.start, sentence.end, vocabulary)


def _kind(text: str, after: int, start: int, end: int) -> str | None:
    """The act of a state: that in the brackets behind its name, else the only one that the sentence names."""
    bracket = _BRACKET.match(text, after + 1) if text[after : after + 1] == " " else None
    words = bracket[1] if bracket else text[start:end]
    kinds = [kind for pattern, kind in _ACTS if pattern.search(words)]
    return kinds[0] if len(kinds) == 1 else None
