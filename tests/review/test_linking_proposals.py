"""Stored events → the links that are proposed for them, the same for every run and on both databases."""

from collections.abc import Sequence

from sqlalchemy import Engine, text

from tests.review.rows_of import rows_of
from timeline.database.checking import faults
from timeline.database.opening import reading, writing
from timeline.documents.proposal import Participant, ProposedEvent, WeaponLine
from timeline.review.adding import add_event
from timeline.review.sources import SourceNamed

LINKS = text(
    "SELECT one.title, link.relation, other.public_id, other.title, link.origin, link.review FROM event_link link"
    " JOIN event one ON one.id = link.event_id JOIN event other ON other.id = link.other_id WHERE link.id > 0"
    " ORDER BY link.id"
)


def told(
    type: str, date: str, who: str = "decider:RUS", weapon: str = "cluster-munition", status: str = "actual"
) -> ProposedEvent:
    """An event whose title is its type and date."""
    pairs = (each.partition(":") for each in who.split())
    people = tuple(Participant(actor, role) for role, _, actor in pairs)
    return ProposedEvent(type, date, status, people, (WeaponLine(weapon),), title=f"{type} {date}")


def links_after(engine: Engine, events: Sequence[ProposedEvent]) -> list[tuple[str, str, str]]:
    """Add the events one after the other → the titles of what was linked, `title relation title`."""
    for place, event in enumerate(events):
        source = SourceNamed(f"https://example.org/{place}", "It was decided.")
        with writing(engine) as connection:
            add_event(connection, event, source, why="added")
    with reading(engine) as connection:
        rows = connection.execute(LINKS).all()
    assert {(row.origin, row.review) for row in rows} <= {("machine", "proposed")}
    return [(row[0], row[1], row[2] if row[2].startswith("usa-") else row[3]) for row in rows]


def test_a_decision_is_linked_to_the_nearest_opposite_one_before_it(engine: Engine) -> None:
    events = [
        told("use-restriction", "2010"),
        told("use-restriction", "2015", weapon="dpicm"),
        told("use-restriction", "2016", "decider:CHN"),
        told("use-restriction", "2016", weapon="anti-personnel-mine"),
        told("use-restriction", "2016", status="planned"),
        told("use-permission", "2017-05"),
    ]
    assert links_after(engine, events) == [("use-permission 2017-05", "reverses", "use-restriction 2015")]
    assert list(faults(engine)) == []


def test_an_earlier_decision_that_comes_later_is_linked_too(engine: Engine) -> None:
    events = [told("use-permission", "2017-05"), told("use-restriction", "2015"), told("use-restriction", "2010")]
    assert links_after(engine, events) == [("use-permission 2017-05", "reverses", "use-restriction 2015")]


def test_each_rule(engine: Engine) -> None:
    supply = "supplier:RUS recipient:SYR"
    events = [
        told("use-permission", "2001"),
        told("use-restriction", "2002"),
        told("transfer-authorization", "2003", supply),
        told("transfer-authorization", "2003", "supplier:RUS recipient:IRN"),
        told("transfer-delivery", "2003", supply),
        told("transfer-suspension", "2004", supply),
        told("transfer-resumption", "2005", supply),
        told("embargo", "2006", "decider:RUS target:GEO"),
        told("embargo-lifting", "2007", "decider:RUS target:GEO"),
        told("embargo-lifting", "2008", "decider:RUS target:TUR"),
    ]
    assert links_after(engine, events) == [
        ("use-restriction 2002", "reverses", "use-permission 2001"),
        ("transfer-delivery 2003", "delivers", "transfer-authorization 2003"),
        ("transfer-resumption 2005", "reverses", "transfer-suspension 2004"),
        ("embargo-lifting 2007", "reverses", "embargo 2006"),
    ]


def test_shipped_decisions_count_and_one_that_tells_the_same_is_only_that(engine: Engine) -> None:
    events = [
        told("transfer-delivery", "2023-07-13", "supplier:USA recipient:UKR"),
        told("transfer-authorization", "2023-07-07", "supplier:USA recipient:UKR", weapon="dpicm"),
        told("use-restriction", "2026-01", "decider:USA"),
    ]
    assert links_after(engine, events) == [
        ("transfer-delivery 2023-07-13", "delivers", "usa-clusters-2023-07-07"),
        ("transfer-authorization 2023-07-07", "same-as", "usa-clusters-2023-07-07"),
        ("use-restriction 2026-01", "reverses", "usa-clusters-2017-11-30"),
    ]


def test_the_same_again_proposes_nothing_and_a_rejected_link_is_not_proposed_again(engine: Engine) -> None:
    first = told("use-restriction", "2010")
    links_after(engine, [first, told("use-permission", "2017")])
    before = rows_of(engine)
    with writing(engine) as connection:
        add_event(connection, first, SourceNamed("https://example.org/0", "It was decided."), why="added")
    assert rows_of(engine) == before
    with writing(engine) as connection:
        connection.execute(text("UPDATE event_link SET review = 'rejected' WHERE id > 0"))
        add_event(connection, told("use-restriction", "2011"), SourceNamed("https://e.org/x", "So."), why="added")
        reviews = connection.execute(text("SELECT review FROM event_link WHERE id > 0 ORDER BY id")).scalars().all()
    assert reviews == ["rejected", "proposed"]
