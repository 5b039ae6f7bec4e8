"""Entries on a terminal of 40 columns: whole, in its width, whatever the names are made of."""

import io
import os
import unicodedata
from dataclasses import replace

import pytest

from tests.outputs.made import MADE
from timeline.cli.table import write_entries
from timeline.queries.entries import NamedId


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def columns(line: str) -> int:
    """How many columns of a terminal the line takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)


@pytest.mark.parametrize(
    "name",
    [
        "中华人民共和国国防部长期合作伙伴关系协议办公室第一分部",
        "😀" * 30,
        "شركة السلاح الوطنية للتصدير والاستيراد",
        "x" * 90,
    ],
)
def test_a_narrow_terminal_shows_names_whole(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setitem(os.environ, "COLUMNS", "40")
    stream = Terminal()
    entry = replace(MADE[2], participants={"supplier": (NamedId("a", name),)}, weapons=(), sources=())
    assert write_entries([entry], stream) == 1
    lines = stream.getvalue().splitlines()
    assert max(map(columns, lines)) <= 40
    assert name.replace(" ", "") in "".join("".join(lines).split())
    assert lines[0] == "possibly 2025-02~  transfer-delivery"
    assert lines[-1] == "    machine 0.40, ev-0000000003"
