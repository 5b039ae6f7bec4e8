"""What happened: events with their actors, weapons, treaties and links, and the facets that lists read → tables."""

import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from timeline.database.base import Base, Key, Words, in_order, one_of
from timeline.database.domains import (
    DATE_PRECISIONS,
    EVENT_ORIGINS,
    EVENT_RELATIONS,
    FACT_ORIGINS,
    REVIEWS,
    TREATY_RELATIONS,
)
from timeline.database.facets import LASTING
from timeline.documents.proposal import LANES, ROLES, STATUSES

_LASTING = f"date_precision IN {LASTING}"


def _lasting_ones(table: str, *filed_under: str) -> Index:
    """The index of a facet's events that may begin long before they end."""
    where = text("lasting")
    columns = (*filed_under, "first_day", "last_day", "event_id")
    return Index(f"ix_{table}_lasting", *columns, sqlite_where=where, postgresql_where=where)


class EventType(Base):
    """A type of event and its group, with the codes of PLOVER and CAMEO: rows, so that a project can add its own."""

    __tablename__ = "event_type"

    id: Mapped[str] = mapped_column(primary_key=True)
    group_name: Mapped[str]
    name: Mapped[str]
    description: Mapped[Words]
    plover: Mapped[Words]
    cameo: Mapped[Words]
    origin: Mapped[str] = mapped_column(server_default="user")

    __table_args__ = (one_of("origin", FACT_ORIGINS), Index(None, "group_name"))


class Event(Base):
    """One happening. `public_id` is what the user sees; `date` is EDTF with its first and last day beside it.

    An open or unknown end is 0001-01-01 or 9999-12-31. Nothing is deleted: a wrong event is rejected or withdrawn.
    """

    __tablename__ = "event"

    id: Mapped[Key]
    public_id: Mapped[str]
    type_id: Mapped[str] = mapped_column(ForeignKey("event_type.id"))
    status: Mapped[str] = mapped_column(server_default="actual")
    date: Mapped[str]
    first_day: Mapped[datetime.date]
    last_day: Mapped[datetime.date]
    date_precision: Mapped[str]
    date_phrase: Mapped[Words]
    date_rule: Mapped[Words]
    date_anchor: Mapped[Words]
    title: Mapped[Words]
    place: Mapped[Words]
    note: Mapped[Words]
    review: Mapped[str] = mapped_column(server_default="proposed")
    review_reason: Mapped[Words]
    lane: Mapped[str] = mapped_column(server_default="auto")
    confidence: Mapped[float | None]
    origin: Mapped[str] = mapped_column(server_default="machine")
    extractor: Mapped[Words]

    actors: Mapped[list["EventActor"]] = relationship(back_populates="event")
    weapons: Mapped[list["EventWeapon"]] = relationship(back_populates="event")
    treaties: Mapped[list["EventTreaty"]] = relationship(back_populates="event")

    __table_args__ = (
        UniqueConstraint("public_id"),
        one_of("status", STATUSES),
        one_of("date_precision", DATE_PRECISIONS),
        one_of("review", REVIEWS),
        one_of("lane", LANES),
        one_of("origin", EVENT_ORIGINS),
        CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence_range"),
        CheckConstraint("public_id <> '' AND date <> ''", name="named"),
        in_order("first_day", "last_day", "days_in_order"),
        Index(None, "first_day", "last_day", "public_id"),
        Index(None, "last_day"),
        Index(None, "type_id", "first_day"),
        Index(None, "status", "first_day"),
        Index(None, "review", "lane", "first_day"),
        Index(None, "review", "lane", "origin"),
        Index(
            "ix_event_lasting",
            *("first_day", "last_day", "public_id"),
            sqlite_where=text(_LASTING),
            postgresql_where=text(_LASTING),
        ),
    )


