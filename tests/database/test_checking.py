"""Every class of fault is planted and found, and nothing else is reported."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, text

from tests.database.soundness import other_faults, sound
from tests.migrations.rows import fill_every_table
from timeline.database.address import database_url
from timeline.database.checking import CHECKS, faults
from timeline.database.opening import open_engine, writing
from timeline.database.revisions import HEAD
from timeline.errors import DatabaseUnusable

# What is done to a sound database → what the check says.
FAULTS = {
    "head": (
        "UPDATE alembic_version SET version_num = '0000'",
        [f"alembic_version: the schema is 0000, not {HEAD}; run `timeline db upgrade`"],
    ),
    "reference to nothing": (
        "UPDATE event_actor SET actor_id = 'QQQ' WHERE event_id = 1 AND role = 'supplier'",
        [
            "event_actor: actor_id refers to actor QQQ, which is not there",
            "event 1: event_actor_facet lacks a row, so that lists miss the event",
            "event 1: event_actor_facet has a row too many, so that lists show the event wrongly",
        ],
    ),
    "text of a document": (
        "UPDATE document SET text = replace(text, 'Wednesday', 'Thursday.') WHERE id > 0",
        [
            "document 1: its text is not the one that was loaded (SHA-256 differs)",
            "document 1: search does not find it by the words that it has",
        ],
    ),
    "title of a document": (
        "UPDATE document SET title = 'Mines' WHERE id = 1",
        ["document 1: search does not find it by the words that it has"],
    ),
    "document that was not filed": (
        "UPDATE document SET id = 7 WHERE id = 1",
        [
            "document_shingle: document_id refers to document 1, which is not there",
            "model_answer: document_id refers to document 1, which is not there",
            "claim: document_id refers to document 1, which is not there",
            "document 7: search does not find it",
            "document 1: search finds it and it is not there",
        ],
    ),
    "quote of a claim": (
        "UPDATE claim SET quote = 'Anti-personnel mines' WHERE field = 'weapon' AND id > 0",
        ["claim 2: the quote for the weapon of event ev-1 is not at 28:48 of document 1"],
    ),
    "place of a claim": (
        "UPDATE claim SET start_offset = 1, end_offset = 18 WHERE field = 'supplier' AND id > 0",
        ["claim 1: the quote for the supplier of event ev-1 is not at 1:18 of document 1"],
    ),
    "date that is none": (
        "UPDATE event SET date = '2024-13-01' WHERE id = 1",
        ["event ev-1: its date '2024-13-01' is not an EDTF date"],
    ),
    "day that does not follow": (
        "UPDATE document SET last_day = '2024-11-21' WHERE id > 0",
        ["document 1: its first and last day 2024-11-20, 2024-11-21 are not those of its date 2024-11-20"],
    ),
    "precision that does not follow": (
        "UPDATE event SET date_precision = 'year' WHERE id = 2",
        ["event ev-2: its date 2024-12~ is not precise to the year"],
    ),
    "date of a fact": (
        "UPDATE embargo SET start_date = 'May 1990' WHERE id = 'un-portugal-180-1963'",
        ["embargo un-portugal-180-1963: start_date 'May 1990' is not an EDTF date"],
    ),
    "key of a name": (
        "UPDATE weapon_name SET folded = 'Landmine' WHERE weapon_id = 'landmine' AND name = 'landmines'",
        ["is filed under 'Landmine', where nobody looks for it"],
    ),
    "closure": (
        "DELETE FROM weapon_closure WHERE weapon_id = 'anti-personnel-mine' AND ancestor_id = 'landmine'",
        [
            "weapon_closure: anti-personnel-mine below landmine is not what its parents give",
            *(
                f"event {key}: event_weapon_facet has a row too many, so that lists show the event wrongly"
                for key in range(-11, 1)  # the shipped decisions on mines
            ),
            "event 1: event_weapon_facet has a row too many, so that lists show the event wrongly",
            "event 2: event_weapon_facet has a row too many, so that lists show the event wrongly",
        ],
    ),
    "ring of weapons": (
        "INSERT INTO weapon_kind (weapon_id, parent_id) VALUES ('weapon', 'landmine')",
        ["weapon_kind: A weapon cannot be a kind of itself: "],
    ),
    "facet that is missing": (
        "DELETE FROM event_weapon_facet WHERE event_id = 2 AND weapon_id = 'landmine'",
        ["event 2: event_weapon_facet lacks a row, so that lists miss the event"],
    ),
    "facet too many": (
        "INSERT INTO event_weapon_facet VALUES ('cluster-munition', '2024-11-20', '2024-11-20', 1, FALSE)",
        ["event 1: event_weapon_facet has a row too many, so that lists show the event wrongly"],
    ),
    "answer of a model": (
        "UPDATE model_answer SET content = '{}'",
        ["model_answer 1: it is not the answer that came (SHA-256 differs)"],
    ),
    "question of an answer": (
        "UPDATE model_answer SET custom_id = 'tl-000000000000-0-0-000000000000'",
        [
            "model_answer 1: the request tl-000000000000-0-0-000000000000 is not the one that it is said to answer",
        ],
    ),
    "document of an answer": (
        "UPDATE model_answer SET document_id = 0",
        ["model_answer 1: it is not about the text of document 0"],
    ),
    "change log": (
        "UPDATE change SET why = 'nothing to see' WHERE row_key = 'ev-1'",
        ["change 2 (event ev-1): the entry itself was changed"],
    ),
}


def plant(connection: Connection, statement: str) -> None:
    """Run it with the database's own guards off, as a bug or a clumsy hand in another program could."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL session_replication_role = replica"))
    connection.execute(text(statement))


