"""An event that a reply says happened → what the words around its predicate, or its date, make of it instead.

Only "actual" is questioned: to say that something was planned, alleged or denied says less. Of the 5,714 core events
of the annotated corpus and the first part of its supplement that did happen the rules lower 11, of the 958 that did not
they lower 363. What the corpus shows to be wrong oftener makes a doubt.
"""

import re
from collections.abc import Sequence

from timeline import edtf
from timeline.edtf import Edtf
from timeline.extraction.candidates import GROUPS
from timeline.extraction.operators import DEEDS, UNGOVERNED, operator, scoped_status
from timeline.extraction.reading import Reading, Trigger
from timeline.proposing.quotes import Span

_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)) (?:that|having|any|it|ever|reports?|claims?|\w+ing)\b[^.;]{0,100}\Z",
    re.IGNORECASE,
)
_ALLEGED = re.compile(
    r"\b(?:accus(?:e|es|ed|ing)\b[^.;]{0,80}\bof|alleg\w+|suspected of)\b[^.;]{0,80}\Z", re.IGNORECASE
)
_PLANNED = re.compile(
    r"\b(?:(?:plan(?:s|ned|ning)?|intends?|wants?|hopes?|due|scheduled|set|prepar(?:es|ing)|is|are) to|will|would)"
    r"\s(?:\w+ly\s|soon\s|now\s|be\s){0,2}\Z",
    re.IGNORECASE,
)
_WEIGHED = re.compile(
    r"\b(?:may|might|could|considering|considers|weighing|weighs|mulling|whether to)\s(?:\w+ly\s|be\s){0,2}\Z",
    re.IGNORECASE,
)
_SAID = ("position",)


def lowered(
    reading: Reading, type: str, evidence: Sequence[Span], numbers: Sequence[int], dates: Sequence[Edtf]
) -> str:
    """The status that the text gives an event stated as actual, or "" where it leaves it so.

    What one of its `dates` (ours, the one stated) puts after the report is planned. Where several predicates of the
    type stand in the evidence, all must be governed alike.
    """
    published = edtf.parse(reading.published) if reading.published else None
    if published is not None and any(date.first > published.last for date in dates):
        return "planned"
    found = {
        _governed(reading, number, trigger, type) for number, trigger in _triggers(reading, type, evidence, numbers)
    }
    return found.pop() if len(found) == 1 else ""


def doubtful(reading: Reading, type: str, evidence: Sequence[Span], numbers: Sequence[int]) -> bool:
    """Whether a word of planning, weighing or denying governs every predicate of the type in the evidence."""
    triggers = _triggers(reading, type, evidence, numbers)
    words = [reading.words[number - 1] for number, _ in triggers]
    governed = [operator(w, w.at(t.start)) not in UNGOVERNED for w, (_, t) in zip(words, triggers, strict=True)]
    return bool(governed) and all(governed)


def _triggers(
    reading: Reading, type: str, evidence: Sequence[Span], numbers: Sequence[int]
) -> list[tuple[int, Trigger]]:
    """The predicates of the type in the words quoted, else in their sentences, each with its sentence's number."""
    here = [(n, t) for n in dict.fromkeys(numbers) for t in reading.triggers[n - 1] if type in t.types]
    quoted = [(n, t) for n, t in here if any(start <= t.start < end for start, end in evidence)]
    return quoted or here


def _governed(reading: Reading, number: int, trigger: Trigger, type: str) -> str:
    words = reading.words[number - 1]
    before = reading.text[reading.sentences[number - 1].start : trigger.start]
    group = GROUPS.get(type, "")
    if group not in _SAID and _DENIED.search(before):
        return "denied"
    if group in ("weapon", "transfer") and _ALLEGED.search(before):
        return "alleged"
    if type in DEEDS and _WEIGHED.search(before):
        return "considered"
    if type in DEEDS and _PLANNED.search(before):
        return "planned"
    return scoped_status(words, words.at(trigger.start), type)
