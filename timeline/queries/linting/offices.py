"""Passages that name an office-holder as acting for a state → those dated outside the office."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import Select, select

from timeline import edtf
from timeline.database import tables as t
from timeline.edtf import Certainty, Edtf
from timeline.queries.linting.contradictions import Contradiction, Span
from timeline.queries.linting.dates import exclude
from timeline.queries.linting.scope import Scope
from timeline.vocabulary.actors import PERSON
from timeline.vocabulary.offices import Office

# Whose words or decision an event is; of a delivery a passage may name him who promised it years before.
_FIELDS = ("speaker", "decider", "party")
_DECIDING = ("transfer-authorization", "transfer-refusal", "transfer-suspension", "transfer-resumption")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_NO_HOLDER = re.compile(
    r"(?:\b(?:former|ex|then|late|future|incoming|outgoing|candidate|nominee|predecessor|successor|son|widow|aide|under"
    r"|of|from|with|to|for|by|against|unlike|like|since|before|after)\b|-elect\b|\bex-)[^.;]{0,40}\Z",
    re.IGNORECASE,
)
# What else than the person a name stands in: "Trump's", "the Obama-era rule", "Bush administration", "Clinton Jr".
_NO_PERSON = re.compile(r"['’]s?\b|-|\s+(?:administration|government|cabinet|family|era|years|[A-Z])")
# A title before a name → the roles of offices that it stands for.
TITLES: dict[str, tuple[str, ...]] = {
    "president": ("head-of-state", "head-of-state-and-government", "president", "head-of-government"),
    "prime minister": ("head-of-government", "head-of-state-and-government"),
    "premier": ("head-of-government",),
    "chancellor": ("head-of-government",),
    "taoiseach": ("head-of-government",),
    "king": ("head-of-state", "head-of-state-and-government"),
    "supreme leader": ("head-of-state", "supreme leader", "leader"),
    "foreign minister": ("foreign-minister",),
    "foreign secretary": ("foreign-minister",),
    "secretary of state": ("foreign-minister",),
    "defence minister": ("defence-minister",),
    "defense minister": ("defence-minister",),
    "defence secretary": ("defence-minister",),
    "defense secretary": ("defence-minister",),
    "secretary of defence": ("defence-minister",),
    "secretary of defense": ("defence-minister",),
}
_TITLED = re.compile(rf"(?<!vice )(?<!vice-)(?<!deputy )(?<!assistant )\b({'|'.join(TITLES)})\s+\Z", re.IGNORECASE)


_ALWAYS = Edtf("", dt.date.min, dt.date.max, "interval")


class _Person:
    """A name in a passage: who may be meant, and by which title, "" where by none."""

    def __init__(self, name: str, bearers: tuple[str, ...], title: str) -> None:
        self.name, self.bearers, self.title = name, bearers, title


def holders_out_of_office(scope: Scope) -> Iterator[Contradiction]:
    """Words and decisions of a state whose passage names a person by an office that was not held on that date.

    A person who is named without a title may have acted in an office that is not recorded: that is only possible, and
    so is it where the passage names the person by the way.
    """
    roll = _Roll(scope)
    for (key, date), rows in groupby(scope.stream(_claims(scope)), lambda row: (row.id, row.date)):
        told = list(rows)
        # A passage that only tells who the actor is may speak of another time.
        telling = {_place(row) for row in told if row.field in ("type", "event")} or {_place(row) for row in told}
        seen = set()
        for row in told:
            if row.field in ("type", "event") or _place(row) not in telling or (row.value, _place(row)) in seen:
                continue
            seen.add((row.value, _place(row)))
            found = roll.out_of_office(row.quote, row.value, edtf.parse(date))
            if found is not None:
                certainty, name, terms = found
                yield Contradiction(
                    f"{name} is named as acting for {scope.name('actor', row.value)} on {date}, but held the office "
                    f"{terms}.",
                    (key,),
                    certainty,
                    (Span(*_place(row), row.quote),),
                )


def _claims(scope: Scope) -> Select[Any]:
    """What passages say of who acts, and of the type, by event in the order of time."""
    event, claim = t.event.c, t.claim.c
    return (
        select(
            event.id, event.date, claim.field, claim.value, claim.document_id, claim.start_offset, claim.end_offset,
            claim.quote,
        )
        .join_from(t.event, t.claim, claim.event_id == event.id)
        .where(
            scope.events,
            event.status == "actual",
            claim.field.in_((*_FIELDS, "type", "event"))
            | ((claim.field == "supplier") & event.type_id.in_(_DECIDING)),
        )
        .order_by(event.first_day, event.last_day, event.public_id, claim.document_id, claim.start_offset, claim.id)
    )  # fmt: skip


def _place(row: Any) -> tuple[int, int, int]:  # noqa: ANN401 - a row of _claims
    return row.document_id, row.start_offset, row.end_offset


class _Roll:
    """The persons that the facts know, by the last word of their names, with their offices by state."""

    def __init__(self, scope: Scope) -> None:
        known = scope.vocabulary
        bearers: dict[str, set[str]] = defaultdict(set)
        for name in known.names:
            if name.kind == "actor" and name.id in known.actors and known.actors[name.id].kind == PERSON:
                bearers[name.text].add(name.id)
        self._names: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        for text in sorted(bearers, key=lambda text: (-len(text), text)):
            words = _WORD.findall(text)
            if words:
                self._names[words[-1]].append((text, tuple(sorted(bearers[text]))))
        self._offices: dict[str, list[Office]] = defaultdict(list)
        for office in known.offices:
            self._offices[office.person_id].append(office)
        self._states = scope.states
        self._persons = lru_cache(maxsize=1024)(self._read)

    def out_of_office(self, quote: str, actor: str, on: Edtf) -> tuple[Certainty, str, str] | None:
        """Whether the passage lets somebody act for the actor out of office: how surely, who, and when in office.

        None also where another person whom it names was in office for the actor then.
        """
        found: tuple[Certainty, str, str] | None = None
        for person in self._persons(quote):
            held = [each for one in person.bearers for each in self._offices.get(one, ()) if self._for(each) == actor]
            if not held:
                continue
            out = min(exclude(on, _term(each)) for each in held)
            if not out:
                return None
            meant = [each for each in held if each.role in TITLES.get(person.title, ())]
            certainty = out if meant else Certainty.POSSIBLY
            if found is None or certainty > found[0]:
                found = certainty, person.name, _terms(meant or held)
        return found

    def _for(self, office: Office) -> str:
        return self._states.get(office.actor_id, office.actor_id)

    def _read(self, quote: str) -> list[_Person]:
        """The persons named in a passage, the longest name at each place; "" as title where the place is doubtful."""
        persons, taken = [], 0
        for word in _WORD.finditer(quote):
            text = re.sub(r"['’]s?\Z", "", word.group())
            end = word.start() + len(text)
            for name, bearers in self._names.get(text, ()):
                start = end - len(name)
                if start < taken or quote[start:end] != name or (start and quote[start - 1].isalnum()):
                    continue
                taken = end
                before = quote[max(0, start - 60) : start]
                if _NO_HOLDER.search(before):
                    break
                title = _TITLED.search(before)
                plain = _NO_PERSON.match(quote, end) is None
                if title or " " in name:  # a lone surname is too often another word or another person
                    persons.append(_Person(name, bearers, title[1].lower() if title and plain else ""))
                break
        return persons


def _term(office: Office) -> Edtf:
    """The days of an office; one without any date was held at all times, as far as is known."""
    first, last = (edtf.parse(text) if text else None for text in (office.start, office.end))
    return _ALWAYS if first is None and last is None else edtf.interval(first, last)


def _terms(offices: list[Office]) -> str:
    """ "from 2021-01-20 to 2025-01-20", for each term."""
    spans = sorted({(each.start, each.end) for each in offices})
    return " and ".join(
        " ".join(filter(None, (f"from {start}" if start else "", f"to {end}" if end else ""))) for start, end in spans
    )
