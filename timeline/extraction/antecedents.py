"""A general word with an article ("the missiles") → the weapon that the text has named before, for which it stands."""

import bisect
import re
from collections.abc import Container, Sequence

from timeline.extraction.reading import Choice, Mention, Reading
from timeline.vocabulary.vocabulary import Vocabulary

_DEFINITE = re.compile(r"\b(?:the|these|those|such|its|their|his|her)\s(?:[\w'’.-]+\s){0,1}$", re.IGNORECASE)
_OF_ITSELF = re.compile(
    r"\b(?:embargo(?:es)?|bans?|trade|controls?|industry|race)\b", re.IGNORECASE
)  # "its arms embargo"
_BEFORE = 40  # characters before a name in which its article is looked for
_BEHIND = 16  # characters behind a name in which the word is looked for that the article belongs to
_FAR = 200  # sentences back: whatever was named before that, nobody has in mind, and long texts stay quick to read
ANYTHING = "weapon"  # stands for what the document as a whole is about, not for what was named last


def antecedents(reading: Reading, weapons: Sequence[Choice], vocabulary: Vocabulary) -> list[Choice]:
    """The weapons that general ones among these stand for, those that are among them already left out.

    The general weapon stays beside the one it stands for: both are what the text says.
    """
    found: list[Choice] = []
    known = {weapon.value for weapon in weapons}
    for weapon in weapons:
        full = _antecedent(reading, weapon, vocabulary)
        if full is not None and full.value not in known:
            known.add(full.value)
            found.append(full)
    return found


def _antecedent(reading: Reading, weapon: Choice, vocabulary: Vocabulary) -> Choice | None:
    """The kind of a general weapon that was named last before it, or else in the title."""
    if weapon.start < 0 or not _DEFINITE.search(reading.text[max(0, weapon.start - _BEFORE) : weapon.start]):
        return None
    if weapon.value == ANYTHING and _OF_ITSELF.search(reading.text, weapon.start, weapon.end + _BEHIND):
        return None  # the article is that of the embargo
    kinds = vocabulary.descendants(weapon.value) - {weapon.value}
    titled = [id for id in reading.title_weapons if id in kinds]
    if weapon.value == ANYTHING:
        titled += [id for id in reading.topic_weapons[:1] if id in kinds]
    else:
        named = _named_last(reading, weapon.start, kinds)
        if named is not None:
            return Choice(named.id, weapon.score, named.start, named.end)
    return Choice(titled[0], weapon.score) if titled else None


def _named_last(reading: Reading, offset: int, kinds: Container[str]) -> Mention | None:
    """The mention of one of these weapons that stands last before an offset."""
    here = bisect.bisect_right(reading.sentences, offset, key=lambda sentence: sentence.start) - 1
    groups = (reading.weapons[index] for index in range(here, max(-1, here - _FAR), -1))
    before = (mention for group in groups for mention in reversed(group) if mention.end <= offset)
    return next((mention for mention in before if mention.id in kinds), None)
