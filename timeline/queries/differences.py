"""Two states of a timeline, each a record an event → what was added, changed and withdrawn, by the event's id."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Cells: TypeAlias = Mapping[str, str]
Records: TypeAlias = Mapping[str, Cells]
# What follows from other columns, or from what is beside the event.
DERIVED = frozenset({"event_id", "group", "date_first", "date_last", "date_precision", "source_count", "remark"})
_IDS, _NAMES = "_ids", "_names"


@dataclass(frozen=True, slots=True)
class Changed:
    """An event that says something else: its record now, and the columns that differ, each old and new."""

    now: Cells
    fields: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Differences:
    """What differs, each by the event's id in its order; `why` tells of withdrawn events what became of them."""

    added: Mapping[str, Cells] = field(default_factory=dict)
    changed: Mapping[str, Changed] = field(default_factory=dict)
    withdrawn: Mapping[str, Cells] = field(default_factory=dict)
    why: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.withdrawn)


def differences(old: Records, new: Records, why: Mapping[str, str] | None = None) -> Differences:
    """What differs between two states. Only columns that both have are compared.

    Of actors, weapons and treaties the ids are compared and the names told, so that a thing that is called otherwise
    now makes no event another one.
    """
    changed = {}
    for name in sorted(old.keys() & new.keys()):
        fields = dict(_fields(old[name], new[name]))
        if fields:
            changed[name] = Changed(new[name], fields)
    gone = sorted(old.keys() - new.keys())
    return Differences(
        added={name: new[name] for name in sorted(new.keys() - old.keys())},
        changed=changed,
        withdrawn={name: old[name] for name in gone},
        why={name: (why or {}).get(name, "") for name in gone},
    )


def _fields(old: Cells, new: Cells) -> list[tuple[str, tuple[str, str]]]:
    found = []
    for column in old:
        if column not in new or column in DERIVED or column.endswith(_NAMES) or old[column] == new[column]:
            continue
        names = column.removesuffix(_IDS) + _NAMES
        shown = names if column.endswith(_IDS) and names in old and names in new else column
        called = column.removesuffix(_IDS) if shown == names else column
        found.append((called, (old[shown], new[shown])))
    return found
