"""Treaties, their rules, what states did about them, embargoes, and where sources disagree → tables."""

import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from timeline.database.actors import CHECKED
from timeline.database.base import Base, Key, Words, in_order, one_of
from timeline.database.domains import (
    ACTION_BASES,
    CONDUCTS,
    FACT_ORIGINS,
    RULES,
    TREATY_ACTIONS,
)
from timeline.database.name_columns import NameColumns, name_rules
from timeline.vocabulary.treaties import TREATY_KINDS


class Treaty(Base):
    """A treaty, protocol, export-control regime or political declaration. Dates are EDTF, NULL where there is none."""

    __tablename__ = "treaty"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    full_name: Mapped[Words]
    kind: Mapped[str] = mapped_column(server_default="treaty")
    adopted: Mapped[str | None]
    opened: Mapped[str | None]
    entry_into_force: Mapped[str | None]
    depositary: Mapped[Words]
    withdrawal_notice_months: Mapped[int | None]
    withdrawal_rule: Mapped[Words]
    status: Mapped[Words]
    end_date: Mapped[str | None]
    source: Mapped[Words]
    checked: Mapped[int] = mapped_column(server_default=text("0"))
    origin: Mapped[str] = mapped_column(server_default="user")

    names: Mapped[list["TreatyName"]] = relationship(back_populates="treaty")

    __table_args__ = (
        one_of("kind", TREATY_KINDS),
        one_of("origin", FACT_ORIGINS),
        CheckConstraint(CHECKED, name="checked_range"),
        CheckConstraint("id <> '' AND name <> ''", name="named"),
        CheckConstraint("withdrawal_notice_months >= 0", name="notice_range"),
    )


class TreatyName(NameColumns, Base):
    """A name of a treaty."""

    __tablename__ = "treaty_name"

    id: Mapped[Key]
    treaty_id: Mapped[str] = mapped_column(ForeignKey("treaty.id"))

    treaty: Mapped[Treaty] = relationship(back_populates="names")

    __table_args__ = name_rules("treaty_id")


class TreatyWeapon(Base):
    """A treaty covers a weapon."""

    __tablename__ = "treaty_weapon"

    treaty_id: Mapped[str] = mapped_column(ForeignKey("treaty.id"), primary_key=True)
    weapon_id: Mapped[str] = mapped_column(ForeignKey("weapon.id"), primary_key=True)
    position: Mapped[int] = mapped_column(server_default=text("0"))
    origin: Mapped[str] = mapped_column(server_default="user")

    __table_args__ = (
        one_of("origin", FACT_ORIGINS),
        Index(None, "weapon_id", "treaty_id"),
        {"sqlite_with_rowid": False},
    )


class Provision(Base):
    """An article lays a rule on a conduct with a weapon; `conditional` forbids only where `exception` holds."""

    __tablename__ = "provision"

    id: Mapped[Key]
    treaty_id: Mapped[str] = mapped_column(ForeignKey("treaty.id"))
    article: Mapped[str]
    conduct: Mapped[str]
    weapon_id: Mapped[str] = mapped_column(ForeignKey("weapon.id"))
    rule: Mapped[str]
    exception: Mapped[Words]
    source: Mapped[Words]
    checked: Mapped[int] = mapped_column(server_default=text("0"))
    origin: Mapped[str] = mapped_column(server_default="user")

    __table_args__ = (
        UniqueConstraint("treaty_id", "article", "conduct", "weapon_id", "rule"),
        one_of("conduct", CONDUCTS),
        one_of("rule", RULES),
        one_of("origin", FACT_ORIGINS),
        CheckConstraint(CHECKED, name="checked_range"),
        Index(None, "weapon_id", "conduct"),
    )


