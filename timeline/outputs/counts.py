"""Counts of events → CSV, JSON or tab-separated lines: a row for each value, or set of values, counted by."""

import json
from collections.abc import Iterator
from typing import Any, TextIO

from timeline.outputs.csv_ import csv_line
from timeline.queries.counting import Count, Counts

TOTAL = "total"


def count_records(counts: Counts) -> Iterator[dict[str, Any]]:
    """A record for each row: the values counted by, with their names, the numbers, and `value` by currency."""
    for key, count in counts.rows.items():
        yield {**_named(counts, key), **_numbers(count)}


def write_counts_json(counts: Counts, stream: TextIO) -> None:
    """Write an object: `by`, `rows` and `total`, in which each event counts once."""
    whole = {"by": list(counts.by), "rows": list(count_records(counts)), TOTAL: _numbers(counts.total)}
    json.dump(whole, stream, ensure_ascii=False, indent=1)
    stream.write("\n")


def write_counts_csv(counts: Counts, stream: TextIO) -> None:
    """Write a header and one line a row; two columns for each currency in which anything has a worth."""
    stream.write(csv_line(count_columns(counts)))
    for row in count_rows(counts):
        stream.write(csv_line("" if value is None else str(value) for value in row.values()))


def count_rows(counts: Counts) -> Iterator[dict[str, Any]]:
    """A flat record for each row, its keys those of `count_columns`; None for a worth that nothing in it has."""
    for key, count in counts.rows.items():
        row = {**_named(counts, key), "certain": count.certain, "possible": count.possible}
        for code in counts.currencies:
            known = code in count.possible_value
            both = (count.certain_value.get(code, 0), count.possible_value.get(code, 0))
            row.update(zip(_of_currency(code), (number(each) if known else None for each in both), strict=True))
        yield row


def count_columns(counts: Counts) -> list[str]:
    """The columns of the CSV."""
    named = [column for name in counts.by for column in _columns_of(counts, name)]
    return [*named, "certain", "possible", *(column for code in counts.currencies for column in _of_currency(code))]


def _named(counts: Counts, key: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in zip(counts.by, key, strict=True):
        columns = _columns_of(counts, name)
        found[columns[0]] = value
        if len(columns) > 1:
            found[columns[1]] = counts.names[name].get(value, "")
    return found


def _columns_of(counts: Counts, name: str) -> tuple[str, ...]:
    return (name, f"{name}_name") if counts.names.get(name) else (name,)


def _numbers(count: Count) -> dict[str, Any]:
    return {
        "certain": count.certain,
        "possible": count.possible,
        "value": {
            code or "unstated": {"certain": number(count.certain_value.get(code, 0)), "possible": number(value)}
            for code, value in sorted(count.possible_value.items())
        },
    }


def _of_currency(code: str) -> tuple[str, str]:
    name = code.lower() or "unstated"
    return f"value_{name}_certain", f"value_{name}_possible"


def number(value: float) -> int | float:
    """Whole numbers without a decimal point."""
    return int(value) if value == int(value) else value
