"""Rows of conducts.csv → which conduct of a treaty's article an event's type makes of each participant's role."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# A conduct in the words of a sentence; the weapon follows.
NOUNS: dict[str, str] = {
    "use": "the use of",
    "threaten": "a threat to use",
    "develop": "the development of",
    "produce": "the production of",
    "test": "the testing of",
    "acquire": "the acquisition of",
    "stockpile": "the stockpiling of",
    "retain": "the keeping of",
    "deploy": "the stationing of",
    "transfer": "the transfer of",
    "assist": "help to a forbidden act with",
}
# How a status that is not "actual" is said; the event is checked as what it would be.
STATUS_WORDS: dict[str, str] = {
    "planned": "planned, checked as if it had happened",
    "considered": "only considered, checked as if it had happened",
    "alleged": "alleged, checked as if it were true",
    "denied": "denied, checked as if it had happened all the same",
}


@dataclass(frozen=True, slots=True)
class ConductRule:
    """In an event of this type, whoever has this role is checked for this conduct.

    `note` says how the event is read where it is not the conduct itself; `doubt` that its type also records the
    contrary (the end of production), so that nothing is certain unless the event says which.
    """

    event_type: str
    role: str
    conduct: str
    note: str = ""
    doubt: bool = False


def conduct_rule_of(row: Mapping[str, str]) -> ConductRule:
    """The rule that a row of conducts.csv describes."""
    return ConductRule(row["event_type"], row["role"], row["conduct"], row["note"], row["doubt"] == "yes")


def conduct_table(rules: Iterable[ConductRule]) -> dict[tuple[str, str], tuple[ConductRule, ...]]:
    """The rules by event type and role."""
    table: dict[tuple[str, str], tuple[ConductRule, ...]] = {}
    for rule in rules:
        key = (rule.event_type, rule.role)
        table[key] = (*table.get(key, ()), rule)
    return table
