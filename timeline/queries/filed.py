"""What events are filed under, and days → the keys of those events, out of one range of a facet's rows."""

import datetime as dt
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    FromClause,
    Select,
    TableClause,
    TextClause,
    select,
    text,
    union_all,
)

from timeline.database.facets import AT_MOST

Condition: TypeAlias = ColumnElement[bool]
Keys: TypeAlias = Select[tuple[int]] | CompoundSelect[tuple[int]]


@dataclass(frozen=True, slots=True)
class Days:
    """Inclusive days, None where nothing limits them: a date lies within them wholly (`strict`), or in part."""

    since: dt.date | None = None
    until: dt.date | None = None
    strict: bool = False

    def of(self, table: FromClause) -> list[Condition]:
        """What they ask of a table with a first and a last day."""
        found = []
        if self.since is not None:
            found.append((table.c.first_day if self.strict else table.c.last_day) >= self.since)
        if self.until is not None:
            found.append(table.c.first_day <= self.until)
            if self.strict:
                found.append(table.c.last_day <= self.until)
        return found

    def parts(self, table: FromClause, lasts: str) -> list[list[Condition | TextClause]]:
        """`of` in parts without a row in common, each of which one range of first days meets: the earlier part first.

        `lasts` is how SQL says of a row that its date may last for more than a year. What lasts shorter does not begin
        long before it matters.
        """
        asked: list[Condition | TextClause] = [*self.of(table)]
        if self.strict or self.since is None or self.since - dt.date.min <= AT_MOST:
            return [asked]
        begins = self.since - AT_MOST
        return [[text(lasts), table.c.first_day < begins, *asked], [table.c.first_day >= begins, *asked]]


def filed(facet: TableClause, condition: Condition, days: Days, within: Days | None = None) -> Keys:
    """The keys of the events that a facet has under this, on these days, and `within` others where they are given."""
    more = within.of(facet) if within else ()
    parts = [
        select(facet.c.event_id).where(condition, *each, *more) for each in days.parts(facet, f"{facet.name}.lasting")
    ]
    return parts[0] if len(parts) == 1 else union_all(*parts)
