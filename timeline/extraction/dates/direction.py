"""The words around a time expression → whether its clause looks back, ahead, or neither way."""

import enum
import re

_REACH = 160


class Direction(enum.Enum):
    """Which side of the publication date a clause speaks of, as far as its words tell."""

    PAST = "past"
    FUTURE = "future"
    OPEN = "open"  # would, could, to be done: more often ahead than not
    NONE = "none"

    @property
    def ahead(self) -> bool:
        """Whether the clause rather looks ahead."""
        return self in (Direction.FUTURE, Direction.OPEN)


_IRREGULAR = (
    "said|told|was|were|did|had|went|came|took|made|gave|got|began|became|met|held|left|won|lost|fell|rose|sent|spoke"
    "|wrote|shot|hit|broke|brought|built|bought|sold|found|kept|led|saw|struck|ran|drew|flew|grew|knew|thought|quit"
    "|sank|sought|stood|threw|understood|withdrew|paid|laid|fought|caught|taught|felt|dealt|swore|sworn|been|died|hurt"
    "|shook|sang|read|beat|bore|bled|blew|chose|drove|ate|forgave|froze|hid|rode|shrank|slew|slept|spent|swept|swung"
    "|tore|wore|wept|wound|let|put|cut|cast|shut|split|spread|burst|set|having|ago|yesterday|earlier|since"
)
_PLANNED = "scheduled|expected|slated|due|planned|planning|(?:likely|supposed|poised|bound) to"
_SURE, _MODAL = "will|'ll|won't|shall", "would|could|can|may|might|must|should"
# A passive takes its participle along, so that it is not read as a past ("should be completed in October").
_PASSIVE = r"(?: not)?(?: also| then| only| likely| soon)? be(?: [a-z]{2,12}ly)? [a-z]{2,16}"
_FUTURE = (
    rf"(?:{_SURE}){_PASSIVE}|(?:has |have |had |is |are |was |were )?(?:been )?(?:{_PLANNED})"
    rf"|(?:is|are|am)(?: set| ready)? to(?: be [a-z]{{2,16}})?|{_SURE}|going to|set (?:to|for)|plans?|intend(?:s|ed)?"
    r"|expects?|upcoming|forthcoming|coming|deadline|tomorrow|expires?|takes effect|takes place"
)
_PROMISED = "agreed|vowed|promised|pledged|ordered|invited|threatened|urged"
_OPEN = (
    rf"(?:{_MODAL}){_PASSIVE}|to be [a-z]{{2,16}}|(?:was|were|be|been)(?: set| ready)? to|{_MODAL}|hop(?:es?|ing)"
    r"|aim(?:s|ed|ing)?|ahead of|ready to|prepar(?:es?|ing)|postponed (?:to|until)"
    rf"|(?:{_PROMISED}|vows?|promises?|pledges?|wants?|threatens) to"
)
_PROMISE = re.compile(rf"(?:{_PROMISED}) to")
_CUE = re.compile(
    rf"(?<![a-z])(?:(?P<future>{_FUTURE})|(?P<open>{_OPEN})|(?P<past>{_IRREGULAR}|[a-z]{{2,16}}ed))(?![a-z])"
)
_NOT_PAST = frozenset([
    "need", "indeed", "exceed", "speed", "seed", "feed", "proceed", "succeed", "breed", "hundred", "united", "armed",
    "naked", "embed", "unprecedented", "alleged",
])  # fmt: skip
_CLAUSE_END = re.compile(r"[.!?;](?=[\s\"')]|$)|\n")
_ABBREVIATION = re.compile(
    r"(?<![a-z])(?:[a-z]|mr|mrs|ms|dr|gen|lt|col|sen|rep|gov|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|st|no|vs)$"
)
# A preposition just before the date that only what is still to come can take.
_DUE_BY = re.compile(r"(?:^|[^a-z])(?:by|before|no later than|starting|effective)[ \n](?:the |late |early |mid-)?$")
# … and what an order or a halt takes, whatever the tense: "ordered a halt beginning Saturday", "halted as of midnight".
_DUE_FROM = re.compile(
    r"\b(?:starting|beginning|effective|as of|as from)"
    r"(?: (?:at )?(?:midnight|noon|dawn|\d{1,2} [ap]\.?m\.?))?(?: on)?[ \n]$"
)
_BEGUN = re.compile(r"\b(?:order|halt|stop|suspen|freez|froz|ban|impos|lift|ceas|end|clos|take effect)[a-z]*\b")
_DUE_NOUN = re.compile(r" (?:deadline|target date|start date|due date|expiration|handover|inauguration)(?![a-z])")


def direction_at(text: str, start: int, end: int, original: str) -> Direction:
    """Plain text, the expression's offsets in it and the text as written → where the nearest cue of its clause looks.

    The nearest verb before a date governs it in nine of ten news sentences ("said Tuesday it will decide on Friday");
    where the date opens the clause, the first verb after it does ("On Friday the council will vote").
    """
    if _DUE_NOUN.match(text, end) or text.endswith(("until ", "till "), max(0, start - 6), start):
        return Direction.FUTURE
    if _DUE_FROM.search(text, max(0, start - 30), start) and _BEGUN.search(text, _clause_start(text, start), start):
        return Direction.FUTURE
    before = [cue for cue in _CUE.finditer(text, _clause_start(text, start), start) if _is_cue(cue, original)]
    if before:
        return Direction(before[-1].lastgroup)
    high = min(len(text), end + _REACH)
    stop = _CLAUSE_END.search(text, end, high)
    for cue in _CUE.finditer(text, end, stop.start() if stop else high):
        if _is_cue(cue, original):
            # "On Tuesday agreed to change": the promise has its date, not the deed.
            return Direction.PAST if _PROMISE.match(cue[0]) else Direction(cue.lastgroup)
    return Direction.FUTURE if _DUE_BY.search(text, max(0, start - 20), start) else Direction.NONE


def _is_cue(cue: "re.Match[str]", original: str) -> bool:
    """Whether the word says when: `need` is no past, `May` with a capital is a month or a name."""
    return cue[0] not in _NOT_PAST and not (cue[0] == "may" and original[cue.start()] == "M")


def _clause_start(text: str, start: int) -> int:
    """Where the sentence that holds `start` begins, not further back than the reach."""
    low = max(0, start - _REACH)
    for stop in _CLAUSE_END.finditer(text, low, start):
        if stop[0] != "." or not _ABBREVIATION.search(text, max(0, stop.start() - 6), stop.start()):
            low = stop.end()
    return low
