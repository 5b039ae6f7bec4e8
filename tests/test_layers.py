"""The package's imports go one way, and every command on a current database starts with little."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HEAVY = ("pandas", "alembic", "sqlalchemy.orm", "rich", "numpy", "rapidfuzz", "httpx", "timeline.proposing.answers")
READING = tuple(library for library in HEAVY if library != "numpy")  # the sentence reader computes with it
ARTICLE = str(ROOT / "seeds" / "documents" / "landmines-for-ukraine-2024.md")
TOLD = ("--type", "condemnation", "--date", "2024-11-21", "--speaker", "NOR", "--weapon", "landmines")
ACT = ("--treaty", "ccm", "--actor", "Mongolia", "--action", "accession", "--date", "2026-05")


def test_imports_go_one_way() -> None:
    checked = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize(
    ("arguments", "kept_out"),
    [
        (["--help"], (*HEAVY, "sqlalchemy")),
        (["show", "--weapon", "landmines"], HEAVY),
        (["lint", "--possible"], HEAVY),
        (["status", "mine-ban", "--on", "2024-11-20"], HEAVY),
        (["search", "landmines"], HEAVY),
        (["names", "Ottawa Treaty"], ("pandas", "alembic", "sqlalchemy.orm", "rich", "numpy")),
        (["check", "--weapon", "landmines"], HEAVY),
        (["show", "--finding", "prohibited"], HEAVY),
        (["load", ARTICLE], READING),
        (["extract", ARTICLE], READING),
        (["add", *TOLD, "--source", "own observation"], HEAVY),
        (["review", "--accept-all", "--min-confidence", "0"], HEAVY),
        (["review", "--export-gold", "-"], HEAVY),
        (["treaty", "show", "mine-ban"], HEAVY),
        (["treaty", "add", "My Protocol", "--provision", "1; use; tanks", "--source", "own observation"], HEAVY),
        (["act", "add", *ACT, "--source", "own observation"], HEAVY),
        (["conflict", "list"], HEAVY),
    ],
)
def test_a_command_imports_nothing_heavy(arguments: list[str], kept_out: tuple[str, ...], sqlite_file: Path) -> None:
    database = ["--db", str(sqlite_file)]
    code = (
        "import sys\n"
        "from timeline.cli.main import app\n"
        f"try:\n    app({[*database, *arguments]!r})\n"
        "except SystemExit as ended:\n    assert not ended.code\n"
        f"print([name for name in {kept_out!r} if name in sys.modules], file=sys.stderr)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ran.stderr.splitlines()[-1] == "[]"
