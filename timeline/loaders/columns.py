"""The columns of our own CSV, in the order in which they are written; docs/columns.md describes each."""

from timeline.documents.proposal import ROLES

OF_ROLES = tuple(f"{role}_{part}" for role in ROLES for part in ("ids", "names"))
# One element for each weapon, and one for each source document.
OF_WEAPONS = ("quantity_min", "quantity_max", "unit", "value", "currency", "conditions")
OF_SOURCES = ("source_urls", "source_publishers", "source_dates", "quotes")

COLUMNS = (
    *("event_id", "type", "group", "status", "date", "date_first", "date_last", "date_precision", "title"),
    *OF_ROLES,
    *("weapon_ids", "weapon_names", "treaty_ids", "treaty_names"),
    *OF_WEAPONS,
    "source_count",
    *OF_SOURCES,
    *("review", "confidence", "place", "note", "remark"),
)
REQUIRED = ("type", "date")
REVIEWS = ("proposed", "accepted", "rejected", "withdrawn")
