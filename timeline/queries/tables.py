"""The tables that questions read, as light Core constructs.

The models of `timeline.database` bring SQLAlchemy's ORM, which costs a quarter of the start-up time of `timeline show`;
a test holds every table and column named here against them.
"""

from sqlalchemy import Boolean, Date, Float, Integer, String, column, table

event = table(
    "event",
    *(column(name, Integer) for name in ("id",)),
    *(
        column(name, String)
        for name in (
            "public_id",
            "type_id",
            "status",
            "date",
            "date_precision",
            "date_phrase",
            "date_rule",
            "date_anchor",
            "title",
            "place",
            "note",
            "review",
            "review_reason",
            "lane",
            "origin",
            "extractor",
        )
    ),
    *(column(name, Date) for name in ("first_day", "last_day")),
    column("confidence", Float),
)
event_type = table("event_type", *(column(name, String) for name in ("id", "group_name", "name")))
event_actor = table(
    "event_actor", column("event_id", Integer), *(column(name, String) for name in ("actor_id", "role"))
)
event_weapon = table(
    "event_weapon",
    *(column(name, Integer) for name in ("event_id", "quantity_min", "quantity_max")),
    *(column(name, String) for name in ("weapon_id", "unit", "currency", "conditions")),
    column("value", Float),
)
event_treaty = table(
    "event_treaty", column("event_id", Integer), *(column(name, String) for name in ("treaty_id", "relation"))
)
event_weapon_facet = table(
    "event_weapon_facet", column("weapon_id", String), column("first_day", Date), column("event_id", Integer)
)
event_actor_facet = table(
    "event_actor_facet",
    *(column(name, String) for name in ("actor_id", "role")),
    column("first_day", Date),
    column("event_id", Integer),
)
actor = table("actor", *(column(name, String) for name in ("id", "name", "kind", "country_id", "parent_id")))
office = table("office", *(column(name, String) for name in ("person_id", "actor_id")))
weapon = table("weapon", *(column(name, String) for name in ("id", "name")))
treaty = table("treaty", *(column(name, String) for name in ("id", "name")))
actor_name = table(
    "actor_name",
    *(column(name, String) for name in ("actor_id", "name", "folded", "form")),
    column("ambiguous", Boolean),
)
weapon_name = table(
    "weapon_name",
    *(column(name, String) for name in ("weapon_id", "name", "folded", "form")),
    column("ambiguous", Boolean),
)
treaty_name = table(
    "treaty_name",
    *(column(name, String) for name in ("treaty_id", "name", "folded", "form")),
    column("ambiguous", Boolean),
)
claim = table(
    "claim",
    *(column(name, Integer) for name in ("id", "event_id", "document_id", "start_offset", "end_offset")),
    *(column(name, String) for name in ("field", "value", "quote", "origin")),
)
document = table(
    "document",
    column("id", Integer),
    *(column(name, String) for name in ("sha256", "url", "title", "publisher", "published")),
)
