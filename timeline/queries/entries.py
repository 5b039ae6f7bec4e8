"""An event as the database holds it → an Entry: what a table, an export or a page shows of it, in plain values."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class NamedId:
    """An actor or a treaty: its id and the name it is shown under."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class WeaponEntry:
    """A weapon of an event with what the sources say of number, worth and conditions; None and "" mean not said."""

    id: str
    name: str
    quantity_min: int | None = None
    quantity_max: int | None = None
    unit: str = ""
    value: float | None = None
    currency: str = ""
    conditions: str = ""


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source document of an event and its passages, whole and in the order of the text.

    `date` and `retrieved` are EDTF, "" where unknown. Documents of one `story` print the same text, or nearly the same:
    together they are one independent source.
    """

    url: str = ""
    publisher: str = ""
    date: str = ""
    title: str = ""
    sha256: str = ""
    quotes: tuple[str, ...] = ()
    story: int = 0
    author: str = ""
    retrieved: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline.

    `date` is EDTF; `date_first` and `date_last` are its bounds, None where that end is open. `participants` maps a role
    to its actors, sorted by id; a role nobody has is absent. `sources` are sorted by date, publisher, url, quotes.
    `possible` says that the dates only possibly lie within the filter that found the entry. `remark` is what the
    program itself says of it: that a treaty act agrees or has another date, or how an act is known. `otherwise` are
    the values that claims give and the event does not hold, as `date 2024-11-19`, where they were asked for.
    """

    event_id: str
    type: str
    group: str
    status: str
    date: str
    date_first: datetime.date | None = None
    date_last: datetime.date | None = None
    date_precision: str = ""
    title: str = ""
    participants: Mapping[str, tuple[NamedId, ...]] = field(default_factory=dict)
    weapons: tuple[WeaponEntry, ...] = ()
    treaties: tuple[NamedId, ...] = ()
    sources: tuple[SourceEntry, ...] = ()
    review: str = "proposed"
    lane: str = "auto"
    origin: str = "machine"
    confidence: float | None = None
    place: str = ""
    note: str = ""
    possible: bool = False
    remark: str = ""
    otherwise: tuple[str, ...] = ()

    @property
    def independent(self) -> int:
        """How many of the sources are independent of each other: those that print one story count once."""
        return len({source.story or place for place, source in enumerate(self.sources, start=-len(self.sources))})
