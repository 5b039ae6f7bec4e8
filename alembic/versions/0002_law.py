"""The law: how treaties bind, conducts, conditions, states and conflicts as facts; findings that events share.

Revision 0002, after 0001. Findings of 0001 were never written, so the old table goes with nothing in it. Events,
claims and links may also come with the program: their `origin` knows one word more. Documents are filed under runs
of their words, by which later prints of the same story are found; those of 0001 are not.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

FACT_ORIGIN = "origin IN ('reference', 'user')"
CHECKED = "checked BETWEEN 0 AND 2"
CONDUCTS = (
    "'use', 'threaten', 'develop', 'produce', 'test', 'acquire', 'stockpile', 'retain', 'deploy', 'transfer', 'assist'"
)
ROLES = "'supplier', 'recipient', 'decider', 'speaker', 'target', 'user', 'host', 'producer', 'party', 'intermediary'"
VERDICTS = "'prohibited', 'restricted', 'contested', 'signatory', 'not-bound', 'undetermined'"
WITH_ORIGIN = ("event", "claim", "event_link")


def upgrade() -> None:
    """The tables of the law, and one origin more."""
    _set_origins("'machine', 'person', 'reference'")
    op.drop_table("finding")
    _treaty_rule()
    _provision_condition()
    _conduct_rule()
    _states()
    _findings()
    _document_shingle()


def downgrade() -> None:
    """Back to the tables of 0001; events that came with the program become the machine's."""
    for table in ("document_shingle", "event_check", "finding", "footing", "ruling"):
        op.drop_table(table)
    for table in ("armed_conflict", "state_beginning", "conduct_rule", "provision_condition", "treaty_rule"):
        op.drop_table(table)
    for table in WITH_ORIGIN:
        op.execute(f"UPDATE {table} SET origin = 'machine' WHERE origin = 'reference'")  # noqa: S608
    _set_origins("'machine', 'person'")
    _old_finding()


def _set_origins(origins: str) -> None:
    for table in WITH_ORIGIN:
        name = op.f(f"ck_{table}_origin_known")
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(name, type_="check")
            batch.create_check_constraint(name, f"origin IN ({origins})")


