"""An actor, a weapon and a date → the actor's decisions on it, what each did to another, and which are in force."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, or_, select

from timeline import edtf
from timeline.database import tables as t
from timeline.database.batches import batches, fetched, fetched_for
from timeline.database.domains import EVENT_RELATIONS, REFERENCE
from timeline.edtf import Edtf
from timeline.queries.policy_force import ANSWERS, Relation, in_force, still_to_come
from timeline.queries.policy_questions import KINDS, Ancestors, Decision, deciders, related, same_decision

# Texts, because they are asked for each document that is stored, and to put the same together of SQLAlchemy's parts
# takes longer than the answer.
_EVENTS = """
SELECT id, public_id, type_id, status, date, title, review, origin FROM event WHERE id IN ({keys}) ORDER BY id
"""
_ACTORS = "SELECT event_id, actor_id, role FROM event_actor WHERE event_id IN ({keys})"
_WEAPONS = "SELECT event_id, weapon_id FROM event_weapon WHERE event_id IN ({keys})"
_ABOVE = "SELECT weapon_id, ancestor_id FROM weapon_closure WHERE weapon_id IN ({weapons})"


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A decision with one of its links: a decision with several has a row for each, one without a row without.

    `relation` and `other` (the event's id) are "" where there is none; `other_date` and `other_title` tell it in words.
    `in_force` is yes, possibly or no; `to_come` whether it is no because the decision came later only.
    """

    event_id: str
    date: str
    type: str
    title: str
    relation: str
    other: str
    in_force: str
    other_date: str = ""
    other_title: str = ""
    to_come: bool = False


@dataclass(frozen=True, slots=True)
class Policy:
    """The rows, by date, and how many links between the decisions wait for review."""

    rows: tuple[PolicyRow, ...]
    proposed: int


def policy(connection: Connection, actors: Sequence[str], weapon: str, on: Edtf) -> Policy:
    """The chain of decisions of these actors on the weapon, or on a kind above or below it in the tree."""
    own = [each for each in decisions(connection, shown_only=True, actors=actors) if deciders(each) & set(actors)]
    ancestors = ancestors_of(connection, {weapon, *(named for each in own for named in each.weapons)})
    found = [each for each in own if related(each.weapons, {weapon}, ancestors)]
    links = _links(connection, [each.key for each in found])
    return _chain(sorted(found, key=lambda each: each.order), links, on, ancestors)


def decisions(
    connection: Connection,
    *,
    types: Collection[str] = KINDS,
    shown_only: bool = False,
    actors: Sequence[str] = (),
    keys: Sequence[int] | None = None,
) -> list[Decision]:
    """The stored events of types that decide something, by key: of some actors, or those that `keys` name.

    Rejected, withdrawn and archived ones are left out, unless named; `shown_only` leaves out what waits for review too.
    """
    if keys is None:
        keys = _deciding(connection, types, actors, shown_only=shown_only)
    found: list[Decision] = []
    for batch in batches(keys):
        found += _decisions(connection, batch)
    return found


def _deciding(
    connection: Connection, types: Collection[str], actors: Sequence[str], *, shown_only: bool
) -> Sequence[int]:
    e = t.event.c
    proposed = and_(e.review == "proposed", e.lane == "auto" if shown_only else e.lane != "archive")
    wanted = [e.type_id.in_(sorted(types)), or_(e.review == "accepted", proposed)]
    if actors:
        facet = t.event_actor_facet.c
        wanted.append(e.id.in_(select(facet.event_id).where(facet.actor_id.in_(actors))))
    return connection.execute(select(e.id).where(*wanted).order_by(e.id)).scalars().all()


def _decisions(connection: Connection, keys: Sequence[int]) -> list[Decision]:
    """Keys of events → decisions with their actors, weapons, and when a shipped one was made public."""
    events = {row[0]: row for row in fetched(connection, _EVENTS, keys)}
    actors: dict[int, set[tuple[str, str]]] = defaultdict(set)
    weapons: dict[int, set[str]] = defaultdict(set)
    for key, actor, role in fetched(connection, _ACTORS, keys):
        actors[key].add((actor, role))
    for key, weapon in fetched(connection, _WEAPONS, keys):
        weapons[key].add(weapon)
    published = _made_public(connection, [key for key, *_, origin in events.values() if origin == REFERENCE])
    return [
        Decision(
            key=key,
            event_id=public_id,
            type=type_,
            status=status,
            date=edtf.parse(date),
            title=title,
            review=review,
            origin=origin,
            actors=frozenset(actors[key]),
            weapons=frozenset(weapons[key]),
            published=published.get(key),
        )
        for key, public_id, type_, status, date, title, review, origin in events.values()
    ]


