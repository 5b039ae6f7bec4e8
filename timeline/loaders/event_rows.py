"""The cells of one row of our CSV → an EventRow, every column checked against the vocabulary and the other columns."""

import datetime as dt
import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
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
_WEAPON_CELLS = (*_NAMING["weapon"], *OF_WEAPONS)
_KEPT = 20_000
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
        self._known: _Known = {}

    def read(self, row: int, cells: Mapping[str, str]) -> EventRow | RowFault:
        """The event of a row (column → cell, absent columns being empty), or all that is wrong with it."""
        if len(self._known) > _KEPT:
            self._known.clear()
        check = _Check(self._vocabulary, cells, self._known)
        event_id = check.event_id(self._rows_of)
        fields = (
            *(check.type(), check.date(), check.one_of("status", STATUSES, "actual"), check.participants()),
            *(check.weapons(), check.treaties(), check.cell("title"), check.cell("place"), check.cell("note")),
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


# What cells say that gave no reason against them: few are different, and to read them again takes most of the time.
_Known: TypeAlias = dict[tuple[str | None, ...], Any]


class _Check:
    """The cells of one row, and the reasons against it as they are found."""

    def __init__(self, vocabulary: Vocabulary, cells: Mapping[str, str], known: _Known) -> None:
        self._vocabulary, self._cells, self._known = vocabulary, cells, known
        self.reasons: list[str] = []

    def cell(self, column: str) -> str:
        return self._cells.get(column, "")

    def _kept(self, columns: tuple[str, ...], read: Callable[[], _Read]) -> _Read:
        """What the cells of these columns say, read anew where they were not read before, or not without a reason."""
        key = (columns[0], *map(self._cells.get, columns))
        if key in self._known:
            return cast(_Read, self._known[key])
        reasons = len(self.reasons)
        found = read()
        if len(self.reasons) == reasons:
            self._known[key] = found
        return found

    def event_id(self, rows_of: Mapping[str, int]) -> str:
        stated = self.cell("event_id").strip()
        if stated in rows_of:
            self._refuse("event_id", f"{stated} is also the id of row {rows_of[stated]}")
        longest = 128 if stated.startswith("act-") else 64  # a treaty act names its treaty, state, action and date
        if len(stated) > longest or any(not (sign.isalnum() or sign in "-_.:") for sign in stated):
            self._refuse("event_id", f"{stated!r} is no id: leave it empty for a new event")
        return stated

    def type(self) -> str:
        return self._kept(("type", "group"), self._type)

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
        return self._kept(("date", "date_first", "date_last", "date_precision"), self._date)

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
        return tuple(each for role in ROLES for each in self._in_role(role))

    def _in_role(self, role: str) -> tuple[Participant, ...]:
        ids, names = _NAMING[role]
        if not self._cells.get(ids) and not self._cells.get(names):
            return ()
        return self._kept((ids, names), lambda: tuple(Participant(actor, role) for actor in self.named(role, "actor")))

    def treaties(self) -> tuple[str, ...]:
        return self._kept(_NAMING["treaty"], lambda: tuple(self.named("treaty", "treaty")))

    def weapons(self) -> tuple[WeaponLine, ...]:
        return self._kept(_WEAPON_CELLS, self._weapons)

    def _weapons(self) -> tuple[WeaponLine, ...]:
        known = len(self.reasons)
        ids = self.named("weapon", "weapon")
        if len(self.reasons) > known:
            return ()  # nothing to be parallel to
        columns = {column: self._parallel(column, len(ids), "weapon_ids") for column in OF_WEAPONS}
        lines = []
        for place, weapon in enumerate(ids):
            texts = {column: values[place].strip() for column, values in columns.items()}
            least = self._tried("quantity_min", whole_number, texts["quantity_min"])
            most = self._tried("quantity_max", whole_number, texts["quantity_max"])
            if least is not None and most is not None and least > most:
                self._refuse("quantity_max", f"{most} is less than quantity_min {least}")
            currency = texts["currency"]
            if currency and not (len(currency) == 3 and currency.isascii() and currency.isupper()):
                self._refuse("currency", f"{currency!r} is no ISO 4217 code such as USD")
            value = self._tried("value", number, texts["value"])
            words = columns["unit"][place], columns["conditions"][place]
            lines.append(WeaponLine(weapon, least, most, words[0], value, currency, words[1]))
        return tuple(lines)

    def sources(self) -> tuple[SourceRow, ...]:
        lists = {column: self._split(column) for column in OF_SOURCES}
        count = max(len(values) for values in lists.values())
        stated = self._tried("source_count", whole_number, self.cell("source_count").strip())
        if stated is not None and stated != count:
            if count:
                self._refuse("source_count", f"says {stated}, but the row names {count}")
                return ()
            count = stated  # sources of which nothing is known
        urls, publishers, dates, quotes = (
            lists[column] if len(lists[column]) == count else self._parallel(column, count, "source_count")
            for column in OF_SOURCES
        )
        return tuple(
            SourceRow(url, publisher, self._source_date(date), tuple(quote.split(PASSAGES)) if quote else ())
            for url, publisher, date, quote in zip(urls, publishers, dates, quotes, strict=True)
        )

    def confidence(self) -> float | None:
        stated = self.cell("confidence").strip()
        found = self._tried("confidence", number, stated) if stated else None
        if found is not None and found > 1:
            self._refuse("confidence", f"{self.cell('confidence')!r} is not between 0 and 1")
        return found

    def named(self, prefix: str, kind: str) -> list[str]:
        """The ids of `PREFIX_ids`, or of `PREFIX_names` where there are none; where there are both, they must agree."""
        of_ids, of_names = _NAMING[prefix]
        stated, names = self._split(of_ids), self._split(of_names)
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

    def _split(self, column: str) -> list[str]:
        cell = self.cell(column)
        return (self._tried(column, split, cell) or []) if cell else []

    def _parallel(self, column: str, count: int, owner: str) -> list[str]:
        found = self._tried(column, split_parallel, self.cell(column), count, owner)
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
