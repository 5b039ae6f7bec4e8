"""What every table shares: the naming convention, keys and texts, and CHECKs over a domain."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from sqlalchemy import CheckConstraint, Date, MetaData
from sqlalchemy.orm import DeclarativeBase, mapped_column

from timeline.database.column_types import KEY, TEXT

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

Key = Annotated[int, mapped_column(KEY, primary_key=True)]
Words = Annotated[str, mapped_column(TEXT, server_default="")]
"""A text that may be empty but never NULL."""


class Base(DeclarativeBase):
    """The parent of every mapped class; `Base.metadata` is the schema that the newest migration must equal."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map = {str: TEXT, date: Date}  # noqa: RUF012 (SQLAlchemy's own hook, read once)


def one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    """`column` holds one of `values` (or NULL, where the column allows it)."""
    choices = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({choices})", name=f"{column}_known")


def in_order(first: str, last: str, name: str) -> CheckConstraint:
    """`first` is not after `last`; true where either is NULL."""
    return CheckConstraint(f"{first} <= {last}", name=name)
