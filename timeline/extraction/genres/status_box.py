"""The box of a country profile ("Mine Ban Treaty: signed 3 December 1997, ratified …") → the state's dated acts.

Its lines give a treaty (or the words "Treaty status") and what the state has done about it. The state is the one that
the title names. Only what is dated is an event: "State Party" without a date is a state of affairs.
"""

import re
from collections.abc import Iterator

from timeline.documents.proposal import ProposedEvent
from timeline.extraction.genres.stating import Stated
from timeline.extraction.genres.treaty_table import act
from timeline.extraction.genres.within import times_in, treaties_in, trimmed
from timeline.extraction.reading import Form, Reading
from timeline.vocabulary.vocabulary import Vocabulary

FEWEST = 2  # lines with a label that make a box
_LINE = re.compile(
    r"^[ \t|•*-]{0,8}(?P<label>[A-Z][^\n:|\t.…]{1,70}?)[ ]*(?::|\||\t|\.{2,}|(?:\. ){2,}|…+)[ .|\t]*"
    r"(?P<value>[^\n]{2,400}(?:\n[ \t]*(?:Sign|Ratif|Acce|Ent(?:ry|ered) into|Withdr|Party)[^\n]{2,300}){0,4})$",
    re.MULTILINE,
)
_STATUS = re.compile(r"^(?:treaty|convention|status)$|\bstatus\b", re.IGNORECASE)
_SUBJECTS = re.compile(
    r"^(?:use|production|transfers?|stockpiles?|contamination|casualties|clearance|safeguards|export controls?"
    r"|nuclear weapons|chemical weapons|biological weapons|policy|victim assistance|implementing law|transparency)\b",
    re.IGNORECASE,
)
_STANDING = re.compile(
    r"\b(?:states? party|(?:non-)?signatory|signed|ratified|acceded|accession|party since|not (?:signed|party)"
    r"|outside|deposited|entry into force|entered into force|withdrew|withdrawn|joined|observer)\b",
    re.IGNORECASE,
)
_ACTS = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), kind)
    for words, kind in (
        (r"entry into force|entered into force|in force", "treaty-entry-into-force"),
        (r"withdr[ae]w\w*|denounced|left", "treaty-withdrawal"),
        (
            r"ratif\w+|acce(?:ded|ssion|pted)|approved|deposit\w*|joined|states? party|party since",
            "treaty-ratification",
        ),
        (r"sign(?:ed|ature)|signatory since", "treaty-signature"),
    )
)
_NEGATED = re.compile(r"\b(?:not|never|no|non)\b", re.IGNORECASE)


def status_box(reading: Reading, vocabulary: Vocabulary) -> Form | None:
    """The acts; None for a text without a box of FEWEST lines, one on a treaty, or without the state it is about."""
    labelled = list(_LINE.finditer(reading.text, reading.document.body_start))
    lines = [line for line in labelled if _on_a_treaty(reading, line)]
    others = sum(_SUBJECTS.match(line["label"]) is not None for line in labelled)
    subject = _subject(reading, lines[0].start("label")) if lines else None
    if subject is None or len(lines) + others < FEWEST:
        return None
    events: list[ProposedEvent] = []
    spans: list[tuple[int, int]] = []
    for line in lines:
        found = list(_acts(reading, line, subject, vocabulary))
        events += found
        spans += [(line.start("label"), line.end("value"))] if found else []
    return Form(tuple(events), tuple(spans), subject=subject)


def _on_a_treaty(reading: Reading, line: re.Match[str]) -> bool:
    """Whether a line says how a state stands to a treaty."""
    standing = _STANDING.search(line["value"]) or _STATUS.search(line["label"])
    return standing is not None and _treaty(reading, line) is not None


def _subject(reading: Reading, box: int) -> str | None:
    """The only state that the title names, or the lines above the box do."""
    ids = reading.title_actors or tuple(
        dict.fromkeys(m.id for s in reading.sentences if s.start < box for m in reading.actors[s.index])
    )
    return ids[0] if len(ids) == 1 else None


def _treaty(reading: Reading, line: re.Match[str]) -> Stated | None:
    """The treaty that a line is about: its label names it, or speaks of the treaty of the title."""
    passage = trimmed(reading, line.start("label"), line.end("value"))
    named = treaties_in(reading, line.start("label"), line.end("label"))
    if named:
        return Stated(named[0].id, passage)
    if _STATUS.search(line["label"]) and reading.title_treaties:
        return Stated(reading.title_treaties[0], passage)
    return None


def _acts(reading: Reading, line: re.Match[str], subject: str, vocabulary: Vocabulary) -> Iterator[ProposedEvent]:
    treaty = _treaty(reading, line)
    start, end = line.start("label"), line.end("value")
    passage = trimmed(reading, start, end)
    for time in times_in(reading, line.start("value"), end):
        kind = _act_before(line["value"][: time.start - line.start("value")], line["value"])
        if kind is None or treaty is None:
            continue
        # "Party since 2003" is the year of the act, not the time that has passed since then.
        date = Stated(time.plain or time.edtf, passage, reading.text[time.start : time.end], time.rule, time.anchor)
        yield act(reading, kind, date, Stated(subject, passage), treaty, start, end, vocabulary)


def _act_before(before: str, whole: str) -> str | None:
    """The act that a date belongs to: the last one named before it in its part of the value, or alone after it."""
    piece = re.split(r"[;.\n]", before)[-1]
    found = [(match.start(), kind) for pattern, kind in _ACTS for match in pattern.finditer(piece)]
    if not found and not piece.strip(" ("):
        found = [(match.start(), kind) for pattern, kind in _ACTS for match in pattern.finditer(whole)][:1]
    if not found:
        return None
    place, kind = max(found)
    return None if _NEGATED.search(piece[:place]) else kind
