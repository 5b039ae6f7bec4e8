"""Every way in which a server can refuse: one sentence, without the password."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg.errors
import pytest
from sqlalchemy import URL, text

from tests.postgres import GUARDED, Server
from timeline.database.address import database_url
from timeline.database.failures import failure
from timeline.database.opening import open_engine, reading, writing
from timeline.errors import DatabaseUnusable

ROOT = Path(__file__).resolve().parents[2]
SECRET = "s3cret-word"  # noqa: S105 - no real one


def refusal(url: URL) -> str:
    """What opening it says, which never holds the password."""
    with pytest.raises(DatabaseUnusable) as refused:
        open_engine(url)
    assert SECRET not in str(refused.value)
    return str(refused.value)


@pytest.fixture
def mine(server: Server, postgres_template: str) -> Iterator[URL]:
    """A database of ours."""
    server.run(f"CREATE DATABASE mine TEMPLATE {postgres_template}")
    yield server.url("mine")
    server.run("DROP DATABASE mine WITH (FORCE)")


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    url = database_url(f"postgresql://ana:{SECRET}@/mines?host={tmp_path}")
    assert refusal(url).endswith("cannot be reached; check host, port and network, and that the server runs.")


def test_a_host_that_is_not_there() -> None:
    url = database_url(f"postgresql://ana:{SECRET}@127.0.0.1:9/mines")
    words = "cannot be reached; check host, port and network, and that the server runs."
    assert refusal(url) == f"The database postgresql://ana:***@127.0.0.1:9/mines {words}"


def test_a_wrong_password(server: Server) -> None:
    server.run(f"DROP ROLE IF EXISTS {GUARDED}")
    server.run(f"CREATE ROLE {GUARDED} LOGIN PASSWORD 'another'")
    said = refusal(server.url("postgres", GUARDED, SECRET))
    assert said.endswith("refuses this user or password; check them in the URL.")
    assert ":***@" in said


def test_a_password_in_the_query_is_hidden_too(server: Server) -> None:
    said = refusal(server.url("nowhere", "postgres").update_query_dict({"password": SECRET}))
    assert "does not exist; make it with `createdb`" in said


def test_a_missing_user(server: Server) -> None:
    assert refusal(server.url("postgres", "nobody", SECRET)).endswith(
        "refuses this user or password; check them in the URL."
    )


def test_a_missing_database(server: Server) -> None:
    said = refusal(server.url("nowhere", "postgres", SECRET))
    assert said.endswith("does not exist; make it with `createdb`, or name another one.")


def test_a_database_that_cannot_hold_every_text(server: Server) -> None:
    server.run("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0")
    try:
        assert "is encoded in LATIN1, which cannot hold every text; make one with: createdb" in refusal(
            server.url("latin")
        )
    finally:
        server.run("DROP DATABASE latin WITH (FORCE)")


def test_a_user_without_rights(server: Server) -> None:
    server.run("CREATE DATABASE closed")
    server.run("CREATE ROLE guest LOGIN")
    try:
        assert refusal(server.url("closed", "guest")).endswith(
            "does not give this user the rights that are needed; ask its owner for them."
        )
    finally:
        server.run("DROP DATABASE closed WITH (FORCE)")
        server.run("DROP ROLE guest")


def test_a_read_only_database_can_be_read(server: Server, mine: URL) -> None:
    server.run("ALTER DATABASE mine SET default_transaction_read_only = on")
    engine = open_engine(mine)
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM treaty")).scalar_one() > 40
    words = "is read-only; name another database or another user with --db"
    with pytest.raises(DatabaseUnusable, match=words), writing(engine) as connection:
        connection.execute(text("INSERT INTO setting VALUES ('a', 'b')"))
    engine.dispose()


def test_a_locked_database(mine: URL) -> None:
    engine = open_engine(mine, patience=0.2)
    update = text("UPDATE setting SET value = value WHERE key = 'change.head'")
    with writing(engine) as first:
        first.execute(update)
        words = "is locked by another program; wait until that has finished"
        with pytest.raises(DatabaseUnusable, match=words), writing(engine) as second:
            second.execute(update)
    engine.dispose()


def test_a_server_that_ends_the_connection(server: Server, mine: URL) -> None:
    engine = open_engine(mine)
    with (
        pytest.raises(DatabaseUnusable, match=r"has ended the connection; wait and try again"),
        reading(engine) as connection,
    ):
        own = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        server.run(f"SELECT pg_terminate_backend({own})")
        connection.execute(text("SELECT 1"))
    engine.dispose()


def test_a_full_disk_has_its_sentence() -> None:
    said = failure(database_url("postgresql://db/mines"), psycopg.errors.DiskFull())
    assert said and said.endswith("cannot grow, because the server's disk is full; free some space and try again.")


def test_without_the_driver_the_extra_is_named() -> None:
    program = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from timeline.database.address import database_url\n"
        "from timeline.database.opening import open_engine\n"
        "from timeline.errors import DatabaseUnusable\n"
        "try: open_engine(database_url(sys.argv[1]))\n"
        "except DatabaseUnusable as error: print(error)\n"
    )
    command = [sys.executable, "-c", program, f"postgresql://ana:{SECRET}@db/mines"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said == (
        "The database postgresql://ana:***@db/mines needs the PostgreSQL driver; "
        "install it with: pip install 'timeline-of-arms-policy[postgres]'\n"
    )
