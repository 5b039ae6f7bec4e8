"""States, organisations, companies, armed groups and persons, their names, offices and memberships → tables."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from timeline.database.base import Base, Key, Words, one_of
from timeline.database.domains import ACTOR_KINDS, FACT_ORIGINS
from timeline.database.name_columns import NameColumns, name_rules

CHECKED = "checked BETWEEN 0 AND 2"


class Actor(Base):
    """Who does something: `id` is ISO 3166-1 alpha-3 for a state, a slug for anybody else."""

    __tablename__ = "actor"

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    official_name: Mapped[Words]
    iso2: Mapped[Words]
    cow: Mapped[Words]
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("actor.id"))
    country_id: Mapped[str | None] = mapped_column(ForeignKey("actor.id"))
    notes: Mapped[Words]
    source: Mapped[Words]
    checked: Mapped[int] = mapped_column(server_default=text("0"))
    origin: Mapped[str] = mapped_column(server_default="user")

    names: Mapped[list["ActorName"]] = relationship(back_populates="actor")

    __table_args__ = (
        one_of("kind", ACTOR_KINDS),
        one_of("origin", FACT_ORIGINS),
        CheckConstraint(CHECKED, name="checked_range"),
        CheckConstraint("id <> '' AND name <> ''", name="named"),
        Index(None, "parent_id"),
        Index(None, "country_id"),
    )


class ActorName(NameColumns, Base):
    """A name of an actor."""

    __tablename__ = "actor_name"

    id: Mapped[Key]
    actor_id: Mapped[str] = mapped_column(ForeignKey("actor.id"))

    actor: Mapped[Actor] = relationship(back_populates="names")

    __table_args__ = name_rules("actor_id")


class Office(Base):
    """A person acted for an actor from one date (EDTF) to another: what the person says then, the actor says."""

    __tablename__ = "office"

    id: Mapped[Key]
    person_id: Mapped[str] = mapped_column(ForeignKey("actor.id"))
    role: Mapped[str]
    actor_id: Mapped[str] = mapped_column(ForeignKey("actor.id"))
    acting: Mapped[bool] = mapped_column(server_default=false())
    start_date: Mapped[str | None]
    end_date: Mapped[str | None]
    end_status: Mapped[Words]
    source: Mapped[Words]
    checked: Mapped[int] = mapped_column(server_default=text("0"))
    origin: Mapped[str] = mapped_column(server_default="user")

    __table_args__ = (
        UniqueConstraint("person_id", "role", "actor_id", "start_date"),
        one_of("origin", FACT_ORIGINS),
        CheckConstraint(CHECKED, name="checked_range"),
        Index(None, "actor_id"),
    )


class Membership(Base):
    """An actor belonged to a body from one date (EDTF) to another.

    A body is an organisation, an export-control regime (kept with the treaties) or a mere group (`g7`): `body_id` names
    it, and the column that fits repeats the id as a foreign key.
    """

    __tablename__ = "membership"

    id: Mapped[Key]
    body_id: Mapped[str]
    body_actor_id: Mapped[str | None] = mapped_column(ForeignKey("actor.id"))
    body_treaty_id: Mapped[str | None] = mapped_column(ForeignKey("treaty.id"))
    actor_id: Mapped[str] = mapped_column(ForeignKey("actor.id"))
    start_date: Mapped[str | None]
    end_date: Mapped[str | None]
    source: Mapped[Words]
    checked: Mapped[int] = mapped_column(server_default=text("0"))
    origin: Mapped[str] = mapped_column(server_default="user")

    __table_args__ = (
        UniqueConstraint("body_id", "actor_id", "start_date"),
        CheckConstraint("body_actor_id IS NULL OR body_actor_id = body_id", name="body_actor_same"),
        CheckConstraint("body_treaty_id IS NULL OR body_treaty_id = body_id", name="body_treaty_same"),
        one_of("origin", FACT_ORIGINS),
        CheckConstraint(CHECKED, name="checked_range"),
        Index(None, "actor_id"),
    )
