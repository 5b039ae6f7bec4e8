"""Deliberate faults in a careful reply → what must be refused of it, and how to tell that a fault came through.

Each is planted in every event to which it applies, one at a time.
"""

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.proposing.careful import chosen, reading_of, replies
from timeline.documents.proposal import ProposedEvent
from timeline.extraction.reading import Reading
from timeline.proposing.exchange import Reply
from timeline.proposing.pieces import pieces_of
from timeline.proposing.verifying import Verified, verified
from timeline.vocabulary.reading import shipped_vocabulary

Record = dict[str, Any]
INVENTED = "The cabinet in Strelsau resolved on Quintidi to ship forty mortars to Graustark."


@dataclass(frozen=True)
class Fault:
    """`plant` changes an event, or answers False where it does not apply; one of `kinds` must then be refused in it.

    `through` tells whether the fault is in what is left of the event.
    """

    plant: Callable[[Record, Reading], bool]
    kinds: frozenset[str]
    through: Callable[[ProposedEvent, Record], bool]


def always(_: ProposedEvent, __: Record) -> bool:
    """For faults after which nothing of the event may be left."""
    return True


def _invented_evidence(event: Record, _: Reading) -> bool:
    event["evidence"] = [{"sentence": e["sentence"], "quote": INVENTED} for e in event["evidence"]]
    return True


