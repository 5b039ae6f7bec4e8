"""A position under a treaty → how it is drawn and named; the more binding the darker."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline.law.standings import Kind
from timeline.outputs.plots.looks import BLUE, GREEN, ORANGE, PURPLE, VERMILION, stripes
from timeline.outputs.plots.page import Sample
from timeline.outputs.plots.svg import element

UNSURE = "unsure"
_EDGE = "#444444"
_DEEP, _PALE = "#003B5C", "#BFE3F7"  # so that party, consented and signatory are told apart in grey
DARK = (BLUE, _DEEP)
"""The fills on which words are white."""


@dataclass(frozen=True, slots=True)
class PositionLook:
    """How a position is filled, and its words; `pattern` is what the fill refers to, "" for a plain colour."""

    means: str
    fill: str
    pattern: str = ""


def _striped(name: str, colour: str, behind: str, *, turn: int = 45, gap: float = 6) -> tuple[str, str]:
    return f"url(#{name})", stripes(name, colour, behind=behind, turn=turn, gap=gap, thick=2)


# From the most binding to the least, as they lie on each other in a picture of a treaty.
POSITION_LOOKS: dict[str, PositionLook] = {
    Kind.PARTY: PositionLook("party", BLUE),
    Kind.PARTICIPANT: PositionLook("participant", _DEEP),
    Kind.SUSPENSION_CLAIMED: PositionLook(
        "party, claims to have suspended it", *_striped("suspended", "#ffffff", BLUE)
    ),
    Kind.WITHDRAWAL_NOTIFIED: PositionLook("party, has given notice", *_striped("notified", ORANGE, BLUE, turn=-45)),
    Kind.PROVISIONAL: PositionLook("applies it provisionally", *_striped("provisional", "#ffffff", GREEN)),
    Kind.CONSENTED: PositionLook("consented, not yet in force for it", GREEN),
    Kind.SIGNATORY: PositionLook("signatory only", _PALE),
    Kind.RATIFICATION_WITHDRAWN: PositionLook("took back its ratification", *_striped("unratified", _EDGE, _PALE)),
    Kind.NOT_JOINING: PositionLook("said that it will not join", *_striped("disowned", PURPLE, "#ffffff")),
    Kind.WITHDRAWN: PositionLook("withdrawn", *_striped("withdrawn", VERMILION, "#ffffff", turn=-45)),
    Kind.ENDED: PositionLook("until the treaty ended", "#d9d9d9"),
    Kind.NOT_RECORDED: PositionLook("not recorded here", *_striped("unrecorded", "#bbbbbb", "#ffffff", turn=90, gap=8)),
    Kind.NO_RELATION: PositionLook("no relation", "#ffffff"),
    UNSURE: PositionLook(
        "one or another: the day is not known", *_striped("unsure", "#777777", "#ffffff", turn=0, gap=4)
    ),
}


def look_key(kinds: Sequence[str]) -> str:
    """The key of POSITION_LOOKS for the kinds that are possible."""
    return kinds[0] if len(kinds) == 1 else UNSURE


def used(keys: Iterable[str]) -> list[str]:
    """Those keys, each once, in the order of POSITION_LOOKS."""
    found = set(keys)
    return [key for key in POSITION_LOOKS if key in found]


def patterns(keys: Iterable[str]) -> list[str]:
    """The patterns that these need."""
    return [POSITION_LOOKS[key].pattern for key in used(keys) if POSITION_LOOKS[key].pattern]


def sample(key: str, words: str = "") -> Sample:
    """An entry of the legend, with more words after its own."""
    look = POSITION_LOOKS[key]
    box = element("rect", x=0.5, y=0.5, width=23, height=11, fill=look.fill, stroke=_EDGE, stroke_width=0.6)
    return Sample(box, f"{look.means}{words}")
