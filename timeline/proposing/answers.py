"""The text of a reply → the events that it states, as asked: parts of another form are refused one by one.

Prose and fences around the JSON are passed over; of an answer cut off in the middle the whole events are read.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from timeline.proposing.refusals import Refusal, shown

LONGEST = 1_000_000  # characters of an answer that are looked at
MOST_EVENTS = 200
MOST_PARTS = 40  # of each kind in one event
DEEPEST = 24  # brackets in brackets; the form has six
MOST_STARTS = 64  # braces at which an answer may begin
_EVENTS = re.compile(r'"events"\s{0,20}:\s{0,20}\[')
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"?', re.DOTALL)
_BRACKETS = re.compile(r"[\[\]{}]")

StatusName = Literal["actual", "planned", "considered", "alleged", "denied"]
RoleName = Literal[
    "supplier", "recipient", "decider", "speaker", "target", "user", "host", "producer", "party", "intermediary"
]


class _Part(BaseModel):
    """The schema asks for every key; one that may be null may lack as well, and another one is passed over."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class Cited(_Part):
    """Words of a sentence, exactly as they stand there."""

    sentence: int
    quote: str


class StatedDate(_Part):
    """The date in EDTF and the words that say it; no words where it is the day of the report."""

    edtf: str
    phrase: str
    sentence: int


class Named(Cited):
    """An actor, weapon or treaty with the words that name it or, with `named_in`, refer to it."""

    id: str
    named_in: Cited | None = None


class StatedParticipant(Named):
    """An actor in a role."""

    role: RoleName


class StatedWeapon(Named):
    """A weapon with what the words quoted say of its number, worth and conditions."""

    quantity: float | None = None
    value: float | None = None
    currency: str | None = None
    conditions: str | None = None


class StatedEvent(_Part):
    """One event of an answer."""

    type: str
    status: StatusName
    date: StatedDate
    evidence: list[Cited]
    participants: list[StatedParticipant]
    weapons: list[StatedWeapon]
    treaties: list[Named]


class Stated(_Part):
    """A whole answer."""

    events: list[StatedEvent]


