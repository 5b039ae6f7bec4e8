"""A treaty that a person tells, and what is stored → UsageError where it cannot be so, or its names are taken."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from timeline import edtf
from timeline.errors import UsageError
from timeline.vocabulary.fold import fold
from timeline.vocabulary.offices import fold_person
from timeline.vocabulary.vocabulary import Vocabulary

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_NAME = 300  # letters; official titles of conventions come near 250
_IN_ORDER = (
    ("adopted", "opened", "it was opened for signature {1}, before it was adopted {0}"),
    ("adopted", "entry_into_force", "it entered into force {1}, before it was adopted {0}"),
    ("opened", "entry_into_force", "it entered into force {1}, before it was opened for signature {0}"),
    ("adopted", "end_date", "it ended {1}, before it was adopted {0}"),
    ("entry_into_force", "end_date", "it ended {1}, before it entered into force {0}"),
)


def id_of(name: str) -> str:
    """The id of a treaty without one: "My Protocol" → `my-protocol`. Raises UsageError for a name without letters."""
    made = re.sub(r"[^a-z0-9]+", "-", fold_person(name)).strip("-")
    if not made:
        raise UsageError(f"No id can be made of the name {name!r}: give one with --id, as in --id my-protocol.")
    return made


def require_new_id(id: str, vocabulary: Vocabulary) -> None:
    """Raises UsageError for an id that is another treaty's, or no id."""
    if not _ID.fullmatch(id):
        raise UsageError(f"{id!r} is no id: use small letters, digits and hyphens, as in my-protocol.")
    if id in vocabulary.treaties:
        name = vocabulary.name_of("treaty", id)
        raise UsageError(f"There is a treaty {id} already, {name}: change it with timeline treaty amend, or give --id.")


def require_free_names(names: Iterable[str], vocabulary: Vocabulary, *, own: str = "") -> None:
    """Raises UsageError for a name that another treaty than `own` bears, or that says nothing."""
    for name in names:
        if not fold(name):
            raise UsageError(f"{name!r} is no name: it has no letter and no digit.")
        if len(name) > LONGEST_NAME:
            raise UsageError(f"A name of {len(name)} letters is too long: {LONGEST_NAME} are the most; shorten it.")
        for other in vocabulary.meanings(name):
            if other.kind == "treaty" and other.id != own:
                raise UsageError(
                    f"{name!r} is a name of {other.id} ({other.name}) already: "
                    "choose another, or change that treaty with timeline treaty amend."
                )


def require_other_treaty(id: str, annexed_to: str | None) -> None:
    """Raises UsageError for a treaty that is annexed to itself."""
    if id == annexed_to:
        raise UsageError(f"{id} cannot be annexed to itself: name the treaty that it is a protocol of.")


def require_dates_in_order(row: Mapping[str, Any]) -> None:
    """Raises UsageError where a date of the treaty lies certainly before one that must precede it."""
    for first, then, words in _IN_ORDER:
        if row.get(first) and row.get(then):
            one, other = edtf.parse(row[first]), edtf.parse(row[then])
            if edtf.before(other, one) is edtf.Certainty.CERTAINLY:
                dates = map(edtf.with_preposition, (one, other))
                raise UsageError(f"The dates contradict each other: {words.format(*dates)}.")
