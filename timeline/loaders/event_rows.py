"""The cells of one row of our CSV → an EventRow, every column checked against the vocabulary and the other columns."""

import datetime as dt
import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, ParamSpec, TypeAlias, TypeVar, cast

from timeline import edtf
from timeline.documents.proposal import ROLES, STATUSES, Participant, ProposedEvent, WeaponLine
from timeline.errors import BadDate, UsageError
from timeline.loaders.cells import PASSAGES, BadCell, number, split, split_parallel, whole_number
from timeline.loaders.columns import OF_SOURCES, OF_WEAPONS, REVIEWS
from timeline.loaders.header_dates import header_date
from timeline.vocabulary.vocabulary import Vocabulary

# The columns of ids and of names of each thing that a row names.
_NAMING = {prefix: (f"{prefix}_ids", f"{prefix}_names") for prefix in (*ROLES, "weapon", "treaty")}
_OF_ROLES = tuple((role, *_NAMING[role]) for role in ROLES)
# Columns that are read together, by what they say.
_TOGETHER: dict[str, Callable[[Mapping[str, str]], tuple[str, ...]]] = {
    "type": itemgetter("type", "group"),
    "date": itemgetter("date", "date_first", "date_last", "date_precision"),
    **{prefix: itemgetter(*columns) for prefix, columns in _NAMING.items()},
}
_AMOUNTS = itemgetter(*OF_WEAPONS)
_SOURCES = itemgetter(*OF_SOURCES)
_SEPARATORS = str.maketrans("", "", "-_.:")
_KEPT = 5_000
_Read = TypeVar("_Read")
_Parameters = ParamSpec("_Parameters")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source of a row: where it is, who published it and when (EDTF or ""), and the passages quoted from it."""

    url: str = ""
    publisher: str = ""
    date: str = ""
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event of our CSV. `row` counts as a spreadsheet does, the header being row 1.

    `event_id` is "" for a new event. `confidence` is None where the row gives none (`event.confidence` is then 1).
    The event has no claims: a row quotes its sources but does not hold them.
    """

    row: int
    event_id: str
    event: ProposedEvent
    sources: tuple[SourceRow, ...] = ()
    review: str = "proposed"
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class RowFault:
    """Why one row cannot be loaded, one reason for each cell at fault."""

    row: int
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return f"row {self.row}: {'; '.join(self.reasons)}"


