"""A word that a person types for a value of a closed list → the value, whatever its case, hyphens and plural."""

from collections.abc import Sequence

from timeline.errors import UnknownName
from timeline.vocabulary.fold import fold


def member(kind: str, text: str, known: Sequence[str]) -> str:
    """The one of `known` that the text is. Raises UnknownName with all of them."""
    found = {fold(value): value for value in known}.get(fold(text))
    if found is None:
        raise UnknownName(kind, text, known, whole=True)
    return found
