"""An event that a person tells, with its source → stored, accepted and marked as the person's."""

import dataclasses
from dataclasses import dataclass

from sqlalchemy import Connection

from timeline.documents.proposal import ProposedEvent
from timeline.errors import UsageError
from timeline.review.duplicates import alike
from timeline.review.linking_proposals import propose_links
from timeline.review.public_ids import public_ids
from timeline.review.same_events import MOST_DOUBTS, propose_same
from timeline.review.sources import SourceNamed, evidence
from timeline.review.statements import person_claims, statements
from timeline.review.states import events_of, public_ids_of
from timeline.review.tellings import SAME, telling_of
from timeline.review.writing import Cited, NewEvent, insert_events, keys_of

# The person's own words about an event are no part of what its source says.
_OWN_WORDS = frozenset({"title", "note"})


@dataclass(frozen=True, slots=True)
class Added:
    """The event's public id; `new` is False where it was there already; `alike` are equal events from other sources."""

    event_id: str
    new: bool
    alike: tuple[str, ...] = ()


def add_event(connection: Connection, event: ProposedEvent, source: SourceNamed, *, why: str) -> Added:
    """Store the event (without claims, all ids resolved) with the passages of its source, in this transaction.

    The same event of the same passage is there only once. Raises UsageError where it is there with other particulars,
    and whatever `evidence` raises.
    """
    found = evidence(connection, source, otherwise=_in_words(event), why=why)
    fields = {field for field, _ in statements(event)} - _OWN_WORDS
    told = dataclasses.replace(event, claims=person_claims(event, found.passages, fields))
    names = public_ids(found.document.sha256, told)
    name = next(names)
    stored = keys_of(connection, [name])
    if stored:
        _check_equal(told, events_of(connection, [stored[name]])[stored[name]], name)
        return Added(name, False)
    like = alike(connection, telling_of(event))
    cited = Cited(found.document_id, found.document.text, told.claims)
    keys = insert_events(connection, [NewEvent(name, told, (cited,), origin="person", review="accepted")], why=why)
    propose_links(connection, keys, why=why)
    propose_same(connection, [(name, one.key) for one in like[:MOST_DOUBTS]], why=why)
    same = [one.key for one in like if one.differences <= SAME]
    return Added(name, True, tuple(public_ids_of(connection, same).values()))


def _check_equal(told: ProposedEvent, stored: ProposedEvent, name: str) -> None:
    """Raises UsageError where the stored event of this id says otherwise in what does not make its identity."""
    said, known = statements(told), statements(stored)
    differing = dict.fromkeys(
        field for field, value in [*said, *known] if ((field, value) in said) != ((field, value) in known)
    )
    if differing:
        raise UsageError(
            f"{name} tells this event from the same passage already, with another {', '.join(differing)}: "
            f"change it with timeline edit {name}."
        )


def _in_words(event: ProposedEvent) -> str:
    """What is told, as the text of an own observation that quotes nothing."""
    return event.note or event.title or "; ".join(f"{field} {value}" for field, value in statements(event))