class RowReader:
    """Reads the rows of one file; an event id may come once in it."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._rows_of: dict[str, int] = {}
        self._known: _Known = {name: {} for name in (*_TOGETHER, "pairs")}

    def read(self, row: int, cells: Mapping[str, str]) -> EventRow | RowFault:
        """The event of a row (each of our columns → its cell, "" where it is absent), or all that is wrong with it."""
        check = _Check(self._vocabulary, cells, self._known)
        event_id = check.event_id(self._rows_of)
        fields = (
            *(check.type(), check.date(), check.one_of("status", STATUSES, "actual"), check.participants()),
            *(check.weapons(), check.treaties(), cells["title"], cells["place"], cells["note"]),
        )
        sources = check.sources()
        review = check.one_of("review", REVIEWS, "proposed")
        confidence = check.confidence()
        if event_id:
            self._rows_of.setdefault(event_id, row)
        if check.reasons:
            return RowFault(row, tuple(check.reasons))
        event = ProposedEvent(*fields, confidence=1.0 if confidence is None else confidence)
        return EventRow(row, event_id, event, sources, review, confidence)


# What cells say that gave no reason against them, by what they say: few are different, and to read them again takes
# most of the time.
_Known: TypeAlias = dict[str, dict[tuple[str, ...], Any]]


class _Check:
    """The cells of one row, and the reasons against it as they are found."""

    def __init__(self, vocabulary: Vocabulary, cells: Mapping[str, str], known: _Known) -> None:
        self._vocabulary, self._cells, self._known = vocabulary, cells, known
        self.reasons: list[str] = []

    def cell(self, column: str) -> str:
        return self._cells[column]

    def _kept(self, what: str, read: Callable[[], _Read]) -> _Read:
        """What the cells say that are read together, read anew where they were not read before, or not without fault.

        What is true of these cells alone is kept, and little of it at a time.
        """
        key, known = _TOGETHER[what](self._cells), self._known[what]
        if key in known:
            return cast(_Read, known[key])
        reasons = len(self.reasons)
        found = read()
        if len(self.reasons) == reasons:
            if len(known) >= _KEPT:
                known.clear()
            known[key] = found
        return found

    def event_id(self, rows_of: Mapping[str, int]) -> str:
        stated = self.cell("event_id").strip()
        if stated in rows_of:
            self._refuse("event_id", f"{stated} is also the id of row {rows_of[stated]}")
        longest = 128 if stated.startswith("act-") else 64  # a treaty act names its treaty, state, action and date
        signs = stated.translate(_SEPARATORS)
        if len(stated) > longest or (signs and not signs.isalnum()):
            self._refuse("event_id", f"{stated!r} is no id: leave it empty for a new event")
        return stated

    def type(self) -> str:
        return self._kept("type", self._type)

    def _type(self) -> str:
        stated = self.cell("type").strip()
        if not stated:
            return self._refuse("type", "is empty, and every event needs one")
        found = self._resolved("type", "event-type", stated)
        if found is not None:
            group = self._vocabulary.event_types[found].group
            if self.cell("group").strip() not in ("", group):
                self._refuse("group", f"says {self.cell('group')!r}, but {found} is of the group {group}")
        return found or ""

    def date(self) -> str:
        """The EDTF date; the columns that repeat it must agree."""
        return self._kept("date", self._date)

    def _date(self) -> str:
        found = self._tried("date", edtf.parse, self.cell("date"))
        if found is None:
            self._suggest_date("date")
            return ""
        ends = (
            ("date_first", "begins", None if found.first == dt.date.min else found.first),
            ("date_last", "ends", None if found.last == dt.date.max else found.last),
        )
        for column, does, day in ends:
            stated = self.cell(column).strip()
            if day is None and stated:
                self._refuse(column, f"says {stated!r}, but {found} does not say when it {does}: leave it empty")
            elif day is not None and stated not in ("", day.isoformat()):
                self._refuse(column, f"says {stated!r}, but {found} {does} on {day}")
        if self.cell("date_precision").strip() not in ("", found.precision):
            self._refuse("date_precision", f"says {self.cell('date_precision')!r}, but {found} is {found.precision}")
        return found.text

    def one_of(self, column: str, known: tuple[str, ...], default: str) -> str:
        stated = self.cell(column).strip().lower() or default
        if stated not in known:
            near = difflib.get_close_matches(stated, known, 2, 0.5)
            hint = f"did you mean {' or '.join(near)}?" if near else f"known are {', '.join(known)}"
            self._refuse(column, f"{self.cell(column)!r} is unknown: {hint}")
        return stated

    def participants(self) -> tuple[Participant, ...]:
        cells = self._cells
        found: tuple[Participant, ...] = ()
        for role, ids, names in _OF_ROLES:
            if cells[ids] or cells[names]:
                found += self._kept(role, lambda: self._in_role(role))  # noqa: B023 - read at once
        return found

    def _in_role(self, role: str) -> tuple[Participant, ...]:
        return tuple(Participant(actor, role) for actor in self.named(role, "actor"))

    def treaties(self) -> tuple[str, ...]:
        return self._kept("treaty", lambda: tuple(self.named("treaty", "treaty")))

    def weapons(self) -> tuple[WeaponLine, ...]:
        known = len(self.reasons)
        bare = self._kept("weapon", lambda: tuple(map(WeaponLine, self.named("weapon", "weapon"))))
        if len(self.reasons) > known:
            return ()  # nothing to be parallel to
        amounts = _AMOUNTS(self._cells)
        if len(bare) == 1 and ";" not in "".join(amounts):  # as most rows have it
            return (self._with_amount(bare[0].weapon, *amounts),) if any(amounts) else bare
        return self._with_amounts(bare, amounts) if any(amounts) else bare

    def _with_amounts(self, bare: Sequence[WeaponLine], amounts: Sequence[str]) -> tuple[WeaponLine, ...]:
        columns = list(zip(OF_WEAPONS, amounts, strict=True))
        if not bare:
            for column, cell in columns:
                if cell.strip():
                    self._refuse(column, f"says {cell!r} of a weapon, but the row names none")
            return ()
        owner = "weapon_ids" if self.cell("weapon_ids").strip() else "weapon_names"
        parallel = [self._parallel(column, cell, len(bare), owner) for column, cell in columns]
        return tuple(self._with_amount(line.weapon, *texts) for line, *texts in zip(bare, *parallel, strict=True))

    def _with_amount(
        self, weapon: str, low: str, high: str, unit: str, worth: str, currency: str, conditions: str
    ) -> WeaponLine:
        low, high, worth, currency = low.strip(), high.strip(), worth.strip(), currency.strip()
        least = self._tried("quantity_min", whole_number, low) if low else None
        most = self._tried("quantity_max", whole_number, high) if high else None
        if least is not None and most is not None and least > most:
            self._refuse("quantity_max", f"{most} is less than quantity_min {least}")
        if currency and not (len(currency) == 3 and currency.isascii() and currency.isupper()):
            self._refuse("currency", f"{currency!r} is no ISO 4217 code such as USD")
        value = self._tried("value", number, worth) if worth else None
        return WeaponLine(weapon, least, most, unit, value, currency, conditions)

    def sources(self) -> tuple[SourceRow, ...]:
        cells, told = _SOURCES(self._cells), self.cell("source_count").strip()
        if told == "1" and any(cells) and ";" not in "".join(cells):  # as most rows have it
            return (self._source(*cells),)
        lists = [self._split(column, cell) for column, cell in zip(OF_SOURCES, cells, strict=True)]
        count = max(map(len, lists))
        stated = self._tried("source_count", whole_number, told) if told and told != str(count) else None
        if stated is not None and stated != count:
            if count:
                self._refuse("source_count", f"says {stated}, but the row names {count}")
                return ()
            count = stated  # sources of which nothing is known
        owner = next((OF_SOURCES[at] for at, values in enumerate(lists) if len(values) == count), "source_count")
        urls, publishers, dates, quotes = (
            values if len(values) == count else self._parallel(column, cell, count, owner)
            for column, cell, values in zip(OF_SOURCES, cells, lists, strict=True)
        )
        return tuple(map(self._source, urls, publishers, dates, quotes))

    def _source(self, url: str, publisher: str, date: str, quote: str) -> SourceRow:
        quotes = tuple(quote.split(PASSAGES)) if quote else ()
        return SourceRow(url, publisher, self._source_date(date) if date else "", quotes)

    def confidence(self) -> float | None:
        stated = self.cell("confidence").strip()
        found = self._tried("confidence", number, stated) if stated else None
        if found is not None and found > 1:
            self._refuse("confidence", f"{self.cell('confidence')!r} is not between 0 and 1")
        return found

    def named(self, prefix: str, kind: str) -> list[str]:
        """The ids of `PREFIX_ids`, or of `PREFIX_names` where there are none; where there are both, they must agree."""
        of_ids, of_names = _NAMING[prefix]
        stated, names = self._split(of_ids, self.cell(of_ids)), self._split(of_names, self.cell(of_names))
        if not (len(stated) == len(names) and stated):
            return self._named(prefix, kind, stated, names)
        known = self._known["pairs"]
        pairs = [(kind, id, name) for id, name in zip(stated, names, strict=True)]
        if all(pair in known for pair in pairs):
            ids = [known[pair] for pair in pairs]
            if len(set(ids)) == len(ids):
                return ids
        reasons = len(self.reasons)
        ids = self._named(prefix, kind, stated, names)
        if len(self.reasons) == reasons:
            if len(known) >= _KEPT:
                known.clear()
            known.update(zip(pairs, ids, strict=True))
        return ids

    def _named(self, prefix: str, kind: str, stated: Sequence[str], names: Sequence[str]) -> list[str]:
        of_ids, of_names = _NAMING[prefix]
        column = of_ids if stated else of_names
        found = [self._resolved(column, kind, text) for text in stated or names]
        ids = [id for id in found if id is not None]
        for id in sorted({id for id in ids if ids.count(id) > 1}):
            self._refuse(column, f"{id} is there twice")
        if stated and names:
            if len(stated) != len(names):
                self._refuse(f"{prefix}_names", f"has {len(names)} values where {prefix}_ids has {len(stated)}")
            else:
                self._compare(prefix, kind, zip(found, names, strict=True))
        return ids

    def _compare(self, prefix: str, kind: str, pairs: Iterable[tuple[str | None, str]]) -> None:
        for id, name in pairs:
            if id is None or name == self._vocabulary.name_of(kind, id):
                continue
            try:
                agree = self._vocabulary.resolve(kind, name) == id
            except UsageError:
                agree = False
            if not agree:
                main = self._vocabulary.name_of(kind, id)
                self._refuse(f"{prefix}_names", f"says {name!r} where {prefix}_ids has {id} ({main})")

    def _source_date(self, stated: str) -> str:
        if not stated.strip():
            return ""
        found = self._tried("source_dates", edtf.parse, stated)
        return found.text if found else ""

    def _suggest_date(self, column: str) -> None:
        """Add to the refusal of a date what it would be in EDTF, where its words or digits leave no doubt."""
        try:
            meant = header_date(self.cell(column))
        except BadDate:
            return
        self.reasons[-1] = f"{column}: {self.cell(column)!r} is not an EDTF date: write {meant}"

    def _resolved(self, column: str, kind: str, text: str) -> str | None:
        return self._tried(column, self._vocabulary.resolve, kind, text)

    def _split(self, column: str, cell: str) -> list[str]:
        if ";" not in cell:
            return [cell] if cell else []
        return self._tried(column, split, cell) or []

    def _parallel(self, column: str, cell: str, count: int, owner: str) -> list[str]:
        if count == 1 and ";" not in cell:
            return [cell]
        found = self._tried(column, split_parallel, cell, count, owner)
        return [""] * count if found is None else found

    def _tried(
        self,
        column: str,
        read: Callable[_Parameters, _Read],
        *arguments: _Parameters.args,
        **options: _Parameters.kwargs,
    ) -> _Read | None:
        """What `read` returns, or None and its complaint among the reasons, once."""
        try:
            return read(*arguments, **options)
        except (BadCell, UsageError) as error:
            self._refuse(column, str(error).rstrip("."))
            return None

    def _refuse(self, column: str, why: str) -> str:
        reason = f"{column}: {why}"
        if reason not in self.reasons:
            self.reasons.append(reason)
        return ""
