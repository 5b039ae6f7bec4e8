"""Newly stored events → links to earlier and later decisions that a person is asked to confirm.

The same events stored in the same order get the same links: nothing depends on keys, and the nearest decision before an
event is the one that it is linked to. A pair that is linked already, or of which a person rejected a link, stays so.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, insert, or_, select

from timeline.database import tables as t
from timeline.database.batches import batches
from timeline.database.domains import REFERENCE
from timeline.database.history import Changed, record_all
from timeline.queries.policy import ancestors_of, decisions
from timeline.queries.policy_questions import KINDS, Ancestors, Decision, deciders, narrowest, question, same_decision

# The later type, the earlier type, and what the later one then probably does to the earlier.
RULES: tuple[tuple[str, str, str], ...] = (
    ("use-permission", "use-restriction", "reverses"),
    ("use-restriction", "use-permission", "reverses"),
    ("transfer-resumption", "transfer-suspension", "reverses"),
    ("embargo-lifting", "embargo", "reverses"),
    ("transfer-delivery", "transfer-authorization", "delivers"),
)
_TYPES = frozenset(KINDS) | {later for later, _, _ in RULES}
_FEW = 200
"""Up to so many new events, only the events on related weapons are read for comparison."""
Pair = tuple[Decision, str, Decision]


def propose_links(connection: Connection, keys: Sequence[int], *, why: str) -> int:
    """Propose links for the events with these keys, in the connection's transaction → how many."""
    near = None
    if len(keys) <= _FEW:
        deciding = [each.key for each in decisions(connection, types=_TYPES, keys=keys)]
        if not deciding:
            return 0
        near = _near(connection, deciding)
    found = [each for each in decisions(connection, types=_TYPES, keys=near) if _tells(each)]
    new = set(keys) & {each.key for each in found if each.origin != REFERENCE}
    ancestors = ancestors_of(connection, {weapon for each in found for weapon in each.weapons})
    shipped = {each.key for each in found if each.of_reference}
    told, linked = _linked(connection, [each.key for each in found], shipped)
    same = _same_as(found, new, ancestors)
    told |= {event.key for event, _, _ in same}
    pairs = same + _by_rules([each for each in found if each.key not in told], new, ancestors)
    return _store(connection, [pair for pair in pairs if frozenset((pair[0].key, pair[2].key)) not in linked], why=why)


def _tells(decision: Decision) -> bool:
    """Whether it happened, on days that have both ends."""
    return decision.status == "actual" and not (decision.date.open_start or decision.date.open_end)


def _near(connection: Connection, keys: Sequence[int]) -> list[int]:
    """The keys of events on the weapons of these, or on kinds above or below them; and the shipped decisions."""
    own = select(t.event_weapon.c.weapon_id).where(t.event_weapon.c.event_id.in_(keys))
    weapons = set(connection.execute(own).scalars())
    above = {kind for kinds in ancestors_of(connection, weapons).values() for kind in kinds}
    facet, line = t.event_weapon_facet.c, t.event_weapon.c
    statement = select(t.event.c.id).where(
        t.event.c.type_id.in_(sorted(_TYPES)),
        or_(
            t.event.c.id.in_(select(facet.event_id).where(facet.weapon_id.in_(sorted(weapons)))),
            t.event.c.id.in_(select(line.event_id).where(line.weapon_id.in_(sorted(above)))),
        ),
    )
    return list(connection.execute(statement).scalars())


def _linked(connection: Connection, keys: Sequence[int], shipped: set[int]) -> tuple[set[int], set[frozenset[int]]]:
    """The events that tell the same as another one, and all pairs that are linked, whatever became of the link."""
    c = t.event_link.c
    told: set[int] = set()
    pairs: set[frozenset[int]] = set()
    for batch in batches(keys):
        statement = select(c.event_id, c.relation, c.other_id, c.review).where(c.event_id.in_(batch))
        for event, relation, other, review in connection.execute(statement):
            pairs.add(frozenset((event, other)))
            # A mere doubt whether two documents tell one event is no reason to leave a decision unlinked.
            if relation == "same-as" and (review == "accepted" or (review == "proposed" and other in shipped)):
                told.add(event)
    return told, pairs


