"""The answers of language models, kept so that a load can be repeated, audited and verified again without asking.

Revision 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """The table of answers."""
    op.create_table(
        "model_answer",
        sa.Column("id", KEY, nullable=False),
        sa.Column("document_id", KEY, nullable=True),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("custom_id", TEXT, nullable=False),
        sa.Column("request_hash", TEXT, nullable=False),
        sa.Column("model", TEXT, nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("asked_at", TEXT, nullable=False),
        sa.Column("answered_by", TEXT, server_default="", nullable=False),
        sa.Column("error", TEXT, server_default="", nullable=False),
        sa.Column("finish_reason", TEXT, server_default="", nullable=False),
        sa.Column("prompt_tokens", sa.Integer(), nullable=False),
        sa.Column("completion_tokens", sa.Integer(), nullable=False),
        sa.Column("reply_hash", TEXT, nullable=False),
        sa.Column("content", TEXT, nullable=True),
        sa.CheckConstraint("completion_tokens >= 0", name=op.f("ck_model_answer_completion_tokens_counted")),
        sa.CheckConstraint("content IS NOT NULL OR error <> ''", name=op.f("ck_model_answer_answered_or_why_not")),
        sa.CheckConstraint("length(reply_hash) = 64", name=op.f("ck_model_answer_reply_hash_length")),
        sa.CheckConstraint("length(request_hash) = 64", name=op.f("ck_model_answer_request_hash_length")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_model_answer_sha256_length")),
        sa.CheckConstraint("prompt_tokens >= 0", name=op.f("ck_model_answer_prompt_tokens_counted")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_model_answer_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_model_answer")),
        sa.UniqueConstraint("sha256", "custom_id", name=op.f("uq_model_answer_sha256_custom_id")),
    )
    op.create_index(op.f("ix_model_answer_document_id"), "model_answer", ["document_id"])


def downgrade() -> None:
    """Without the answers: what was loaded with them stays."""
    op.drop_table("model_answer")
