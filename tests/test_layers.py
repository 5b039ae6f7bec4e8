"""The package's imports go one way, and the read path stays light."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HEAVY = ("pandas", "alembic", "sqlalchemy.orm", "rich", "numpy", "rapidfuzz")


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
        (["names", "Ottawa Treaty"], ("pandas", "alembic", "sqlalchemy.orm", "rich", "numpy")),
    ],
)
def test_the_read_path_imports_nothing_heavy(arguments: list[str], kept_out: tuple[str, ...], tmp_path: Path) -> None:
    database = ["--db", str(tmp_path / "small.db")]
    subprocess.run([sys.executable, "-m", "timeline", *database, "init"], check=True, capture_output=True)
    code = (
        "import sys\n"
        "from timeline.cli.main import app\n"
        f"try:\n    app({[*database, *arguments]!r})\n"
        "except SystemExit:\n    pass\n"
        f"print([name for name in {kept_out!r} if name in sys.modules], file=sys.stderr)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ran.stderr.splitlines()[-1] == "[]"
