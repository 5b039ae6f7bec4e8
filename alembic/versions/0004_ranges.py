"""Ranges of days in the facets: the last day too, and which events last, so that a question about dates is one range.

Revision 0004, after 0003. The facets follow from the events and are made anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

ROLES = "'supplier', 'recipient', 'decider', 'speaker', 'target', 'user', 'host', 'producer', 'party', 'intermediary'"
LASTING = "date_precision IN ('interval', 'decade', 'century')"
_OF_WEAPONS = "event e JOIN event_weapon w ON w.event_id = e.id JOIN weapon_closure c ON c.weapon_id = w.weapon_id"
_OF_ACTORS = "event e JOIN event_actor a ON a.event_id = e.id"


def upgrade() -> None:
    """The facets with both days and what lasts, and indexes of events by the same."""
    _drop_facets()
    _facets("first_day", "last_day", lasting=True)
    for name, keys in (("event_weapon_facet", ("weapon_id",)), ("event_actor_facet", ("actor_id", "role"))):
        op.create_index(
            op.f(f"ix_{name}_lasting"),
            name,
            [*keys, "first_day", "last_day", "event_id"],
            sqlite_where=sa.text("lasting"),
            postgresql_where=sa.text("lasting"),
        )
    _fill(f"e.first_day, e.last_day, e.id, e.{LASTING}", "first_day, last_day, event_id, lasting")
    op.create_index(
        op.f("ix_event_lasting"),
        "event",
        ["first_day", "last_day", "public_id"],
        sqlite_where=sa.text(LASTING),
        postgresql_where=sa.text(LASTING),
    )
    op.create_index(op.f("ix_event_review_lane_origin"), "event", ["review", "lane", "origin"])


def downgrade() -> None:
    """The facets by first day only."""
    op.drop_index(op.f("ix_event_review_lane_origin"), "event")
    op.drop_index(op.f("ix_event_lasting"), "event")
    _drop_facets()
    _facets("first_day", lasting=False)
    _fill("e.first_day, e.id", "first_day, event_id")


def _drop_facets() -> None:
    op.drop_table("event_weapon_facet")
    op.drop_table("event_actor_facet")


def _facets(*days: str, lasting: bool) -> None:
    def of_event() -> list[sa.Column]:
        columns = [sa.Column(day, sa.Date(), nullable=False) for day in days]
        columns.append(sa.Column("event_id", KEY, nullable=False))
        return [*columns, sa.Column("lasting", sa.Boolean(), nullable=False)] if lasting else columns

    op.create_table(
        "event_weapon_facet",
        sa.Column("weapon_id", TEXT, nullable=False),
        *of_event(),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_weapon_facet_event_id")),
        sa.ForeignKeyConstraint(["weapon_id"], ["weapon.id"], name=op.f("fk_event_weapon_facet_weapon_id")),
        sa.PrimaryKeyConstraint("weapon_id", *days, "event_id", name=op.f("pk_event_weapon_facet")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_event_weapon_facet_event_id"), "event_weapon_facet", ["event_id"])
    op.create_table(
        "event_actor_facet",
        sa.Column("actor_id", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        *of_event(),
        sa.CheckConstraint(f"role IN ({ROLES})", name=op.f("ck_event_actor_facet_role_known")),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_event_actor_facet_actor_id")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_actor_facet_event_id")),
        sa.PrimaryKeyConstraint("actor_id", "role", *days, "event_id", name=op.f("pk_event_actor_facet")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_event_actor_facet_event_id"), "event_actor_facet", ["event_id"])


def _fill(chosen: str, columns: str) -> None:
    weapons = f"SELECT DISTINCT c.ancestor_id, {chosen} FROM {_OF_WEAPONS}"  # noqa: S608 - names of our own
    actors = f"SELECT DISTINCT a.actor_id, a.role, {chosen} FROM {_OF_ACTORS}"  # noqa: S608
    op.execute(f"INSERT INTO event_weapon_facet (weapon_id, {columns}) {weapons}")
    op.execute(f"INSERT INTO event_actor_facet (actor_id, role, {columns}) {actors}")
