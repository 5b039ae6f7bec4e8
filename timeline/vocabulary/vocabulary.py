"""Actors, weapons, treaties, offices, event types and their names → answers to "what does this name mean?"."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from timeline.edtf import Edtf
from timeline.errors import AmbiguousName, UnknownName
from timeline.vocabulary.actors import ORGANS, PERSON, Actor
from timeline.vocabulary.event_types import EventType, event_type_names
from timeline.vocabulary.fold import fold
from timeline.vocabulary.lookup import NameIndex
from timeline.vocabulary.names import KINDS, Meaning, Name
from timeline.vocabulary.offices import Office
from timeline.vocabulary.treaties import Treaty
from timeline.vocabulary.weapons import Weapon, reach


class Vocabulary:
    """Everything that has a name, from the shipped facts or from a database; it never changes once made."""

    def __init__(
        self,
        actors: Mapping[str, Actor],
        weapons: Mapping[str, Weapon],
        treaties: Mapping[str, Treaty],
        offices: Iterable[Office],
        event_types: Mapping[str, EventType],
        names: Iterable[Name],
    ) -> None:
        self.actors = dict(actors)
        self.weapons = dict(weapons)
        self.treaties = dict(treaties)
        self.offices = list(offices)
        self.event_types = dict(event_types)
        self.names = list(names)
        self._reached: dict[tuple[str, bool], frozenset[str]] = {}

    def resolve(self, kind: str, text: str) -> str:
        """The id of the one thing of that kind that the text means: an id, or any known name in any spelling.

        A name that is one thing's own wins over an ambiguous alias of another; a state wins over its own organs
        ("the Pentagon" is the United States), anything else over a person. Raises UnknownName with the nearest names,
        AmbiguousName with the choices.
        """
        own = self._id(kind, text)
        if own is not None:
            return own
        bearers = self._index.bearers(kind, text)
        certain = self._preferred(kind, [name for name in bearers if not name.ambiguous])
        possible = certain or self._preferred(kind, bearers)
        if len(possible) > 1:
            raise AmbiguousName(kind, text, possible)
        if possible:
            return possible[0]
        if kind == "actor" and text.strip().upper() in self._iso2:
            return self._iso2[text.strip().upper()]
        near = self.nearest(kind, text)
        if kind == "event-type":
            raise UnknownName("type", text, near or sorted({each.group for each in self.event_types.values()}))
        raise UnknownName(kind, text, near)

    def resolve_types(self, text: str) -> tuple[str, ...]:
        """The ids of the event types that the text means: one type, or all those of a group ("transfer", "treaty").

        Raises as `resolve` does.
        """
        folded = fold(text)
        group = tuple(kind.id for kind in self.event_types.values() if fold(kind.group) == folded)
        return group or (self.resolve("event-type", text),)

    def nearest(self, kind: str, text: str, limit: int = 5) -> list[str]:
        """Names of that kind spelt like the text, best first, each of them one that `resolve` accepts."""
        names = self._index.near(kind, text, limit)
        return [name.id if name.ambiguous else name.text for name in names]

    def meanings(self, text: str) -> list[Meaning]:
        """Every thing of every kind that the text can mean: certain ones first, then ambiguous ones."""
        found: dict[tuple[str, str], Meaning] = {}
        for kind in KINDS:
            own = self._id(kind, text)
            if own is not None:
                main = self.name_of(kind, own)
                found[kind, own] = Meaning(kind, own, main, Name(main, kind, own, "official"))
            bearers = self._index.bearers(kind, text)
            for name in sorted(bearers, key=lambda name: name.ambiguous):
                found.setdefault((kind, name.id), Meaning(kind, name.id, self.name_of(kind, name.id), name))
        code = self._iso2.get(text.strip().upper())
        if code is not None:
            main = self.name_of("actor", code)
            found.setdefault(("actor", code), Meaning("actor", code, main, Name(main, "actor", code, "official")))
        return sorted(found.values(), key=lambda meaning: meaning.matched.ambiguous)

    def near_meanings(self, text: str, limit: int = 5) -> list[Meaning]:
        """What the text could have been meant for, of every kind, without what it does mean."""
        meant = self.meanings(text)
        return [
            Meaning(kind, name.id, self.name_of(kind, name.id), name)
            for kind in KINDS
            for name in self._index.near(kind, text, limit, {other.id for other in meant if other.kind == kind})
        ]

    def name_of(self, kind: str, id: str) -> str:
        """The main name of a thing, for people to read; KeyError where there is no such id."""
        return self._tables[kind][id].name

    def ancestors(self, weapon_id: str) -> frozenset[str]:
        """The weapon and every kind above it, over all its parents."""
        return self._reach(weapon_id, up=True)

    def descendants(self, weapon_id: str) -> frozenset[str]:
        """The weapon and everything below it: what `--weapon` means."""
        return self._reach(weapon_id, up=False)

    def offices_of(self, person: str, on: Edtf) -> list[Office]:
        """The offices that a person, named in full or by surname, can have held on that date.

        Several persons may share a surname; an empty list says that the name is nobody's in office then.
        """
        ids = {name.id for name in self._index.bearers("actor", person)}
        ids.add(person)
        return [office for office in self.offices if office.person_id in ids and office.held(on)]

    def state_of(self, actor_id: str) -> str:
        """The actor that an event records for this one: the state of an organ (a ministry, a parliament, an agency),
        the organisation of an organ without a state (the European Commission), else the actor itself.
        """
        actor = self.actors[actor_id]
        return (actor.country_id or actor.parent_id or actor_id) if actor.kind in ORGANS else actor_id

    def _id(self, kind: str, text: str) -> str | None:
        """The id that the text is, as written or else in another case: `DJI` is Djibouti, `dji` makes drones."""
        text = text.strip()
        return text if text in self._tables[kind] else self._ids[kind].get(text.casefold())

    def _preferred(self, kind: str, names: Sequence[Name]) -> list[str]:
        """The ids of the names, without organs where their state is among them and without persons beside others."""
        ids = sorted({name.id for name in names})
        if kind != "actor" or len(ids) < 2:
            return ids
        states = {id for id in ids if self.actors[id].kind == "state"}
        ids = [id for id in ids if self.state_of(id) == id or self.state_of(id) not in states]
        others = [id for id in ids if self.actors[id].kind != PERSON]
        return others or ids

    def _reach(self, weapon_id: str, *, up: bool) -> frozenset[str]:
        if (weapon_id, up) not in self._reached:
            self._reached[weapon_id, up] = reach(self._parents if up else self._children, weapon_id)
        return self._reached[weapon_id, up]

    @property
    def _tables(self) -> dict[str, Mapping[str, Actor | Weapon | Treaty | EventType]]:
        """The things of each of KINDS by id."""
        return {
            "actor": self.actors,
            "weapon": self.weapons,
            "treaty": self.treaties,
            "event-type": self.event_types,
        }

    @cached_property
    def _index(self) -> NameIndex:
        return NameIndex([*self.names, *event_type_names(self.event_types.values())])

    @cached_property
    def _ids(self) -> dict[str, dict[str, str]]:
        return {kind: {id.casefold(): id for id in table} for kind, table in self._tables.items()}

    @cached_property
    def _iso2(self) -> dict[str, str]:
        return {actor.iso2: actor.id for actor in self.actors.values() if actor.iso2}

    @cached_property
    def _parents(self) -> dict[str, tuple[str, ...]]:
        return {weapon.id: weapon.parents for weapon in self.weapons.values()}

    @cached_property
    def _children(self) -> dict[str, tuple[str, ...]]:
        below: dict[str, list[str]] = {}
        for weapon in self.weapons.values():
            for parent in weapon.parents:
                below.setdefault(parent, []).append(weapon.id)
        return {parent: tuple(children) for parent, children in below.items()}
