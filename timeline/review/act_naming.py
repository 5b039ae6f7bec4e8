"""A treaty act's id, "mine-ban:LTU:withdrawal_notice:2025-06-27" or the start of it in any names → the stored act."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from timeline import edtf
from timeline.errors import AmbiguousName, UnknownName, UsageError
from timeline.law.acts import ACTIONS
from timeline.review.fact_words import member
from timeline.review.fact_writing import Row, stored_facts_of
from timeline.vocabulary.vocabulary import Vocabulary

UNDATED = "unknown"
SHOWN = "act-"
_PARTS = ("treaty_id", "actor_id", "action", "date")


def act_id(row: Mapping[str, Any]) -> str:
    """What names an act: treaty, state, action and date."""
    return ":".join(str(row[part] or UNDATED) for part in _PARTS)


def act_named(connection: Connection, typed: str, vocabulary: Vocabulary) -> Row:
    """The stored act of that id, or the only one whose id begins so ("Ottawa Treaty:Lithuania:withdrawal notice").

    The id under which `timeline show --treaty` lists an act, `act-mine-ban-LTU-…`, is taken as well.

    Raises UnknownName with the acts of that treaty and state, AmbiguousName with those that begin so.
    """
    if typed.strip().lower().startswith(SHOWN):
        return _shown(connection, typed.strip())
    parts = [part.strip() for part in typed.split(":", 3)]
    if len(parts) < 2:
        raise UsageError(
            f"{typed!r} names no act: write treaty:state:action:date, as in mine-ban:LTU:withdrawal_notice:2025-06-27."
        )
    wanted: dict[str, Any] = {
        "treaty_id": vocabulary.resolve("treaty", parts[0]),
        "actor_id": vocabulary.state_of(vocabulary.resolve("actor", parts[1])),
    }
    known = stored_facts_of(connection, "treaty_action", **wanted)
    if len(parts) > 2:
        wanted["action"] = member("treaty act", parts[2], tuple(ACTIONS))
    if len(parts) > 3:
        wanted["date"] = None if parts[3].lower() == UNDATED else edtf.parse(parts[3]).text
    found = [row for row in known if all(row[name] == value for name, value in wanted.items())]
    if not found:
        raise UnknownName("act", typed, [act_id(row) for row in known])
    if len(found) > 1:
        raise AmbiguousName("act", typed, [act_id(row) for row in found])
    return found[0]


def _shown(connection: Connection, typed: str) -> Row:
    """The act of an id of `timeline show`, which has the same parts with other signs between them."""
    wanted = _letters(typed.removeprefix(SHOWN).replace("undated", UNDATED))
    actions = [action for action in ACTIONS if f"-{action}-" in typed]
    rows = [row for action in actions for row in stored_facts_of(connection, "treaty_action", action=action)]
    for row in rows:
        if _letters(act_id(row)) == wanted:
            return row
    raise UnknownName("act", typed)


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
