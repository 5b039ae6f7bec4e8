"""A name that is too long for a file → one sentence from every command that takes one, and no traceback."""

from pathlib import Path

import pytest

from tests.conftest import TimelineCli

LONG = "a" * 5000
SEEDS = str(Path(__file__).resolve().parents[2] / "seeds" / "documents")
TOO_LONG = "its name is too long; choose a shorter one."


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        (["load", LONG], 3, "is too long for a file name; check the path."),
        (["extract", LONG], 3, "is too long for a file name; check the path."),
        (["export", "-o", f"{LONG}.csv"], 6, TOO_LONG),
        (["export", "-o", f"{'d/' * 3000}a.csv"], 6, TOO_LONG),
        (["export", "--package", LONG], 6, TOO_LONG),
        (["plot", "positions", "--treaty", "mine-ban", "-o", f"{LONG}.svg"], 6, TOO_LONG),
        (["review", "--export-gold", LONG], 6, TOO_LONG),
        (["db", "backup", LONG], 6, "cannot be written: File name too long."),
        (["diff", LONG, "now"], 2, "is no file, database or moment"),
        (["diff", "now", f"{LONG}.csv"], 2, "is no file, database or moment"),
        (["--db", LONG, "show"], 4, "cannot be opened"),
        (["add", "--type", "threat", "--date", "2024", "--decider", "USA", "--source", LONG], 2, "is no source"),
        (["train", LONG], 3, "cannot be read: file name too long."),
        (["load", SEEDS, "--with", "model", "--model", "m", "--requests-to", LONG], 6, TOO_LONG),
    ],
)
def test_a_name_too_long_for_a_file(timeline_cli: TimelineCli, command: list[str], code: int, said: str) -> None:
    ran = timeline_cli(*command)
    assert (ran.returncode, ran.stdout) == (code, "")
    assert "Traceback" not in ran.stderr
    assert said in ran.stderr
