"""What a check reports: a Contradiction by keys, and a Fault, the same with the rows and the passages to show."""

from dataclasses import dataclass, field

from timeline.edtf import Certainty


@dataclass(frozen=True, slots=True)
class Span:
    """A passage of a stored document by its key and offsets; `quote` is the text there."""

    document: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What contradicts what, in one sentence; `events` are the keys of the rows, in the order of the sentence.

    Where `spans` is empty, the passages shown are those that claim one of `fields` for these events.
    """

    message: str
    events: tuple[int, ...] = ()
    certainty: Certainty = Certainty.CERTAINLY
    spans: tuple[Span, ...] = ()
    fields: tuple[str, ...] = ("type",)


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event as a fault shows it."""

    event_id: str
    date: str
    title: str


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage with the document that it stands in; `date` is EDTF, "" where unknown."""

    quote: str
    title: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A contradiction that a check found, ready to be shown."""

    check: str
    certainty: Certainty
    message: str
    events: tuple[EventRow, ...] = field(default=())
    passages: tuple[PassageRow, ...] = field(default=())
