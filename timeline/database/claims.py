"""Which passage of which document says what of an event → a table."""

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from timeline.database.base import Base, Key, Words, one_of
from timeline.database.documents import Document
from timeline.database.domains import CLAIM_FIELDS, EVENT_ORIGINS
from timeline.database.events import Event
from timeline.documents.proposal import STATUSES


class Claim(Base):
    """`quote` is `document.text[start_offset:end_offset]`, and says that `field` of the event is `value`.

    Conflicting claims stand side by side; the event holds the resolution.
    """

    __tablename__ = "claim"

    id: Mapped[Key]
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    field: Mapped[str]
    value: Mapped[Words]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    start_offset: Mapped[int]
    end_offset: Mapped[int]
    quote: Mapped[str]
    attributed_to_id: Mapped[str | None] = mapped_column(ForeignKey("actor.id"))
    status: Mapped[str] = mapped_column(server_default="actual")
    credibility: Mapped[int | None]
    extractor: Mapped[Words]
    origin: Mapped[str] = mapped_column(server_default="machine")

    event: Mapped[Event] = relationship()
    document: Mapped[Document] = relationship()

    __table_args__ = (
        one_of("field", CLAIM_FIELDS),
        one_of("status", STATUSES),
        one_of("origin", EVENT_ORIGINS),
        CheckConstraint("credibility BETWEEN 1 AND 6", name="credibility_range"),
        CheckConstraint("start_offset >= 0 AND start_offset < end_offset", name="offsets_in_order"),
        CheckConstraint("length(quote) = end_offset - start_offset", name="quote_length"),
        Index(None, "event_id"),
        Index(None, "document_id"),
        Index(None, "attributed_to_id"),
    )
