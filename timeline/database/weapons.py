"""The taxonomy of weapons: kinds with one or more parents, its closure, names, makers and codes → tables."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from timeline.database.actors import CHECKED
from timeline.database.base import Base, Key, Words, one_of
from timeline.database.domains import FACT_ORIGINS
from timeline.database.name_columns import NameColumns, name_rules


class Weapon(Base):
    """A weapon, a kind of weapon or another military item; `id` is a slug."""

    __tablename__ = "weapon"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    notes: Mapped[Words]
    source: Mapped[Words]
    checked: Mapped[int] = mapped_column(server_default=text("0"))
    origin: Mapped[str] = mapped_column(server_default="user")

    names: Mapped[list["WeaponName"]] = relationship(back_populates="weapon")

    __table_args__ = (
        one_of("origin", FACT_ORIGINS),
        CheckConstraint(CHECKED, name="checked_range"),
        CheckConstraint("id <> '' AND name <> ''", name="named"),
    )


class WeaponKind(Base):
    """A weapon is a kind of its parent. Several parents are allowed, in the order of the source; cycles are not."""

    __tablename__ = "weapon_kind"

    weapon_id: Mapped[str] = mapped_column(ForeignKey("weapon.id"), primary_key=True)
    parent_id: Mapped[str] = mapped_column(ForeignKey("weapon.id"), primary_key=True)
    position: Mapped[int] = mapped_column(server_default=text("0"))
    origin: Mapped[str] = mapped_column(server_default="user")

    __table_args__ = (
        one_of("origin", FACT_ORIGINS),
        CheckConstraint("weapon_id <> parent_id", name="not_itself"),
        Index(None, "parent_id", "weapon_id"),
        {"sqlite_with_rowid": False},
    )


class WeaponClosure(Base):
    """Every weapon with every ancestor and the fewest steps between them; its own ancestor at distance 0."""

    __tablename__ = "weapon_closure"

    weapon_id: Mapped[str] = mapped_column(ForeignKey("weapon.id"), primary_key=True)
    ancestor_id: Mapped[str] = mapped_column(ForeignKey("weapon.id"), primary_key=True)
    distance: Mapped[int]

    __table_args__ = (
        CheckConstraint("distance >= 0", name="distance_range"),
        Index(None, "ancestor_id", "weapon_id"),
        {"sqlite_with_rowid": False},
    )


class WeaponName(NameColumns, Base):
    """A name of a weapon."""

    __tablename__ = "weapon_name"

    id: Mapped[Key]
    weapon_id: Mapped[str] = mapped_column(ForeignKey("weapon.id"))

    weapon: Mapped[Weapon] = relationship(back_populates="names")

    __table_args__ = name_rules("weapon_id")


class WeaponCode(Base):
    """The category of a weapon in another scheme: UNROCA, SIPRI, USML, Wassenaar ML."""

    __tablename__ = "weapon_code"

    weapon_id: Mapped[str] = mapped_column(ForeignKey("weapon.id"), primary_key=True)
    scheme: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    origin: Mapped[str] = mapped_column(server_default="user")

    __table_args__ = (
        one_of("origin", FACT_ORIGINS),
        Index(None, "scheme", "code"),
        {"sqlite_with_rowid": False},
    )


class WeaponMaker(Base):
    """A state in which a weapon is made; joint programmes have several, in the order of the source."""

    __tablename__ = "weapon_maker"

    weapon_id: Mapped[str] = mapped_column(ForeignKey("weapon.id"), primary_key=True)
    country_id: Mapped[str] = mapped_column(ForeignKey("actor.id"), primary_key=True)
    position: Mapped[int] = mapped_column(server_default=text("0"))
    origin: Mapped[str] = mapped_column(server_default="user")

    __table_args__ = (
        one_of("origin", FACT_ORIGINS),
        Index(None, "country_id", "weapon_id"),
        {"sqlite_with_rowid": False},
    )
