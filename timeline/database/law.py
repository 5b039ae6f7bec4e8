"""How treaties bind, which conduct an event's type is, since when states exist, who was at war → tables."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false, text, true
from sqlalchemy.orm import Mapped, mapped_column

from timeline.database.actors import CHECKED
from timeline.database.base import Base, Key, Words, one_of
from timeline.database.domains import CONDUCTS, COVERAGES, FACT_ORIGINS, FORCES
from timeline.documents.proposal import ROLES


class TreatyRule(Base):
    """When a treaty binds a state that consents, and when it no longer does; see `timeline.law.rules.TreatyRules`.

    `months` and `days` pass between consent and entry into force, `before_entry` (`own` or `treaty`) says what counts
    for those that consented before the treaty's own entry into force; NULL is not known. `read_until` is EDTF.
    """

    __tablename__ = "treaty_rule"

    treaty_id: Mapped[str] = mapped_column(ForeignKey("treaty.id"), primary_key=True)
    months: Mapped[int | None]
    days: Mapped[int | None]
    first_of_month: Mapped[bool] = mapped_column(server_default=false())
    before_entry: Mapped[Words]
    threshold: Mapped[Words]
    notice_months: Mapped[int | None]
    notice_days: Mapped[int | None]
    conflict_clause: Mapped[Words]
    annexed_to_id: Mapped[str | None] = mapped_column(ForeignKey("treaty.id"))
    members_of: Mapped[Words]
    force: Mapped[str] = mapped_column(server_default="binding")
    open_to_all: Mapped[bool] = mapped_column(server_default=true())
    arms_in_general: Mapped[bool] = mapped_column(server_default=false())
    coverage: Mapped[str] = mapped_column(server_default="complete")
    read_until: Mapped[str | None]
    source: Mapped[Words]
    checked: Mapped[int] = mapped_column(server_default=text("0"))
    origin: Mapped[str] = mapped_column(server_default="user")

    __table_args__ = (
        one_of("before_entry", ("", "own", "treaty")),
        one_of("force", FORCES),
        one_of("coverage", COVERAGES),
        one_of("origin", FACT_ORIGINS),
        CheckConstraint(CHECKED, name="checked_range"),
        CheckConstraint("months >= 0 AND days >= 0", name="entry_range"),
        CheckConstraint("notice_months >= 0 AND notice_days >= 0", name="notice_range"),
        Index(None, "annexed_to_id"),
    )


class ProvisionCondition(Base):
    """A test that provisions of an article, conduct and weapon (`*` for any) must pass to apply; `why` in words."""

    __tablename__ = "provision_condition"

    id: Mapped[Key]
    treaty_id: Mapped[str] = mapped_column(ForeignKey("treaty.id"))
    article: Mapped[str]
    conduct: Mapped[str]
    weapon: Mapped[str]
    test: Mapped[str]
    value: Mapped[Words]
    why: Mapped[Words]
    origin: Mapped[str] = mapped_column(server_default="user")

    __table_args__ = (
        UniqueConstraint("treaty_id", "article", "conduct", "weapon", "test"),
        one_of("conduct", ("*", *CONDUCTS)),
        one_of("origin", FACT_ORIGINS),
    )


class ConductRule(Base):
    """In events of a type, whoever has the role is checked for the conduct; `doubt` where the type also says less."""

    __tablename__ = "conduct_rule"

    event_type_id: Mapped[str] = mapped_column(ForeignKey("event_type.id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    conduct: Mapped[str] = mapped_column(primary_key=True)
    doubt: Mapped[bool] = mapped_column(server_default=false())
    note: Mapped[Words]
    position: Mapped[int] = mapped_column(server_default=text("0"))
    origin: Mapped[str] = mapped_column(server_default="user")

    __table_args__ = (
        one_of("role", ROLES),
        one_of("conduct", CONDUCTS),
        one_of("origin", FACT_ORIGINS),
    )


class StateBeginning(Base):
    """Since when (EDTF) a state exists, what it belonged to before, and whether it goes on with earlier acts."""

    __tablename__ = "state_beginning"

    actor_id: Mapped[str] = mapped_column(ForeignKey("actor.id"), primary_key=True)
    began: Mapped[str]
    before: Mapped[Words]
    continues: Mapped[bool] = mapped_column(server_default=false())
    source: Mapped[Words]
    checked: Mapped[int] = mapped_column(server_default=text("0"))
    origin: Mapped[str] = mapped_column(server_default="user")

    __table_args__ = (one_of("origin", FACT_ORIGINS), CheckConstraint(CHECKED, name="checked_range"))


class ArmedConflict(Base):
    """Somebody's sourced assertion that a state was in an armed conflict from one date (EDTF) to another."""

    __tablename__ = "armed_conflict"

    id: Mapped[Key]
    actor_id: Mapped[str] = mapped_column(ForeignKey("actor.id"))
    began: Mapped[str | None]
    ended: Mapped[str | None]
    what: Mapped[str]
    source: Mapped[Words]
    checked: Mapped[int] = mapped_column(server_default=text("0"))
    origin: Mapped[str] = mapped_column(server_default="user")

    __table_args__ = (
        UniqueConstraint("actor_id", "began", "what"),
        one_of("origin", FACT_ORIGINS),
        CheckConstraint(CHECKED, name="checked_range"),
    )
