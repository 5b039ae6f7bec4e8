"""A text out of a document → what a page, a report or a calendar may show of it.

Tables and JSON keep every sign, because they are read back; what only people read keeps those that can be read.
"""

import re

# Control signs but the tab and the line end; what overrides the direction of all that follows (Unicode UAX #9), which
# makes a line read otherwise than it is stored; and what is no character at all.
_ILLEGIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)


def legible(text: str) -> str:
    """The text with a replacement sign for what cannot be shown, and `\\n` for any end of a line."""
    lines = re.sub("\r\n|[\r\x85\u2028\u2029]", "\n", text)
    return _ILLEGIBLE.sub("\ufffd", lines)


def in_one_line(text: str) -> str:
    """The same without ends of lines and runs of blanks."""
    return " ".join(legible(text).split())