def ancestors_of(connection: Connection, weapons: Iterable[str]) -> Ancestors:
    """Each weapon → its own id and those of all kinds above it."""
    found: dict[str, set[str]] = defaultdict(set)
    for batch in batches(sorted(set(weapons))):
        for weapon, ancestor in fetched_for(connection, _ABOVE, weapons=batch):
            found[weapon].add(ancestor)
    return found


def _made_public(connection: Connection, keys: Sequence[int]) -> dict[int, Edtf]:
    if not keys:
        return {}
    c, d = t.claim.c, t.document.c
    statement = (
        select(c.event_id, d.published)
        .join_from(t.claim, t.document, c.document_id == d.id)
        .where(c.event_id.in_(keys), d.loader == REFERENCE, d.published != "")
        .distinct()
    )
    return {key: edtf.parse(date) for key, date in connection.execute(statement)}


@dataclass(frozen=True, slots=True)
class _Link:
    event: int
    relation: str
    other: int
    review: str


def _links(connection: Connection, keys: Sequence[int]) -> list[_Link]:
    """The links of these events to whatever other, rejected ones included."""
    c = t.event_link.c
    statement = select(c.event_id, c.relation, c.other_id, c.review).where(c.event_id.in_(keys) | c.other_id.in_(keys))
    return [_Link(*row) for row in connection.execute(statement)]


def _chain(found: Sequence[Decision], links: Sequence[_Link], on: Edtf, ancestors: Ancestors) -> Policy:
    """What several events tell as one decision, once; then which are in force, and the rows."""
    told_by = _told_once(found, links, ancestors)
    first = {each.key: each for each in found}
    standing = [each for each in found if told_by[each.key] == each.key]
    relations = [
        Relation(told_by[link.event], link.relation, told_by[link.other], link.review == "accepted")
        for link in links
        if link.review in ("accepted", "proposed") and link.event in told_by and link.other in told_by
        if told_by[link.event] != told_by[link.other]
    ]
    answers = in_force(standing, relations, on, ancestors)
    rows = []
    for each in standing:
        linked = {
            (relation.relation, relation.other)
            for relation in relations
            if relation.event == each.key and relation.accepted and relation.relation != "distinct-from"
        }
        linked |= {("same-as", key) for key, teller in told_by.items() if teller == each.key != key}
        ordered = sorted(linked, key=lambda pair: (EVENT_RELATIONS.index(pair[0]), first[pair[1]].order))
        base = (each.event_id, each.date.text, each.type, each.title)
        for relation, other in ordered:
            of = first[other]
            told = (relation, of.event_id, ANSWERS[answers[each.key]], of.date.text, of.title)
            rows.append(PolicyRow(*base, *told, to_come=still_to_come(each, on)))
        if not ordered:
            rows.append(PolicyRow(*base, "", "", ANSWERS[answers[each.key]], to_come=still_to_come(each, on)))
    proposed = sum(link.review == "proposed" and link.relation != "same-as" for link in links)
    return Policy(tuple(rows), proposed)


def _told_once(found: Sequence[Decision], links: Sequence[_Link], ancestors: Ancestors) -> dict[int, int]:
    """Key → key of the event under which the decision is listed: the one that comes with the program, else the first.

    Events are one decision where an accepted link says so, and where one comes with the program and the user's own says
    the same, unless a person said that they differ.
    """
    pairs: dict[frozenset[int], set[tuple[str, str]]] = defaultdict(set)
    for link in links:
        pairs[frozenset((link.event, link.other))].add((link.relation, link.review))
    told: dict[int, int] = {}
    for each in sorted(found, key=lambda one: (not one.of_reference, one.order)):
        told[each.key] = each.key
        for other in found:
            if other.key == each.key or told.get(other.key) != other.key:
                continue
            said = pairs.get(frozenset((each.key, other.key)), set())
            if ("same-as", "accepted") in said or (
                other.of_reference
                and not each.of_reference
                and not said & {("same-as", "rejected"), ("same-as", "withdrawn"), ("distinct-from", "accepted")}
                and same_decision(each, other, ancestors)
            ):
                told[each.key] = other.key
                break
    return told