class EventActor(Base):
    """An actor took part in an event in one role; it may have several."""

    __tablename__ = "event_actor"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    actor_id: Mapped[str] = mapped_column(ForeignKey("actor.id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)

    event: Mapped[Event] = relationship(back_populates="actors")

    __table_args__ = (
        one_of("role", ROLES),
        Index(None, "actor_id", "role", "event_id"),
        {"sqlite_with_rowid": False},
    )


class EventWeapon(Base):
    """A weapon in an event, with number, worth (whole units of an ISO 4217 currency) and conditions where known."""

    __tablename__ = "event_weapon"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    weapon_id: Mapped[str] = mapped_column(ForeignKey("weapon.id"), primary_key=True)
    quantity_min: Mapped[int | None] = mapped_column(BigInteger)
    quantity_max: Mapped[int | None] = mapped_column(BigInteger)
    unit: Mapped[Words]
    value: Mapped[float | None]
    currency: Mapped[Words]
    conditions: Mapped[Words]

    event: Mapped[Event] = relationship(back_populates="weapons")

    __table_args__ = (
        CheckConstraint("quantity_min >= 0", name="quantity_min_range"),
        in_order("quantity_min", "quantity_max", "quantities_in_order"),
        CheckConstraint("length(currency) IN (0, 3)", name="currency_length"),
        Index(None, "weapon_id", "event_id"),
        {"sqlite_with_rowid": False},
    )


class EventTreaty(Base):
    """A treaty in an event."""

    __tablename__ = "event_treaty"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    treaty_id: Mapped[str] = mapped_column(ForeignKey("treaty.id"), primary_key=True)
    relation: Mapped[str] = mapped_column(server_default="concerns")

    event: Mapped[Event] = relationship(back_populates="treaties")

    __table_args__ = (
        one_of("relation", TREATY_RELATIONS),
        Index(None, "treaty_id", "event_id"),
        {"sqlite_with_rowid": False},
    )


class EventLink(Base):
    """An event stands in a relation to an earlier one: it reverses, extends, delivers it …"""

    __tablename__ = "event_link"

    id: Mapped[Key]
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    relation: Mapped[str]
    quote: Mapped[Words]
    origin: Mapped[str] = mapped_column(server_default="machine")
    review: Mapped[str] = mapped_column(server_default="proposed")

    __table_args__ = (
        UniqueConstraint("event_id", "other_id", "relation"),
        one_of("relation", EVENT_RELATIONS),
        one_of("origin", EVENT_ORIGINS),
        one_of("review", REVIEWS),
        CheckConstraint("event_id <> other_id", name="not_itself"),
        Index(None, "other_id"),
    )


class EventWeaponFacet(Base):
    """Every event under each of its weapons and all their ancestors, by its days; kept by `facets.refresh_facets`.

    `lasting` says that it may begin long before it ends: its date is an interval, a decade or a century.
    """

    __tablename__ = "event_weapon_facet"

    weapon_id: Mapped[str] = mapped_column(ForeignKey("weapon.id"), primary_key=True)
    first_day: Mapped[datetime.date] = mapped_column(primary_key=True)
    last_day: Mapped[datetime.date] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    lasting: Mapped[bool]

    __table_args__ = (
        Index(None, "event_id"),
        _lasting_ones("event_weapon_facet", "weapon_id"),
        {"sqlite_with_rowid": False},
    )


class EventActorFacet(Base):
    """Every event under each of its actors and their roles, by its days; kept by `facets.refresh_facets`."""

    __tablename__ = "event_actor_facet"

    actor_id: Mapped[str] = mapped_column(ForeignKey("actor.id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    first_day: Mapped[datetime.date] = mapped_column(primary_key=True)
    last_day: Mapped[datetime.date] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    lasting: Mapped[bool]

    __table_args__ = (
        one_of("role", ROLES),
        Index(None, "event_id"),
        _lasting_ones("event_actor_facet", "actor_id", "role"),
        {"sqlite_with_rowid": False},
    )