def _one_letter(event: Record, _: Reading) -> bool:
    """A quote with one word changed, as a model does that writes from memory."""
    for each in event["evidence"]:
        words = each["quote"].split()
        words[len(words) // 2] += "s"
        each["quote"] = " ".join(words)
    return True


def _wrong_sentence(event: Record, reading: Reading) -> bool:
    count = len(reading.sentences)
    for each in event["evidence"]:
        each["sentence"] = each["sentence"] % count + 1
    return count > 1


def _no_sentence(event: Record, reading: Reading) -> bool:
    for each in event["evidence"]:
        each["sentence"] = len(reading.sentences) + 7
    return True


def _too_few_words(event: Record, _: Reading) -> bool:
    for each in event["evidence"]:
        each["quote"] = each["quote"].split()[0]
    return all(len(each["quote"]) > 1 for each in event["evidence"])


def _named(reading: Reading) -> set[str]:
    actors = {m.id for mentions in reading.actors for m in mentions}
    return actors | set(reading.title_actors) | set(reading.topic_actors)


def _unknown_actor(event: Record, _: Reading) -> bool:
    return _first(event, "participants", id="ruritania")


def _absent_actor(event: Record, reading: Reading) -> bool:
    """An actor that the document does not name, given a passage that names another."""
    absent = next(id for id in ("TUV", "KIR", "NRU", "PLW") if id not in _named(reading))
    return _first(event, "participants", id=absent)


def _absent_with_reference(event: Record, reading: Reading) -> bool:
    """The same, with a second passage that is said to name it."""
    absent = next(id for id in ("TUV", "KIR", "NRU", "PLW") if id not in _named(reading))
    own = event["evidence"][0]
    return _first(event, "participants", id=absent, sentence=own["sentence"], quote=own["quote"], named_in=own)


def _swapped(event: Record, _: Reading) -> bool:
    """Two actors of one sentence who have each other's part; the words quoted stay where they were."""
    people = event["participants"]
    one, other = (people[0], people[1]) if len(people) > 1 else ({}, {})
    together = one.get("sentence") == other.get("sentence") and one.get("id") != other.get("id")
    plain = bool(one) and one["named_in"] is None and other["named_in"] is None
    if plain and together and one["role"] != other["role"]:
        one["id"], other["id"] = other["id"], one["id"]
        return True
    return False


def _absent_weapon(event: Record, reading: Reading) -> bool:
    named = {m.id for mentions in reading.weapons for m in mentions}
    absent = next(id for id in ("trident-d5", "leopard-2", "sarin", "naval-mine") if not named & _kin(id))
    return _first(event, "weapons", id=absent)


def _absent_treaty(event: Record, _: Reading) -> bool:
    own = event["evidence"][0]
    event["treaties"] = [{"id": "seabed", "named_in": None, **own}]
    return True


def _wrong_year(event: Record, _: Reading) -> bool:
    event["date"]["edtf"] = "1951-02-03"
    return True


def _no_date(event: Record, _: Reading) -> bool:
    event["date"]["edtf"] = "the day before yesterday"
    return True


def _date_from_nowhere(event: Record, _: Reading) -> bool:
    event["date"] = {"edtf": "1951-02-03", "phrase": "on 3 February 1951", "sentence": event["evidence"][0]["sentence"]}
    return True


def _wrong_role(event: Record, _: Reading) -> bool:
    return _first(event, "participants", role="buyer")


def _wrong_type(event: Record, _: Reading) -> bool:
    event["type"] = "invasion"
    return True


def _wrong_status(event: Record, _: Reading) -> bool:
    event["status"] = "certain"
    return True


def _wrong_number(event: Record, _: Reading) -> bool:
    return _first(event, "weapons", quantity=987_654)


def _wrong_sum(event: Record, _: Reading) -> bool:
    return _first(event, "weapons", value=987_654_321.0, currency="USD")


def _wrong_conditions(event: Record, _: Reading) -> bool:
    return _first(event, "weapons", conditions="only for use against Graustark")


def _example(event: Record, _: Reading) -> bool:
    """The example of the prompt given back as an answer, as it stands there."""
    event.clear()
    event.update(example())
    return True


def _happened_already(event: Record, reading: Reading) -> bool:
    """What lies ahead told as done."""
    ahead: bool = event["status"] == "planned" and event["date"]["edtf"][:4] > (reading.published or "")[:4]
    event["status"] = "actual"
    return ahead


def _first(event: Record, part: str, **changed: object) -> bool:
    parts: list[Record] = event[part]
    if parts:
        parts[0].update(changed)
    return bool(parts)


def _kin(weapon: str) -> set[str]:
    vocabulary = shipped_vocabulary()
    return set(vocabulary.ancestors(weapon) | vocabulary.descendants(weapon)) - {"weapon"}


def example() -> Record:
    """The event of the prompt's example."""
    from timeline.proposing.guidance import guidance

    text = guidance(shipped_vocabulary())
    start = text.rindex('{"type"')
    return dict(json.JSONDecoder().raw_decode(text.replace("\n", " "), start)[0])


def _has(*actors: str) -> Callable[[ProposedEvent, Record], bool]:
    return lambda event, _: any(p.actor in actors for p in event.participants)


FAULTS = {
    "an invented quote": Fault(_invented_evidence, frozenset({"quote"}), always),
    "a quote with a word changed": Fault(_one_letter, frozenset({"quote"}), always),
    "a quote cited from the next sentence": Fault(_wrong_sentence, frozenset({"quote-elsewhere", "quote"}), always),
    "a sentence that there is not": Fault(_no_sentence, frozenset({"sentence"}), always),
    "a quote of one word": Fault(_too_few_words, frozenset({"too-short"}), always),
    "an unknown id": Fault(_unknown_actor, frozenset({"unknown-id"}), _has("ruritania")),
    "an actor not in the passage": Fault(_absent_actor, frozenset({"not-named"}), _has("TUV", "KIR", "NRU", "PLW")),
    "an actor not in the passage referred to": Fault(
        _absent_with_reference, frozenset({"not-named"}), _has("TUV", "KIR", "NRU", "PLW")
    ),
    "two actors in each other's part": Fault(
        _swapped,
        frozenset({"not-named"}),
        lambda event, said: any(
            (p.actor, p.role) == (each["id"], each["role"])
            for p in event.participants
            for each in said["participants"][:2]
        ),
    ),
    "a weapon not in the passage": Fault(
        _absent_weapon,
        frozenset({"not-named", "broader", "unknown-id"}),
        lambda event, _: any(w.weapon in ("trident-d5", "leopard-2", "sarin", "naval-mine") for w in event.weapons),
    ),
    "a treaty not in the passage": Fault(
        _absent_treaty, frozenset({"not-named", "unknown-id"}), lambda event, _: "seabed" in event.treaties
    ),
    "a wrong date": Fault(
        _wrong_year, frozenset({"date-differs", "date-unread"}), lambda event, _: event.date.startswith("1951")
    ),
    "words for a date": Fault(_no_date, frozenset({"date"}), lambda event, _: event.date.startswith("the")),
    "a date whose words are not there": Fault(_date_from_nowhere, frozenset({"quote"}), always),
    "a role that there is not": Fault(
        _wrong_role, frozenset({"role"}), lambda event, _: any(p.role == "buyer" for p in event.participants)
    ),
    "a type that there is not": Fault(_wrong_type, frozenset({"type"}), always),
    "a status that there is not": Fault(_wrong_status, frozenset({"status"}), always),
    "a wrong number": Fault(
        _wrong_number,
        frozenset({"amount", "not-named"}),
        lambda event, _: any(987_654 in (w.quantity_min, w.quantity_max) for w in event.weapons),
    ),
    "a wrong sum": Fault(
        _wrong_sum,
        frozenset({"amount", "not-named"}),
        lambda event, _: any(w.value == 987_654_321 for w in event.weapons),
    ),
    "conditions that are not there": Fault(
        _wrong_conditions,
        frozenset({"conditions", "not-named"}),
        lambda event, _: any("Graustark" in w.conditions for w in event.weapons),
    ),
    "the example of the prompt": Fault(_example, frozenset({"quote", "sentence"}), always),
    "what is planned told as done": Fault(
        _happened_already, frozenset({"status-differs"}), lambda event, _: event.status == "actual"
    ),
}


@dataclass(frozen=True)
class Planted:
    """One fault in one event of one document, alone in its answer, and what verification made of it."""

    fault: str
    doc: str
    event: Record
    found: Verified

    @property
    def caught(self) -> bool:
        """Whether it was refused under a right name, and is not in what is left."""
        fault = FAULTS[self.fault]
        named = any(refusal.kind in fault.kinds for refusal in self.found.refusals)
        return named and not any(fault.through(event, self.event) for event in self.found.events)


def planted(name: str) -> Iterator[Planted]:
    """The fault in every event of the twenty documents to which it applies, and which would stand without it."""
    for doc in chosen():
        reading = reading_of(doc)
        for event in json.loads(replies()[doc].content or "")["events"]:
            changed = copy.deepcopy(event)
            if FAULTS[name].plant(changed, reading):
                yield Planted(name, doc, changed, answered(doc, json.dumps({"events": [changed]})))


def answered(doc: str, content: str | None, **reply: Any) -> Verified:  # noqa: ANN401 - fields of a Reply
    """What is left of an answer to the one request about a document."""
    reading = reading_of(doc)
    name = replies()[doc].custom_id
    return verified(reading, pieces_of(reading, 12_000), [Reply(name, content, **reply)], shipped_vocabulary())
