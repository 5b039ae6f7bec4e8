"""What is altered past the program is told from what the log of changes says, whatever table it is in."""

from typing import Any

import pytest
from sqlalchemy import Engine, text

from tests.review.eventful import go_through
from timeline.database.checking import faults_seen
from timeline.database.log_checking import row_faults
from timeline.database.opening import reading

ONE = "(SELECT id FROM event WHERE type_id = 'transfer-authorization' AND id > 0)"
ALTERED = {
    "a date": ("UPDATE event SET note = 'x' WHERE id = :one", "its note is 'x', and '“=cmd()”,\\n😀'"),
    "a decision": (
        "UPDATE event SET review = 'accepted' WHERE id = :one",
        "its review is 'accepted', and 'withdrawn'",
    ),
    "a participant": ("DELETE FROM event_actor WHERE event_id = :one", "its actors is []"),
    "a number": ("UPDATE event_weapon SET unit = 'boxes' WHERE event_id = :one", "its weapons is "),
    "a claim": (
        "UPDATE claim SET value = '2024' WHERE field = 'date' AND origin = 'person'",
        "of its claims 1 on the date in document 1 is not there",
    ),
    "a claim taken out": (
        "DELETE FROM claim WHERE field = 'date' AND origin = 'person'",
        "of its claims 1 on the date in document 1 is not there",
    ),
    "a claim moved": (
        "UPDATE claim SET event_id = :one WHERE field = 'type' AND document_id = 2",
        "of its claims 1 on the type in document 2 is not in the log",
    ),
    "a document": ("UPDATE document SET publisher = 'Other' WHERE id = 2", "document 2: its publisher is 'Other'"),
    "a link": ("UPDATE event_link SET review = 'accepted' WHERE relation = 'delivers'", "its review is 'accepted'"),
    "a link put in": (
        "INSERT INTO event_link (event_id, other_id, relation, quote) VALUES (:one, -1, 'extends', '')",
        ":extends:",
    ),
    "an act": (
        "UPDATE treaty_action SET date = '2020' WHERE actor_id = 'MNG' AND treaty_id = 'mine-ban'",
        "treaty_action mine-ban|MNG|accession|2026-05-05: the log of changes tells of it, and it is not there",
    ),
    "an act put back": (
        "INSERT INTO treaty_action (treaty_id, actor_id, action, date, first_day, last_day, basis, contested,"
        " corroboration, source, checked, note, origin) VALUES ('mine-ban', 'LTU', 'withdrawal_notice', '2025-06-27',"
        " '2025-06-27', '2025-06-27', 'observed', false, '', '', 1, '', 'reference')",
        "it was taken away, as the log of changes says, and is there",
    ),
}


@pytest.fixture
def eventful(engine: Engine) -> Engine:
    """A database in which much has happened."""
    list(go_through(engine))
    return engine


def test_every_altered_row_is_found(eventful: Engine) -> None:
    with reading(eventful) as connection:
        assert list(faults_seen(connection)) == []
    for name, (statement, words) in ALTERED.items():
        with eventful.connect() as connection:
            altered: Any = connection.execute(text(statement.replace(":one", ONE))).rowcount
            found = list(row_faults(connection))
            connection.rollback()
        assert altered, name
        assert any(words in line for line in found), (name, found)
        assert len(found) <= 2, (name, found)
