"""Positions and changes → the rows of `timeline status --json` and `--csv`."""

from collections.abc import Callable, Sequence
from typing import TextIO

from timeline.cli.print_json import print_json
from timeline.cli.status_words import kind_words, position_words
from timeline.law.acts import Act
from timeline.outputs.standings import CHANGE_COLUMNS, STAND_COLUMNS, Record, change_record, stand_record
from timeline.queries.standing import Answer, NamedChange, Stand

ACT_COLUMNS = ("act_dates", "act_sources", "act_checked", "act_contested", "act_notes")


def print_records(answer: Answer, *, changed: bool) -> None:
    """Print the positions, or the changes, as a JSON array."""
    from timeline.outputs.writing import write_stdout

    records = (
        [change_record(row) for row in answer.changes] if changed else [stand_record(row) for row in answer.stands]
    )
    write_stdout(lambda stream: print_json(records, stream))


def print_csv(answer: Answer, *, changed: bool) -> None:
    """Print the same rows flat: ids and values first, the acts in parallel columns, then what people read."""
    from timeline.outputs.writing import write_stdout

    rows = [_flat_change(row) for row in answer.changes] if changed else [_flat_stand(row) for row in answer.stands]
    columns = _CHANGE_COLUMNS if changed else _STAND_COLUMNS
    write_stdout(lambda stream: _write(columns, rows, stream))


_STAND_COLUMNS = (
    *STAND_COLUMNS,
    *ACT_COLUMNS,
    *("treaty_name", "actor_name", "words", "checked", "notes"),
)
_CHANGE_COLUMNS = (
    *CHANGE_COLUMNS,
    *ACT_COLUMNS,
    *("treaty_name", "actor_name", "words"),
)


def _flat_stand(row: Stand) -> Record:
    position = row.position
    return {
        **stand_record(row),
        **_flat_acts(position.acts),
        "treaty_name": row.treaty.name,
        "actor_name": row.actor.name,
        "words": position_words(position),
        "checked": position.checked,
        "notes": " ".join(position.notes),
    }


def _flat_change(row: NamedChange) -> Record:
    return {
        **change_record(row),
        **_flat_acts(row.change.acts),
        "treaty_name": row.treaty.name,
        "actor_name": row.actor.name,
        "words": f"{kind_words(row.change.before)} → {kind_words(row.change.after)}",
    }


def _flat_acts(acts: Sequence[Act]) -> Record:
    """One column for each part of the acts, parallel to each other, joined as in docs/columns.md."""
    from timeline.loaders.cells import join, join_parallel

    parts: dict[str, Callable[[Act], str]] = {
        "act_dates": lambda act: str(act.date or ""),
        "act_sources": lambda act: act.source,
        "act_checked": lambda act: str(act.checked),
        "act_contested": lambda act: "contested" if act.contested else "",
        "act_notes": lambda act: act.note,
    }
    flat = {name: join_parallel([part(act) for act in acts]) for name, part in parts.items()}
    return {"acts": join([act.action for act in acts]), **flat}


def _write(columns: Sequence[str], rows: Sequence[Record], stream: TextIO) -> None:
    from timeline.outputs.csv_ import csv_line

    stream.write(csv_line(columns))
    stream.writelines(csv_line("" if row[name] is None else str(row[name]) for name in columns) for row in rows)
