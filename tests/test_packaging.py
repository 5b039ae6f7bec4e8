"""The wheel holds what the repository holds, and works where nothing else of the repository is."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MOVED = {"alembic/": "timeline/_alembic/", "seeds/": "timeline/_seeds/"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_every_tracked_file_of_the_package(wheel: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "timeline", "alembic", "seeds"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    wanted = set()
    for name in listed:
        folder = name.partition("/")[0] + "/"
        wanted.add(MOVED.get(folder, folder) + name.removeprefix(folder))
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == wanted


def test_the_wheel_works_on_its_own(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    code = f"import sys; sys.path.insert(0, {str(site)!r}); from timeline.__main__ import main; main()"

    def run(*arguments: str) -> str:
        command = [sys.executable, "-c", code, "--db", "wheel.db", *arguments]
        return subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout

    run("load", str(site / "timeline" / "_seeds" / "documents"))
    assert "anti-personnel mine" in run("show", "--weapon", "landmines").lower()
    assert str(ROOT) not in run("db", "info")
