"""What the rules of treaties and embargoes make of an event's participants → tables.

Findings are computed from events and facts and can be made anew at any time, so the change log leaves them out.
"""

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from timeline.database.actors import CHECKED
from timeline.database.base import Base, Key, Words, one_of
from timeline.database.domains import CONDUCTS, VERDICTS
from timeline.documents.proposal import ROLES


class Ruling(Base):
    """What one rule says of one conduct, in words: events, participants and weapons that are alike share it.

    `treaty_id` is a treaty's id or an embargo's, `rule` a provision's rule or `embargo`; `sources` has one a line.
    `digest` is the SHA-256 of the rest. A finding's reason is its opening, the words of its footing, what is ruled, the
    notes of the footing, and the terms.
    """

    __tablename__ = "ruling"

    id: Mapped[Key]
    digest: Mapped[str]
    treaty_id: Mapped[str]
    article: Mapped[Words]
    conduct: Mapped[str]
    rule: Mapped[str]
    rule_weapon_id: Mapped[str]
    verdict: Mapped[str]
    ruled: Mapped[str]
    terms: Mapped[Words]
    sources: Mapped[Words]
    checked: Mapped[int]
    rules_version: Mapped[str]

    __table_args__ = (
        UniqueConstraint("digest"),
        one_of("conduct", CONDUCTS),
        one_of("verdict", VERDICTS),
        CheckConstraint(CHECKED, name="checked_range"),
    )


class Footing(Base):
    """Where a state stands under a treaty, in words, with notes and sources; empty for embargoes. `digest` as above."""

    __tablename__ = "footing"

    id: Mapped[Key]
    digest: Mapped[str]
    words: Mapped[Words]
    notes: Mapped[Words]
    sources: Mapped[Words]
    rules_version: Mapped[str]

    __table_args__ = (UniqueConstraint("digest"),)


class Finding(Base):
    """What is ruled about one participant of one event, with one weapon; `position` is its place among the event's.

    `opening` says how the event is read. `rulings` lists keys of rulings, each with the place of its footing among the
    keys in `footings`: "7:0 9:0 12:1" and "3 4" are rulings 7 and 9 on footing 3, and 12 on footing 4. A row for each
    ruling would be three times as many, to be written, read and compared at every check of all events.

    Very many are written at once, by the dates of their events: each goes to the end of the table, and only the events
    have an index.
    """

    __tablename__ = "finding"

    id: Mapped[Key]
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    position: Mapped[int]
    actor_id: Mapped[str]
    role: Mapped[str]
    weapon_id: Mapped[str]
    opening: Mapped[Words]
    rulings: Mapped[str]
    footings: Mapped[str]

    __table_args__ = (UniqueConstraint("event_id", "position"), one_of("role", ROLES))


class EventCheck(Base):
    """An event was checked: `digest` tells what it was like then, `notices` what could not be checked, one a line.

    `verdicts` is the sum of the bits of the verdicts that its findings have: what a filter on them reads.
    """

    __tablename__ = "event_check"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True, autoincrement=False)
    digest: Mapped[str]
    rules_version: Mapped[str]
    verdicts: Mapped[int]
    notices: Mapped[Words]