@dataclass(frozen=True, slots=True)
class EventRead:
    """An event whose parts have the form that was asked for; what had not is refused. `number` counts from 1.

    `status` is a status of the vocabulary or whatever the reply said; so are the types, ids and roles of the parts.
    """

    number: int
    type: str
    status: str
    date: StatedDate | None
    evidence: tuple[Cited, ...]
    participants: tuple[tuple[str, Named], ...]
    weapons: tuple[StatedWeapon, ...]
    treaties: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The events of one reply, what was refused of its form, and whether all of it was read."""

    events: tuple[EventRead, ...]
    refusals: tuple[Refusal, ...]
    whole: bool


P = TypeVar("P", bound=_Part)


def answer_schema() -> dict[str, Any]:
    """The JSON schema of an answer, in the subset that endpoints enforce: every key asked for, no other allowed."""
    schema = _tidied(Stated.model_json_schema())
    if not isinstance(schema, dict):
        raise TypeError("a schema is an object")
    return schema


def _tidied(part: object) -> object:
    if isinstance(part, list):
        return [_tidied(each) for each in part]
    if not isinstance(part, dict):
        return part
    tidy: dict[str, Any] = {
        key: {name: _tidied(value) for name, value in each.items()} if key in ("properties", "$defs") else _tidied(each)
        for key, each in part.items()
        if key not in ("title", "description", "default")
    }
    if tidy.get("type") == "object":
        tidy["required"] = list(tidy["properties"])
        tidy["additionalProperties"] = False
    return tidy


def read_answer(content: str, *, cut: bool = False) -> Answer:
    """The answer that a reply's text holds; `cut` says that the endpoint stopped it. Never raises.

    Time is linear in the length of the text.
    """
    refusals: list[Refusal] = []
    if len(content) > LONGEST:
        refusals.append(Refusal("too-much", why=f"only the first {LONGEST} characters were read"))
    records, whole = _records(content[:LONGEST])
    if records is None:
        return Answer((), (*refusals, Refusal("no-answer", said=shown(content))), False)
    if not whole or cut:
        refusals.append(Refusal("cut-short"))
    if len(records) > MOST_EVENTS:
        refusals.append(Refusal("too-much", why=f"only the first {MOST_EVENTS} events were read"))
    events = []
    for number, record in enumerate(records[:MOST_EVENTS], start=1):
        event = _event(record, number, refusals)
        if event is not None:
            events.append(event)
    return Answer(tuple(events), tuple(refusals), whole and not cut and len(records) <= MOST_EVENTS)


def _records(text: str) -> tuple[Sequence[object] | None, bool]:
    """The events of the last whole answer in a text, else those before its end; None where there is no answer."""
    if _depth(text) > DEEPEST:
        return None, False
    decoder = json.JSONDecoder(parse_constant=_no_number)
    found: Sequence[object] | None = None
    at = text.find("{")
    for _ in range(MOST_STARTS):
        if at < 0:
            break
        value, end = _decoded(decoder, text, at)
        if isinstance(value, dict) and isinstance(value.get("events"), list):
            found = value["events"]
        at = text.find("{", max(end, at + 1))
    if found is not None:
        return found, True
    opened = _EVENTS.search(text)
    return (None, False) if opened is None else (list(_before_the_end(decoder, text, opened.end())), False)


def _depth(text: str) -> int:
    """How deep brackets stand in brackets, those in texts not counted."""
    depth = deepest = 0
    for found in _BRACKETS.finditer(_STRING.sub("", text)):
        depth = depth + 1 if found.group() in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest


def _decoded(decoder: json.JSONDecoder, text: str, at: int) -> tuple[object, int]:
    """The JSON value that begins at an offset, and where it ends; None where there is none."""
    try:
        value, end = decoder.raw_decode(text, at)
    except (ValueError, RecursionError):  # no JSON, a number of thousands of digits, or quotation marks that hide depth
        return None, at
    return value, end


def _before_the_end(decoder: json.JSONDecoder, text: str, at: int) -> Iterator[object]:
    while at < len(text):
        at = _skipped(text, at)
        value, end = _decoded(decoder, text, at)
        if end == at:
            return
        yield value
        at = end


def _skipped(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n,":
        at += 1
    return at


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _event(record: object, number: int, refusals: list[Refusal]) -> EventRead | None:
    """One event, its parts taken one by one; None where it is no object."""
    if not isinstance(record, Mapping):
        refusals.append(Refusal("form", event=number, said=shown(record), why="an event is an object"))
        return None
    parts: dict[str, list[Any]] = {}
    forms: tuple[tuple[str, type[_Part]], ...] = (("evidence", Cited), ("weapons", StatedWeapon), ("treaties", Named))
    for name, form in forms:
        parts[name] = list(_parts(record.get(name), form, name, number, refusals))
    people = list(_participants(record.get("participants"), number, refusals))
    date = next(_parts([record.get("date")], StatedDate, "date", number, refusals), None)
    return EventRead(
        number,
        record["type"] if isinstance(record.get("type"), str) else "",
        record["status"] if isinstance(record.get("status"), str) else "",
        date,
        tuple(parts["evidence"]),
        tuple(people),
        tuple(parts["weapons"]),
        tuple(parts["treaties"]),
    )


def _participants(found: object, number: int, refusals: list[Refusal]) -> Iterator[tuple[str, Named]]:
    """Participants whose role may be any word: whether it is one of ours is said later, and by name."""
    for part in _parts(found, Named, "participants", number, refusals, keep=("role",)):
        role, named = part
        yield role, named


def _parts(
    found: object, form: type[P], field: str, number: int, refusals: list[Refusal], keep: tuple[str, ...] = ()
) -> Iterator[Any]:
    if found is None and field != "date":
        return
    if not isinstance(found, list):
        refusals.append(Refusal("form", event=number, field=field, said=shown(found)))
        return
    if len(found) > MOST_PARTS:
        refusals.append(Refusal("too-much", event=number, field=field, why=f"only the first {MOST_PARTS} were read"))
    for each in found[:MOST_PARTS]:
        try:
            part = form.model_validate(each)
        except ValidationError as error:
            refusals.append(Refusal("form", event=number, field=field, said=shown(each), why=_fault(error)))
            continue
        if keep:
            words = [each.get(name) for name in keep]
            yield (*(word if isinstance(word, str) else "" for word in words), part)
        else:
            yield part


def _fault(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join(str(each) for each in first["loc"])
    return f"not of the asked form: {shown(place)}: {first['msg'].lower()}" if place else "not of the asked form"
