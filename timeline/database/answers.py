"""What a language model answered about a document → a table, so that nobody has to ask again."""

from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from timeline.database.base import Base, Key, Words


class ModelAnswer(Base):
    """One reply to one request about the document whose text has `sha256`, kept as it came.

    It is there before the document: what was answered before an interruption is not asked again. `document_id` is the
    document that was loaded with it. `custom_id` is the request's name and `request_hash` the SHA-256 of its body, the
    whole of what was sent; `parameters` are those of the body without the messages. `reply_hash` is of all that came.
    """

    __tablename__ = "model_answer"

    id: Mapped[Key]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    sha256: Mapped[str]
    custom_id: Mapped[str]
    request_hash: Mapped[str]
    model: Mapped[str]
    parameters: Mapped[dict[str, Any]] = mapped_column(JSON)
    asked_at: Mapped[str]
    answered_by: Mapped[Words]
    error: Mapped[Words]
    finish_reason: Mapped[Words]
    prompt_tokens: Mapped[int]
    completion_tokens: Mapped[int]
    reply_hash: Mapped[str]
    content: Mapped[str | None]

    __table_args__ = (
        UniqueConstraint("sha256", "custom_id"),
        CheckConstraint("length(sha256) = 64", name="sha256_length"),
        CheckConstraint("length(request_hash) = 64", name="request_hash_length"),
        CheckConstraint("length(reply_hash) = 64", name="reply_hash_length"),
        CheckConstraint("prompt_tokens >= 0", name="prompt_tokens_counted"),
        CheckConstraint("completion_tokens >= 0", name="completion_tokens_counted"),
        CheckConstraint("content IS NOT NULL OR error <> ''", name="answered_or_why_not"),
        Index(None, "document_id"),
    )
