"""The tables of reference facts → the columns that make two rows of a table the same fact, and its name in the log."""

from collections.abc import Mapping
from typing import Any

KEYS: dict[str, tuple[str, ...]] = {
    "reference_source": ("id",),
    "event_type": ("id",),
    "actor": ("id",),
    "actor_name": ("actor_id", "name", "form", "valid_from"),
    "weapon": ("id",),
    "weapon_name": ("weapon_id", "name", "form", "valid_from"),
    "weapon_kind": ("weapon_id", "parent_id"),
    "weapon_maker": ("weapon_id", "country_id"),
    "weapon_code": ("weapon_id", "scheme", "code"),
    "treaty": ("id",),
    "treaty_name": ("treaty_id", "name", "form", "valid_from"),
    "treaty_weapon": ("treaty_id", "weapon_id"),
    "office": ("person_id", "role", "actor_id", "start_date"),
    "membership": ("body_id", "actor_id", "start_date"),
    "provision": ("treaty_id", "article", "conduct", "weapon_id", "rule"),
    "treaty_action": ("treaty_id", "actor_id", "action", "date"),
    "treaty_rule": ("treaty_id",),
    "provision_condition": ("treaty_id", "article", "conduct", "weapon", "test"),
    "conduct_rule": ("event_type_id", "role", "conduct"),
    "state_beginning": ("actor_id",),
    "armed_conflict": ("actor_id", "began", "what"),
    "disagreement": ("treaty_id", "actor_id", "what"),
    "embargo": ("id",),
    "embargo_weapon": ("embargo_id", "weapon_id"),
}


def log_key(table: str, row: Mapping[str, Any]) -> str:
    """What names a reference row in the log: the values of its key."""
    return "|".join("" if row[column] is None else str(row[column]) for column in KEYS[table])
