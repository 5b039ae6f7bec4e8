"""What the tables of the names of actors, weapons and treaties share."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import SchemaItem

from timeline.database.base import Words, one_of
from timeline.database.domains import FACT_ORIGINS, NAME_FORMS


class NameColumns:
    """A name, after its key and its owner: `folded` is how names are compared, `ambiguous` asks for a choice."""

    name: Mapped[str]
    folded: Mapped[str]
    form: Mapped[str]
    ambiguous: Mapped[bool] = mapped_column(server_default=false())
    valid_from: Mapped[Words]
    valid_to: Mapped[Words]
    origin: Mapped[str] = mapped_column(server_default="user")


def name_rules(owner: str) -> tuple[SchemaItem, ...]:
    """The constraints and indexes of a table of names; `owner` is the column with the id of what is named."""
    return (
        UniqueConstraint(owner, "name", "form", "valid_from"),
        one_of("form", NAME_FORMS),
        one_of("origin", FACT_ORIGINS),
        CheckConstraint("name <> ''", name="named"),
        Index(None, "folded"),
    )
