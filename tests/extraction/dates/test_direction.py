"""Clauses and the way they look from the publication date."""

import pytest

from timeline.extraction.dates.direction import Direction, direction_at
from timeline.extraction.dates.plain import plain

CLAUSES = [
    # `[…]` marks the date.
    ("He said [Tuesday] it was over.", Direction.PAST),
    ("He said Tuesday it will decide on [Friday].", Direction.FUTURE),
    ("On [Friday] the council will vote.", Direction.FUTURE),
    ("On [Friday] the council voted.", Direction.PAST),
    ("The work should be completed in [October].", Direction.OPEN),
    ("A hearing has been scheduled for [June 3].", Direction.FUTURE),
    ("A [June 3] hearing has been scheduled.", Direction.FUTURE),
    ("It is to be held on [October 12].", Direction.FUTURE),
    ("The bill was passed. It will be law in [May].", Direction.FUTURE),
    ("It will be law. The bill was passed in [May].", Direction.PAST),
    ("The cabinet on [Tuesday] agreed to change it.", Direction.PAST),
    ("It has a [June 1] deadline.", Direction.FUTURE),
    ("They stay closed until [Friday].", Direction.FUTURE),
    ("It should be sold no arms. On [Friday] the Assembly did so.", Direction.PAST),
    ("It can buy none, the ministers having on [Tuesday] imposed an embargo.", Direction.PAST),
    ("The Senate on [Wednesday] set aside a motion that would have stopped it.", Direction.PAST),
    ("Paris ordered a halt to sales effective [Friday].", Direction.FUTURE),
    ("Paris halted sales as of midnight on [Friday].", Direction.FUTURE),
    ("Paris had sold 30 as of [Friday].", Direction.PAST),
    ("Decision, [May 5]", Direction.NONE),
    ("By [Friday]", Direction.FUTURE),
    ("In May, on [Friday]", Direction.NONE),
    ("They need money, [Friday]", Direction.NONE),
    ("Mr. Smith, who told Gen. Jones of it, on [Friday]", Direction.PAST),
]


@pytest.mark.parametrize(("clause", "direction"), CLAUSES)
def test_direction(clause: str, direction: Direction) -> None:
    start, end = clause.index("["), clause.index("]") - 1
    text = clause.replace("[", "").replace("]", "")
    assert direction_at(plain(text), start, end, text) is direction
