"""The machine's claims on a field of an event → how many independent sources give each value, and the value elected."""

from dataclasses import dataclass

from sqlalchemy import Connection

from timeline import edtf
from timeline.database.batches import fetched

# A text: see `free_events`.
_GIVEN = """
SELECT c.field, c.value, coalesce(d.syndicated_from_id, d.id), d.published, d.sha256
FROM claim c JOIN document d ON d.id = c.document_id
WHERE c.event_id IN ({keys}) AND c.field IN ('date', 'quantity') AND c.origin = 'machine' AND c.value <> ''
ORDER BY c.id
"""
ELECTED = ("date", "quantity")
"""The fields of which an event has one value, whatever its sources say."""


@dataclass(slots=True)
class Support:
    """Of one value: how many stories give it, and the date and hash of the document that did so first."""

    stories: int
    first: tuple[str, str]


Supports = dict[str, dict[str, Support]]
"""Field → value → its support."""


def supports(connection: Connection, key: int) -> Supports:
    """What the claims on a stored event give of the fields in ELECTED."""
    found: Supports = {field: {} for field in ELECTED}
    seen: set[tuple[str, str, int]] = set()
    for field, value, story, published, sha256 in fetched(connection, _GIVEN, [key]):
        add_support(found, field, value, (published or "~", sha256), new=(field, value, story) not in seen)
        seen.add((field, value, story))
    return found


def add_support(found: Supports, field: str, value: str, document: tuple[str, str], *, new: bool) -> None:
    """Count what one more document gives: its date and hash; `new` is that its story did not give the value yet."""
    support = found[field].setdefault(value, Support(0, document))
    support.stories += new
    support.first = min(support.first, document)


def elected(found: Supports, field: str) -> str | None:
    """The value of a field that most independent sources give, exact days before longer spans; then the one that was
    published first. None where no machine's claim gives one."""
    values = found[field]
    return min(values, key=lambda each: (_span(field, each), -values[each].stories, values[each].first), default=None)


def _span(field: str, value: str) -> int:
    if field != "date":
        return 0
    date = edtf.parse(value)
    return (date.last - date.first).days
