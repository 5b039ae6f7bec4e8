"""What states did about treaties, as the facts record it → Entries of the matching treaty-* type, stored nowhere twice.

They are listed only where a question names a treaty or asks for a treaty-* type: otherwise six thousand acts would bury
the events.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, not_, select

from timeline import edtf
from timeline.database import tables as t
from timeline.edtf import Certainty, Edtf
from timeline.law.acts import ACTIONS, CONSENTING, Act
from timeline.queries.blocs import membership_of
from timeline.queries.entries import Entry, NamedId, SourceEntry
from timeline.queries.filters import Conditions, Filters
from timeline.queries.standing_sources import BETWEEN, Source, sources_of

GROUP = "treaty"
ORIGIN = "reference"
PREFIX = "act-"
UNDATED = "undated"
# The event type that each action shows as.
TYPES: dict[str, str] = {
    "signature": "treaty-signature",
    "succession_to_signature": "treaty-signature",
    **dict.fromkeys(CONSENTING, "treaty-ratification"),
    "provisional_application": "treaty-entry-into-force",
    "entry_into_force": "treaty-entry-into-force",
    "extension": "treaty-entry-into-force",
    "suspension": "treaty-suspension",
    "withdrawal_notice": "treaty-withdrawal",
    "withdrawal_effective": "treaty-withdrawal",
    "ratification_withdrawn": "treaty-withdrawal",
    "intention_not_to_become_party": "treaty-withdrawal",
    "expiry": "treaty-withdrawal",
}
# A line for people: {state}, {treaty}.
TITLES: dict[str, str] = {
    "signature": "{state} signs: {treaty}",
    "succession_to_signature": "{state} succeeds to the signature: {treaty}",
    "ratification": "{state} ratifies: {treaty}",
    "accession": "{state} accedes: {treaty}",
    "acceptance": "{state} accepts: {treaty}",
    "approval": "{state} approves: {treaty}",
    "succession": "{state} succeeds: {treaty}",
    "consent_to_be_bound": "{state} consents to be bound: {treaty}",
    "provisional_application": "{state} applies it provisionally: {treaty}",
    "entry_into_force": "in force for {state}: {treaty}",
    "extension": "extended for {state}: {treaty}",
    "suspension": "{state} says that it suspends: {treaty}",
    "withdrawal_notice": "{state} gives notice of withdrawal: {treaty}",
    "withdrawal_effective": "the withdrawal of {state} takes effect: {treaty}",
    "ratification_withdrawn": "{state} takes back its ratification: {treaty}",
    "intention_not_to_become_party": "{state} declares that it will not become a party: {treaty}",
    "expiry": "expires for {state}: {treaty}",
}
_CHECKED = {0: "general knowledge", 1: "one source"}
_NOT_IN_IDS = re.compile(r"[^\w:.-]")
# Where an act is no event with a machine's or a person's review, these filters leave out all acts or none.
_DECIDED = "accepted"
PARTY = "party"
# What only events out of documents have.
_OF_EVENTS = ("finding", "source", "publisher", "reliability", "confidence", "quantity", "value", "place")


@dataclass(frozen=True, slots=True)
class TreatyAct:
    """An act with the names that people read; `days` are those on which it can have happened."""

    act: Act
    treaty: NamedId
    actor: NamedId
    days: Edtf | None
    corroboration: str = ""
    origin: str = ORIGIN

    @property
    def id(self) -> str:
        """The same in every database: `act-mine-ban-POL-withdrawal_notice-2025-08-20`."""
        date = self.act.date.text if self.act.date else UNDATED
        return _NOT_IN_IDS.sub(".", f"{PREFIX}{self.treaty.id}-{self.actor.id}-{self.act.action}-{date}")

    @property
    def type(self) -> str:
        """The event type that it shows as."""
        return TYPES[self.act.action]

    @property
    def title(self) -> str:
        """A line for people."""
        text = TITLES[self.act.action].format(state=self.actor.name, treaty=self.treaty.name)
        return text[:1].upper() + text[1:]


def asks_for_acts(filters: Filters) -> bool:
    """Whether a question is also one about treaty acts: it names a treaty or a treaty-* type, and nothing that only
    an event out of a document has."""
    if not (filters.treaty or any(type_ in TYPES.values() for type_ in filters.type)):
        return False
    if any(getattr(filters, name) for name in _OF_EVENTS) or any(role != PARTY for role, _ in filters.roles):
        return False
    if filters.status and "actual" not in filters.status:
        return False
    if "actual" in filters.excluded.status or _DECIDED in filters.excluded.review:
        return False
    return not filters.review or _DECIDED in filters.review


def acts_of(connection: Connection, filters: Filters) -> list[TreatyAct]:
    """The acts that the filters ask for, whatever their dates; none where the question is not one about acts."""
    if not asks_for_acts(filters):
        return []
    unwanted = [not_(each) for each in _conditions(filters.excluded, filters)]
    found = _read(connection, [*_conditions(filters, filters), *unwanted])
    least = Certainty.CERTAINLY if filters.strict_dates else Certainty.POSSIBLY
    return [each for each in found if _meant(each, filters) >= least and _says(each, filters)]


def _conditions(asked: Conditions, filters: Filters) -> Iterator[ColumnElement[bool]]:
    """What the treaty, the type and the weapons that are asked for mean for an act."""
    action, covered, below = t.treaty_action.c, t.treaty_weapon.c, t.weapon_closure.c
    if asked.treaty:
        yield action.treaty_id.in_(asked.treaty)
    if asked.type:
        yield action.action.in_([name for name, type_ in TYPES.items() if type_ in asked.type])
    if asked.weapon:
        weapons: Any = select(below.weapon_id).where(below.ancestor_id.in_(asked.weapon))
        weapons = asked.weapon if filters.exact else weapons
        yield action.treaty_id.in_(select(covered.treaty_id).where(covered.weapon_id.in_(weapons)))


def _meant(each: TreatyAct, filters: Filters) -> Certainty:
    """Whether the state is one that is asked for, and none that is left out, a bloc's members on the act's date."""
    date = each.days or edtf.UNKNOWN

    def answer(named: Sequence[str]) -> Certainty:
        return membership_of(date, {each.actor.id}, named, filters.blocs)

    unwanted = [answer(named) for role, named in filters.excluded.actors if role in ("", PARTY)]
    wanted = [answer(named) for _, named in filters.actors]
    return min([*wanted, *(Certainty(Certainty.CERTAINLY - one) for one in unwanted)], default=Certainty.CERTAINLY)


def _says(each: TreatyAct, filters: Filters) -> bool:
    """Whether the words that are asked for stand in its title or note, and none that are left out."""
    told = f"{each.title}\n{each.act.note}".casefold()
    asked_for = not filters.text or any(words.casefold() in told for words in filters.text)
    return asked_for and not any(words.casefold() in told for words in filters.excluded.text)


def find_acts(connection: Connection, id: str) -> list[TreatyAct]:
    """The acts with that id, or whose ids begin so; one where it is a whole id."""
    found = [each for each in _read(connection, []) if each.id.lower().startswith(id.lower())]
    return [each for each in found if each.id.lower() == id.lower()] or found


def known_acts(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Those of the ids that are ids of acts in this database."""
    wanted = set(ids)
    return {each.id for each in _read(connection, []) if each.id in wanted} if wanted else set()


