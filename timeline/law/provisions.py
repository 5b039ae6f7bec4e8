"""Rows of treaty_provisions.csv and provision_conditions.csv → Provisions and the Conditions under which they apply."""

from collections.abc import Mapping
from dataclasses import dataclass

ANY = "*"
# Duties that go with a conduct and forbid nothing by themselves.
DUTIES = ("reporting", "destruction-deadline", "clearance")


@dataclass(frozen=True, slots=True)
class Provision:
    """An article lays a rule on a conduct with a weapon. `conditional` forbids only where `exception` holds."""

    treaty: str
    article: str
    conduct: str
    weapon: str
    rule: str
    exception: str = ""
    source: str = ""
    checked: int = 0


@dataclass(frozen=True, slots=True)
class Condition:
    """A test that a provision of that article, conduct and weapon (`*` for any) must pass; `why` says what it means."""

    treaty: str
    article: str
    conduct: str
    weapon: str
    test: str
    value: str = ""
    why: str = ""

    def concerns(self, provision: Provision) -> bool:
        """Whether it is a condition of the provision."""
        return self.treaty == provision.treaty and all(
            wanted in (ANY, given)
            for wanted, given in (
                (self.article, provision.article),
                (self.conduct, provision.conduct),
                (self.weapon, provision.weapon),
            )
        )

    @property
    def choices(self) -> tuple[str, ...]:
        """The values that the test looks for."""
        return tuple(self.value.split("|")) if self.value else ()


def provision_of(row: Mapping[str, str]) -> Provision:
    """The provision that a row of treaty_provisions.csv describes."""
    return Provision(
        treaty=row["treaty_id"],
        article=row["article"],
        conduct=row["conduct"],
        weapon=row["weapon_id"],
        rule=row["rule"],
        exception=row["exception"],
        source=row["source"],
        checked=int(row["checked"]),
    )


def condition_of(row: Mapping[str, str]) -> Condition:
    """The condition that a row of provision_conditions.csv describes."""
    return Condition(
        treaty=row["treaty_id"],
        article=row["article"],
        conduct=row["conduct"],
        weapon=row["weapon_id"],
        test=row["test"],
        value=row["value"],
        why=row["why"],
    )