def _treaty_rule() -> None:
    op.create_table(
        "treaty_rule",
        sa.Column("treaty_id", TEXT, nullable=False),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("first_of_month", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("before_entry", TEXT, server_default="", nullable=False),
        sa.Column("threshold", TEXT, server_default="", nullable=False),
        sa.Column("notice_months", sa.Integer(), nullable=True),
        sa.Column("notice_days", sa.Integer(), nullable=True),
        sa.Column("conflict_clause", TEXT, server_default="", nullable=False),
        sa.Column("annexed_to_id", TEXT, nullable=True),
        sa.Column("members_of", TEXT, server_default="", nullable=False),
        sa.Column("force", TEXT, server_default="binding", nullable=False),
        sa.Column("open_to_all", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("arms_in_general", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("coverage", TEXT, server_default="complete", nullable=False),
        sa.Column("read_until", TEXT, nullable=True),
        sa.Column("source", TEXT, server_default="", nullable=False),
        sa.Column("checked", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("origin", TEXT, server_default="user", nullable=False),
        sa.CheckConstraint("before_entry IN ('', 'own', 'treaty')", name=op.f("ck_treaty_rule_before_entry_known")),
        sa.CheckConstraint("force IN ('binding', 'voluntary', 'disputed')", name=op.f("ck_treaty_rule_force_known")),
        sa.CheckConstraint("coverage IN ('complete', 'partial', 'none')", name=op.f("ck_treaty_rule_coverage_known")),
        sa.CheckConstraint(FACT_ORIGIN, name=op.f("ck_treaty_rule_origin_known")),
        sa.CheckConstraint(CHECKED, name=op.f("ck_treaty_rule_checked_range")),
        sa.CheckConstraint("months >= 0 AND days >= 0", name=op.f("ck_treaty_rule_entry_range")),
        sa.CheckConstraint("notice_months >= 0 AND notice_days >= 0", name=op.f("ck_treaty_rule_notice_range")),
        sa.ForeignKeyConstraint(["annexed_to_id"], ["treaty.id"], name=op.f("fk_treaty_rule_annexed_to_id")),
        sa.ForeignKeyConstraint(["treaty_id"], ["treaty.id"], name=op.f("fk_treaty_rule_treaty_id")),
        sa.PrimaryKeyConstraint("treaty_id", name=op.f("pk_treaty_rule")),
    )
    op.create_index(op.f("ix_treaty_rule_annexed_to_id"), "treaty_rule", ["annexed_to_id"])


def _provision_condition() -> None:
    op.create_table(
        "provision_condition",
        sa.Column("id", KEY, nullable=False),
        sa.Column("treaty_id", TEXT, nullable=False),
        sa.Column("article", TEXT, nullable=False),
        sa.Column("conduct", TEXT, nullable=False),
        sa.Column("weapon", TEXT, nullable=False),
        sa.Column("test", TEXT, nullable=False),
        sa.Column("value", TEXT, server_default="", nullable=False),
        sa.Column("why", TEXT, server_default="", nullable=False),
        sa.Column("origin", TEXT, server_default="user", nullable=False),
        sa.CheckConstraint(f"conduct IN ('*', {CONDUCTS})", name=op.f("ck_provision_condition_conduct_known")),
        sa.CheckConstraint(FACT_ORIGIN, name=op.f("ck_provision_condition_origin_known")),
        sa.ForeignKeyConstraint(["treaty_id"], ["treaty.id"], name=op.f("fk_provision_condition_treaty_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provision_condition")),
        sa.UniqueConstraint(
            *("treaty_id", "article", "conduct", "weapon", "test"),
            name=op.f("uq_provision_condition_treaty_id_article_conduct_weapon_test"),
        ),
    )


def _conduct_rule() -> None:
    op.create_table(
        "conduct_rule",
        sa.Column("event_type_id", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("conduct", TEXT, nullable=False),
        sa.Column("doubt", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("note", TEXT, server_default="", nullable=False),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("origin", TEXT, server_default="user", nullable=False),
        sa.CheckConstraint(f"role IN ({ROLES})", name=op.f("ck_conduct_rule_role_known")),
        sa.CheckConstraint(f"conduct IN ({CONDUCTS})", name=op.f("ck_conduct_rule_conduct_known")),
        sa.CheckConstraint(FACT_ORIGIN, name=op.f("ck_conduct_rule_origin_known")),
        sa.ForeignKeyConstraint(["event_type_id"], ["event_type.id"], name=op.f("fk_conduct_rule_event_type_id")),
        sa.PrimaryKeyConstraint("event_type_id", "role", "conduct", name=op.f("pk_conduct_rule")),
    )


def _states() -> None:
    op.create_table(
        "state_beginning",
        sa.Column("actor_id", TEXT, nullable=False),
        sa.Column("began", TEXT, nullable=False),
        sa.Column("before", TEXT, server_default="", nullable=False),
        sa.Column("continues", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("source", TEXT, server_default="", nullable=False),
        sa.Column("checked", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("origin", TEXT, server_default="user", nullable=False),
        sa.CheckConstraint(FACT_ORIGIN, name=op.f("ck_state_beginning_origin_known")),
        sa.CheckConstraint(CHECKED, name=op.f("ck_state_beginning_checked_range")),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_state_beginning_actor_id")),
        sa.PrimaryKeyConstraint("actor_id", name=op.f("pk_state_beginning")),
    )
    op.create_table(
        "armed_conflict",
        sa.Column("id", KEY, nullable=False),
        sa.Column("actor_id", TEXT, nullable=False),
        sa.Column("began", TEXT, nullable=True),
        sa.Column("ended", TEXT, nullable=True),
        sa.Column("what", TEXT, nullable=False),
        sa.Column("source", TEXT, server_default="", nullable=False),
        sa.Column("checked", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("origin", TEXT, server_default="user", nullable=False),
        sa.CheckConstraint(FACT_ORIGIN, name=op.f("ck_armed_conflict_origin_known")),
        sa.CheckConstraint(CHECKED, name=op.f("ck_armed_conflict_checked_range")),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_armed_conflict_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_armed_conflict")),
        sa.UniqueConstraint("actor_id", "began", "what", name=op.f("uq_armed_conflict_actor_id_began_what")),
    )


def _findings() -> None:
    op.create_table(
        "ruling",
        sa.Column("id", KEY, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("treaty_id", TEXT, nullable=False),
        sa.Column("article", TEXT, server_default="", nullable=False),
        sa.Column("conduct", TEXT, nullable=False),
        sa.Column("rule", TEXT, nullable=False),
        sa.Column("rule_weapon_id", TEXT, nullable=False),
        sa.Column("verdict", TEXT, nullable=False),
        sa.Column("ruled", TEXT, nullable=False),
        sa.Column("terms", TEXT, server_default="", nullable=False),
        sa.Column("sources", TEXT, server_default="", nullable=False),
        sa.Column("checked", sa.Integer(), nullable=False),
        sa.Column("rules_version", TEXT, nullable=False),
        sa.CheckConstraint(f"conduct IN ({CONDUCTS})", name=op.f("ck_ruling_conduct_known")),
        sa.CheckConstraint(f"verdict IN ({VERDICTS})", name=op.f("ck_ruling_verdict_known")),
        sa.CheckConstraint(CHECKED, name=op.f("ck_ruling_checked_range")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ruling")),
        sa.UniqueConstraint("digest", name=op.f("uq_ruling_digest")),
    )
    op.create_table(
        "footing",
        sa.Column("id", KEY, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("words", TEXT, server_default="", nullable=False),
        sa.Column("notes", TEXT, server_default="", nullable=False),
        sa.Column("sources", TEXT, server_default="", nullable=False),
        sa.Column("rules_version", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_footing")),
        sa.UniqueConstraint("digest", name=op.f("uq_footing_digest")),
    )
    op.create_table(
        "finding",
        sa.Column("id", KEY, nullable=False),
        sa.Column("event_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("actor_id", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("weapon_id", TEXT, nullable=False),
        sa.Column("opening", TEXT, server_default="", nullable=False),
        sa.Column("rulings", TEXT, nullable=False),
        sa.Column("footings", TEXT, nullable=False),
        sa.CheckConstraint(f"role IN ({ROLES})", name=op.f("ck_finding_role_known")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_finding_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
        sa.UniqueConstraint("event_id", "position", name=op.f("uq_finding_event_id_position")),
    )
    op.create_table(
        "event_check",
        sa.Column("event_id", KEY, autoincrement=False, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("rules_version", TEXT, nullable=False),
        sa.Column("verdicts", sa.Integer(), nullable=False),
        sa.Column("notices", TEXT, server_default="", nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_check_event_id")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_event_check")),
    )


def _document_shingle() -> None:
    op.create_table(
        "document_shingle",
        sa.Column("hash", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_document_shingle_document_id")),
        sa.PrimaryKeyConstraint("hash", "document_id", name=op.f("pk_document_shingle")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_document_shingle_document_id"), "document_shingle", ["document_id"])


def _old_finding() -> None:
    op.create_table(
        "finding",
        sa.Column("id", KEY, nullable=False),
        sa.Column("event_id", KEY, nullable=False),
        sa.Column("actor_id", TEXT, nullable=False),
        sa.Column("provision_id", KEY, nullable=False),
        sa.Column("verdict", TEXT, nullable=False),
        sa.Column("reason", TEXT, server_default="", nullable=False),
        sa.Column("rules_version", TEXT, nullable=False),
        sa.CheckConstraint(f"verdict IN ({VERDICTS})", name=op.f("ck_finding_verdict_known")),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_finding_actor_id")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_finding_event_id")),
        sa.ForeignKeyConstraint(["provision_id"], ["provision.id"], name=op.f("fk_finding_provision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
        sa.UniqueConstraint(
            "event_id", "actor_id", "provision_id", name=op.f("uq_finding_event_id_actor_id_provision_id")
        ),
    )
    op.create_index(op.f("ix_finding_actor_id"), "finding", ["actor_id"])
    op.create_index(op.f("ix_finding_provision_id"), "finding", ["provision_id"])
