"""Decisions of an actor on a weapon → the rows of `timeline policy --json`."""

from dataclasses import asdict
from typing import Any

from timeline.queries.policy import PolicyRow

POLICY_COLUMNS = ("event_id", "date", "type", "title", "relation", "other", "in_force")


def policy_record(row: PolicyRow) -> dict[str, Any]:
    """The row of one decision, or of one thing that it did to another."""
    told = asdict(row)
    return {name: told[name] for name in POLICY_COLUMNS}