def _read(connection: Connection, conditions: Sequence[ColumnElement[bool]]) -> list[TreatyAct]:
    action, treaty, actor = t.treaty_action.c, t.treaty.c, t.actor.c
    columns = (action.action, action.date, action.effective_date, action.basis, action.contested, action.source)
    rows = connection.execute(
        select(treaty.id, treaty.name, treaty.adopted, treaty.opened, actor.id, actor.name, *columns)
        .add_columns(action.checked, action.note, action.corroboration, action.origin)
        .join_from(t.treaty_action, t.treaty, treaty.id == action.treaty_id)
        .join(t.actor, actor.id == action.actor_id)
        .where(and_(True, *conditions))
    )
    return [_act(*row) for row in rows]


def _act(
    treaty: str,
    treaty_name: str,
    adopted: str | None,
    opened: str | None,
    actor: str,
    actor_name: str,
    action: str,
    date: str | None,
    effective: str | None,
    basis: str,
    contested: bool,
    source: str,
    checked: int,
    note: str,
    corroboration: str,
    origin: str,
) -> TreatyAct:
    act = Act(
        treaty=treaty,
        actor=actor,
        action=action,
        date=edtf.parse(date) if date else None,
        effective=edtf.parse(effective) if effective else None,
        basis=basis,
        contested=bool(contested),
        source=source,
        checked=checked,
        note=note,
    )
    known_from = edtf.parse(adopted or opened or "0001").first if adopted or opened else dt.date.min
    days = act.date or _between(known_from, act.known_by or dt.date.max)
    return TreatyAct(act, NamedId(treaty, treaty_name), NamedId(actor, actor_name), days, corroboration, origin)


