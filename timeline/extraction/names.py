"""A vocabulary, nouns.csv, traps.csv and the predicates → one automaton that finds all of them in a single pass."""

import csv
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import ahocorasick_rs

from timeline.extraction.predicates import FOLDER, Predicate, surface_predicates
from timeline.extraction.words import lower
from timeline.vocabulary.actors import PERSON
from timeline.vocabulary.vocabulary import Vocabulary

_LETTERED = re.compile(r"[A-Z]-[a-z]")  # "A bomb fell" speaks of no A-bomb
_DESIGNATION = re.compile(r"[A-Z][A-Za-z]*[- ]?\d+\Z")  # "T-90", "Leopard 2"; "155" is none
_VARIANT = re.compile(r"(?!mm|cm|km|kg|th|st|nd|rd)[a-z]{1,3}\d?(?!\w)")
_SPELT_OUT = re.compile(r"\S \b(?:Treaty|Convention|Protocol)\b|\b(?:Treaty|Convention|Protocol) \S")
_PLURAL = re.compile(r"(?:[a-z0-9]{3,}|[A-Z0-9-]{2,})\Z")


@dataclass(frozen=True, slots=True)
class Bearer:
    """What a text in the automaton may mean. `cased` texts must appear as written, `capital` ones with a capital."""

    kind: str
    id: str
    form: str
    text: str
    ambiguous: bool = False
    cased: bool = False
    capital: bool = False


@dataclass(slots=True)
class Entry:
    """Everything that one lower-case text may be: names, predicates, or a trap (it means none of them)."""

    bearers: list[Bearer] = field(default_factory=list)
    predicates: tuple[tuple[Predicate, bool], ...] = ()
    trap: bool = False

    @property
    def designation(self) -> bool:
        """Whether it is a weapon's name of letters and figures, which marks of a variant may follow ("F-16" + "IQ")."""
        return any(b.kind == "weapon" and _DESIGNATION.search(b.text) for b in self.bearers)


class NameFinder:
    """Finds every name and predicate of one vocabulary in a text; built once, in about 0.05 s."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        entries: dict[str, Entry] = {}
        for bearer in (*_vocabulary_bearers(vocabulary), *_noun_bearers()):
            for text in _spellings(bearer):
                entries.setdefault(lower(text), Entry()).bearers.append(bearer)
        for form, predicates in surface_predicates().items():
            entries.setdefault(form, Entry()).predicates = predicates
        with (FOLDER / "traps.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                entries.setdefault(row["text"], Entry()).trap = True
        self._entries = list(entries.values())
        self._automaton = ahocorasick_rs.AhoCorasick(
            list(entries), implementation=ahocorasick_rs.Implementation.ContiguousNFA
        )

    def find(self, lowered: str) -> Iterator[tuple[int, int, int, Entry]]:
        """Every entry that stands between word boundaries of a lower-cased text, overlapping ones too: where it starts
        and ends, and where the mark of a variant ends that follows a weapon's name ("F-16" + "IQ")."""
        entries = self._entries
        size = len(lowered)
        for index, start, end in self._automaton.find_matches_as_indexes(lowered, overlapping=True):
            before = lowered[start - 1] if start else " "
            joined = before == "-" and not entries[index].bearers
            if (before.isalnum() or joined) and lowered[start].isalnum():
                continue
            if end < size and lowered[end].isalnum() and lowered[end - 1].isalnum():
                mark = _VARIANT.match(lowered, end) if lowered[end - 1].isdigit() else None
                if mark is not None and entries[index].designation:
                    yield start, end, mark.end(), entries[index]
                continue
            yield start, end, end, entries[index]


@functools.lru_cache(maxsize=4)
def finder(vocabulary: Vocabulary) -> NameFinder:
    """The finder of a vocabulary; made once for each."""
    return NameFinder(vocabulary)


def _vocabulary_bearers(vocabulary: Vocabulary) -> Iterator[Bearer]:
    for name in vocabulary.names:
        if name.kind not in ("actor", "weapon", "treaty") or len(name.text) < 2:
            continue
        acronym = name.text.isupper() and len(name.text) <= 6 and name.text.isascii()
        capital = name.text[:1].isupper() or (name.text[:4] == "the " and name.text[4:5].isupper())
        if name.kind == "weapon":
            first_lower = re.search(r"[a-z]{3}", name.text) is not None and not re.search(r"\d", name.text)
            capital = capital and (name.form == "acronym" or not (name.form == "official" and first_lower))
        if name.kind == "treaty":  # also "the mine ban treaty"
            capital = capital and not _SPELT_OUT.search(name.text)
        form = name.form
        if name.kind == "actor" and vocabulary.actors[name.id].kind == PERSON:
            form, acronym, capital = "surname" if " " not in name.text else "person", False, True
        yield Bearer(name.kind, name.id, form, name.text, name.ambiguous, acronym, capital)


def _noun_bearers() -> Iterator[Bearer]:
    with (FOLDER / "nouns.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for text in row["text"].split("|"):
                acronym = text.isupper() and len(text) <= 6
                yield Bearer(row["kind"], row["id"], row["form"], text, False, acronym, row["case"] == "yes")


@functools.cache
def shared_names() -> frozenset[str]:
    """The lower-case names of institutions that several states or organisations have: "parliament"."""
    return frozenset(bearer.text.lower() for bearer in _noun_bearers() if bearer.form == "shared")


def _spellings(bearer: Bearer) -> Iterator[str]:
    """The name, its plural, and it with hyphens as spaces or none."""
    text = bearer.text.removeprefix("the ").removeprefix("The ") if len(bearer.text) > 8 else bearer.text
    variants = [text] if text == bearer.text else [text, bearer.text]  # "Hague" may be a person, "The Hague" is none
    if bearer.kind == "weapon":
        if "-" in text:
            if not _LETTERED.match(text):
                variants.append(text.replace("-", " "))
            variants.append(text.replace("-", "\u2011"))
        elif " " in text and len(text) < 30:
            variants.append(text.replace(" ", "-"))
        if " " in text:  # a quoted first word: "nonpersistent" mines
            variants += [text.replace(" ", mark + " ", 1) for mark in ('"', "”")]
    if "'" in text:
        variants.append(text.replace("'", "’"))
    for variant in variants:
        yield variant
        if (
            bearer.kind == "weapon"
            and not variant.lower().endswith("s")
            and _PLURAL.search(variant.split(" ")[-1].lower())
        ):
            yield variant + "s"
        if bearer.kind == "actor" and bearer.form == "demonym" and variant[-1] in "niku":
            yield variant + "s"
