"""Making a database where there is none, and refusing in one sentence what is none of ours."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import URL, text

from timeline.database.address import database_url
from timeline.database.checking import faults
from timeline.database.connecting import make_engine
from timeline.database.opening import open_engine, reading, writing
from timeline.database.revisions import HEAD
from timeline.errors import DatabaseUnusable

ROOT = Path(__file__).resolve().parents[2]


def test_a_missing_database_is_made_with_the_reference_facts(
    empty_url: URL, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = open_engine(empty_url)
    assert re.fullmatch(
        r"Made the database .* with the reference facts: there was none, and it has no events yet\.\n",
        capsys.readouterr().err,
    )
    with reading(engine) as connection:
        assert connection.execute(text("SELECT name FROM weapon WHERE id = 'cluster-munition'")).scalar_one()
    assert list(faults(engine)) == []
    engine.dispose()
    open_engine(empty_url).dispose()
    assert capsys.readouterr().err == ""


def test_without_leave_to_make_it_a_missing_database_is_refused(empty_url: URL) -> None:
    with pytest.raises(
        DatabaseUnusable, match=r"There is no database at .*: check its name, or make it with: timeline init"
    ):
        open_engine(empty_url, create=False)
    assert not Path(empty_url.database or "").is_file()


def test_an_sqlite_database_keeps_foreign_keys_a_write_ahead_log_and_one_file(tmp_path: Path) -> None:
    engine = open_engine(database_url(str(tmp_path / "timeline.db")))
    with reading(engine) as connection:
        for pragma, value in (("foreign_keys", 1), ("journal_mode", "wal"), ("busy_timeout", 5000)):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value
    engine.dispose()
    assert [path.name for path in tmp_path.iterdir()] == ["timeline.db"]


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    path = tmp_path / "timeline.db"
    path.touch()
    engine = open_engine(database_url(str(path)))
    assert list(faults(engine)) == []
    engine.dispose()


def test_a_database_in_memory_works(capsys: pytest.CaptureFixture[str]) -> None:
    engine = open_engine(database_url("sqlite://"))
    assert capsys.readouterr().err == (
        "Made the database in memory with the reference facts: there was none, and it has no events yet.\n"
    )
    assert list(faults(engine)) == []
    engine.dispose()


def test_several_processes_make_the_same_new_database_at_once(empty_url: URL) -> None:
    program = (
        "import sys; from timeline.database.address import database_url; "
        "from timeline.database.opening import open_engine; open_engine(database_url(sys.argv[1])).dispose()"
    )
    command = [sys.executable, "-W", "error", "-c", program, empty_url.render_as_string(hide_password=False)]
    processes = [
        subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    said = [process.communicate(timeout=60) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], said
    assert [out for out, _ in said] == ["", ""]
    assert sorted(bool(err) for _, err in said) == [False, True]
    engine = open_engine(empty_url, create=False)
    assert list(faults(engine)) == []
    engine.dispose()
    if empty_url.get_backend_name() == "sqlite":
        path = Path(empty_url.database or "")
        assert list(path.parent.iterdir()) == [path]


def test_a_database_with_other_tables_is_refused_and_left_alone(empty_url: URL) -> None:
    engine = make_engine(empty_url)
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE recipes (name text)"))
    with pytest.raises(DatabaseUnusable, match=r"is not one of timeline's: it holds other tables \(recipes\); name"):
        open_engine(empty_url)
    with reading(engine) as connection:
        names = (
            "SELECT name FROM sqlite_master"
            if engine.dialect.name == "sqlite"
            else "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        )
        assert connection.execute(text(names)).scalars().all() == ["recipes"]
    engine.dispose()


def test_the_database_of_another_program_that_uses_alembic_is_refused(empty_url: URL) -> None:
    engine = make_engine(empty_url)
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num varchar(32))"))
        connection.execute(text("INSERT INTO alembic_version VALUES ('ae1027a6acf')"))
    engine.dispose()
    with pytest.raises(DatabaseUnusable, match="is not one of timeline's"):
        open_engine(empty_url)


@pytest.mark.parametrize(
    ("revision", "sentence"),
    [("9999", rf"newer version of timeline \(schema 9999, here {HEAD}\); update this program")],
)
def test_a_newer_database_is_refused(url: URL, revision: str, sentence: str) -> None:
    engine = make_engine(url)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
    engine.dispose()
    with pytest.raises(DatabaseUnusable, match=sentence):
        open_engine(url)


def test_what_a_transaction_wrote_is_undone_by_any_exception(url: URL) -> None:
    engine = open_engine(url)
    with pytest.raises(KeyboardInterrupt), writing(engine) as connection:
        connection.execute(text("INSERT INTO setting (key, value) VALUES ('half', 'done')"))
        raise KeyboardInterrupt
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM setting WHERE key = 'half'")).scalar_one() == 0
    engine.dispose()


def test_a_reader_sees_one_moment(url: URL) -> None:
    engine = open_engine(url)
    count = text("SELECT count(*) FROM setting")
    with reading(engine) as reader:
        before = reader.execute(count).scalar_one()
        with writing(engine) as writer:
            writer.execute(text("INSERT INTO setting (key, value) VALUES ('new', '')"))
        assert reader.execute(count).scalar_one() == before
    with reading(engine) as reader:
        assert reader.execute(count).scalar_one() == before + 1
    engine.dispose()


def test_the_read_path_imports_neither_the_orm_nor_alembic(url: URL) -> None:
    program = (
        "import sys; from timeline.database.address import database_url; "
        "from timeline.database.opening import open_engine, reading; "
        "from timeline.database.vocabulary import stored_vocabulary\n"
        "with reading(open_engine(database_url(sys.argv[1]))) as connection: stored_vocabulary(connection)\n"
        "print(sorted({'sqlalchemy.orm', 'alembic', 'pandas', 'typer', 'rich'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", program, url.render_as_string(hide_password=False)]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout == "[]\n"