def test_planted_faults_are_found_and_no_others(engine: Engine) -> None:
    """One database for all of them: each fault is undone after it was found."""
    with writing(engine) as connection:
        fill_every_table(connection)
    assert sound(engine)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            driver: Any = connection.connection.driver_connection
            driver.execute("PRAGMA foreign_keys = OFF")
        for name, (statement, expected) in FAULTS.items():
            transaction = connection.begin()
            plant(connection, statement)
            found = other_faults(connection)
            transaction.rollback()
            assert len(found) == len(expected), (name, found)
            for line, words in zip(found, expected, strict=True):
                assert words in line, name
    assert sound(engine)


def test_a_value_outside_its_domain_is_found(sqlite_file: Path) -> None:
    """PostgreSQL has no way to put one in; SQLite can be told to look away."""
    engine = open_engine(database_url(str(sqlite_file)))
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
        connection.exec_driver_sql("UPDATE treaty SET kind = 'rumour' WHERE id = 'ccm'")
        connection.commit()
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = OFF")
    kinds = "'treaty', 'protocol', 'export-control regime', 'political declaration'"
    assert list(faults(engine)) == [f"treaty: 1 rows break ck_treaty_kind_known (kind IN ({kinds}))"]
    engine.dispose()


def test_damaged_pages_are_found(sqlite_file: Path) -> None:
    content = bytearray(sqlite_file.read_bytes())
    # Far from the schema, in the middle of the rows.
    content[len(content) // 2 : len(content) // 2 + 4096] = b"\xa5" * 4096
    sqlite_file.write_bytes(content)
    engine = open_engine(database_url(str(sqlite_file)))
    try:
        assert any("integrity" in line for line in faults(engine))
    except DatabaseUnusable as error:
        assert "is damaged" in str(error)
    engine.dispose()


def test_the_checks_are_those_that_are_documented() -> None:
    assert list(CHECKS) == [
        "head",
        "structure",
        "claims",
        "answers",
        "dates",
        "names",
        "closure",
        "facets",
        "search",
        "log",
        "rows",
    ]
