"""Stored events → those on which no person had a say, which the machine may still bring in line with its claims."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection

from timeline.database.batches import fetched

# A text, because it is asked for every event that a document tells again, and to put the same together of SQLAlchemy's
# parts takes longer than the answer.
_FREE = """
SELECT e.id FROM event e
WHERE e.id IN ({keys}) AND e.origin = 'machine' AND e.review = 'proposed'
  AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.event_id = e.id AND c.origin <> 'machine')
  AND NOT EXISTS (SELECT 1 FROM event_link l WHERE l.event_id = e.id AND <decided>)
  AND NOT EXISTS (SELECT 1 FROM event_link l WHERE l.other_id = e.id AND <decided>)
"""
_DECIDED = "(l.review IN ('accepted', 'rejected') OR l.origin <> 'machine')"


def free(connection: Connection, keys: Sequence[int], *, but: Collection[int] = ()) -> set[int]:
    """Those of the events on which no person had a say: proposed, untouched, and without a link that was decided.

    A link between two of `but` does not count: the one that was accepted to make them one.
    """
    ends = ",".join(map(str, sorted(but)))
    decided = f"{_DECIDED} AND NOT (l.event_id IN ({ends}) AND l.other_id IN ({ends}))" if but else _DECIDED
    return {row[0] for row in fetched(connection, _FREE.replace("<decided>", decided), keys)}
