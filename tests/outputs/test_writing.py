"""Files that are there whole or not at all, and one sentence for everything that can go wrong."""

import errno
import os
import resource
import stat
import subprocess
import sys
from pathlib import Path
from typing import TextIO

import pytest

from tests.rights import without_rights
from timeline.errors import OutputFailed
from timeline.outputs.writing import write_file

CHECKOUT = Path(__file__).parents[2]
PROGRAM = """
import sys
from pathlib import Path
from tests.rights import without_rights
from timeline.errors import OutputFailed
from timeline.outputs.writing import write_file, write_stdout
def lines(stream):
    for number in range(100_000):
        stream.write(f"d\\u00e9cision {number}\\n")
try:
    write_stdout(lines) if sys.argv[1] == "-" else write_file(Path(sys.argv[1]), lines)
except OutputFailed as failure:
    sys.exit(str(failure))
except BrokenPipeError:
    sys.exit("closed")
"""


def hello(stream: TextIO) -> None:
    stream.write("é\r\n\n")


def failure(path: Path, *, force: bool = False) -> str:
    with pytest.raises(OutputFailed) as found:
        write_file(path, hello, force=force)
    return str(found.value).replace(str(path.parent) + os.sep, "")


def test_a_file_is_written_to_the_byte_with_usual_permissions(tmp_path: Path) -> None:
    write_file(tmp_path / "a.csv", hello)
    assert (tmp_path / "a.csv").read_bytes() == "é\r\n\n".encode()
    (tmp_path / "usual").touch()
    assert (tmp_path / "a.csv").stat().st_mode == (tmp_path / "usual").stat().st_mode
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "usual"]


def test_an_existing_file_is_kept_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("mine")
    path.chmod(0o640)
    assert failure(path) == "a.csv exists already; use --force to replace it, or name another file."
    assert path.read_text() == "mine"
    write_file(path, hello, force=True)
    assert path.read_bytes() == "é\r\n\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_file_that_appears_meanwhile_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"

    def slowly(stream: TextIO) -> None:
        hello(stream)
        path.write_text("another program's")

    with pytest.raises(OutputFailed, match="exists already"):
        write_file(path, slowly)
    assert path.read_text() == "another program's"
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.parametrize("problem", [KeyboardInterrupt(), ValueError("a bug"), OSError(errno.ENOSPC, "full")])
def test_what_fails_on_the_way_leaves_everything_as_it_was(tmp_path: Path, problem: BaseException) -> None:
    (tmp_path / "old.csv").write_text("old")

    def half(stream: TextIO) -> None:
        stream.write("half " * 100_000)
        raise problem

    for name in ("new.csv", "old.csv"):
        expected = OutputFailed if isinstance(problem, OSError) else type(problem)
        with pytest.raises(expected):
            write_file(tmp_path / name, half, force=True)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("old.csv", "old")]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "a.csv").symlink_to("there/real.csv")
    write_file(tmp_path / "a.csv", hello)
    write_file(tmp_path / "a.csv", hello, force=True)
    assert (tmp_path / "a.csv").is_symlink()
    assert (tmp_path / "there" / "real.csv").read_bytes() == "é\r\n\n".encode()


def test_places_where_no_file_can_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to("loop")
    assert failure(tmp_path) == f"{tmp_path.name} is a directory; name a file in it."
    assert failure(tmp_path / "no" / "a.csv") == "a.csv was not written: its directory is not there; create it first."
    assert failure(tmp_path / "file" / "a.csv") == "a.csv was not written: its directory is a file; name another place."
    assert failure(tmp_path / ("n" * 300)).endswith("was not written: its name is too long; choose a shorter one.")
    assert failure(Path("a\0b")) == "'a\\x00b' was not written: a name has no NUL; choose another one."
    assert "leads back to itself" in failure(tmp_path / "loop")


def test_a_place_where_this_user_may_not_write(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with without_rights():
        assert failure(tmp_path / "a.csv").endswith("this user may not write there; name a file somewhere else.")
    tmp_path.chmod(0o755)
    assert list(tmp_path.iterdir()) == []


def test_a_full_device_is_written_to_directly() -> None:
    assert failure(Path("/dev/full")) == (
        "full was not written: the disk is full; free some space and run the command again."
    )
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)
    write_file(Path("/dev/null"), hello)
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_a_file_that_may_not_grow_is_not_left_behind(tmp_path: Path) -> None:
    done = run([str(tmp_path / "a.csv")], limit=50_000)
    assert (done.returncode, done.stderr.decode()) == (1, f"{tmp_path}/a.csv was not written: file too large.\n")
    assert list(tmp_path.iterdir()) == []


def test_stdout_is_utf8_in_any_locale() -> None:
    done = run(["-"], PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == b"".join(f"décision {number}\n".encode() for number in range(100_000))


def test_stdout_on_a_full_disk() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, "-"], stdout=full, stderr=subprocess.PIPE, check=False, cwd=CHECKOUT
        )
    assert (done.returncode, done.stderr.decode()) == (
        1,
        "Nothing more could be written to stdout: the disk is full; free some space and run the command again.\n",
    )


def test_a_pipe_that_closes_early_is_told_once() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "-"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=CHECKOUT
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b"closed\n"
    assert process.returncode == 1


def run(
    arguments: list[str], limit: int | None = None, program: str = PROGRAM, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    def limited() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        check=False,
        preexec_fn=limited,
        env=os.environ | environment,
        cwd=CHECKOUT,
    )


BINARY_PROGRAM = """
import sys
from pathlib import Path
from tests.outputs.made import MADE
from timeline.errors import OutputFailed
from timeline.outputs.formats import FORMATS
from timeline.outputs.layouts import Table
from timeline.outputs.writing import write_binary_file
from dataclasses import replace
path = Path(sys.argv[1])
found = (replace(MADE[0], title=f"{number * 7919 % 10007}") for number in range(5_000))
try:
    write_binary_file(path, lambda stream: FORMATS[path.suffix[1:]].rows(Table(found), stream))
except OutputFailed as failure:
    sys.exit(str(failure))
"""


@pytest.mark.parametrize("ending", ["xlsx", "parquet"])
def test_half_a_binary_file_is_not_left_behind(tmp_path: Path, ending: str) -> None:
    place = tmp_path / "here"
    place.mkdir()
    (tmp_path / "temporary").mkdir()
    done = run([str(place / f"a.{ending}")], 10_000, BINARY_PROGRAM, TMPDIR=str(tmp_path / "temporary"))
    assert (done.returncode, done.stderr.decode()) == (1, f"{place}/a.{ending} was not written: file too large.\n")
    assert list(place.iterdir()) == []
    assert list((tmp_path / "temporary").iterdir()) == []
