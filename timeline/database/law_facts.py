"""The seed files of the law (how treaties bind, conducts, conditions, states, conflicts) → the rows of their tables."""

from timeline.database.seed_cells import Row, answered, checked, date_cell, dated, renamed
from timeline.vocabulary.reading import seed_rows

_NUMBERS = ("months", "days", "notice_months", "notice_days")
_ANSWERS = ("first_of_month", "open_to_all", "arms_in_general")


def law_rows() -> dict[str, list[Row]]:
    """The rows by table, without `origin`."""
    return {
        "treaty_rule": [_treaty_rule(row) for row in seed_rows("treaty_rules")],
        "provision_condition": [renamed(row, {"weapon_id": "weapon"}) for row in seed_rows("provision_conditions")],
        "conduct_rule": [
            {**answered(renamed(row, {"event_type": "event_type_id"}), ("doubt",)), "position": place}
            for place, row in enumerate(seed_rows("conducts"))
        ],
        "state_beginning": [
            dated(answered(checked(renamed(row, {"state": "actor_id"})), ("continues",)), ("began",))
            for row in seed_rows("states")
        ],
        "armed_conflict": [
            dated(checked(renamed(row, {"state": "actor_id"})), ("began", "ended"))
            for row in seed_rows("armed_conflicts")
        ],
    }


def _treaty_rule(row: dict[str, str]) -> Row:
    kept = answered(checked(renamed(row, {"annexed_to": "annexed_to_id"})), _ANSWERS)
    numbers = {name: int(row[name]) if row[name] else None for name in _NUMBERS}
    return {
        **kept,
        **numbers,
        "annexed_to_id": row["annexed_to"] or None,
        "read_until": date_cell(row["read_until"]),
    }
