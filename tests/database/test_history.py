"""The change log: a chain that shows every meddling, also when several programs write at once."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine, text

from timeline.database.history import Changed, chain_faults, digest, record, record_all
from timeline.database.opening import open_engine, reading, writing

ROOT = Path(__file__).resolve().parents[2]


def write_three(engine: Engine) -> None:
    """Three entries, in two transactions."""
    with writing(engine) as connection:
        record(connection, table="event", key="ev-1", before=None, after={"date": date(2024, 11, 20)}, why="loaded")
        changes = [
            Changed("event", "ev-1", {"date": "2024-11-20"}, {"date": "2024"}),
            Changed("event", "ev-2", None, {}),
        ]
        record_all(connection, changes, why="corrected", who="Ana")
    with writing(engine) as connection:
        record(connection, table="event", key="ev-2", before={"é": 1.5, "n": None}, after=None, why="taken back")


def test_entries_come_back_as_they_were_given(engine: Engine) -> None:
    write_three(engine)
    with reading(engine) as connection:
        assert list(chain_faults(connection)) == []
        columns = "who, why, table_name, row_key, CAST(before AS text), CAST(after AS text)"
        rows = connection.execute(text(f"SELECT {columns} FROM change ORDER BY id")).all()  # noqa: S608
    assert [tuple(row[1:]) for row in rows[1:]] == [
        ("loaded", "event", "ev-1", None, '{"date": "2024-11-20"}'),
        ("corrected", "event", "ev-1", '{"date": "2024-11-20"}', '{"date": "2024"}'),
        ("corrected", "event", "ev-2", None, "{}"),
        ("taken back", "event", "ev-2", '{"\\u00e9": 1.5, "n": null}', None),
    ]
    assert [row[0] for row in rows][2:4] == ["Ana", "Ana"]


def test_the_first_entry_of_a_database_says_what_it_began_with(engine: Engine) -> None:
    with reading(engine) as connection:
        row = connection.execute(text("SELECT table_name, row_key, why, previous_hash FROM change")).one()
    assert tuple(row) == ("setting", "reference.version", "reference facts loaded", "")


@pytest.mark.parametrize(
    ("meddling", "faults"),
    [
        (
            "UPDATE change SET why = 'x' WHERE row_key = 'ev-1' AND before IS NULL",
            ["change 2 (event ev-1): the entry itself was changed"],
        ),
        (
            "DELETE FROM change WHERE row_key = 'ev-1' AND before IS NULL",
            ["change 3 (event ev-1): an entry before it was changed, taken out or put in"],
        ),
        ("DELETE FROM change WHERE id = 5", ["change: entries at the end of the log were taken out or put in"]),
        ("DELETE FROM change", ["change: entries at the end of the log were taken out or put in"]),
        (
            "UPDATE change SET hash = previous_hash WHERE id = 3",
            [
                "change 3 (event ev-1): the entry itself was changed",
                "change 4 (event ev-2): an entry before it was changed, taken out or put in",
            ],
        ),
    ],
)
def test_meddling_shows(engine: Engine, meddling: str, faults: list[str]) -> None:
    write_three(engine)
    with writing(engine) as connection:
        connection.execute(text(meddling))
    with reading(engine) as connection:
        assert list(chain_faults(connection)) == faults


def test_the_hash_depends_on_every_field_and_on_nothing_else() -> None:
    names = ("at", "who", "why", "table_name", "row_key", "before", "after", "previous_hash")
    row: dict[str, object] = {name: name for name in names}
    assert digest(row) == digest({"id": 7, **dict(reversed(row.items()))})
    assert len({digest({**row, name: "other"}) for name in names} | {digest(row)}) == 9


def test_an_entry_is_undone_with_what_it_speaks_of(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), writing(engine) as connection:
        record(connection, table="event", key="ev-1", before=None, after={}, why="loaded")
        raise ZeroDivisionError
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM change")).scalar_one() == 1
        assert list(chain_faults(connection)) == []


def test_two_programs_that_write_at_once_keep_one_chain(url: URL) -> None:
    program = (
        "import sys\n"
        "from timeline.database.address import database_url\n"
        "from timeline.database.history import record\n"
        "from timeline.database.opening import open_engine, writing\n"
        "engine = open_engine(database_url(sys.argv[1]))\n"
        "for number in range(40):\n"
        "    with writing(engine) as connection:\n"
        "        record(connection, table='event', key=str(number), before=None, after={}, why=sys.argv[2])\n"
        "engine.dispose()\n"
    )
    address = url.render_as_string(hide_password=False)
    processes = [
        subprocess.Popen([sys.executable, "-W", "error", "-c", program, address, who], cwd=ROOT) for who in ("a", "b")
    ]
    assert [process.wait(timeout=60) for process in processes] == [0, 0]
    engine = open_engine(url)
    with reading(engine) as connection:
        assert list(chain_faults(connection)) == []
        counts = connection.execute(text("SELECT why, count(*) FROM change GROUP BY why ORDER BY why")).all()
    engine.dispose()
    assert [tuple(row) for row in counts] == [("a", 40), ("b", 40), ("reference facts loaded", 1)]
