"""The append-only log of every change, chained by hashes, and the settings of this database → tables."""

from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from timeline.database.base import Base, Key, Words


class Change(Base):
    """One row of one table went from `before` to `after` (NULL where it did not exist); see `history`.

    `at` is UTC in ISO 8601 with microseconds: a text, because it goes into the hash and must come back to the letter.
    """

    __tablename__ = "change"

    id: Mapped[Key]
    at: Mapped[str]
    who: Mapped[Words]
    why: Mapped[Words]
    table_name: Mapped[str]
    row_key: Mapped[str]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    previous_hash: Mapped[Words]
    hash: Mapped[str]

    __table_args__ = (
        CheckConstraint("length(hash) = 64", name="hash_length"),
        CheckConstraint("length(previous_hash) IN (0, 64)", name="previous_hash_length"),
        Index(None, "table_name", "row_key"),
        Index(None, "at"),
    )


class Setting(Base):
    """A setting of this database: the end of the change chain, the version of the reference facts …"""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Words]
