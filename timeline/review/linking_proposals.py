"""Newly stored events → links to earlier and later decisions that a person is asked to confirm.

The same events stored in the same order get the same links: nothing depends on keys, and the nearest decision before an
event is the one that it is linked to. A pair that is linked already, or of which a person rejected a link, stays so.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from itertools import islice
from typing import NamedTuple

from sqlalchemy import Connection, insert

from timeline.database import tables as t
from timeline.database.batches import batches, fetched, fetched_for
from timeline.database.domains import REFERENCE
from timeline.database.history import Changed, record_all
from timeline.queries.policy import decisions
from timeline.queries.policy_questions import KINDS, Ancestors, Decision, deciders, narrowest, question, same_decision
from timeline.review.stored_events import StoredEvents

# The later type, the earlier type, and what the later one then probably does to the earlier.
RULES: tuple[tuple[str, str, str], ...] = (
    ("use-permission", "use-restriction", "reverses"),
    ("use-restriction", "use-permission", "reverses"),
    ("transfer-resumption", "transfer-suspension", "reverses"),
    ("embargo-lifting", "embargo", "reverses"),
    ("transfer-delivery", "transfer-authorization", "delivers"),
)
_OF_RULES = frozenset(type_ for later, earlier, _ in RULES for type_ in (later, earlier))
_TYPES = frozenset(KINDS) | {later for later, _, _ in RULES}
_FEW = 200
"""Up to so many new events, only the events on related weapons are read for comparison."""
_NONE = ("",)
# Texts, because they are asked for each document that is stored: see `free_events`. SQLite takes a cross join in its
# order: else it would go through all events that are shown.
_SEEN = """
SELECT e.id, e.type_id FROM event e
WHERE e.id IN ({keys}) AND (e.review = 'accepted' OR (e.review = 'proposed' AND e.lane <> 'archive'))
"""
_OWN = "SELECT weapon_id FROM event_weapon WHERE event_id IN ({keys})"
_NEAR = """
SELECT e.id FROM event_type k CROSS JOIN event e
WHERE k.id IN ({types}) AND e.type_id = k.id
  AND (e.review = 'accepted' OR (e.review = 'proposed' AND e.lane <> 'archive'))
  AND (
    EXISTS (SELECT 1 FROM event_weapon_facet w WHERE w.event_id = e.id AND w.weapon_id IN ({weapons}))
    OR EXISTS (SELECT 1 FROM event_weapon w WHERE w.event_id = e.id AND w.weapon_id IN ({above})))
