"""All that is known of one event: claims numbered by passage, names, context, links, history."""

import pytest
from sqlalchemy import Engine

from tests.review.samples import DOCUMENT, condemnation, tanks
from timeline.database import tables as t
from timeline.database.opening import reading, writing
from timeline.documents.document import Document
from timeline.documents.proposal import Claim
from timeline.review.account import Account, account
from timeline.review.intake import store_document
from timeline.review.naming import event_keys

LONG = Document(
    "First line.\n" + "before " * 20 + "Kyiv gets tanks" + " after" * 20 + "\nLast line.",
    "2024-11-21",
    publisher="Paper",
)
START = LONG.text.index("Kyiv gets tanks")


@pytest.fixture
def told(engine: Engine) -> Account:
    """The tanks out of two documents, one of which says another date, with a link to the criticism."""
    claims = (
        Claim("date", "2024-11-18", LONG.passage(START, START + 15), attributed_to="GBR", status="alleged"),
        Claim("weapon", "abrams", LONG.passage(START + 10, START + 15)),
    )
    with writing(engine) as connection:
        stored = store_document(connection, DOCUMENT, [tanks(), condemnation()], why="loaded")
        store_document(connection, LONG, [tanks(claims=claims)], why="loaded")
        first, second = event_keys(connection, stored.event_ids)
        connection.execute(
            t.event_link.insert().values(event_id=second, other_id=first, relation="responds-to", origin="person")
        )
    with reading(engine) as connection:
        return account(connection, first)


def test_claims_point_at_their_passages(told: Account) -> None:
    assert [(passage.number, passage.quote, passage.document.publisher) for passage in told.passages] == [
        (1, "Washington agreed on Tuesday to send 31 Abrams tanks to Ukraine.", "Example Agency"),
        (2, "Kyiv gets tanks", "Paper"),
        (3, "tanks", "Paper"),
    ]
    assert [(c.field, c.value, c.name, c.passage, c.held) for c in told.claims] == [
        ("type", "transfer-authorization", "Authorization of a transfer", 1, True),
        ("date", "2024-11-19", "", 1, True),
        ("supplier", "USA", "United States", 1, True),
        ("recipient", "UKR", "Ukraine", 1, True),
        ("weapon", "abrams", "M1 Abrams", 1, True),
        ("quantity", "31 tanks", "", 1, True),
        ("date", "2024-11-18", "", 2, False),
        ("weapon", "abrams", "M1 Abrams", 3, True),
    ]
    assert (told.claims[6].attributed_to, told.claims[6].status) == ("United Kingdom", "alleged")


def test_a_passage_stands_in_its_line(told: Account) -> None:
    before, after = told.passages[1].before, told.passages[1].after
    assert before == "…" + "before " * 11
    assert after == " after" * 13 + " …"
    assert (told.passages[0].before, told.passages[0].after) == ("", "")


def test_links_are_told_from_both_ends(told: Account) -> None:
    (link,) = told.links
    assert (link.relation, link.backward, link.origin) == ("responds-to", True, "person")


def test_the_history_begins_with_the_storing(told: Account) -> None:
    change, second_source = told.history
    assert (change.made, change.why, change.fields) == (True, "loaded", {})
    assert (second_source.made, second_source.why, second_source.fields) == (False, "loaded", {})
