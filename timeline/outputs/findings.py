"""Findings → rows of JSON or CSV, one a finding, in the order of the events and of the check."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from timeline.law.findings import Finding
from timeline.loaders.cells import join
from timeline.outputs.csv_ import csv_line

FINDING_COLUMNS = (
    "event_id",
    "treaty",
    "article",
    "conduct",
    "weapon",
    "actor",
    "role",
    "verdict",
    "reason",
    "sources",
    "rules_version",
)


def finding_record(event_id: str, finding: Finding) -> dict[str, Any]:
    """The row of one finding of an event, its keys in the order of FINDING_COLUMNS; `sources` is a list."""
    return {
        "event_id": event_id,
        "treaty": finding.treaty,
        "article": finding.article,
        "conduct": finding.conduct,
        "weapon": finding.weapon,
        "actor": finding.actor,
        "role": finding.role,
        "verdict": finding.verdict.value,
        "reason": finding.reason,
        "sources": list(finding.sources),
        "rules_version": finding.rules_version,
    }


def write_findings_json(findings: Iterable[tuple[str, Finding]], stream: TextIO) -> None:
    """Write an array with one finding a line, as they come: memory stays flat however many there are."""
    before = "[\n "
    text = json.JSONEncoder(ensure_ascii=False).encode
    for event_id, finding in findings:
        stream.write(before)
        stream.write(text(finding_record(event_id, finding)))
        before = ",\n "
    stream.write("[]\n" if before.startswith("[") else "\n]\n")


def write_findings_csv(findings: Iterable[tuple[str, Finding]], stream: TextIO) -> None:
    """Write the header and one line a finding; several sources are joined by `; `."""
    stream.write(csv_line(FINDING_COLUMNS))
    for event_id, finding in findings:
        stream.write(csv_line(_cells(event_id, finding)))


def _cells(event_id: str, finding: Finding) -> Iterator[str]:
    for value in finding_record(event_id, finding).values():
        yield join(value) if isinstance(value, list) else value
