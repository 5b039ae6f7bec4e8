"""A change of the log → what it did, in words: an event new or with other fields, a link decided, a fact told."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from timeline.queries.log import UNDOING, Change, Entry

# What follows from other fields, or tells how the machine read them: said in JSON, not in words.
_QUIET = frozenset(
    {"first_day", "last_day", "date_precision", "date_phrase", "date_rule", "date_anchor", "extractor", "folded"}
)
_CALLED = {"review_reason": "reason", "type_id": "type", "weapon_id": "weapon", "treaty_id": "treaty"}
_THINGS = {
    "event": "event",
    "document": "document",
    "event_link": "link",
    "treaty_action": "treaty act",
    "armed_conflict": "conflict",
}


def entry_words(entry: Entry) -> tuple[str, str]:
    """What the entry is about, as a person names it, and what was done to it."""
    if entry.table == UNDOING:
        return f"change {entry.key}", "taken back" if (entry.after or {}).get("undone") else "brought back"
    thing = _thing(entry)
    if entry.table == "setting":
        return thing, ", ".join(f"{value} {name}" for name, value in (entry.after or {}).items() if name != "version")
    if entry.after is None:
        return thing, "taken away"
    if entry.before is None:
        return thing, f"new: {_made(entry)}".rstrip(": ")
    said = [_field_words(*field) for field in fields(entry)]
    return thing, "; ".join(said) or "unchanged"


def _field_words(name: str, old: str, new: str) -> str:
    if name == "claims":
        return f"+ claims, {new}" if old == "nothing" else f"- claims, {old}"
    return f"{name} {old} → {new}"


def fields(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """The fields that changed, each with what it was and what it is."""
    before, after = entry.before or {}, entry.after or {}
    for name in dict.fromkeys([*before, *after]):
        if name in _QUIET or (name == "origin" and entry.table != "event_link"):
            continue
        if name == "claims":
            yield from _claims(before.get(name, ()), after.get(name, ()))
        elif name in after and before.get(name) != after[name]:
            yield _CALLED.get(name, name.replace("_", " ")), value_words(before.get(name)), value_words(after[name])


def value_words(value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    """A value in one line; "nothing" where there is none."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        return " ".join(value)
    if isinstance(value, list):
        return ", ".join(value_words(each) for each in value) or "nothing"
    if isinstance(value, Mapping):
        return " ".join(str(each) for each in value.values() if each not in (None, "", "concerns"))
    return " ".join(str(value).split()) if value not in (None, "") else "nothing"


def counted_things(change: Change) -> str:
    """`1 document, 12 events, 3 links`: how many rows of each kind a change is about."""
    seen = {(each.table, each.key) for each in change.entries if each.table != UNDOING}
    numbers = Counter(_THINGS.get(table, table.replace("_", " ")) for table, _ in seen)
    return ", ".join(f"{number} {name if number == 1 else name + 's'}" for name, number in sorted(numbers.items()))


def _thing(entry: Entry) -> str:
    if entry.table == "event":
        return entry.key
    if entry.table == "event_link":
        return " ".join(entry.key.split(":"))
    if entry.table in ("treaty_action", "armed_conflict"):
        parts = entry.key.split("|")
        return ":".join([*parts[:-1], parts[-1] or "unknown"]) if entry.table == "treaty_action" else ":".join(parts)
    return f"{_THINGS.get(entry.table, entry.table.replace('_', ' '))} {entry.key.replace('|', ' ')}"


def _made(entry: Entry) -> str:
    """A new row in few words."""
    row = entry.after or {}
    if entry.table == "event":
        told = [row.get("date"), row.get("type_id"), row.get("title")]
        return value_words([str(each) for each in told if each])
    if entry.table == "document":
        told = [row.get("publisher"), row.get("title"), row.get("published"), row.get("url")]
        return ", ".join(value_words(each) for each in told if each)
    if entry.table == "event_link":
        return value_words(row.get("review"))
    kept = {name: value for name, value in row.items() if name not in (*_QUIET, "id", "origin", "checked")}
    shown = [
        f"{name.replace('_', ' ')} {value_words(value)}" for name, value in kept.items() if value not in (None, "")
    ]
    return "; ".join(shown) if entry.table in ("treaty_action", "armed_conflict") else ""


def _claims(before: Any, after: Any) -> Iterator[tuple[str, str, str]]:  # noqa: ANN401 - lists of claims
    for claims, old, new in ((before, "{}", "nothing"), (after, "nothing", "{}")):
        if claims:
            documents = sorted({claim[2] for claim in claims})
            told = f"{len(claims)} of document{'s' if len(documents) > 1 else ''} {', '.join(map(str, documents))}"
            yield "claims", old.format(told), new.format(told)
