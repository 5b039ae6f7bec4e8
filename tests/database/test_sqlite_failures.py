"""Every way in which a file can refuse: one sentence, and the file as it was."""

import resource
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine, text

from tests.database.places import open_folder
from tests.rights import without_rights
from timeline.database.address import database_url
from timeline.database.opening import open_engine, reading, writing
from timeline.errors import DatabaseUnusable

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def file(sqlite_template: Path) -> Iterator[Path]:
    """A database of ours in a folder that nobody in particular owns."""
    with open_folder() as folder:
        path = folder / "timeline.db"
        path.write_bytes(sqlite_template.read_bytes())
        path.chmod(0o666)
        yield path


@pytest.fixture
def used(file: Path) -> Iterator[Engine]:
    """An engine on it that does not wait long."""
    engine = open_engine(database_url(str(file)), patience=0.2)
    yield engine
    engine.dispose()


def refusal(path: Path, *, create: bool = True) -> str:
    """What opening it says."""
    with pytest.raises(DatabaseUnusable) as refused:
        open_engine(database_url(str(path)), create=create)
    return str(refused.value)


def write_something(engine: Engine) -> None:
    """One small transaction."""
    with writing(engine) as connection:
        connection.execute(text("INSERT INTO setting (key, value) VALUES ('a', 'b')"))


def test_a_missing_folder(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "timeline.db"
    assert refusal(path) == f"There is no folder {path.parent} for the database; make it, or name another with --db."
    assert list(tmp_path.iterdir()) == []


def test_a_folder_instead_of_a_file(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"{tmp_path} is a folder; name a file in it, such as {tmp_path}/timeline.db, with --db."


@pytest.mark.parametrize("content", [b"date,what\n2024-11-20,mines\n" * 100, b"x", bytes(range(256)) * 40])
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "timeline.csv"
    path.write_bytes(content)
    assert refusal(path) == f"The database {path} is no SQLite database; name another file with --db."
    assert path.read_bytes() == content


def test_a_damaged_database(file: Path) -> None:
    damaged = bytearray(file.read_bytes())
    damaged[100:4096] = b"\xff" * 3996
    file.write_bytes(damaged)
    assert "is damaged; restore a backup" in refusal(file)
    assert file.read_bytes() == bytes(damaged)


def test_a_locked_database(file: Path, used: Engine) -> None:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseUnusable) as refused:
        write_something(used)
    other.rollback()
    other.close()
    words = "is locked by another program; wait until that has finished, and try again."
    assert str(refused.value) == f"The database {file} {words}"
    write_something(used)


def test_a_read_only_file_can_be_read(file: Path) -> None:
    file.chmod(0o444)
    before = file.read_bytes()
    with without_rights():
        engine = open_engine(database_url(str(file)))
        with reading(engine) as connection:
            assert connection.execute(text("SELECT count(*) FROM treaty")).scalar_one() > 40
        with pytest.raises(DatabaseUnusable) as refused:
            write_something(engine)
        engine.dispose()
    assert "is read-only; make the file and its folder writable, or name another database with --db." in str(
        refused.value
    )
    assert file.read_bytes() == before


def test_a_database_in_a_read_only_folder_can_be_read(file: Path) -> None:
    file.chmod(0o444)
    file.parent.chmod(0o555)
    with without_rights():
        engine = open_engine(database_url(str(file)))
        with reading(engine) as connection:
            assert connection.execute(text("SELECT count(*) FROM treaty")).scalar_one() > 40
        with pytest.raises(DatabaseUnusable, match="is read-only"):
            write_something(engine)
        engine.dispose()
    assert list(file.parent.iterdir()) == [file]


def test_no_database_can_be_made_in_a_read_only_folder() -> None:
    with open_folder() as folder:
        folder.chmod(0o555)
        with without_rights():
            said = refusal(folder / "timeline.db")
        words = "cannot be opened; check that you may read and write the file and its folder."
        assert said == f"The database {folder}/timeline.db {words}"
        assert list(folder.iterdir()) == []


def test_a_file_that_may_not_be_read(file: Path) -> None:
    file.chmod(0o000)
    with without_rights():
        assert "cannot be opened; check that you may read and write the file and its folder" in refusal(file)


def test_a_folder_that_may_not_be_entered(file: Path) -> None:
    file.parent.chmod(0o000)
    with without_rights():
        assert "cannot be opened; check that you may read and write the file and its folder" in refusal(file)


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    assert "cannot be opened" in refusal(tmp_path / ("x" * 300))


def test_a_disk_that_fills_up_while_the_database_is_made(tmp_path: Path) -> None:
    """The limit on the size of a file is as hard as a full disk."""
    path = tmp_path / "timeline.db"
    program = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (300000, 300000))\n"
        "from timeline.database.address import database_url\n"
        "from timeline.database.opening import open_engine\n"
        "from timeline.errors import DatabaseUnusable\n"
        "try: open_engine(database_url(sys.argv[1]))\n"
        "except DatabaseUnusable as error: print(error)\n"
    )
    assert resource.getrlimit(resource.RLIMIT_FSIZE)
    command = [sys.executable, "-W", "error", "-c", program, str(path)]
    finished = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    words = "cannot be read or written, because the disk failed, is full or is gone; check it and try again."
    assert finished.stdout == f"The database {path} {words}\n"
    assert finished.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_up_while_writing(file: Path, used: Engine) -> None:
    with pytest.raises(DatabaseUnusable) as refused, writing(used) as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
        for number in range(1000):
            connection.execute(
                text("INSERT INTO setting VALUES (:key, :value)"), {"key": str(number), "value": "x" * 9000}
            )
    words = "cannot grow, because the disk is full; free some space and try again."
    assert str(refused.value) == f"The database {file} {words}"
    with reading(used) as connection:
        assert connection.execute(text("SELECT count(*) FROM setting")).scalar_one() == 2


def test_a_database_that_vanishes(file: Path) -> None:
    file.unlink()
    assert refusal(file, create=False) == (
        f"There is no database at {file}: check its name, or make it with: timeline init --db {file}"
    )


def test_the_data_folder_is_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("TIMELINE_DB", raising=False)
    url: URL = database_url(None)
    open_engine(url).dispose()
    assert url.database == str(tmp_path / "data" / "timeline" / "timeline.db")


def test_a_bug_keeps_its_own_exception(used: Engine) -> None:
    from sqlalchemy.exc import IntegrityError, OperationalError

    with pytest.raises(OperationalError), reading(used) as connection:
        connection.execute(text("SELECT nonsense FROM nowhere"))
    with pytest.raises(IntegrityError), writing(used) as connection:
        connection.execute(text("INSERT INTO event_actor VALUES (1, 'USA', 'supplier')"))