class TreatyAction(Base):
    """An actor did something about a treaty on a date (EDTF; NULL where unknown, with days open at both ends)."""

    __tablename__ = "treaty_action"

    id: Mapped[Key]
    treaty_id: Mapped[str] = mapped_column(ForeignKey("treaty.id"))
    actor_id: Mapped[str] = mapped_column(ForeignKey("actor.id"))
    action: Mapped[str]
    date: Mapped[str | None]
    first_day: Mapped[datetime.date]
    last_day: Mapped[datetime.date]
    effective_date: Mapped[str | None]
    basis: Mapped[str] = mapped_column(server_default="observed")
    contested: Mapped[bool] = mapped_column(server_default=false())
    corroboration: Mapped[Words]
    source: Mapped[Words]
    checked: Mapped[int] = mapped_column(server_default=text("0"))
    note: Mapped[Words]
    origin: Mapped[str] = mapped_column(server_default="user")

    __table_args__ = (
        UniqueConstraint("treaty_id", "actor_id", "action", "date"),
        one_of("action", TREATY_ACTIONS),
        one_of("basis", ACTION_BASES),
        one_of("origin", FACT_ORIGINS),
        CheckConstraint(CHECKED, name="checked_range"),
        in_order("first_day", "last_day", "days_in_order"),
        Index(None, "actor_id", "first_day"),
        Index(None, "first_day"),
    )


class Disagreement(Base):
    """Two sources differ on a fact about a treaty (and a state, where `actor_id` says one): what was kept, what not."""

    __tablename__ = "disagreement"

    id: Mapped[Key]
    treaty_id: Mapped[str] = mapped_column(ForeignKey("treaty.id"))
    actor_id: Mapped[str | None] = mapped_column(ForeignKey("actor.id"))
    what: Mapped[str]
    kept: Mapped[Words]
    other: Mapped[Words]
    comment: Mapped[Words]
    origin: Mapped[str] = mapped_column(server_default="user")

    __table_args__ = (
        UniqueConstraint("treaty_id", "actor_id", "what"),
        one_of("origin", FACT_ORIGINS),
        Index(None, "actor_id"),
    )


class Embargo(Base):
    """A body forbids or discourages arms supplies to an actor from one date (EDTF) to another."""

    __tablename__ = "embargo"

    id: Mapped[str] = mapped_column(primary_key=True)
    imposed_by_id: Mapped[str] = mapped_column(ForeignKey("actor.id"))
    target_id: Mapped[str] = mapped_column(ForeignKey("actor.id"))
    scope: Mapped[Words]
    start_date: Mapped[str | None]
    end_date: Mapped[str | None]
    legal_basis: Mapped[Words]
    exceptions: Mapped[Words]
    source: Mapped[Words]
    checked: Mapped[int] = mapped_column(server_default=text("0"))
    origin: Mapped[str] = mapped_column(server_default="user")

    __table_args__ = (
        one_of("origin", FACT_ORIGINS),
        CheckConstraint(CHECKED, name="checked_range"),
        Index(None, "target_id"),
        Index(None, "imposed_by_id"),
    )


class EmbargoWeapon(Base):
    """An embargo covers a weapon."""

    __tablename__ = "embargo_weapon"

    embargo_id: Mapped[str] = mapped_column(ForeignKey("embargo.id"), primary_key=True)
    weapon_id: Mapped[str] = mapped_column(ForeignKey("weapon.id"), primary_key=True)
    position: Mapped[int] = mapped_column(server_default=text("0"))
    origin: Mapped[str] = mapped_column(server_default="user")

    __table_args__ = (
        one_of("origin", FACT_ORIGINS),
        Index(None, "weapon_id", "embargo_id"),
        {"sqlite_with_rowid": False},
    )


class ReferenceSource(Base):
    """What the reference facts were read from: `source` columns name it by its key."""

    __tablename__ = "reference_source"

    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    url: Mapped[Words]
    as_of: Mapped[Words]
    where_read: Mapped[Words]
    remark: Mapped[Words]
    origin: Mapped[str] = mapped_column(server_default="user")

    __table_args__ = (one_of("origin", FACT_ORIGINS),)
