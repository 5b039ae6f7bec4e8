"""The dates that a sentence of a dated entry may bear → the same, those from outside the entry replaced by its head."""

from collections.abc import Iterable

from timeline import edtf
from timeline.errors import BadDate
from timeline.extraction.reading import Choice, TimePhrase

HEAD = (
    1.0  # log-odds by which the date at the head of an entry is likelier than the models, which know no entries, think
)


def in_entry(choices: Iterable[Choice], entry: TimePhrase) -> list[Choice]:
    """The choices: what stands before the entry's own words gives way to its head, and a year or month at the head to
    the days or months of it that the sentence names ("2014 - The rules are replaced on 1 April")."""
    inside = [choice for choice in choices if choice.start >= entry.end]
    heads = [choice.score for choice in choices if choice.start < entry.end]
    head = max(heads, default=0.0) + HEAD
    nearer = {choice.value for choice in inside if _within(choice.value, entry.edtf)}
    kept = [
        Choice(c.value, max(c.score, head) + 0.01 * c.score, c.start, c.end, c.rule, c.anchor)
        if c.value in nearer
        else c
        for c in inside
    ]
    if nearer:
        head -= HEAD + 0.5
    return [*kept, Choice(entry.edtf, head, entry.start, entry.end, entry.rule, entry.anchor)]


def _within(value: str, head: str) -> bool:
    """Whether a date lies inside a wider one."""
    try:
        one, other = edtf.parse(value), edtf.parse(head)
    except BadDate:
        return False
    return other.first <= one.first and one.last <= other.last and one.last - one.first < other.last - other.first
