"""A treaty act that a person tells, with its source → a row of `treaty_action`, one changed, or one taken away."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from timeline import edtf
from timeline.errors import UsageError
from timeline.review.act_checks import ActTold, doubts, require_able
from timeline.review.act_naming import act_id
from timeline.review.fact_sources import FactSource, fact_source
from timeline.review.fact_writing import FactEdits, Row, stored_facts_of
from timeline.review.sources import SourceNamed
from timeline.vocabulary.vocabulary import Vocabulary

# What a changed act says otherwise of the world, so that it needs a source; a note is the person's own.
_FACTS = ("date", "effective", "contested")


@dataclass(frozen=True, slots=True)
class Recorded:
    """The id of the act; `new` is False where it was there already; `alike` are acts of the same kind on other days."""

    act_id: str
    new: bool
    alike: tuple[str, ...] = ()


def add_act(
    connection: Connection,
    told: ActTold,
    source: SourceNamed,
    vocabulary: Vocabulary,
    *,
    anyway: bool = False,
    why: str = "added",
) -> Recorded:
    """Store the act, which counts at once. One that is there already is left as it is.

    Raises UsageError for an act that cannot count, one that is there with other particulars, or one that something
    speaks against, unless `anyway`; and what `fact_source` raises.
    """
    require_able(connection, told, vocabulary)
    same = stored_facts_of(connection, "treaty_action", treaty_id=told.treaty, actor_id=told.actor, action=told.action)
    for row in same:
        if row["date"] == told.date:
            _require_equal(row, told)
            return Recorded(act_id(row), False)
    _require_likely(connection, told, vocabulary, anyway=anyway)
    cited = fact_source(connection, source, of="The act", why=why)
    edits = FactEdits(connection)
    row = _row(told, cited)
    edits.add("treaty_action", row)
    edits.record(why)
    return Recorded(act_id(row), True, tuple(map(act_id, same)))


def amend_act(
    connection: Connection,
    stored: Row,
    changes: Mapping[str, Any],
    source: SourceNamed,
    vocabulary: Vocabulary,
    *,
    anyway: bool = False,
    why: str,
) -> Recorded:
    """Change an act: `changes` holds fields of ActTold. `new` is False where it says so already.

    An act with another date is another row: the old one is taken away. Raises UsageError without a reason, without a
    source where more than the note changes, where the act is there with that date already, and as `add_act` does.
    """
    told = dataclasses.replace(told_of(stored), **changes)
    if told == told_of(stored) and not source.text:
        return Recorded(act_id(stored), False)
    _require_reason(why)
    _require_likely(connection, told, vocabulary, anyway=anyway)
    cited = FactSource(stored["source"], stored["checked"])
    changed = [name for name in _FACTS if name in changes and getattr(told, name) != getattr(told_of(stored), name)]
    if changed or source.text:
        cited = fact_source(connection, source, of="The change", why=why)
    if "date" not in changed and (changed or source.text):
        cited = cited.before(stored["source"], stored["checked"])
    row = {**_row(told, cited), "corroboration": "" if changed else stored["corroboration"]}
    edits = FactEdits(connection)
    if told.date == stored["date"]:
        edits.amend("treaty_action", stored, {**row, "basis": stored["basis"]})
    else:
        _require_free(connection, told)
        edits.take("treaty_action", stored)
        edits.add("treaty_action", row)
    edits.record(why)
    return Recorded(act_id(row), True)


def withdraw_act(connection: Connection, stored: Row, *, why: str) -> None:
    """Take an act away; the change log keeps it, and newer reference facts do not bring it back.

    Raises UsageError without a reason.
    """
    _require_reason(why)
    edits = FactEdits(connection)
    edits.take("treaty_action", stored)
    edits.record(why)


def told_of(row: Row) -> ActTold:
    """What a stored act says."""
    return ActTold(
        row["treaty_id"],
        row["actor_id"],
        row["action"],
        row["date"],
        row["effective_date"],
        bool(row["contested"]),
        row["note"],
    )


def _row(told: ActTold, cited: FactSource) -> Row:
    first, last = edtf.days_of(told.date)
    return {
        "treaty_id": told.treaty,
        "actor_id": told.actor,
        "action": told.action,
        "date": told.date,
        "first_day": first,
        "last_day": last,
        "effective_date": told.effective,
        "basis": "observed",
        "contested": told.contested,
        "corroboration": "",
        "source": cited.text,
        "checked": cited.checked,
        "note": told.note,
    }


def _require_equal(row: Row, told: ActTold) -> None:
    stored = told_of(row)
    differing = [
        words
        for words, value, known in (
            ("date of effect", told.effective, stored.effective),
            ("word on whether it is contested", told.contested, stored.contested),
            ("note", told.note, stored.note),
        )
        if value and value != known
    ]
    if differing:
        raise UsageError(
            f"{act_id(row)} is recorded already, with another {', '.join(differing)}: "
            f"change it with timeline act amend {act_id(row)}."
        )


def _require_likely(connection: Connection, told: ActTold, vocabulary: Vocabulary, *, anyway: bool) -> None:
    against = None if anyway else next(doubts(connection, told, vocabulary), None)
    if against:
        raise UsageError(f"{against[:1].upper()}{against[1:]}; if it is right all the same, add --anyway.")


def _require_free(connection: Connection, told: ActTold) -> None:
    wanted = {"treaty_id": told.treaty, "actor_id": told.actor, "action": told.action, "date": told.date}
    for row in stored_facts_of(connection, "treaty_action", **wanted):
        raise UsageError(f"{act_id(row)} is recorded already: withdraw one of the two with timeline act withdraw.")


def _require_reason(why: str) -> None:
    if not why.strip():
        raise UsageError("Say why with --reason: changing what is recorded needs a reason.")
