"""A database that goes through everything that the log of changes tells of, one step after the other."""

import dataclasses
from collections.abc import Callable, Iterator

from sqlalchemy import Connection, Engine, select

from tests.review.samples import DOCUMENT, condemnation, tanks
from tests.review.test_same_events import told
from timeline.database import tables as t
from timeline.database.opening import writing
from timeline.database.vocabulary import stored_vocabulary
from timeline.documents.proposal import WeaponLine
from timeline.queries.filters import Filters
from timeline.review.act_checks import ActTold
from timeline.review.act_naming import act_named
from timeline.review.act_writing import add_act, amend_act, withdraw_act
from timeline.review.changes import Changes
from timeline.review.deciding import accept, reject, withdraw
from timeline.review.editing import edit_event
from timeline.review.intake import store_document
from timeline.review.linking import decide_link, link_named, make_link, remove_link, waiting_links
from timeline.review.sources import SourceNamed
from timeline.review.splitting import split_event

OWN = SourceNamed("own observation", "I saw it.")
ACT = ActTold("mine-ban", "MNG", "accession", "2026-05-04")
AGENCY, BULLETIN = told("Agency", "2024-11-20"), told("Bulletin", "2024-11-21")
# As a vague telling of the delivery it asks a question; accepted, it makes one event of two.
VAGUE = told("Echo", "2024-11-22", date="2024-11", weapons=(WeaponLine("abrams"),))
Step = Callable[[Connection], object]


def _event(connection: Connection, type_: str, date: str = "%") -> int:
    statement = select(t.event.c.id).where(t.event.c.type_id == type_, t.event.c.date.like(date), t.event.c.id > 0)
    return int(connection.execute(statement.order_by(t.event.c.id).limit(1)).scalar_one())


def _tanks(connection: Connection) -> int:
    return _event(connection, "transfer-authorization")


def _delivery(connection: Connection) -> int:
    return _event(connection, "transfer-delivery")


def _edit(connection: Connection, key: int, changes: Changes, reason: str) -> None:
    edit_event(connection, key, changes, reason=reason, resolve=lambda name: name, titled=lambda event: event.title)


def _doubt(connection: Connection) -> None:
    (link,) = [each for each in waiting_links(connection, Filters()) if each.relation == "same-as"]
    decide_link(connection, link, "accepted", "one train")


def _amend(connection: Connection) -> None:
    vocabulary = stored_vocabulary(connection)
    mine = act_named(connection, "mine-ban:MNG:accession", vocabulary)
    amend_act(connection, mine, {"date": "2026-05-05"}, OWN, vocabulary, why="a day later")
    shipped = act_named(connection, "mine-ban:LTU:withdrawal_notice", vocabulary)
    amend_act(connection, shipped, {"note": "as the depositary has it"}, SourceNamed(""), vocabulary, why="a word")


def _withdraw_act(connection: Connection) -> None:
    shipped = act_named(connection, "mine-ban:LTU:withdrawal_notice", stored_vocabulary(connection))
    withdraw_act(connection, shipped, why="never happened")


def _copy(connection: Connection) -> None:
    document, event = AGENCY
    store_document(connection, dataclasses.replace(document, publisher="Mirror"), [event], why="loaded mirror")


def _complete(connection: Connection) -> None:
    document = dataclasses.replace(AGENCY[0], url="https://example.org/agency", title="Tanks on the move")
    store_document(connection, document, [AGENCY[1]], why="loaded again")


def _unlink(connection: Connection) -> None:
    (link,) = connection.execute(select(t.event_link.c.id).where(t.event_link.c.relation == "delivers")).scalars()
    names = select(t.event.c.public_id).join(t.event_link, t.event.c.id == t.event_link.c.other_id)
    other = connection.execute(names.where(t.event_link.c.id == link)).scalar_one()
    names = select(t.event.c.public_id).join(t.event_link, t.event.c.id == t.event_link.c.event_id)
    event = connection.execute(names.where(t.event_link.c.id == link)).scalar_one()
    remove_link(connection, link_named(connection, f"{event}:delivers:{other}"), "another order")


STEPS: dict[str, Step] = {
    "load two": lambda c: store_document(c, DOCUMENT, [tanks(), condemnation()], why="loaded tanks.txt"),
    "load a delivery": lambda c: store_document(c, AGENCY[0], [AGENCY[1]], why="loaded agency"),
    "load it again, told by another": lambda c: store_document(c, BULLETIN[0], [BULLETIN[1]], why="loaded bulletin"),
    "load a print of it": _copy,
    "complete its document": _complete,
    "load a doubt": lambda c: store_document(c, VAGUE[0], [VAGUE[1]], why="loaded echo"),
    "accept": lambda c: accept(c, [_tanks(c)], "well sourced"),
    "edit": lambda c: _edit(c, _tanks(c), Changes({"date": "2024-11-18"}), "it was Monday"),
    "edit more": lambda c: _edit(
        c, _tanks(c), Changes({"note": "“=cmd()”,\n😀"}, {"recipient": ("POL",)}, weapons=("leopard-2",)), "to Poland"
    ),
    "link": lambda c: make_link(c, _delivery(c), "delivers", _tanks(c), why="the order of November"),
    "add an act": lambda c: add_act(c, ACT, OWN, stored_vocabulary(c)),
    "amend acts": _amend,
    "withdraw an act": _withdraw_act,
    "merge": _doubt,
    "split": lambda c: split_event(c, _delivery(c), [_document(c, "Bulletin")], reason="another train"),
    "unlink": _unlink,
    "reject": lambda c: reject(c, [_event(c, "condemnation")], "hearsay"),
    "withdraw": lambda c: withdraw(c, [_tanks(c)], "they changed their minds"),
}


def _document(connection: Connection, publisher: str) -> int:
    statement = select(t.document.c.id).where(t.document.c.publisher == publisher)
    return int(connection.execute(statement).scalar_one())


def go_through(engine: Engine) -> Iterator[str]:
    """Take the steps one after the other, each in its transaction; the name of each when it is done."""
    for name, step in STEPS.items():
        with writing(engine) as connection:
            step(connection)
        yield name
