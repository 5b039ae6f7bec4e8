"""A conduct and an event's weapon → the provisions that cover them, surely or for some variants only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from timeline.law.provisions import Condition, Provision
from timeline.law.rules import TreatyRules
from timeline.vocabulary.weapons import Weapon, reach

# Kinds so wide that what lies just below them says nothing about an event: "weapons" are not a mine.
GENERAL = frozenset({"weapon", "conventional-weapon", "explosive-ordnance", "dual-use-item"})
LAST_TESTS = ("embargo", "other-treaty")


class WeaponTree:
    """The kinds of weapons with their parents and children; an unknown weapon stands alone."""

    def __init__(self, weapons: Mapping[str, Weapon]) -> None:
        self._parents = {id: weapon.parents for id, weapon in weapons.items()}
        children: dict[str, list[str]] = {}
        for id, parents in self._parents.items():
            for parent in parents:
                children.setdefault(parent, []).append(id)
        self._children = {id: tuple(below) for id, below in children.items()}
        self._distances: dict[str, dict[str, int]] = {}

    def distances(self, weapon: str) -> dict[str, int]:
        """Every kind that the weapon is, itself included, with the steps up to it."""
        found = self._distances.get(weapon)
        if found is None:
            found, layer = {weapon: 0}, [weapon]
            while layer:
                above = dict.fromkeys(parent for one in layer for parent in self._parents.get(one, ()))
                layer = [parent for parent in above if parent not in found]
                steps = max(found.values()) + 1
                found.update(dict.fromkeys(layer, steps))
            self._distances[weapon] = found
        return found

    def variants(self, weapon: str, kind: str) -> tuple[str, ...]:
        """The direct children of a weapon that are of that kind: the M39 of "ATACMS" for "cluster munition"."""
        return tuple(child for child in self._children.get(weapon, ()) if kind in self.distances(child))

    def reaches(self, weapon: str, kind: str) -> bool:
        """Whether the kind lies anywhere below the weapon."""
        return kind in reach(self._children, weapon)


@dataclass(frozen=True, slots=True)
class Match:
    """A provision that speaks of an event's weapon: `covered`, or only in some `variants` of it."""

    provision: Provision
    covered: bool
    variants: tuple[str, ...]
    conditions: tuple[Condition, ...]

    @property
    def last(self) -> bool:
        """Whether it is decided after the others, because it asks what they found."""
        return any(condition.test in LAST_TESTS for condition in self.conditions)


class Coverage:
    """Provisions by conduct; answers are kept, as events repeat the same few conducts and weapons."""

    def __init__(
        self,
        provisions: Iterable[Provision],
        conditions: Iterable[Condition],
        rules: Mapping[str, TreatyRules],
        tree: WeaponTree,
    ) -> None:
        self.tree = tree
        self._rules = rules
        self._by_conduct: dict[str, list[Provision]] = {}
        self._conditions: dict[Provision, tuple[Condition, ...]] = {}
        conditions = tuple(conditions)
        self._kinds: set[str] = set()
        for provision in provisions:
            self._kinds.add(provision.weapon)
            self._by_conduct.setdefault(provision.conduct, []).append(provision)
            if provision not in self._conditions:
                own = tuple(condition for condition in conditions if condition.concerns(provision))
                self._conditions[provision] = own
        self._known: dict[tuple[str, str], tuple[Match, ...]] = {}
        self._same: dict[tuple[int, ...], tuple[Match, ...]] = {}

    def matches(self, conduct: str, weapon: str) -> tuple[Match, ...]:
        """The provisions that cover the conduct with the weapon, in their order, those that ask about others last.

        Of several provisions of one article that differ in their weapon only, the nearest kind is kept. Weapons that
        the same provisions cover get one and the same tuple.
        """
        found = self._known.get((conduct, weapon))
        if found is None:
            matches = [self._match(provision, weapon) for provision in self._by_conduct.get(conduct, ())]
            found = tuple(_nearest([match for match in matches if match is not None], self.tree.distances(weapon)))
            if all(match.covered for match in found):
                found = self._same.setdefault(tuple(id(match.provision) for match in found), found)
            self._known[conduct, weapon] = found
        return found

    def _variants(self, weapon: str, kind: str) -> tuple[str, ...]:
        """The children of the weapon that are of that kind.

        Where rules speak of the weapon itself it is a kind, and a model in it that is of another kind too says nothing
        of an event: "cluster munitions" are not a missile, because one of them is carried by one.
        """
        variants = self.tree.variants(weapon, kind)
        return variants if kind in variants or weapon not in self._kinds else ()

    def _match(self, provision: Provision, weapon: str) -> Match | None:
        covered = provision.weapon in self.tree.distances(weapon)
        variants: tuple[str, ...] = ()
        if not covered:
            if weapon not in GENERAL:
                variants = self._variants(weapon, provision.weapon)
            elif self._rules[provision.treaty].arms_in_general and self.tree.reaches(weapon, provision.weapon):
                variants = (provision.weapon,)
            if not variants:
                return None
        return Match(provision, covered, variants, self._conditions[provision])


def _nearest(matches: list[Match], distances: Mapping[str, int]) -> list[Match]:
    groups: dict[tuple[str, str, str], list[Match]] = {}
    for match in matches:
        provision = match.provision
        groups.setdefault((provision.treaty, provision.article, provision.rule), []).append(match)
    chosen = []
    for group in groups.values():
        covered = [match for match in group if match.covered]
        if covered:
            chosen.append(min(covered, key=lambda match: distances[match.provision.weapon]))
        else:
            variants = tuple(dict.fromkeys(variant for match in group for variant in match.variants))
            first = group[0]
            chosen.append(replace(first, covered=False, variants=variants))
    return sorted(chosen, key=lambda match: match.last)
