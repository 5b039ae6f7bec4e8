"""The program of today and one of tomorrow, as real processes on the same database."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import URL, text

from tests.migrations.rows import fill_every_table
from tests.migrations.schemas import schema_of
from timeline.database.connecting import make_engine
from timeline.database.migrating import upgrade_database
from timeline.database.opening import open_engine, reading, writing
from timeline.database.revisions import HEAD
from timeline.errors import DatabaseUnusable

ROOT = Path(__file__).resolve().parents[2]
NEXT = f"{int(HEAD) + 1:04}"
GOOD = """
    op.add_column("event", sa.Column("mood", sa.Text(), server_default="calm", nullable=False))
"""
BAD = """
    op.add_column("event", sa.Column("mood", sa.Text(), server_default="calm", nullable=False))
    op.execute("UPDATE event SET mood = nonsense")
"""
PROGRAM = """
import sys
from timeline.database.address import database_url
from timeline.database.migrating import upgrade_database
from timeline.database.opening import open_engine
from timeline.errors import DatabaseUnusable
url = database_url(sys.argv[2])
try:
    if sys.argv[1] == "upgrade":
        print(upgrade_database(url))
    open_engine(url).dispose()
    print("open")
except DatabaseUnusable as error:
    print(error)
"""


@pytest.fixture
def tomorrow(tmp_path: Path) -> Path:
    """A checkout whose schema is one revision further on; a test writes its migration."""
    folder = tmp_path / "tomorrow"
    kept = shutil.ignore_patterns("extraction")
    shutil.copytree(ROOT / "timeline", folder / "timeline", ignore=kept)
    shutil.copytree(ROOT / "alembic", folder / "alembic", ignore=kept)
    (folder / "seeds").symlink_to(ROOT / "seeds")
    revisions = folder / "timeline" / "database" / "revisions.py"
    revisions.write_text(revisions.read_text().replace(f'"{HEAD}")', f'"{HEAD}", "{NEXT}")'))
    return folder


def write_migration(checkout: Path, body: str) -> None:
    """The next revision of that checkout."""
    head = f'import sqlalchemy as sa\nfrom alembic import op\n\nrevision = "{NEXT}"\ndown_revision = "{HEAD}"\n'
    (checkout / "alembic" / "versions" / f"{NEXT}_next.py").write_text(f"{head}\n\ndef upgrade() -> None:{body}")


def run(checkout: Path, what: str, url: URL, *, check: bool = True) -> "subprocess.CompletedProcess[str]":
    """Upgrade or open the database with the program in that checkout."""
    command = [sys.executable, "-c", PROGRAM, what, url.render_as_string(hide_password=False)]
    return subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=check)


def refusal_today(what: Callable[[URL], object], url: URL) -> str:
    """What the program of today says of the database."""
    with pytest.raises(DatabaseUnusable) as refused:
        what(url)
    return str(refused.value)


def test_an_older_database_is_refused_until_it_is_upgraded(url: URL, tomorrow: Path) -> None:
    write_migration(tomorrow, GOOD)
    engine = make_engine(url)
    with writing(engine) as connection:
        fill_every_table(connection)
    engine.dispose()
    refused = run(tomorrow, "open", url).stdout
    assert refused.endswith(
        f"was made by an older version of timeline (schema {HEAD}, now {NEXT}); "
        "bring it up to date with: timeline db upgrade\n"
    )
    said = run(tomorrow, "upgrade", url).stdout
    assert f"from schema {HEAD} to {NEXT}." in said
    assert said.endswith("open\n")
    engine = make_engine(url)
    with reading(engine) as connection:
        assert connection.execute(text("SELECT public_id, mood FROM event WHERE id > 0 ORDER BY id")).all() == [
            ("ev-1", "calm"),
            ("ev-2", "calm"),
        ]
    engine.dispose()
    # The second time there is nothing to do, and today's program does not touch what it does not know.
    assert f"is up to date (schema {NEXT}).\nopen\n" in run(tomorrow, "upgrade", url).stdout
    for what in (open_engine, upgrade_database):
        assert f"was made by a newer version of timeline (schema {NEXT}, here {HEAD})" in refusal_today(what, url)


def test_the_backup_is_the_database_as_it_was(tomorrow: Path, sqlite_template: Path, tmp_path: Path) -> None:
    write_migration(tomorrow, GOOD)
    path = tmp_path / "mines.db"
    shutil.copyfile(sqlite_template, path)
    url = URL.create("sqlite", database=str(path))
    backup = tmp_path / f"mines-schema-{HEAD}.db"
    said = run(tomorrow, "upgrade", url).stdout
    assert f"As it was, it is kept in {backup}." in said
    open_engine(URL.create("sqlite", database=str(backup))).dispose()
    assert sorted(each.name for each in tmp_path.iterdir() if each.is_file()) == [f"mines-schema-{HEAD}.db", "mines.db"]


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(url: URL, tomorrow: Path) -> None:
    write_migration(tomorrow, BAD)
    engine = make_engine(url)
    with reading(engine) as connection:
        before = schema_of(connection)
    engine.dispose()
    failed = run(tomorrow, "upgrade", url, check=False)
    # A broken migration is a bug of ours: it keeps its traceback.
    assert failed.returncode == 1
    assert "nonsense" in failed.stderr
    engine = make_engine(url)
    with reading(engine) as connection:
        assert schema_of(connection) == before
    engine.dispose()
    open_engine(url).dispose()


def test_two_upgrades_at_once(url: URL, tomorrow: Path) -> None:
    write_migration(tomorrow, GOOD)
    command = [sys.executable, "-c", PROGRAM, "upgrade", url.render_as_string(hide_password=False)]
    processes = [
        subprocess.Popen(command, cwd=tomorrow, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=60) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], said
    assert all(out.endswith("open\n") for out, _ in said), said
    # Whoever came second found nothing to do, and made no copy.
    assert len(list(tomorrow.parent.glob("*-schema-*"))) == (url.get_backend_name() == "sqlite")


def test_nothing_to_upgrade(empty_url: URL) -> None:
    assert "There is no database at" in refusal_today(upgrade_database, empty_url)
