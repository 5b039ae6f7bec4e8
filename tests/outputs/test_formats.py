"""Entries → whole CSV, JSON and JSON Lines files, compared byte by byte."""

import datetime as dt
import io
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline.documents.proposal import ROLES
from timeline.outputs.formats import COLUMNS, FORMATS
from timeline.queries.entries import Entry, NamedId, SourceEntry, WeaponEntry

EXPECTED = Path(__file__).parent.parent / "expected" / "outputs"
MADE = [
    Entry(
        event_id="ev-0000000001",
        type="transfer-authorization",
        group="transfer",
        status="actual",
        date="2024-11-20",
        date_first=dt.date(2024, 11, 20),
        date_last=dt.date(2024, 11, 20),
        date_precision="day",
        title='=SUM(A1); the "reversal", in two\nlines 😀',
        participants={
            "recipient": (NamedId("UKR", "Ukraine"),),
            "supplier": (NamedId("USA", "United States"), NamedId("GBR", "United Kingdom; Britain")),
        },
        weapons=(
            WeaponEntry("m39-atacms", "M39 ATACMS"),
            WeaponEntry(
                "anti-personnel-mine",
                "Anti-personnel mine",
                100,
                150,
                "units",
                275_000_000.0,
                "USD",
                "not in cities; fused",
            ),
        ),
        treaties=(NamedId("mine-ban", "Mine Ban Treaty"),),
        sources=(
            SourceEntry("https://example.org/b", "Wire", "2024-11-21", "T", "b" * 64, ("Second; said.", "x" * 301)),
            SourceEntry("", "Example Gazette", "2024-11-20", "T", "a" * 64, ("First.",)),
        ),
        review="accepted",
        confidence=0.9,
        place="Kyiv",
        note="-1",
        remark="treaty act agrees: Ukraine ratified 2005-12-27 (untc-2026-02-03:XXVI-5, one source)",
    ),
    Entry("ev-0000000002", "embargo", "transfer", "alleged", "2022/..", dt.date(2022, 1, 1), None, "interval"),
]


@pytest.mark.parametrize("format", FORMATS)
def test_the_whole_file(format: str) -> None:
    stream = io.StringIO(newline="")
    FORMATS[format](MADE, stream)
    assert stream.getvalue().encode() == (EXPECTED / f"events.{format}").read_bytes()


@pytest.mark.parametrize(("format", "nothing"), [("csv", ",".join(COLUMNS) + "\n"), ("json", "[]\n"), ("jsonl", "")])
def test_no_events(format: str, nothing: str) -> None:
    stream = io.StringIO(newline="")
    FORMATS[format]([], stream)
    assert stream.getvalue() == nothing


def test_the_columns_are_those_of_the_documentation_and_every_role_has_two() -> None:
    text = (Path(__file__).parents[2] / "docs" / "columns.md").read_text(encoding="utf-8")
    table = text.partition("## Columns")[2].partition("\n## ")[0]
    described = [line.split("|")[1].strip().strip("`") for line in table.splitlines() if line.startswith("| `")]
    expanded = [column.replace("ROLE", role) for column in described for role in (ROLES if "ROLE" in column else ("",))]
    assert sorted(expanded) == sorted(COLUMNS)
    assert COLUMNS[:2] == ("event_id", "type")
    assert COLUMNS[-1] == "remark"
    assert len(set(COLUMNS)) == len(COLUMNS) == 9 + 2 * len(ROLES) + 4 + 6 + 5 + 5


@pytest.mark.parametrize("format", FORMATS)
def test_memory_stays_flat(format: str) -> None:
    def many() -> Iterator[Entry]:
        for _ in range(1_000):
            yield MADE[0]

    with Path("/dev/null").open("w", encoding="utf-8") as stream:
        tracemalloc.start()
        FORMATS[format](many(), stream)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 200_000
