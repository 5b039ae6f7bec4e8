"""The mapped classes → the Core tables that this package writes: rows in bulk cost a tenth of what objects cost."""

from timeline.database.models import metadata

document = metadata.tables["document"]
event = metadata.tables["event"]
event_actor = metadata.tables["event_actor"]
event_weapon = metadata.tables["event_weapon"]
event_treaty = metadata.tables["event_treaty"]
event_actor_facet = metadata.tables["event_actor_facet"]
event_weapon_facet = metadata.tables["event_weapon_facet"]
event_link = metadata.tables["event_link"]
claim = metadata.tables["claim"]
change = metadata.tables["change"]
actor = metadata.tables["actor"]
weapon = metadata.tables["weapon"]
treaty = metadata.tables["treaty"]
event_type = metadata.tables["event_type"]
