"""A person named in a text → the state or organisation that he or she speaks for on the document's date."""

import bisect
import csv
import functools
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from timeline.edtf import Edtf
from timeline.extraction.names import Bearer
from timeline.extraction.predicates import FOLDER
from timeline.extraction.reading import Mention
from timeline.vocabulary.offices import Office
from timeline.vocabulary.vocabulary import Vocabulary

if TYPE_CHECKING:
    from timeline.extraction.mentions import Found

_NOT_IN_OFFICE = re.compile(r"(?:former|ex-|then-|late|president-elect|Former|-elect|candidate)\s*(?:\w+\s){0,2}\Z")
_NAME = r"[A-ZÀ-Þ][\w'’.-]{0,40}"  # bounded: a run of capitals is tried from each of them
_NAMES = re.compile(rf"{_NAME}(?:\s{_NAME}){{0,3}}")
_COMMON = frozenset(
    [
        "may",
        "hunt",
        "rice",
        "bush",
        "brown",
        "cook",
        "fox",
        "day",
        "long",
        "king",
        "black",
        "white",
        "green",
        "young",
        "ford",
        "reed",
        "hill",
        "wood",
        "cooper",
        "price",
        "pence",
        "best",
        "gates",
        "major",
        "bell",
        "stone",
        "church",
        "park",
        "marin",
        "abe",
        "modi",
        "lee",
        "kim",
        "park",
        "chen",
        "li",
        "wang",
    ]
)
_SPEAKS_FOR = frozenset(("demonym", "name", "organ", "metonym", "capital", "acronym", "alias", "official"))


@functools.cache
def _titles() -> dict[str, str]:
    with (FOLDER / "titles.csv").open(encoding="utf-8", newline="") as file:
        return {row["title"]: row["actor"] for row in csv.DictReader(file)}


@functools.cache
def _titled() -> re.Pattern[str]:
    titles = "|".join(re.escape(t).replace(r"\ ", " ") for t in sorted(_titles(), key=len, reverse=True))
    return re.compile(rf"\b(?P<title>{titles})\s+(?=\S)")


_OFFICIALS = (
    "ministers?|ambassador|envoy|director|head|chief|chairman|chairwoman|official|adviser|advisor|leader|chancellor|"
    "premier|president"
)


@functools.cache
def _apposed() -> re.Pattern[str]:
    """A name with an office after it: "X, the Y foreign minister,"."""
    titles = "|".join(
        re.escape(t).replace(r"\ ", " ") for t in sorted(_titles(), key=len, reverse=True) if t.isalpha() or " " in t
    )
    return re.compile(
        rf"(?P<name>{_NAME}(?:\s{_NAME}){{1,3}}), "
        rf"(?P<office>[^,.;:\n]{{0,50}}?\b(?:{titles}|{_OFFICIALS})\b[^,.;:\n]{{0,30}})"
    )


