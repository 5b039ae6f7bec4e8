"""Words for a vague now, past or future: `now`, `recently`, `the future` → PRESENT_REF, PAST_REF, FUTURE_REF."""

import re

from timeline.extraction.dates.patterns import END, any_of
from timeline.extraction.dates.resolution import Match, Resolution, Rule, unplaced
from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.words import in_words

REFERENCES = {
    "PRESENT_REF": (
        "now", "currently", "current", "nowadays", "at present", "presently", "these days", "right now", "the moment",
        "the time being", "present-day", "present day", "modern day", "modern-day", "the present day", "the present",
    ),
    "PAST_REF": (
        "recently", "recent", "long ago", "more recently", "most recently", "the recent past", "formerly", "the past",
        "the distant past",
    ),
    "FUTURE_REF": (
        "future", "the future", "the near future", "the foreseeable future", "the long term", "the near term",
        "the short term", "soon", "very soon",
    ),
}  # fmt: skip
_VALUES = {word: value for value, words in REFERENCES.items() for word in words}
# Elsewhere "soon" tells only that one thing followed another.
_AHEAD = re.compile(
    r"(?:^|[^a-z])(?:will|would|could|may|might|should|can|expected|plans?|hopes?|very)[ \n](?:[a-z]{2,12}[ \n]){0,3}$"
)


def _reference(match: Match, scene: Scene) -> Resolution | None:
    word = in_words(match["word"])
    if word == "soon" and (
        scene.plain.endswith("as ", 0, match.start()) or not scene.before(match.start(), 30, _AHEAD)
    ):
        return None
    return unplaced(match, _VALUES[word], "reference")


WORD_RULES = (Rule(rf"(?P<word>{any_of(_VALUES)}){END}(?! and then)", _reference),)
