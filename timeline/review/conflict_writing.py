"""An assertion that a state was in an armed conflict, with its source → a row of `armed_conflict`.

Mine Ban and CCM Art. 20(3), and the like clauses of other treaties, put off a withdrawal while such a conflict lasts.
Nothing else does: no conflict is ever inferred from what the database holds.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from timeline import edtf
from timeline.errors import AmbiguousName, UnknownName, UsageError
from timeline.review.fact_sources import FactSource, fact_source
from timeline.review.fact_writing import FactEdits, Row, stored_facts_of
from timeline.review.sources import SourceNamed
from timeline.vocabulary.vocabulary import Vocabulary

UNDATED = "unknown"


@dataclass(frozen=True, slots=True)
class ConflictTold:
    """A state was in an armed conflict, described by `what`, from `began` to `ended` (EDTF, None where not known)."""

    actor: str
    began: str | None
    ended: str | None
    what: str


def conflict_id(row: Mapping[str, Any]) -> str:
    """What names a conflict: the state and when it began."""
    return f"{row['actor_id']}:{row['began'] or UNDATED}"


def conflict_named(connection: Connection, typed: str, vocabulary: Vocabulary) -> Row:
    """The stored conflict of that id, or the only one of that state; `UKR:2022-02:` and the beginning of its
    description tell two of one state and date apart. Raises UnknownName, AmbiguousName."""
    actor, _, rest = typed.partition(":")
    began, _, what = rest.partition(":")
    known = stored_facts_of(connection, "armed_conflict", actor_id=vocabulary.resolve("actor", actor))
    wanted = None if began.strip().lower() in ("", UNDATED) else edtf.parse(began).text
    found = [
        row
        for row in known
        if (not began.strip() or row["began"] == wanted) and row["what"].casefold().startswith(what.strip().casefold())
    ]
    named = [f"{conflict_id(row)}:{row['what']}" for row in known]
    if not found:
        raise UnknownName("armed conflict", typed, named)
    if len(found) > 1:
        raise AmbiguousName("armed conflict", typed, named)
    return found[0]


def add_conflict(
    connection: Connection, told: ConflictTold, source: SourceNamed, vocabulary: Vocabulary, *, why: str = "added"
) -> tuple[str, bool]:
    """Store the assertion → its id, and False where it is there already. Raises UsageError, as `fact_source` does."""
    _require_possible(told, vocabulary)
    wanted = {"actor_id": told.actor, "began": told.began, "what": told.what}
    for row in stored_facts_of(connection, "armed_conflict", **wanted):
        if told.ended and told.ended != row["ended"]:
            raise UsageError(
                f"{conflict_id(row)} is recorded already, with another end: "
                f"change it with timeline conflict amend {conflict_id(row)}."
            )
        return conflict_id(row), False
    cited = fact_source(connection, source, of="The conflict", why=why)
    edits = FactEdits(connection)
    row = {**wanted, "ended": told.ended, "source": cited.text, "checked": cited.checked}
    edits.add("armed_conflict", row)
    edits.record(why)
    return conflict_id(row), True


def amend_conflict(
    connection: Connection,
    stored: Row,
    changes: Mapping[str, Any],
    source: SourceNamed,
    vocabulary: Vocabulary,
    *,
    why: str,
) -> tuple[str, bool]:
    """Change an assertion: `changes` holds fields of ConflictTold → its id, and False where it says so already.

    Raises UsageError without a reason or a source, or where the conflict cannot be so.
    """
    if not why.strip():
        raise UsageError("Say why with --reason: changing what is recorded needs a reason.")
    before = ConflictTold(stored["actor_id"], stored["began"], stored["ended"], stored["what"])
    told = dataclasses.replace(before, **changes)
    if told == before and not source.text:
        return conflict_id(stored), False
    _require_possible(told, vocabulary)
    cited = _cited(connection, stored, source, why)
    row = {
        "actor_id": told.actor,
        "began": told.began,
        "what": told.what,
        "ended": told.ended,
        "source": cited.text,
        "checked": cited.checked,
    }
    edits = FactEdits(connection)
    if (told.began, told.what) == (before.began, before.what):
        edits.amend("armed_conflict", stored, row)
    else:
        edits.take("armed_conflict", stored)
        edits.add("armed_conflict", row)
    edits.record(why)
    return conflict_id(row), True


def withdraw_conflict(connection: Connection, stored: Row, *, why: str) -> None:
    """Take an assertion away. Raises UsageError without a reason."""
    if not why.strip():
        raise UsageError("Say why with --reason: changing what is recorded needs a reason.")
    edits = FactEdits(connection)
    edits.take("armed_conflict", stored)
    edits.record(why)


def _cited(connection: Connection, stored: Row, source: SourceNamed, why: str) -> FactSource:
    found = fact_source(connection, source, of="The change", why=why)
    return found.before(stored["source"], stored["checked"])


def _require_possible(told: ConflictTold, vocabulary: Vocabulary) -> None:
    """Raises UsageError for a conflict of what is no state, without words, or with an end before its beginning."""
    actor = vocabulary.actors[told.actor]
    if actor.kind != "state":
        raise UsageError(f"{actor.name} is no state: only a state's withdrawal from a treaty can be put off.")
    if not told.what.strip():
        raise UsageError("Say which conflict it was with --what: the words stand in the answers that rest on it.")
    if told.began and told.ended:
        began, ended = edtf.parse(told.began), edtf.parse(told.ended)
        if edtf.before(ended, began) is edtf.Certainty.CERTAINLY:
            raise UsageError(
                f"The conflict cannot have ended {edtf.with_preposition(ended)}, "
                f"before it began {edtf.with_preposition(began)}."
            )