class Cast:
    """The persons of one document: office-holders of the vocabulary and those that the text introduces by a title."""

    def __init__(
        self, text: str, lowered: str, vocabulary: Vocabulary, on: Edtf | None, found: Iterable["Found"]
    ) -> None:
        self.text = text
        self.lowered = lowered
        self.vocabulary = vocabulary
        self.on = on
        self.titled: list[Mention] = []
        self._offices: dict[str, list[Office]] = _offices(vocabulary)
        known = list(found)
        self._full = {b.id for f in known for b in f.bearers if b.form == "person"}
        self._places = [
            (f.start, f.end, vocabulary.state_of(f.bearers[0].id), f.bearers[0].form)
            for f in known
            if f.bearers[0].kind == "actor" and f.bearers[0].form in _SPEAKS_FOR
        ]
        self._spans = [(f.start, f.end) for f in known]
        self._ends = {end for _, end, _, _ in self._places}
        self._persons = [
            (f.start, f.end, all(b.form == "surname" for b in f.bearers))
            for f in known
            if any(b.form in ("person", "surname") for b in f.bearers)
        ]
        self._surnames: dict[str, str] = {}  # of those whom the text introduces by more than a surname
        self._introduce()

    def person(self, start: int, end: int, bearers: list[Bearer]) -> Mention | None:
        """The mention of an office-holder; None where nobody of that name was in office, or it is a plain word."""
        before = self.text[max(0, start - 40) : start]
        if _NOT_IN_OFFICE.search(before):
            return None
        surname = all(b.form == "surname" for b in bearers)
        if surname and before.lower().endswith("the "):
            return None  # a place: "The Hague"
        ids = sorted({b.id for b in bearers})
        introduced = [id for id in ids if id in self._full]
        if surname and self.text[start:end].lower() in _COMMON and not introduced and not _titled_before(before):
            return None
        if surname and re.search(r"[A-Z][a-z]+ \Z", before) and not introduced and not _titled_before(before):
            return None  # another person's surname: "Duncan Hunter"
        if surname and not introduced and (actor := self._surnames.get(self.text[start:end])):
            return Mention("actor", actor, start, end, "person")  # the text has told of another one of that name
        offices = [o for id in introduced or ids for o in self._offices.get(id, ())]
        if not offices:
            return None
        held = [o for o in offices if self.on is None or o.held(self.on)]
        actors = sorted({self.vocabulary.state_of(o.actor_id) for o in held})
        if len(actors) == 1:
            return Mention("actor", actors[0], start, end, "person")
        earlier = [o for o in offices if self.on is None or not o.start or o.start[:4] <= self.on.text[:4]]
        actors = sorted({self.vocabulary.state_of(o.actor_id) for o in earlier})
        return Mention("actor", actors[0], start, end, "former") if len(actors) == 1 and not held else None

    def _introduce(self) -> None:
        """Persons whom the text introduces by a title beside a state: "Foreign Minister X of Y", "the Y premier X"."""
        surnames = self._surnames
        spans = {(start, end) for start, end, _ in self._persons}
        for found in _titled().finditer(self.lowered):
            name = _NAMES.match(self.text, found.end())
            if name is None:
                continue
            start, end = name.span()
            if self._known(start, end) or self._one_name(found.start(), start):
                continue
            actor = _titles()[found["title"]] or self._state_near(found.start(), end)
            if (
                actor
                and actor in self.vocabulary.actors
                and not _NOT_IN_OFFICE.search(self.text[max(0, found.start() - 30) : found.start()])
            ):
                words = name.group().split()
                surname = words[-1].removesuffix("'s").removesuffix("’s").strip(".")
                if len(surname) > 3:
                    surnames.setdefault(surname, actor)
                self.titled.append(Mention("actor", actor, start, end, "person"))
        self._introduce_apposed(surnames)
        self._repeat(surnames, spans)

    def _introduce_apposed(self, surnames: dict[str, str]) -> None:
        """Persons introduced by an apposition that names whom they act for."""
        for found in _apposed().finditer(self.text):
            start, end = found.span("name")
            if self._known(start, end) or end in self._ends:  # "In Washington, a spokesman" names nobody
                continue
            office = found["office"]
            if re.match(r"(?:former|then|ex-|once)", office):
                continue
            first, last = found.span("office")
            near = self._places[bisect.bisect_left(self._places, (first,)) :][:5]
            named = [actor for s, e, actor, _ in near if first <= s and e <= last]
            if named:
                surnames.setdefault(found["name"].split()[-1], named[0])
                self.titled.append(Mention("actor", named[0], start, end, "person"))

    def _repeat(self, surnames: dict[str, str], spans: set[tuple[int, int]]) -> None:
        """Later mentions of the introduced persons by surname alone."""
        if not surnames:
            return
        taken = spans | {(m.start, m.end) for m in self.titled} | {(p[0], p[1]) for p in self._places}
        ends = {end for _, end in taken}
        pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(surnames))) + r")\b")
        for found in pattern.finditer(self.text):
            if found.span() not in taken and found.end() not in ends and surnames[found.group()]:
                self.titled.append(Mention("actor", surnames[found.group()], *found.span(), "person"))

    def _state_near(self, start: int, end: int) -> str:
        """The state named just before the title ("Israeli Premier X"), just after the name, or last before it."""
        at = bisect.bisect_left(self._places, (start,))
        after = self._places[at : at + 3]
        before = self._places[max(0, at - 1) : at]
        for _, place_end, actor, _ in before:
            gap = self.text[place_end:start]
            if len(gap) < 25 and not re.search(r"[.;]\s", gap):
                return actor
        for place_start, _, actor, _ in after:
            if end <= place_start <= end + 12 and re.match(r"\s?(?:of|,( the)?)\s", self.text[end:place_start] + " "):
                return actor
        return next((actor for _, place_end, actor, _ in before if start - place_end < 400), "")

    def _known(self, start: int, end: int) -> bool:
        """Whether a person of the vocabulary is named at this place; "Peter Smith" is not the Smith that it knows."""
        at = bisect.bisect_left(self._persons, (end,))
        more = " " in self.text[start:end]
        return any(
            first < end and start < last and not (more and surname)
            for first, last, surname in self._persons[max(0, at - 3) : at]
        )

    def _one_name(self, title: int, name: int) -> bool:
        """Whether title and name are parts of one longer name: "General Dynamics" is no general."""
        at = bisect.bisect_right(self._spans, (title, len(self.text)))
        return any(first <= title and name < last for first, last in self._spans[max(0, at - 2) : at])


def _titled_before(before: str) -> bool:
    tail = before.lower().rstrip()
    return any(tail.endswith(title) for title in _titles())


@functools.lru_cache(maxsize=4)
def _offices(vocabulary: Vocabulary) -> dict[str, list[Office]]:
    index: dict[str, list[Office]] = {}
    for office in vocabulary.offices:
        index.setdefault(office.person_id, []).append(office)
    return index
