"""Real databases of both kinds, made by the migrations, and the program as a real process."""

import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import settings
from sqlalchemy import URL, Engine

from tests.postgres import Server, running_server
from tests.starter import Starter
from timeline.database.connecting import make_engine
from timeline.database.migrating import create_database
from timeline.database.opening import open_engine

# As `timeline.extraction` has it: a test that imports NumPy first would learn other sums than its processes.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# How fast an example runs says more of the machine than of the program; and the same tests run everywhere.
settings.register_profile("timeline", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=2000)  # pytest --hypothesis-profile search
settings.load_profile("timeline")

ROOT = Path(__file__).resolve().parents[1]
BACKENDS = ("sqlite", "postgresql")
# The databases made on the server of this process; each test has its own.
_NUMBERS = itertools.count()


class TimelineCli(Protocol):
    """Runs `timeline` with these arguments in the test's folder, on `timeline.db` there unless `--db` names another."""

    def __call__(
        self, *arguments: str | Path, stdin: str | bytes = "", env: dict[str, str] | None = None, timeout: float = 60
    ) -> "subprocess.CompletedProcess[str]": ...


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server for the tests of this process; started by the first test that wants it."""
    with running_server() as running:
        yield running


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    """`sqlite` and `postgresql`: the test runs on both."""
    return str(request.param)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite database with the reference facts, to be copied."""
    path = tmp_path_factory.mktemp("template") / "timeline.db"
    engine = make_engine(URL.create("sqlite", database=str(path)))
    create_database(engine)
    engine.dispose()
    return path


@pytest.fixture
def sqlite_file(tmp_path: Path, sqlite_template: Path) -> Path:
    """`timeline.db` in the test's folder: a migrated database with the reference facts, for this test alone."""
    path = tmp_path / "timeline.db"
    shutil.copyfile(sqlite_template, path)
    return path


@pytest.fixture(scope="session")
def postgres_template(server: Server) -> str:
    """The name of a migrated PostgreSQL database with the reference facts, to be used as a template."""
    server.run("CREATE DATABASE template_timeline")
    engine = make_engine(server.url("template_timeline"))
    create_database(engine)
    engine.dispose()
    return "template_timeline"


@pytest.fixture
def empty_url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[URL]:
    """The address of a database in which nothing is: a file that does not exist yet, or a new database."""
    if backend == "sqlite":
        yield URL.create("sqlite", database=str(tmp_path / "timeline.db"))
    else:
        yield from _postgres_database(request.getfixturevalue("server"), "template0")


@pytest.fixture
def empty_engine(empty_url: URL) -> Iterator[Engine]:
    """An engine on a database in which nothing is."""
    made = make_engine(empty_url)
    yield made
    made.dispose()


@pytest.fixture
def url(backend: str, request: pytest.FixtureRequest) -> Iterator[URL]:
    """The address of a migrated database with the reference facts, for this test alone."""
    if backend == "sqlite":
        yield URL.create("sqlite", database=str(request.getfixturevalue("sqlite_file")))
    else:
        template = request.getfixturevalue("postgres_template")
        yield from _postgres_database(request.getfixturevalue("server"), template)


@pytest.fixture
def engine(url: URL) -> Iterator[Engine]:
    """An engine on a migrated database with the reference facts, for this test alone."""
    opened = open_engine(url, create=False)
    yield opened
    opened.dispose()


SURROUNDINGS = {
    **os.environ,
    "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", "")))),
    "PYTHONWARNINGS": "error",
    "NO_COLOR": "1",
    "COLUMNS": "120",
}


@pytest.fixture(scope="session")
def starter() -> Iterator[Starter]:
    """What starts the program for the tests of this process."""
    started = Starter(SURROUNDINGS)
    yield started
    started.stop()


@pytest.fixture
def timeline_cli(tmp_path: Path, sqlite_file: Path, starter: Starter) -> TimelineCli:
    """The program as a real process, in a folder of its own, without the developer's own database or terminal.

    Its database is made already, because making one takes a second; a test of that names another file with `--db`.
    A test that gives it surroundings of its own gets a process that starts from nothing.
    """

    def run(
        *arguments: str | Path, stdin: str | bytes = "", env: dict[str, str] | None = None, timeout: float = 60
    ) -> "subprocess.CompletedProcess[str]":
        surroundings = {
            **SURROUNDINGS,
            "TIMELINE_DB": str(sqlite_file),
            "XDG_DATA_HOME": str(tmp_path / "data"),
            **(env or {}),
        }
        told = [str(each) for each in arguments]
        given = stdin.encode() if isinstance(stdin, str) else stdin
        if env is None:
            code, out, err = starter.run(told, given, tmp_path, surroundings, timeout)
            return subprocess.CompletedProcess(["timeline", *told], code, out.decode(), err.decode())
        finished = subprocess.run(
            [sys.executable, "-m", "timeline", *told],
            input=given,
            capture_output=True,
            cwd=tmp_path,
            env=surroundings,
            timeout=timeout,
            check=False,
        )
        out, err = finished.stdout, finished.stderr
        return subprocess.CompletedProcess(finished.args, finished.returncode, out.decode(), err.decode())

    return run


def _postgres_database(server: Server, template: str) -> Iterator[URL]:
    name = f"test_{next(_NUMBERS)}"
    server.run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
    yield server.url(name)
    server.run(f"DROP DATABASE {name} WITH (FORCE)")
