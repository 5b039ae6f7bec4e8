"""The source documents: text to the letter, hash, origin and reliability → a table."""

import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from timeline.database.base import Base, Key, Words, in_order, one_of
from timeline.database.domains import RELIABILITIES


class Document(Base):
    """One source as it was read; `sha256` is of `text` in UTF-8, and every claim's offsets count its characters.

    `published` is EDTF, empty where unknown; `loaded_at` is UTC in ISO 8601. `text` is the last column, so that SQLite
    reads the others without walking through a long article.
    """

    __tablename__ = "document"

    id: Mapped[Key]
    sha256: Mapped[str]
    url: Mapped[Words]
    title: Mapped[Words]
    publisher: Mapped[Words]
    author: Mapped[Words]
    published: Mapped[Words]
    first_day: Mapped[datetime.date]
    last_day: Mapped[datetime.date]
    retrieved: Mapped[str | None]
    loader: Mapped[str] = mapped_column(server_default="text")
    language: Mapped[Words]
    licence: Mapped[Words]
    reliability: Mapped[str | None]
    syndicated_from_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    loaded_at: Mapped[str]
    text: Mapped[str]

    syndicated_from: Mapped["Document | None"] = relationship(remote_side="Document.id")

    __table_args__ = (
        UniqueConstraint("sha256", "url", "publisher", "published"),
        one_of("reliability", RELIABILITIES),
        CheckConstraint("length(sha256) = 64", name="sha256_length"),
        CheckConstraint("syndicated_from_id <> id", name="not_itself"),
        in_order("first_day", "last_day", "days_in_order"),
        Index(None, "url"),
        Index(None, "first_day"),
        Index(None, "syndicated_from_id"),
    )


class DocumentShingle(Base):
    """The hash of a run of words in a document's text, by which later prints of the same story are found.

    Only some of a text's runs are filed, and of a run only the first documents; see `timeline.review.copies`.
    """

    __tablename__ = "document_shingle"

    hash: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)

    __table_args__ = (Index(None, "document_id"), {"sqlite_with_rowid": False})