ORDER BY e.id
"""
_LINKS = "SELECT event_id, relation, other_id, review FROM event_link WHERE event_id IN ({keys})"
Pair = tuple[Decision, str, Decision]


def propose_links(connection: Connection, keys: Sequence[int], *, why: str, events: StoredEvents | None = None) -> int:
    """Propose links for the events with these keys, in the connection's transaction → how many.

    `events` is what was read of stored events before.
    """
    if not keys:
        return 0
    events = events or StoredEvents(connection)
    near: list[int] | None = None
    if len(keys) <= _FEW:
        deciding = _deciding(connection, keys)
        if not deciding:
            return 0
        near = _near(events, deciding)
    found = [each for each in _decisions(events, near) if _tells(each)]
    new = set(keys) & {each.key for each in found if each.origin != REFERENCE}
    ancestors = events.ancestors({weapon for each in found for weapon in each.weapons})
    shipped = {each.key for each in found if each.of_reference}
    told, linked = _linked(connection, [each.key for each in found], shipped)
    same = _same_as(found, new, ancestors)
    told |= {event.key for event, _, _ in same}
    pairs = same + _by_rules([each for each in found if each.key not in told], new, ancestors)
    return _store(connection, [pair for pair in pairs if frozenset((pair[0].key, pair[2].key)) not in linked], why=why)


def _tells(decision: Decision) -> bool:
    """Whether it happened, on days that have both ends."""
    return decision.status == "actual" and not (decision.date.open_start or decision.date.open_end)


def _deciding(connection: Connection, keys: Sequence[int]) -> list[int]:
    """Those of the events that decide something and are seen or wait."""
    return [key for key, type_ in fetched(connection, _SEEN, keys) if type_ in _TYPES]


def _near(events: StoredEvents, keys: Sequence[int]) -> list[int]:
    """The keys of decisions on the weapons of these, or on kinds above or below them; shipped ones among them."""
    weapons = sorted({row[0] for row in fetched(events.connection, _OWN, keys)})
    ancestors = events.ancestors(weapons)
    above = sorted({kind for weapon in weapons for kind in ancestors[weapon]})
    found = fetched_for(events.connection, _NEAR, types=sorted(_TYPES), weapons=weapons or _NONE, above=above or _NONE)
    return [row[0] for row in found]


def _decisions(events: StoredEvents, keys: Sequence[int] | None) -> list[Decision]:
    """The decisions with these keys, or all there are."""
    if keys is None:
        return decisions(events.connection, types=_TYPES)
    known = events.decisions
    for each in decisions(events.connection, keys=[key for key in keys if key not in known]):
        known[each.key] = each
    return [known[key] for key in keys]


def _linked(connection: Connection, keys: Sequence[int], shipped: set[int]) -> tuple[set[int], set[frozenset[int]]]:
    """The events that tell the same as another one, and all pairs that are linked, whatever became of the link."""
    told: set[int] = set()
    pairs: set[frozenset[int]] = set()
    for batch in batches(keys):
        for event, relation, other, review in fetched(connection, _LINKS, batch):
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
            alike = (other for other in shipped if same_decision(each, other, ancestors))
            pairs += [(each, "same-as", other) for other in islice(alike, 1)]
    return pairs


def _by_rules(found: Sequence[Decision], new: set[int], ancestors: Ancestors) -> list[Pair]:
    """Each later event with the nearest earlier one that a rule names, where at least one of the two is new."""
    pairs: list[Pair] = []
    of_type: dict[str, list[_Told]] = defaultdict(list)
    once: dict[frozenset[str], frozenset[str]] = {}
    for each in found:
        if each.type in _OF_RULES:
            sets = (deciders(each), question(each)[1], narrowest(each.weapons, ancestors))
            of_type[each.type].append(_Told(each, *(once.setdefault(some, some) for some in sets)))
    for later_type, earlier_type, relation in RULES:
        # What is stored already can only get a link to what is new, of the same deciders.
        touched = {actor for told in of_type[earlier_type] if told.decision.key in new for actor in told.deciders}
        asked = [told for told in of_type[later_type] if told.decision.key in new or told.deciders & touched]
        wanted = {actor for told in asked for actor in told.deciders}
        earlier = _Filed(of_type[earlier_type], ancestors, wanted)
        for told in asked:
            each, nearest = told.decision, earlier.before(told, same_day=relation == "delivers")
            if nearest is not None and (each.key in new or nearest.key in new):
                pairs.append((each, relation, nearest))
    return pairs


class _Told(NamedTuple):
    """A decision, whose it is, whom it concerns, and the narrowest of its weapons: asked about again and again."""

    decision: Decision
    deciders: frozenset[str]
    concerned: frozenset[str]
    weapons: frozenset[str]


class _Filed:
    """Events by decider and weapon, each list by date, so that the nearest before another one is found at once.

    Only what these actors decided is asked about.
    """

    def __init__(self, found: Iterable[_Told], ancestors: Ancestors, actors: Set[str]) -> None:
        self._ancestors = ancestors
        self._own: dict[tuple[str, str], list[_Told]] = defaultdict(list)
        self._above: dict[tuple[str, str], list[_Told]] = defaultdict(list)
        for each in sorted(found if actors else (), key=lambda one: one.decision.order):
            for actor in each.deciders & actors:
                for weapon in each.weapons:
                    self._own[actor, weapon].append(each)
                for kind in {kind for weapon in each.weapons for kind in ancestors.get(weapon, ())}:
                    self._above[actor, kind].append(each)

    def before(self, later: _Told, *, same_day: bool) -> Decision | None:
        """The nearest earlier event of a common decider, for a common other side, on a related weapon."""
        lists = [
            files[actor, weapon]
            for actor in later.deciders
            for own in later.weapons
            for files, weapons in ((self._own, self._ancestors.get(own, ())), (self._above, (own,)))
            for weapon in weapons
            if (actor, weapon) in files
        ]
        nearest = [found for each in lists if (found := _last_before(each, later, same_day=same_day))]
        return max(nearest, key=lambda each: each.order, default=None)


def _last_before(listed: Sequence[_Told], later: _Told, *, same_day: bool) -> Decision | None:
    """The last of a list that began before the later event and concerns the same other side."""
    cut = bisect_right if same_day else bisect_left
    place = cut(listed, later.decision.date.first, key=lambda each: each.decision.date.first)
    concerned = later.concerned
    for at in range(place - 1, -1, -1):
        other = listed[at].concerned
        if other == concerned or other & concerned:
            return listed[at].decision
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
