"""Text out of documents → what a terminal may show: nothing in it moves the cursor or turns the line around."""

import unicodedata

# Marks that turn the direction of what follows (Unicode UAX #9): with them a line could read otherwise than stored.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def visible(text: str) -> str:
    """The text with a replacement sign for each control character but the line end and the tab, and each turning mark.

    What is stored and exported stays as it was.
    """
    if text.isprintable():
        return text
    return "".join(sign if _harmless(sign) else "\ufffd" for sign in text)


def counted(number: int, thing: str, several: str = "") -> str:
    """`1 event`, `2 events`; `several` is the plural where it is not made with an s."""
    return f"{number} {thing if number == 1 else several or thing + 's'}"


def _harmless(sign: str) -> bool:
    return sign in "\n\t" or (unicodedata.category(sign) != "Cc" and sign not in _TURNING)
