"""Words for a vague now, past or future: `now`, `recently`, `soon`, `the future` → PRESENT_REF, PAST_REF, FUTURE_REF."""

import re

from timeline.extraction.dates.resolution import Resolution, Rule, unplaced
from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.words import END, GAP, any_of

_PRESENT = ("now", "currently", "current", "nowadays", "at present", "presently", "these days", "right now", "the moment",
            "the time being", "present-day", "present day", "modern day", "modern-day", "the present day", "the present")  # fmt: skip
_PAST = ("recently", "recent", "more recently", "most recently", "the recent past", "formerly", "the past",
         "the distant past")  # fmt: skip
_FUTURE = ("the future", "the near future", "the foreseeable future", "the long term", "the near term", "soon", "the coming days",
           "very soon", "the short term", "future")  # fmt: skip
_REFERENCES = (
    {word: "PRESENT_REF" for word in _PRESENT} | {word: "PAST_REF" for word in _PAST} | {word: "FUTURE_REF" for word in _FUTURE}
)


# Elsewhere "soon" tells only that one thing followed another.
_AHEAD = re.compile(r"(?:^|[^a-z])(?:will|would|could|may|might|should|can|expected|plans?|hopes?|very)[ \n](?:[a-z]{2,12}[ \n]){0,3}$")


def _reference(match: re.Match[str], scene: Scene) -> Resolution | None:
    word = " ".join(match["word"].split())
    if word == "soon":
        if scene.plain.endswith("as ", max(0, match.start() - 3), match.start()):
            return None
        if _AHEAD.search(scene.plain, max(0, match.start() - 30), match.start()) is None:
            return None
    return unplaced(match, _REFERENCES[word], "reference")


WORD_RULES = (Rule("reference", rf"(?P<word>{any_of(_REFERENCES)}){END}(?!{GAP}and{GAP}then)", _reference),)
