"""Two dates of one predicate → whether they tell of two events: "tests in May and again in July" does.

"Italy will deliver it next month, the ministry said on Tuesday" names two dates, and one delivery.
"""

import re

from timeline.extraction.reading import Choice

_JOINING = frozenset(["and", "or", "then", "again", "followed"])
_ASIDE = """also on in at of the last next this that early late mid as well once more twice later another one two three
a second third by both"""
_BESIDE = frozenset(_ASIDE.split())  # what else may stand between the two
_MOST = 7  # words between them
_WORD = re.compile(r"[\w'’]+")
_DIGIT = re.compile(r"\d")


def coordinated(text: str, one: Choice, other: Choice) -> bool:
    """Whether two dates of a text are told side by side and as exactly as each other."""
    first, second = sorted((one, other), key=lambda choice: choice.start)
    if first.start < 0 or first.start == second.start or _form(first.value) != _form(second.value):
        return False
    between = _WORD.findall(text[first.end : second.start].lower())
    known = all(word in _JOINING or word in _BESIDE or word.isdigit() for word in between)
    return known and len(between) <= _MOST and not _JOINING.isdisjoint(between)


def _form(value: str) -> str:
    return _DIGIT.sub("9", value)
