"""The words around a time expression → whether its clause looks back, ahead, or neither way."""

import enum
import re

_REACH = 160


class Direction(enum.Enum):
    """Which side of the publication date a clause speaks of."""

    PAST = "past"
    FUTURE = "future"
    NONE = "none"


_IRREGULAR = (
    "said told was were had did went came took made gave got began became met held left won lost fell rose sent spoke "
    "wrote shot hit broke brought built bought sold found kept led saw struck ran drew flew grew knew thought quit "
    "sank sought stood threw understood withdrew paid laid fought caught taught felt dealt swore sworn been died hurt "
    "shook sang read beat bore bled blew chose drove ate forgave froze hid rode shrank slew slept spent swept swung "
    "tore wore wept wound ago yesterday earlier since last past previous previously following after"
)
_FUTURE_PHRASES = (
    r"will|'ll|won't|shall|going to|(?:is|are|am|was|were|be|been) to(?: be)?|to be|would|could|may|might|must|should"
    r"|scheduled|expected|expects?|slated|due|set (?:to|for)|plan(?:s|ned|ning)?|intend(?:s|ed)?|hop(?:es?|ing)"
    r"|aim(?:s|ed|ing)?|until|till|by|before|next|upcoming|coming|ahead of|deadline|tomorrow|ready to|prepar(?:es?|ing)"
    r"|agreed to|vow(?:s|ed)? to|promis(?:es|ed?) to|pledg(?:es|ed?) to|wants? to|ordered to|invited to"
    r"|begins?|starts?|opens?|expires?|takes effect|scheduling|postponed (?:to|until)"
)
_CUE = re.compile(
    rf"(?<![a-z])(?:(?P<future>{_FUTURE_PHRASES})|(?P<past>{'|'.join(_IRREGULAR.split())}|[a-z]{{2,16}}ed"
    r"|(?:has|have|having)(?! to)))(?![a-z])"
)
_NOT_PAST = frozenset(
    "need indeed exceed speed seed feed proceed succeed breed red bed hundred united armed so-called agreed naked".split()
)
_CLAUSE_END = re.compile(r"[.!?;\n](?=\s|$)|\n")


def direction_at(text: str, start: int, end: int) -> Direction:
    """Plain text and the expression's offsets → the direction of the nearest cue: before it in the sentence, else after.

    The nearest verb before a date governs it in nine of ten news sentences ("said Tuesday it will decide on Friday");
    where the date opens the clause, the first verb after it does ("On Friday the council will vote").
    """
    before = text[max(0, start - _REACH) : start]
    for stop in _CLAUSE_END.finditer(before):
        before = " " * stop.end() + before[stop.end() :]
    found = [cue for cue in _CUE.finditer(before) if cue[0] not in _NOT_PAST]
    if found:
        return Direction.FUTURE if found[-1]["future"] else Direction.PAST
    after = text[end : end + _REACH]
    stop_after = _CLAUSE_END.search(after)
    for cue in _CUE.finditer(after, 0, stop_after.start() if stop_after else len(after)):
        if cue[0] not in _NOT_PAST:
            return Direction.FUTURE if cue["future"] else Direction.PAST
    return Direction.NONE
