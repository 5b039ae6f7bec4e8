"""predicates.csv and frames.csv → which words state which event, and which slot each role stands in."""

import csv
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from timeline.extraction.inflection import past_forms, verb_forms

FOLDER = Path(__file__).resolve().parent
SUBJECT, OBJECT = "subject", "object"
DETERMINER = "~"  # in a lemma: any of these words
_DETERMINERS = ("the", "a", "an", "its", "his", "her", "their", "this", "that")


@dataclass(frozen=True, slots=True)
class Predicate:
    """One row of predicates.csv: a lemma in one form, its types, the slots that differ from the frame's."""

    lemma: str
    form: str
    types: tuple[str, ...]
    slots: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Frame:
    """How a type is usually put: its roles, most important first, and the role of each slot (subject, to, by, …)."""

    type: str
    roles: tuple[str, ...]
    slots: Mapping[str, str]


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in text.split())


@functools.cache
def frames() -> Mapping[str, Frame]:
    """Every event type's frame, in the order of the guide."""
    with (FOLDER / "frames.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["type"]: Frame(
                row["type"],
                tuple(row["roles"].split()),
                {SUBJECT: row["subject"], OBJECT: row["object"], **_pairs(row["slots"])},
            )
            for row in csv.DictReader(file)
        }


@functools.cache
def surface_predicates() -> Mapping[str, tuple[tuple[Predicate, bool], ...]]:
    """Each form in which a predicate appears in text → the predicates it may be, and whether it is a past form."""
    surfaces: dict[str, dict[tuple[str, str], tuple[Predicate, bool]]] = {}
    with (FOLDER / "predicates.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            # "Cancel a contract" is known by what is known of "cancel"; it only leaves the contract nothing to tell.
            lemma, whole = row["lemma"].partition(f" {DETERMINER}")[0], row["lemma"]
            predicate = Predicate(lemma, row["form"], tuple(row["types"].split()), _pairs(row["slots"]))
            past = frozenset(past_forms(whole)) if predicate.form == "verb" else frozenset()
            forms = verb_forms(whole) if predicate.form == "verb" else (whole,)
            for form in (spelt for each in forms for spelt in _spelt_out(each)):
                surfaces.setdefault(form, {})[predicate.lemma, predicate.form] = (predicate, form in past)
    return {form: tuple(found.values()) for form, found in surfaces.items()}


def _spelt_out(form: str) -> Iterator[str]:
    """A form with each determiner in place of the sign for one."""
    yield from (form.replace(DETERMINER, word) for word in _DETERMINERS) if DETERMINER in form else (form,)


def slot_role(predicate: Predicate, type: str, slot: str) -> str:
    """The role that the slot has with this predicate for this type, or an empty text."""
    if slot in predicate.slots:
        return predicate.slots[slot]
    return frames()[type].slots.get(slot, "")
