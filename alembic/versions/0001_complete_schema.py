"""The complete schema.

Revision 0001, the first. By autogenerate, then read line by line; it imports no model, so that it stays what it was.
`op.f` marks a name as complete, so that the naming convention of the models is not applied to it again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Texts sort byte by byte on both databases; SQLite's row number must be spelled INTEGER.
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """From nothing to the complete schema."""
    op.create_table(
        "actor",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("official_name", TEXT, server_default="", nullable=False),
        sa.Column("iso2", TEXT, server_default="", nullable=False),
        sa.Column("cow", TEXT, server_default="", nullable=False),
        sa.Column("parent_id", TEXT, nullable=True),
        sa.Column("country_id", TEXT, nullable=True),
        sa.Column("notes", TEXT, server_default="", nullable=False),
        sa.Column("source", TEXT, server_default="", nullable=False),
        sa.Column("checked", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("origin", TEXT, server_default="user", nullable=False),
        sa.CheckConstraint("id <> '' AND name <> ''", name=op.f("ck_actor_named")),
        sa.CheckConstraint(
            "kind IN ('state', 'international-organisation', 'ngo', 'research-institute', "
            "'agency', 'ministry', 'legislature', 'armed-non-state-group', 'arms-maker', 'media', "
            "'person', 'company', 'court', 'other')",
            name=op.f("ck_actor_kind_known"),
        ),
        sa.CheckConstraint("origin IN ('reference', 'user')", name=op.f("ck_actor_origin_known")),
        sa.CheckConstraint("checked BETWEEN 0 AND 2", name=op.f("ck_actor_checked_range")),
        sa.ForeignKeyConstraint(["country_id"], ["actor.id"], name=op.f("fk_actor_country_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["actor.id"], name=op.f("fk_actor_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor")),
    )
    op.create_index(op.f("ix_actor_country_id"), "actor", ["country_id"])
    op.create_index(op.f("ix_actor_parent_id"), "actor", ["parent_id"])
    op.create_table(
        "change",
        sa.Column("id", KEY, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("who", TEXT, server_default="", nullable=False),
        sa.Column("why", TEXT, server_default="", nullable=False),
        sa.Column("table_name", TEXT, nullable=False),
        sa.Column("row_key", TEXT, nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("previous_hash", TEXT, server_default="", nullable=False),
        sa.Column("hash", TEXT, nullable=False),
        sa.CheckConstraint("length(hash) = 64", name=op.f("ck_change_hash_length")),
        sa.CheckConstraint("length(previous_hash) IN (0, 64)", name=op.f("ck_change_previous_hash_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_index(op.f("ix_change_at"), "change", ["at"])
    op.create_index(op.f("ix_change_table_name_row_key"), "change", ["table_name", "row_key"])
    op.create_table(
        "document",
        sa.Column("id", KEY, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("url", TEXT, server_default="", nullable=False),
        sa.Column("title", TEXT, server_default="", nullable=False),
        sa.Column("publisher", TEXT, server_default="", nullable=False),
        sa.Column("author", TEXT, server_default="", nullable=False),
        sa.Column("published", TEXT, server_default="", nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("retrieved", TEXT, nullable=True),
        sa.Column("loader", TEXT, server_default="text", nullable=False),
        sa.Column("language", TEXT, server_default="", nullable=False),
        sa.Column("licence", TEXT, server_default="", nullable=False),
        sa.Column("reliability", TEXT, nullable=True),
        sa.Column("syndicated_from_id", KEY, nullable=True),
        sa.Column("loaded_at", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.CheckConstraint("reliability IN ('A', 'B', 'C', 'D', 'E', 'F')", name=op.f("ck_document_reliability_known")),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_document_days_in_order")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_document_sha256_length")),
        sa.CheckConstraint("syndicated_from_id <> id", name=op.f("ck_document_not_itself")),
        sa.ForeignKeyConstraint(["syndicated_from_id"], ["document.id"], name=op.f("fk_document_syndicated_from_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint(
            "sha256", "url", "publisher", "published", name=op.f("uq_document_sha256_url_publisher_published")
        ),
    )
    op.create_index(op.f("ix_document_first_day"), "document", ["first_day"])
    op.create_index(op.f("ix_document_syndicated_from_id"), "document", ["syndicated_from_id"])
    op.create_index(op.f("ix_document_url"), "document", ["url"])
    op.create_table(
        "event_type",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("group_name", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("description", TEXT, server_default="", nullable=False),
        sa.Column("plover", TEXT, server_default="", nullable=False),
        sa.Column("cameo", TEXT, server_default="", nullable=False),
        sa.Column("origin", TEXT, server_default="user", nullable=False),
        sa.CheckConstraint("origin IN ('reference', 'user')", name=op.f("ck_event_type_origin_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_type")),
    )
    op.create_index(op.f("ix_event_type_group_name"), "event_type", ["group_name"])
    op.create_table(
        "reference_source",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("url", TEXT, server_default="", nullable=False),
        sa.Column("as_of", TEXT, server_default="", nullable=False),
        sa.Column("where_read", TEXT, server_default="", nullable=False),
        sa.Column("remark", TEXT, server_default="", nullable=False),
        sa.Column("origin", TEXT, server_default="user", nullable=False),
        sa.CheckConstraint("origin IN ('reference', 'user')", name=op.f("ck_reference_source_origin_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_source")),
    )
    op.create_table(
        "setting",
        sa.Column("key", TEXT, nullable=False),
        sa.Column("value", TEXT, server_default="", nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
    )
    op.create_table(
        "treaty",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("full_name", TEXT, server_default="", nullable=False),
        sa.Column("kind", TEXT, server_default="treaty", nullable=False),
        sa.Column("adopted", TEXT, nullable=True),
        sa.Column("opened", TEXT, nullable=True),
        sa.Column("entry_into_force", TEXT, nullable=True),
        sa.Column("depositary", TEXT, server_default="", nullable=False),
        sa.Column("withdrawal_notice_months", sa.Integer(), nullable=True),
        sa.Column("withdrawal_rule", TEXT, server_default="", nullable=False),
        sa.Column("status", TEXT, server_default="", nullable=False),
        sa.Column("end_date", TEXT, nullable=True),
        sa.Column("source", TEXT, server_default="", nullable=False),
        sa.Column("checked", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("origin", TEXT, server_default="user", nullable=False),
        sa.CheckConstraint("id <> '' AND name <> ''", name=op.f("ck_treaty_named")),
        sa.CheckConstraint(
            "kind IN ('treaty', 'protocol', 'export-control regime', 'political declaration')",
            name=op.f("ck_treaty_kind_known"),
        ),
        sa.CheckConstraint("origin IN ('reference', 'user')", name=op.f("ck_treaty_origin_known")),
        sa.CheckConstraint("checked BETWEEN 0 AND 2", name=op.f("ck_treaty_checked_range")),
        sa.CheckConstraint("withdrawal_notice_months >= 0", name=op.f("ck_treaty_notice_range")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_treaty")),
    )
    op.create_table(
        "weapon",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("notes", TEXT, server_default="", nullable=False),
        sa.Column("source", TEXT, server_default="", nullable=False),
        sa.Column("checked", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("origin", TEXT, server_default="user", nullable=False),
        sa.CheckConstraint("id <> '' AND name <> ''", name=op.f("ck_weapon_named")),
        sa.CheckConstraint("origin IN ('reference', 'user')", name=op.f("ck_weapon_origin_known")),
        sa.CheckConstraint("checked BETWEEN 0 AND 2", name=op.f("ck_weapon_checked_range")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weapon")),
    )
    op.create_table(
        "actor_name",
        sa.Column("id", KEY, nullable=False),
        sa.Column("actor_id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("folded", TEXT, nullable=False),
        sa.Column("form", TEXT, nullable=False),
        sa.Column("ambiguous", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("valid_from", TEXT, server_default="", nullable=False),
        sa.Column("valid_to", TEXT, server_default="", nullable=False),
        sa.Column("origin", TEXT, server_default="user", nullable=False),
        sa.CheckConstraint(
            "form IN ('official', 'alias', 'acronym', 'demonym', 'capital', 'metonym', 'name', 'short')",
            name=op.f("ck_actor_name_form_known"),
        ),
        sa.CheckConstraint("name <> ''", name=op.f("ck_actor_name_named")),
        sa.CheckConstraint("origin IN ('reference', 'user')", name=op.f("ck_actor_name_origin_known")),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_actor_name_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor_name")),
        sa.UniqueConstraint(
            "actor_id", "name", "form", "valid_from", name=op.f("uq_actor_name_actor_id_name_form_valid_from")
        ),
    )
    op.create_index(op.f("ix_actor_name_folded"), "actor_name", ["folded"])
    op.create_table(
        "disagreement",
        sa.Column("id", KEY, nullable=False),
        sa.Column("treaty_id", TEXT, nullable=False),
        sa.Column("actor_id", TEXT, nullable=True),
        sa.Column("what", TEXT, nullable=False),
        sa.Column("kept", TEXT, server_default="", nullable=False),
        sa.Column("other", TEXT, server_default="", nullable=False),
        sa.Column("comment", TEXT, server_default="", nullable=False),
        sa.Column("origin", TEXT, server_default="user", nullable=False),
        sa.CheckConstraint("origin IN ('reference', 'user')", name=op.f("ck_disagreement_origin_known")),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_disagreement_actor_id")),
        sa.ForeignKeyConstraint(["treaty_id"], ["treaty.id"], name=op.f("fk_disagreement_treaty_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disagreement")),
        sa.UniqueConstraint("treaty_id", "actor_id", "what", name=op.f("uq_disagreement_treaty_id_actor_id_what")),
    )
    op.create_index(op.f("ix_disagreement_actor_id"), "disagreement", ["actor_id"])
    op.create_table(
        "embargo",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("imposed_by_id", TEXT, nullable=False),
        sa.Column("target_id", TEXT, nullable=False),
        sa.Column("scope", TEXT, server_default="", nullable=False),
        sa.Column("start_date", TEXT, nullable=True),
        sa.Column("end_date", TEXT, nullable=True),
        sa.Column("legal_basis", TEXT, server_default="", nullable=False),
        sa.Column("exceptions", TEXT, server_default="", nullable=False),
        sa.Column("source", TEXT, server_default="", nullable=False),
        sa.Column("checked", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("origin", TEXT, server_default="user", nullable=False),
        sa.CheckConstraint("origin IN ('reference', 'user')", name=op.f("ck_embargo_origin_known")),
        sa.CheckConstraint("checked BETWEEN 0 AND 2", name=op.f("ck_embargo_checked_range")),
        sa.ForeignKeyConstraint(["imposed_by_id"], ["actor.id"], name=op.f("fk_embargo_imposed_by_id")),
        sa.ForeignKeyConstraint(["target_id"], ["actor.id"], name=op.f("fk_embargo_target_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_embargo")),
    )
    op.create_index(op.f("ix_embargo_imposed_by_id"), "embargo", ["imposed_by_id"])
    op.create_index(op.f("ix_embargo_target_id"), "embargo", ["target_id"])
    op.create_table(
        "event",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", TEXT, nullable=False),
        sa.Column("type_id", TEXT, nullable=False),
        sa.Column("status", TEXT, server_default="actual", nullable=False),
        sa.Column("date", TEXT, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("date_precision", TEXT, nullable=False),
        sa.Column("date_phrase", TEXT, server_default="", nullable=False),
        sa.Column("date_rule", TEXT, server_default="", nullable=False),
        sa.Column("date_anchor", TEXT, server_default="", nullable=False),
        sa.Column("title", TEXT, server_default="", nullable=False),
        sa.Column("place", TEXT, server_default="", nullable=False),
        sa.Column("note", TEXT, server_default="", nullable=False),
        sa.Column("review", TEXT, server_default="proposed", nullable=False),
        sa.Column("review_reason", TEXT, server_default="", nullable=False),
        sa.Column("lane", TEXT, server_default="auto", nullable=False),
        sa.Column("confidence", sa.Double(), nullable=True),
        sa.Column("origin", TEXT, server_default="machine", nullable=False),
        sa.Column("extractor", TEXT, server_default="", nullable=False),
        sa.CheckConstraint(
            "date_precision IN ('day', 'month', 'season', 'year', 'decade', 'century', 'interval')",
            name=op.f("ck_event_date_precision_known"),
        ),
        sa.CheckConstraint("lane IN ('auto', 'review', 'archive')", name=op.f("ck_event_lane_known")),
        sa.CheckConstraint("origin IN ('machine', 'person')", name=op.f("ck_event_origin_known")),
        sa.CheckConstraint("public_id <> '' AND date <> ''", name=op.f("ck_event_named")),
        sa.CheckConstraint(
            "review IN ('proposed', 'accepted', 'rejected', 'withdrawn')", name=op.f("ck_event_review_known")
        ),
        sa.CheckConstraint(
            "status IN ('actual', 'planned', 'considered', 'alleged', 'denied')", name=op.f("ck_event_status_known")
        ),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name=op.f("ck_event_confidence_range")),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_event_days_in_order")),
        sa.ForeignKeyConstraint(["type_id"], ["event_type.id"], name=op.f("fk_event_type_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("public_id", name=op.f("uq_event_public_id")),
    )
    op.create_index(op.f("ix_event_first_day_last_day_public_id"), "event", ["first_day", "last_day", "public_id"])
    op.create_index(op.f("ix_event_last_day"), "event", ["last_day"])
    op.create_index(op.f("ix_event_review_lane_first_day"), "event", ["review", "lane", "first_day"])
    op.create_index(op.f("ix_event_status_first_day"), "event", ["status", "first_day"])
    op.create_index(op.f("ix_event_type_id_first_day"), "event", ["type_id", "first_day"])
    op.create_table(
        "membership",
        sa.Column("id", KEY, nullable=False),
        sa.Column("body_id", TEXT, nullable=False),
        sa.Column("body_actor_id", TEXT, nullable=True),
        sa.Column("body_treaty_id", TEXT, nullable=True),
        sa.Column("actor_id", TEXT, nullable=False),
        sa.Column("start_date", TEXT, nullable=True),
        sa.Column("end_date", TEXT, nullable=True),
        sa.Column("source", TEXT, server_default="", nullable=False),
        sa.Column("checked", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("origin", TEXT, server_default="user", nullable=False),
        sa.CheckConstraint("origin IN ('reference', 'user')", name=op.f("ck_membership_origin_known")),
        sa.CheckConstraint(
            "body_actor_id IS NULL OR body_actor_id = body_id", name=op.f("ck_membership_body_actor_same")
        ),
        sa.CheckConstraint(
            "body_treaty_id IS NULL OR body_treaty_id = body_id", name=op.f("ck_membership_body_treaty_same")
        ),
        sa.CheckConstraint("checked BETWEEN 0 AND 2", name=op.f("ck_membership_checked_range")),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_membership_actor_id")),
        sa.ForeignKeyConstraint(["body_actor_id"], ["actor.id"], name=op.f("fk_membership_body_actor_id")),
        sa.ForeignKeyConstraint(["body_treaty_id"], ["treaty.id"], name=op.f("fk_membership_body_treaty_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint(
            "body_id", "actor_id", "start_date", name=op.f("uq_membership_body_id_actor_id_start_date")
        ),
    )
    op.create_index(op.f("ix_membership_actor_id"), "membership", ["actor_id"])
    op.create_table(
        "office",
        sa.Column("id", KEY, nullable=False),
        sa.Column("person_id", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("actor_id", TEXT, nullable=False),
        sa.Column("acting", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("start_date", TEXT, nullable=True),
        sa.Column("end_date", TEXT, nullable=True),
        sa.Column("end_status", TEXT, server_default="", nullable=False),
        sa.Column("source", TEXT, server_default="", nullable=False),
        sa.Column("checked", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("origin", TEXT, server_default="user", nullable=False),
        sa.CheckConstraint("origin IN ('reference', 'user')", name=op.f("ck_office_origin_known")),
        sa.CheckConstraint("checked BETWEEN 0 AND 2", name=op.f("ck_office_checked_range")),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_office_actor_id")),
        sa.ForeignKeyConstraint(["person_id"], ["actor.id"], name=op.f("fk_office_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
        sa.UniqueConstraint(
            "person_id", "role", "actor_id", "start_date", name=op.f("uq_office_person_id_role_actor_id_start_date")
        ),
    )
    op.create_index(op.f("ix_office_actor_id"), "office", ["actor_id"])
    op.create_table(
        "provision",
        sa.Column("id", KEY, nullable=False),
        sa.Column("treaty_id", TEXT, nullable=False),
        sa.Column("article", TEXT, nullable=False),
        sa.Column("conduct", TEXT, nullable=False),
        sa.Column("weapon_id", TEXT, nullable=False),
        sa.Column("rule", TEXT, nullable=False),
        sa.Column("exception", TEXT, server_default="", nullable=False),
        sa.Column("source", TEXT, server_default="", nullable=False),
        sa.Column("checked", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("origin", TEXT, server_default="user", nullable=False),
        sa.CheckConstraint(
            "conduct IN ('use', 'threaten', 'develop', 'produce', 'test', 'acquire', 'stockpile', "
            "'retain', 'deploy', 'transfer', 'assist')",
            name=op.f("ck_provision_conduct_known"),
        ),
        sa.CheckConstraint("origin IN ('reference', 'user')", name=op.f("ck_provision_origin_known")),
        sa.CheckConstraint(
            "rule IN ('prohibited', 'restricted', 'conditional', 'reporting', 'destruction-deadline', 'clearance')",
            name=op.f("ck_provision_rule_known"),
        ),
        sa.CheckConstraint("checked BETWEEN 0 AND 2", name=op.f("ck_provision_checked_range")),
        sa.ForeignKeyConstraint(["treaty_id"], ["treaty.id"], name=op.f("fk_provision_treaty_id")),
        sa.ForeignKeyConstraint(["weapon_id"], ["weapon.id"], name=op.f("fk_provision_weapon_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provision")),
        sa.UniqueConstraint(
            "treaty_id",
            "article",
            "conduct",
            "weapon_id",
            "rule",
            name=op.f("uq_provision_treaty_id_article_conduct_weapon_id_rule"),
        ),
    )
    op.create_index(op.f("ix_provision_weapon_id_conduct"), "provision", ["weapon_id", "conduct"])
    op.create_table(
        "treaty_action",
        sa.Column("id", KEY, nullable=False),
        sa.Column("treaty_id", TEXT, nullable=False),
        sa.Column("actor_id", TEXT, nullable=False),
        sa.Column("action", TEXT, nullable=False),
        sa.Column("date", TEXT, nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("effective_date", TEXT, nullable=True),
        sa.Column("basis", TEXT, server_default="observed", nullable=False),
        sa.Column("contested", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("corroboration", TEXT, server_default="", nullable=False),
        sa.Column("source", TEXT, server_default="", nullable=False),
        sa.Column("checked", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("note", TEXT, server_default="", nullable=False),
        sa.Column("origin", TEXT, server_default="user", nullable=False),
        sa.CheckConstraint(
            "action IN ('signature', 'succession_to_signature', 'ratification', 'acceptance', "
            "'approval', 'accession', 'succession', 'consent_to_be_bound', "
            "'provisional_application', 'entry_into_force', 'extension', 'expiry', 'suspension', "
            "'withdrawal_notice', 'withdrawal_effective', 'ratification_withdrawn', "
            "'intention_not_to_become_party')",
            name=op.f("ck_treaty_action_action_known"),
        ),
        sa.CheckConstraint("basis IN ('observed', 'derived')", name=op.f("ck_treaty_action_basis_known")),
        sa.CheckConstraint("origin IN ('reference', 'user')", name=op.f("ck_treaty_action_origin_known")),
        sa.CheckConstraint("checked BETWEEN 0 AND 2", name=op.f("ck_treaty_action_checked_range")),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_treaty_action_days_in_order")),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_treaty_action_actor_id")),
        sa.ForeignKeyConstraint(["treaty_id"], ["treaty.id"], name=op.f("fk_treaty_action_treaty_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_treaty_action")),
        sa.UniqueConstraint(
            "treaty_id", "actor_id", "action", "date", name=op.f("uq_treaty_action_treaty_id_actor_id_action_date")
        ),
    )
    op.create_index(op.f("ix_treaty_action_actor_id_first_day"), "treaty_action", ["actor_id", "first_day"])
    op.create_index(op.f("ix_treaty_action_first_day"), "treaty_action", ["first_day"])
    op.create_table(
        "treaty_name",
        sa.Column("id", KEY, nullable=False),
        sa.Column("treaty_id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("folded", TEXT, nullable=False),
        sa.Column("form", TEXT, nullable=False),
        sa.Column("ambiguous", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("valid_from", TEXT, server_default="", nullable=False),
        sa.Column("valid_to", TEXT, server_default="", nullable=False),
        sa.Column("origin", TEXT, server_default="user", nullable=False),
        sa.CheckConstraint(
            "form IN ('official', 'alias', 'acronym', 'demonym', 'capital', 'metonym', 'name', 'short')",
            name=op.f("ck_treaty_name_form_known"),
        ),
        sa.CheckConstraint("name <> ''", name=op.f("ck_treaty_name_named")),
        sa.CheckConstraint("origin IN ('reference', 'user')", name=op.f("ck_treaty_name_origin_known")),
        sa.ForeignKeyConstraint(["treaty_id"], ["treaty.id"], name=op.f("fk_treaty_name_treaty_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_treaty_name")),
        sa.UniqueConstraint(
            "treaty_id", "name", "form", "valid_from", name=op.f("uq_treaty_name_treaty_id_name_form_valid_from")
        ),
    )
    op.create_index(op.f("ix_treaty_name_folded"), "treaty_name", ["folded"])
    op.create_table(
        "treaty_weapon",
        sa.Column("treaty_id", TEXT, nullable=False),
        sa.Column("weapon_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("origin", TEXT, server_default="user", nullable=False),
        sa.CheckConstraint("origin IN ('reference', 'user')", name=op.f("ck_treaty_weapon_origin_known")),
        sa.ForeignKeyConstraint(["treaty_id"], ["treaty.id"], name=op.f("fk_treaty_weapon_treaty_id")),
        sa.ForeignKeyConstraint(["weapon_id"], ["weapon.id"], name=op.f("fk_treaty_weapon_weapon_id")),
        sa.PrimaryKeyConstraint("treaty_id", "weapon_id", name=op.f("pk_treaty_weapon")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_treaty_weapon_weapon_id_treaty_id"), "treaty_weapon", ["weapon_id", "treaty_id"])
    op.create_table(
        "weapon_closure",
        sa.Column("weapon_id", TEXT, nullable=False),
        sa.Column("ancestor_id", TEXT, nullable=False),
        sa.Column("distance", sa.Integer(), nullable=False),
        sa.CheckConstraint("distance >= 0", name=op.f("ck_weapon_closure_distance_range")),
        sa.ForeignKeyConstraint(["ancestor_id"], ["weapon.id"], name=op.f("fk_weapon_closure_ancestor_id")),
        sa.ForeignKeyConstraint(["weapon_id"], ["weapon.id"], name=op.f("fk_weapon_closure_weapon_id")),
        sa.PrimaryKeyConstraint("weapon_id", "ancestor_id", name=op.f("pk_weapon_closure")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_weapon_closure_ancestor_id_weapon_id"), "weapon_closure", ["ancestor_id", "weapon_id"])
    op.create_table(
        "weapon_code",
        sa.Column("weapon_id", TEXT, nullable=False),
        sa.Column("scheme", TEXT, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("origin", TEXT, server_default="user", nullable=False),
        sa.CheckConstraint("origin IN ('reference', 'user')", name=op.f("ck_weapon_code_origin_known")),
        sa.ForeignKeyConstraint(["weapon_id"], ["weapon.id"], name=op.f("fk_weapon_code_weapon_id")),
        sa.PrimaryKeyConstraint("weapon_id", "scheme", "code", name=op.f("pk_weapon_code")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_weapon_code_scheme_code"), "weapon_code", ["scheme", "code"])
    op.create_table(
        "weapon_kind",
        sa.Column("weapon_id", TEXT, nullable=False),
        sa.Column("parent_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("origin", TEXT, server_default="user", nullable=False),
        sa.CheckConstraint("origin IN ('reference', 'user')", name=op.f("ck_weapon_kind_origin_known")),
        sa.CheckConstraint("weapon_id <> parent_id", name=op.f("ck_weapon_kind_not_itself")),
        sa.ForeignKeyConstraint(["parent_id"], ["weapon.id"], name=op.f("fk_weapon_kind_parent_id")),
        sa.ForeignKeyConstraint(["weapon_id"], ["weapon.id"], name=op.f("fk_weapon_kind_weapon_id")),
        sa.PrimaryKeyConstraint("weapon_id", "parent_id", name=op.f("pk_weapon_kind")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_weapon_kind_parent_id_weapon_id"), "weapon_kind", ["parent_id", "weapon_id"])
    op.create_table(
        "weapon_maker",
        sa.Column("weapon_id", TEXT, nullable=False),
        sa.Column("country_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("origin", TEXT, server_default="user", nullable=False),
        sa.CheckConstraint("origin IN ('reference', 'user')", name=op.f("ck_weapon_maker_origin_known")),
        sa.ForeignKeyConstraint(["country_id"], ["actor.id"], name=op.f("fk_weapon_maker_country_id")),
        sa.ForeignKeyConstraint(["weapon_id"], ["weapon.id"], name=op.f("fk_weapon_maker_weapon_id")),
        sa.PrimaryKeyConstraint("weapon_id", "country_id", name=op.f("pk_weapon_maker")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_weapon_maker_country_id_weapon_id"), "weapon_maker", ["country_id", "weapon_id"])
    op.create_table(
        "weapon_name",
        sa.Column("id", KEY, nullable=False),
        sa.Column("weapon_id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("folded", TEXT, nullable=False),
        sa.Column("form", TEXT, nullable=False),
        sa.Column("ambiguous", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("valid_from", TEXT, server_default="", nullable=False),
        sa.Column("valid_to", TEXT, server_default="", nullable=False),
        sa.Column("origin", TEXT, server_default="user", nullable=False),
        sa.CheckConstraint(
            "form IN ('official', 'alias', 'acronym', 'demonym', 'capital', 'metonym', 'name', 'short')",
            name=op.f("ck_weapon_name_form_known"),
        ),
        sa.CheckConstraint("name <> ''", name=op.f("ck_weapon_name_named")),
        sa.CheckConstraint("origin IN ('reference', 'user')", name=op.f("ck_weapon_name_origin_known")),
        sa.ForeignKeyConstraint(["weapon_id"], ["weapon.id"], name=op.f("fk_weapon_name_weapon_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weapon_name")),
        sa.UniqueConstraint(
            "weapon_id", "name", "form", "valid_from", name=op.f("uq_weapon_name_weapon_id_name_form_valid_from")
        ),
    )
    op.create_index(op.f("ix_weapon_name_folded"), "weapon_name", ["folded"])
    op.create_table(
        "claim",
        sa.Column("id", KEY, nullable=False),
        sa.Column("event_id", KEY, nullable=False),
        sa.Column("field", TEXT, nullable=False),
        sa.Column("value", TEXT, server_default="", nullable=False),
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("start_offset", sa.Integer(), nullable=False),
        sa.Column("end_offset", sa.Integer(), nullable=False),
        sa.Column("quote", TEXT, nullable=False),
        sa.Column("attributed_to_id", TEXT, nullable=True),
        sa.Column("status", TEXT, server_default="actual", nullable=False),
        sa.Column("credibility", sa.Integer(), nullable=True),
        sa.Column("extractor", TEXT, server_default="", nullable=False),
        sa.Column("origin", TEXT, server_default="machine", nullable=False),
        sa.CheckConstraint(
            "field IN ('event', 'type', 'status', 'date', 'title', 'supplier', 'recipient', "
            "'decider', 'speaker', 'target', 'user', 'host', 'producer', 'party', 'intermediary', "
            "'weapon', 'treaty', 'quantity', 'value', 'conditions', 'place', 'note')",
            name=op.f("ck_claim_field_known"),
        ),
        sa.CheckConstraint("origin IN ('machine', 'person')", name=op.f("ck_claim_origin_known")),
        sa.CheckConstraint(
            "status IN ('actual', 'planned', 'considered', 'alleged', 'denied')", name=op.f("ck_claim_status_known")
        ),
        sa.CheckConstraint("credibility BETWEEN 1 AND 6", name=op.f("ck_claim_credibility_range")),
        sa.CheckConstraint("length(quote) = end_offset - start_offset", name=op.f("ck_claim_quote_length")),
        sa.CheckConstraint("start_offset >= 0 AND start_offset < end_offset", name=op.f("ck_claim_offsets_in_order")),
        sa.ForeignKeyConstraint(["attributed_to_id"], ["actor.id"], name=op.f("fk_claim_attributed_to_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_claim_document_id")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_claim_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
    )
    op.create_index(op.f("ix_claim_attributed_to_id"), "claim", ["attributed_to_id"])
    op.create_index(op.f("ix_claim_document_id"), "claim", ["document_id"])
    op.create_index(op.f("ix_claim_event_id"), "claim", ["event_id"])
    op.create_table(
        "embargo_weapon",
        sa.Column("embargo_id", TEXT, nullable=False),
        sa.Column("weapon_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("origin", TEXT, server_default="user", nullable=False),
        sa.CheckConstraint("origin IN ('reference', 'user')", name=op.f("ck_embargo_weapon_origin_known")),
        sa.ForeignKeyConstraint(["embargo_id"], ["embargo.id"], name=op.f("fk_embargo_weapon_embargo_id")),
        sa.ForeignKeyConstraint(["weapon_id"], ["weapon.id"], name=op.f("fk_embargo_weapon_weapon_id")),
        sa.PrimaryKeyConstraint("embargo_id", "weapon_id", name=op.f("pk_embargo_weapon")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_embargo_weapon_weapon_id_embargo_id"), "embargo_weapon", ["weapon_id", "embargo_id"])
    op.create_table(
        "event_actor",
        sa.Column("event_id", KEY, nullable=False),
        sa.Column("actor_id", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.CheckConstraint(
            "role IN ('supplier', 'recipient', 'decider', 'speaker', 'target', 'user', 'host', "
            "'producer', 'party', 'intermediary')",
            name=op.f("ck_event_actor_role_known"),
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_event_actor_actor_id")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_actor_event_id")),
        sa.PrimaryKeyConstraint("event_id", "actor_id", "role", name=op.f("pk_event_actor")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_event_actor_actor_id_role_event_id"), "event_actor", ["actor_id", "role", "event_id"])
    op.create_table(
        "event_actor_facet",
        sa.Column("actor_id", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("event_id", KEY, nullable=False),
        sa.CheckConstraint(
            "role IN ('supplier', 'recipient', 'decider', 'speaker', 'target', 'user', 'host', "
            "'producer', 'party', 'intermediary')",
            name=op.f("ck_event_actor_facet_role_known"),
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_event_actor_facet_actor_id")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_actor_facet_event_id")),
        sa.PrimaryKeyConstraint("actor_id", "role", "first_day", "event_id", name=op.f("pk_event_actor_facet")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_event_actor_facet_event_id"), "event_actor_facet", ["event_id"])
    op.create_table(
        "event_link",
        sa.Column("id", KEY, nullable=False),
        sa.Column("event_id", KEY, nullable=False),
        sa.Column("other_id", KEY, nullable=False),
        sa.Column("relation", TEXT, nullable=False),
        sa.Column("quote", TEXT, server_default="", nullable=False),
        sa.Column("origin", TEXT, server_default="machine", nullable=False),
        sa.Column("review", TEXT, server_default="proposed", nullable=False),
        sa.CheckConstraint("origin IN ('machine', 'person')", name=op.f("ck_event_link_origin_known")),
        sa.CheckConstraint(
            "relation IN ('reverses', 'partly-reverses', 'supersedes', 'extends', 'implements', "
            "'delivers', 'responds-to', 'same-as', 'distinct-from')",
            name=op.f("ck_event_link_relation_known"),
        ),
        sa.CheckConstraint(
            "review IN ('proposed', 'accepted', 'rejected', 'withdrawn')", name=op.f("ck_event_link_review_known")
        ),
        sa.CheckConstraint("event_id <> other_id", name=op.f("ck_event_link_not_itself")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_link_event_id")),
        sa.ForeignKeyConstraint(["other_id"], ["event.id"], name=op.f("fk_event_link_other_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_link")),
        sa.UniqueConstraint("event_id", "other_id", "relation", name=op.f("uq_event_link_event_id_other_id_relation")),
    )
    op.create_index(op.f("ix_event_link_other_id"), "event_link", ["other_id"])
    op.create_table(
        "event_treaty",
        sa.Column("event_id", KEY, nullable=False),
        sa.Column("treaty_id", TEXT, nullable=False),
        sa.Column("relation", TEXT, server_default="concerns", nullable=False),
        sa.CheckConstraint(
            "relation IN ('concerns', 'invokes', 'implements', 'breaches')", name=op.f("ck_event_treaty_relation_known")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_treaty_event_id")),
        sa.ForeignKeyConstraint(["treaty_id"], ["treaty.id"], name=op.f("fk_event_treaty_treaty_id")),
        sa.PrimaryKeyConstraint("event_id", "treaty_id", name=op.f("pk_event_treaty")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_event_treaty_treaty_id_event_id"), "event_treaty", ["treaty_id", "event_id"])
    op.create_table(
        "event_weapon",
        sa.Column("event_id", KEY, nullable=False),
        sa.Column("weapon_id", TEXT, nullable=False),
        sa.Column("quantity_min", sa.BigInteger(), nullable=True),
        sa.Column("quantity_max", sa.BigInteger(), nullable=True),
        sa.Column("unit", TEXT, server_default="", nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("currency", TEXT, server_default="", nullable=False),
        sa.Column("conditions", TEXT, server_default="", nullable=False),
        sa.CheckConstraint("length(currency) IN (0, 3)", name=op.f("ck_event_weapon_currency_length")),
        sa.CheckConstraint("quantity_min <= quantity_max", name=op.f("ck_event_weapon_quantities_in_order")),
        sa.CheckConstraint("quantity_min >= 0", name=op.f("ck_event_weapon_quantity_min_range")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_weapon_event_id")),
        sa.ForeignKeyConstraint(["weapon_id"], ["weapon.id"], name=op.f("fk_event_weapon_weapon_id")),
        sa.PrimaryKeyConstraint("event_id", "weapon_id", name=op.f("pk_event_weapon")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_event_weapon_weapon_id_event_id"), "event_weapon", ["weapon_id", "event_id"])
    op.create_table(
        "event_weapon_facet",
        sa.Column("weapon_id", TEXT, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("event_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_weapon_facet_event_id")),
        sa.ForeignKeyConstraint(["weapon_id"], ["weapon.id"], name=op.f("fk_event_weapon_facet_weapon_id")),
        sa.PrimaryKeyConstraint("weapon_id", "first_day", "event_id", name=op.f("pk_event_weapon_facet")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_event_weapon_facet_event_id"), "event_weapon_facet", ["event_id"])
    op.create_table(
        "finding",
        sa.Column("id", KEY, nullable=False),
        sa.Column("event_id", KEY, nullable=False),
        sa.Column("actor_id", TEXT, nullable=False),
        sa.Column("provision_id", KEY, nullable=False),
        sa.Column("verdict", TEXT, nullable=False),
        sa.Column("reason", TEXT, server_default="", nullable=False),
        sa.Column("rules_version", TEXT, nullable=False),
        sa.CheckConstraint(
            "verdict IN ('prohibited', 'restricted', 'contested', 'signatory', 'not-bound', 'undetermined')",
            name=op.f("ck_finding_verdict_known"),
        ),
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


def downgrade() -> None:
    """Back to nothing."""
    op.drop_table("finding")
    op.drop_table("event_weapon_facet")
    op.drop_table("event_weapon")
    op.drop_table("event_treaty")
    op.drop_table("event_link")
    op.drop_table("event_actor_facet")
    op.drop_table("event_actor")
    op.drop_table("embargo_weapon")
    op.drop_table("claim")
    op.drop_table("weapon_name")
    op.drop_table("weapon_maker")
    op.drop_table("weapon_kind")
    op.drop_table("weapon_code")
    op.drop_table("weapon_closure")
    op.drop_table("treaty_weapon")
    op.drop_table("treaty_name")
    op.drop_table("treaty_action")
    op.drop_table("provision")
    op.drop_table("office")
    op.drop_table("membership")
    op.drop_table("event")
    op.drop_table("embargo")
    op.drop_table("disagreement")
    op.drop_table("actor_name")
    op.drop_table("weapon")
    op.drop_table("treaty")
    op.drop_table("setting")
    op.drop_table("reference_source")
    op.drop_table("event_type")
    op.drop_table("document")
    op.drop_table("change")
    op.drop_table("actor")
