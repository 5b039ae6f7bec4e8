"""A copy of a database in use: complete or not there at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.database.places import open_folder
from tests.rights import without_rights
from timeline.database.address import database_url
from timeline.database.backup import back_up
from timeline.database.checking import faults
from timeline.database.opening import open_engine, writing
from timeline.errors import DatabaseUnusable, OutputFailed, UsageError

ROOT = Path(__file__).resolve().parents[2]


def test_a_copy_holds_what_was_committed_while_others_write(sqlite_file: Path, tmp_path: Path) -> None:
    engine = open_engine(database_url(str(sqlite_file)))
    with writing(engine) as connection:
        connection.execute(text("INSERT INTO setting VALUES ('committed', 'yes')"))
    with writing(engine) as connection:
        connection.execute(text("INSERT INTO setting VALUES ('not yet', 'yes')"))
        back_up(database_url(str(sqlite_file)), tmp_path / "copy.db")
    engine.dispose()
    copy = open_engine(database_url(str(tmp_path / "copy.db")))
    with writing(copy) as connection:
        keys = connection.execute(text("SELECT key FROM setting ORDER BY key")).scalars().all()
    assert keys == ["change.head", "committed", "reference.version"]
    assert list(faults(copy)) == []
    copy.dispose()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "timeline.db"]


def test_a_file_that_is_there_is_never_written_over(sqlite_file: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("precious")
    with pytest.raises(OutputFailed, match=r"copy\.db exists already; name a new file\."):
        back_up(database_url(str(sqlite_file)), tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "precious"


def test_a_folder_that_is_not_there(sqlite_file: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputFailed, match=r"nowhere cannot be written; name another folder\."):
        back_up(database_url(str(sqlite_file)), tmp_path / "nowhere" / "copy.db")


def test_a_folder_that_may_not_be_written(sqlite_template: Path) -> None:
    with open_folder() as folder:
        (folder / "timeline.db").write_bytes(sqlite_template.read_bytes())
        (folder / "closed").mkdir(mode=0o555)
        with without_rights(), pytest.raises(OutputFailed, match="closed cannot be written"):
            back_up(database_url(str(folder / "timeline.db")), folder / "closed" / "copy.db")
        assert os.listdir(folder / "closed") == []  # noqa: PTH208


def test_a_disk_that_fills_up(sqlite_file: Path, tmp_path: Path) -> None:
    program = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (300000, 300000))\n"
        "from pathlib import Path\n"
        "from timeline.database.address import database_url\n"
        "from timeline.database.backup import back_up\n"
        "from timeline.errors import OutputFailed\n"
        "try: back_up(database_url(sys.argv[1]), Path(sys.argv[2]))\n"
        "except OutputFailed as error: print(error)\n"
    )
    command = [sys.executable, "-W", "error", "-c", program, str(sqlite_file), str(tmp_path / "copy.db")]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout == f"{tmp_path} cannot be written, or its disk is full; name another folder.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["timeline.db"]


def test_no_database_and_no_sqlite(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnusable, match="There is no database at"):
        back_up(database_url(str(tmp_path / "nothing.db")), tmp_path / "copy.db")
    (tmp_path / "text.db").write_text("just words\n" * 100)
    with pytest.raises(DatabaseUnusable, match="is no SQLite database"):
        back_up(database_url(str(tmp_path / "text.db")), tmp_path / "copy.db")
    assert [path.name for path in tmp_path.iterdir()] == ["text.db"]


def test_postgresql_has_its_own_tool(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"postgresql://ana:\*\*\*@db/mines is no SQLite file; .* pg_dump"):
        back_up(database_url("postgresql://ana:s3cret@db/mines"), tmp_path / "copy.dump")
