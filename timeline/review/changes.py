"""The options of an edit → the event with these changes, not stored yet."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from timeline.documents.proposal import DateBasis, Participant, ProposedEvent, WeaponLine
from timeline.review.amounts import with_amounts

BY_PERSON = "person"
"""The rule that dates an event where a person set the date."""

_AMOUNTS = ("quantity", "value", "conditions")


@dataclass(frozen=True, slots=True)
class Changes:
    """What a person sets, all ids resolved; what is absent (None, or not in a mapping) stays.

    `texts` maps type, status, date, title, place and note to their new values; `participants` a role to its actors
    (none: nobody has that role any more). Amounts are texts as `amounts.with_amounts` reads them.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    participants: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    weapons: tuple[str, ...] | None = None
    treaties: tuple[str, ...] | None = None
    quantities: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of claims that are set."""
        listed = (("weapon", self.weapons is not None), ("treaty", self.treaties is not None))
        amounts = zip(_AMOUNTS, (self.quantities, self.values, self.conditions), strict=True)
        return (
            *self.texts,
            *self.participants,
            *(name for name, given in listed if given),
            *(name for name, texts in amounts if texts),
        )

    def applied(self, event: ProposedEvent, resolve: Callable[[str], str]) -> ProposedEvent:
        """The event with these changes; `resolve` gives the id of a weapon that an amount names. Raises UsageError."""
        others = tuple(one for one in event.participants if one.role not in self.participants)
        parts = tuple(Participant(actor, role) for role, actors in self.participants.items() for actor in actors)
        lines = event.weapons
        if self.weapons is not None:
            known = {line.weapon: line for line in event.weapons}
            lines = tuple(known.get(weapon, WeaponLine(weapon)) for weapon in dict.fromkeys(self.weapons))
        lines = with_amounts(lines, resolve, quantities=self.quantities, values=self.values, conditions=self.conditions)
        texts: dict[str, Any] = dict(self.texts)
        return dataclasses.replace(
            event,
            **texts,
            participants=tuple(sorted({*others, *parts}, key=lambda one: (one.role, one.actor))),
            weapons=tuple(sorted(lines, key=lambda line: line.weapon)),
            treaties=event.treaties if self.treaties is None else tuple(sorted(set(self.treaties))),
            basis=DateBasis(rule=BY_PERSON) if "date" in self.texts else event.basis,
        )
