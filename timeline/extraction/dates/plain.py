"""A text → the same text in lower case with plain hyphens, apostrophes and spaces, offset for offset."""

_PLAIN = str.maketrans({
    "’": "'", "‘": "'", "ʼ": "'", "´": "'", "‐": "-", "‑": "-", "−": "-", "—": "–", "\u00a0": " ", "\u202f": " ",
    "\u2009": " ", "\u2007": " ", "\u2003": " ", "\u2002": " ", "\u3000": " ",
})  # fmt: skip


def plain(text: str) -> str:
    """Lower case with one character for each of the text's, so that offsets hold in both."""
    lowered = text.lower()
    if len(lowered) != len(text):  # İ becomes two characters
        lowered = "".join(low if len(low := character.lower()) == 1 else character for character in text)
    return lowered if lowered.isascii() else lowered.translate(_PLAIN)
