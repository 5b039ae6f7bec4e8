"""Positions of states under treaties, and their changes → the rows of `timeline status --json`."""

from typing import Any

from timeline.edtf import Edtf
from timeline.law.acts import Act
from timeline.law.totals import Change
from timeline.queries.standing import NamedChange, Stand

Record = dict[str, Any]
STAND_COLUMNS = ("treaty", "actor", "on", "position", "certainty", "since", "until", "acts")
CHANGE_COLUMNS = ("treaty", "actor", "date", "before", "after", "certainty", "acts")


def stand_record(row: Stand) -> Record:
    """The row of one position."""
    position = row.position
    return {
        "treaty": row.treaty.id,
        "actor": row.actor.id,
        "on": row.on.text,
        "position": position.kind.value,
        "certainty": position.certainty.name.lower(),
        "since": _date(position.since),
        "until": _date(position.until),
        "acts": [_act(act) for act in position.acts],
    }


def change_record(row: NamedChange) -> Record:
    """The row of one change of a position."""
    change: Change = row.change
    return {
        "treaty": row.treaty.id,
        "actor": row.actor.id,
        "date": change.date.text,
        "before": change.before.value,
        "after": change.after.value,
        "certainty": change.certainty.name.lower(),
        "acts": [_act(act) for act in change.acts],
    }


def _act(act: Act) -> Record:
    return {
        "action": act.action,
        "date": _date(act.date),
        "source": act.source,
        "checked": act.checked,
        "contested": act.contested,
        "note": act.note,
    }


def _date(date: Edtf | None) -> str | None:
    return None if date is None else date.text