def _same_as(found: Sequence[Decision], new: set[int], ancestors: Ancestors) -> list[Pair]:
    """New events that tell a decision which comes with the program; the first such decision by date."""
    shipped = sorted((each for each in found if each.of_reference), key=lambda each: each.order)
    pairs: list[Pair] = []
    for each in found:
        if each.key in new and each.type in KINDS:
            alike = [other for other in shipped if same_decision(each, other, ancestors)]
            pairs += [(each, "same-as", other) for other in alike[:1]]
    return pairs


def _by_rules(found: Sequence[Decision], new: set[int], ancestors: Ancestors) -> list[Pair]:
    """Each later event with the nearest earlier one that a rule names, where at least one of the two is new."""
    pairs: list[Pair] = []
    for later_type, earlier_type, relation in RULES:
        earlier = _Filed((each for each in found if each.type == earlier_type), ancestors)
        for each in found:
            if each.type == later_type:
                nearest = earlier.before(each, same_day=relation == "delivers")
                if nearest is not None and (each.key in new or nearest.key in new):
                    pairs.append((each, relation, nearest))
    return pairs


class _Filed:
    """Events by decider and weapon, each list by date, so that the nearest before another one is found at once."""

    def __init__(self, found: Iterable[Decision], ancestors: Ancestors) -> None:
        self._ancestors = ancestors
        self._own: dict[tuple[str, str], list[Decision]] = defaultdict(list)
        self._above: dict[tuple[str, str], list[Decision]] = defaultdict(list)
        for each in sorted(found, key=lambda one: one.order):
            for actor in deciders(each):
                for weapon in narrowest(each.weapons, ancestors):
                    self._own[actor, weapon].append(each)
                for kind in {
                    kind for weapon in narrowest(each.weapons, ancestors) for kind in ancestors.get(weapon, ())
                }:
                    self._above[actor, kind].append(each)

    def before(self, later: Decision, *, same_day: bool) -> Decision | None:
        """The nearest earlier event of a common decider, for a common other side, on a related weapon."""
        lists = [
            files[actor, weapon]
            for actor in deciders(later)
            for own in narrowest(later.weapons, self._ancestors)
            for files, weapons in ((self._own, self._ancestors.get(own, ())), (self._above, (own,)))
            for weapon in weapons
            if (actor, weapon) in files
        ]
        nearest = [found for each in lists if (found := _last_before(each, later, same_day=same_day))]
        return max(nearest, key=lambda each: each.order, default=None)


def _last_before(listed: Sequence[Decision], later: Decision, *, same_day: bool) -> Decision | None:
    """The last of a list that began before the later event and concerns the same other side."""
    cut = bisect_right if same_day else bisect_left
    place = cut(listed, later.date.first, key=lambda each: each.date.first)
    concerned = question(later)[1]
    for each in reversed(listed[:place]):
        other = question(each)[1]
        if other == concerned or other & concerned:
            return each
    return None


def _store(connection: Connection, pairs: Iterable[Pair], *, why: str) -> int:
    """Store the links as proposals, in an order that keys have no part in."""
    ordered = sorted(set(pairs), key=lambda pair: (pair[0].event_id, pair[2].event_id, pair[1]))
    rows = [
        {"event_id": event.key, "other_id": other.key, "relation": relation, "origin": "machine", "review": "proposed"}
        for event, relation, other in ordered
    ]
    if rows:
        connection.execute(insert(t.event_link), rows)
        changes = [
            Changed(
                "event_link",
                f"{event.event_id}:{relation}:{other.event_id}",
                None,
                {"origin": "machine", "review": "proposed"},
            )
            for event, relation, other in ordered
        ]
        record_all(connection, changes, why=why)
    return len(rows)
