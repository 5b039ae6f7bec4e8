"""What find_dates gives for each time expression of a text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """`text == document[start:end]`, as TIMEX3 (`type`, `value`) and as EDTF, with what decided its meaning.

    `edtf` is what a statement with this expression may be dated by: with the words around it (`since 2022` → `2022/..`,
    `from 2014 to 2018` → `2014/2018` on both), and never past the publication date under a past-tense verb
    (`this week` → `2024-11-18/2024-11-20`). `plain` is the expression alone (`2022`, `2014`, `2024-11-18/2024-11-24`).
    Both are None for pure durations, repetitions and generic references. `relation` is since, until, before, by, after,
    range or empty. `rule` names the rule that resolved it (see `explain`); `anchor` is the date it was reckoned from.
    """

    start: int
    end: int
    text: str
    type: str  # DATE | TIME | DURATION | SET
    value: str
    edtf: str | None
    rule: str
    anchor: str | None = None
    plain: str | None = None
    relation: str = ""
