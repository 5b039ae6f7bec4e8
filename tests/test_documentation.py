"""What the documents say of the commands is what the commands say of themselves."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import TimelineCli

ROOT = Path(__file__).resolve().parents[1]


def test_the_command_reference_is_current(tmp_path: Path) -> None:
    made = tmp_path / "commands.md"
    command = [sys.executable, "-m", "typer", "timeline.cli.main", "utils", "docs", "--name", "timeline", "--output"]
    subprocess.run([*command, str(made)], cwd=ROOT, check=True, capture_output=True)
    assert (ROOT / "docs" / "commands.md").read_text("utf-8") == made.read_text("utf-8"), "run `make docs`"


def test_every_command_has_an_example() -> None:
    reference = (ROOT / "docs" / "commands.md").read_text("utf-8")
    sections = re.split(r"^#{2,3} `timeline ", reference, flags=re.MULTILINE)[1:]
    lacking = [each.partition("`")[0] for each in sections if "Example:" not in each and "**Commands**" not in each]
    assert len(sections) >= 12
    assert lacking == []


def test_the_readme_shows_what_its_commands_print(timeline_cli: TimelineCli, tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    blocks = re.findall(r"^```\n(\$ timeline .*?)^```", readme, flags=re.MULTILINE | re.DOTALL)
    shutil.copytree(ROOT / "seeds" / "documents", tmp_path / "seeds" / "documents")
    printed = ""
    for command in re.findall(r"^\$ timeline (.*)", "".join(blocks), flags=re.MULTILINE):
        ran = timeline_cli(*shlex.split(command))
        assert ran.returncode == 0, command + ran.stderr
        printed += ran.stdout + ran.stderr
    # A terminal breaks lines elsewhere than a pipe and has headings of its own; all other words must be those printed.
    known = set(re.split(r"[\s“”():;]+", printed.replace("-", " ")))
    told = re.sub(r"^\$ .*|^Date and id .*|^seeds/.*", "", "".join(blocks), flags=re.MULTILINE).replace("-", " ")
    wrong = [word for word in re.split(r"[\s“”():;]+", told) if word not in known | {"…"}]
    assert wrong == []
    assert (tmp_path / "landmines.csv").exists()


@pytest.mark.parametrize(
    "name", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/columns.md", "docs/sources.md", "docs/tracing.md"]
)
def test_links_lead_to_files(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    targets = [target.partition("#")[0] for target in re.findall(r"\]\(([^)]+)\)", text) if "://" not in target]
    missing = [target for target in targets if target and not ((ROOT / name).parent / target).exists()]
    assert missing == []


def test_the_repository_names_no_machine() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    words = re.compile(rb"(?<![A-Za-z0-9_.-])/(?:work|farm|root)/|://pypi|files\.pythonhosted")
    found = []
    for name in filter(None, listed.decode().split("\0")):
        path = ROOT / name
        if path.is_file() and path != Path(__file__) and words.search(path.read_bytes()):
            found.append(name)
    assert found == []