def _between(first: dt.date, last: dt.date) -> Edtf | None:
    """From the treaty's adoption to the day on which the depositary's page showed the act, as far as they are known."""
    if (first, last) == (dt.date.min, dt.date.max):
        return None
    return edtf.days(min(first, last), last)


def act_entries(connection: Connection, acts: Sequence[TreatyAct], filters: Filters) -> list[tuple[TreatyAct, Entry]]:
    """The acts that lie, or only possibly lie, within the dates asked for, each with its Entry."""
    sources = sources_of(connection, [each.act.source for each in acts])
    found = []
    for each in acts:
        certainty = _meant(each, filters)
        if filters.since or filters.until:
            within = edtf.within(each.days, filters.since, filters.until) if each.days else Certainty.POSSIBLY
            certainty = min(certainty, within)
        if certainty is Certainty.NO or (filters.strict_dates and certainty is Certainty.POSSIBLY):
            continue
        found.append((each, act_entry(each, sources, possible=certainty is Certainty.POSSIBLY)))
    return found


def act_entry(each: TreatyAct, sources: dict[str, Source], *, possible: bool = False) -> Entry:
    """The Entry of an act: what it rests on is said in `remark`, its note stays its own."""
    act, days = each.act, each.days
    shown = days or edtf.Edtf("", dt.date.min, dt.date.max, "")
    return Entry(
        event_id=each.id,
        type=each.type,
        group=GROUP,
        status="actual",
        date=shown.text,
        date_first=None if shown.first == dt.date.min else shown.first,
        date_last=None if shown.last == dt.date.max else shown.last,
        date_precision=shown.precision,
        title=each.title,
        participants={PARTY: (each.actor,)},
        treaties=(each.treaty,),
        sources=act_sources(act, sources),
        review=_DECIDED,
        origin=each.origin,
        note=act.note,
        possible=possible,
        remark="; ".join([f"treaty act: {ACTIONS[act.action].removesuffix(' for it')}", *act_marks(act)]),
    )


def act_marks(act: Act) -> list[str]:
    """What a reader has to know of how an act is known."""
    return [
        *(["no source gives its day"] if act.date is None else []),
        *(["date computed by the treaty's rule"] if act.basis == "derived" else []),
        *([f"takes effect {act.effective}"] if act.effective else []),
        *(["contested"] if act.contested else []),
        *([_CHECKED[act.checked]] if act.checked in _CHECKED else []),
    ]


def act_sources(act: Act, sources: dict[str, Source]) -> tuple[SourceEntry, ...]:
    """The sources of an act as those of an Entry: a known one by its name, with the day on which it was read."""
    found = []
    for piece in (piece.strip() for piece in act.source.split(BETWEEN)):
        source = sources.get(piece, Source())
        rest = piece.removeprefix(source.key).strip(" :")
        name = " ".join(filter(None, (re.split(r",| \(", source.title)[0], rest))) if source.key else piece
        as_of = "" if source.as_of == "unknown" else source.as_of
        if piece:
            found.append(SourceEntry(url=source.url, publisher=name, date=as_of, title=source.title))
    return tuple(sorted(found, key=lambda each: (each.date, each.publisher, each.url)))
