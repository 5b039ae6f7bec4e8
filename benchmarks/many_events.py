"""A number → so many made-up events with what happens around them, the same ones every time, in a new database.

Few weapons and actors are in most events, most are in few (1 / rank, as Zipf found of words). An event has 1 to 3 of
400 weapons, 1 to 4 participants out of 450 actors, 1 to 3 claims in documents that tell of ten events each, and a date
of 1986 to 2025 in any of the forms that EDTF has.
"""

import argparse
import datetime as dt
import hashlib
import itertools
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, TableClause, text

from timeline import edtf
from timeline.database import tables as t
from timeline.database.address import database_url
from timeline.database.batches import insert_rows
from timeline.database.facets import refresh_all_facets
from timeline.database.opening import open_engine, writing
from timeline.database.revisions import HEAD
from timeline.database.search_index import file_documents
from timeline.vocabulary.reading import shipped_vocabulary

BUILD = Path(__file__).resolve().parent.parent / "build"
# Raise it with every change of what is made: databases that were kept are then made anew.
MAKING = 1
WEAPONS, ACTORS = 400, 450
TOLD_TOGETHER = 10
BATCH = 5_000
# Those that news and registers name most; the rest follow in a random order.
FIRST_WEAPONS = ("anti-personnel-mine", "cluster-munition", "missile", "battle-tank", "atacms", "landmine", "manpads")
FIRST_ACTORS = ("USA", "UKR", "RUS", "DEU", "ISR", "GBR", "FRA", "CHN", "SAU", "IRN", "POL", "LTU", "PRK", "SYR")
# What happens, how often, and who takes part: the roles that are always there, then those that may be.
KINDS: dict[str, tuple[int, Sequence[str], Sequence[str]]] = {
    "transfer-delivery": (30, ("supplier", "recipient"), ("decider", "intermediary")),
    "transfer-authorization": (18, ("supplier", "recipient"), ("decider",)),
    "transfer-agreement": (8, ("supplier", "recipient"), ("supplier",)),
    "transfer-request": (4, ("recipient",), ("supplier",)),
    "weapon-use": (15, ("user",), ("target", "host")),
    "weapon-test": (4, ("user",), ("host",)),
    "weapon-production": (5, ("producer",), ("decider",)),
    "weapon-deployment": (4, ("user",), ("host",)),
    "condemnation": (8, ("speaker",), ("target", "target")),
    "threat": (4, ("speaker",), ("target",)),
}
STATUSES = {"actual": 82, "planned": 8, "alleged": 6, "considered": 2, "denied": 2}
PRECISIONS = {
    "day": 74,
    "month": 13,
    "year": 5,
    "season": 2,
    "interval": 3,
    "decade": 1,
    "century": 0.2,
    "since": 1,
    "until": 0.8,
}
PUBLISHERS = ("Reuters", "AP", "AFP", "BBC", "Le Monde", "Der Spiegel", "Janes", "The Hindu", "Kyiv Post", "Asahi")
PLACES = ("Kyiv", "Washington, D.C.", "Geneva", "Oslo; Norway", "Łódź", "the “Green Zone”")
_PARTS = (t.document, t.event, t.event_actor, t.event_weapon, t.event_treaty, t.claim)


@dataclass(slots=True)
class Made:
    """Rows by table, a value for every column but `id`; and the key, title and text of each document."""

    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=lambda: {table.name: [] for table in _PARTS})
    documents: list[tuple[int, str, str]] = field(default_factory=list)

    def add(self, table: TableClause, *values: Any) -> None:  # noqa: ANN401 - of any column
        """One row more."""
        self.rows[table.name].append(values)


def main() -> None:
    """Make a database of so many events and say where it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000, help="How many events (100000).")
    print(kept(parser.parse_args().events))


def kept(events: int) -> Path:
    """A SQLite database with so many events that stays in build/, made unless it is there."""
    file = BUILD / f"events-{events}-{HEAD}-{MAKING}.db"
    if not file.exists():
        BUILD.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=BUILD) as folder:
            filled(Path(folder) / "new.db", events).rename(file)
    return file


def filled(file: Path, events: int) -> Path:
    """A new SQLite database with so many events."""
    engine = open_engine(database_url(str(file)))
    fill(engine, events)
    engine.dispose()
    print(f"{events:,} events: {file.stat().st_size / 1e6:.0f} MB", flush=True)
    return file


def fill(engine: Engine, number: int) -> None:
    """Add so many accepted events to a database that has none of anybody's own."""
    with writing(engine) as connection:
        for made in batches_made(number):
            for table in _PARTS:
                insert_rows(connection, table, made.rows[table.name])
            file_documents(connection, made.documents)
        refresh_all_facets(connection)
        connection.execute(text("ANALYZE"))


def batches_made(number: int) -> Iterator[Made]:
    """The rows of so many events, some thousand at a time; their keys and those of the documents begin with 1."""
    maker = _Maker()
    for start in range(1, number + 1, BATCH):
        yield maker.batch(start, min(start + BATCH, number + 1))


class _Maker:
    """Makes events one after the other, by chance that is always the same."""

    def __init__(self) -> None:
        self._chance = chance = random.Random(3)
        vocabulary = shipped_vocabulary()
        names = sorted(vocabulary.weapons)
        self._weapons = in_front(FIRST_WEAPONS, chance.sample(names, len(names)))[:WEAPONS]
        states = [id for id, actor in sorted(vocabulary.actors.items()) if actor.kind == "state"]
        others = [id for id, actor in sorted(vocabulary.actors.items()) if actor.kind not in ("state", "person")]
        known = [*chance.sample(states, len(states)), *chance.sample(others, len(others))]
        self._actors = in_front(FIRST_ACTORS, known)[:ACTORS]
        self._treaties = sorted(vocabulary.treaties)
        self._by_weapon, self._by_actor = skew(len(self._weapons)), skew(len(self._actors))
        self._kinds = list(KINDS), list(itertools.accumulate(weight for weight, _, _ in KINDS.values()))

    def batch(self, start: int, end: int) -> Made:
        made = Made()
        sentences = {key: self._event(made, key) for key in range(start, end)}
        documents = {}
        for first in range(start, end, TOLD_TOGETHER):
            key = (first - 1) // TOLD_TOGETHER + 1
            documents[key] = self._document(made, key, [sentences[each] for each in sentences if _teller(each) == key])
        for key, sentence in sentences.items():
            self._claims(made, key, sentence, documents)
        return made

    def _event(self, made: Made, key: int) -> str:
        """Add an event → the sentence that tells of it."""
        chance = self._chance
        (kind,) = chance.choices(self._kinds[0], cum_weights=self._kinds[1])
        _, always, sometimes = KINDS[kind]
        roles = [*always, *(role for role in sometimes if chance.random() < 0.25)]
        named = chance.choices(self._actors, cum_weights=self._by_actor, k=len(roles))
        carried = set(chance.choices(self._weapons, cum_weights=self._by_weapon, k=chance.choice((1, 1, 1, 2, 3))))
        (status,) = chance.choices(list(STATUSES), weights=list(STATUSES.values()))
        stated = date(chance)
        when = edtf.parse(stated)
        place = chance.choice(PLACES) if chance.random() < 0.2 else ""
        note = "Reported by two ministries; the number is disputed." if chance.random() < 0.1 else ""
        made.add(
            *(t.event, f"ev-{key:010}", kind, status, stated, when.first.isoformat(), when.last.isoformat()),
            *(when.precision, "", "", "", f"{kind.replace('-', ' ').capitalize()} no. {key}", place, note),
            *("accepted", "", "auto", None, "person", ""),
        )
        for role, actor in sorted(set(zip(roles, named, strict=True))):
            made.add(t.event_actor, key, actor, role)
        for weapon in sorted(carried):
            made.add(t.event_weapon, key, weapon, *self._amount())
        if chance.random() < 0.1:
            made.add(t.event_treaty, key, chance.choice(self._treaties), "concerns")
        return f"On {stated}, {' and '.join(named)} took part in {kind} no. {key} with {', '.join(sorted(carried))}."

    def _amount(self) -> tuple[Any, ...]:
        chance = self._chance
        least = chance.choice((5, 12, 40, 100, 2_500)) if chance.random() < 0.3 else None
        most = least if least is None or chance.random() < 0.7 else least * 2
        worth = chance.choice((1_500_000.0, 275_000_000.0, 12_345.5)) if chance.random() < 0.1 else None
        return least, most, "units" if least else "", worth, "USD" if worth else "", ""

    def _document(self, made: Made, key: int, sentences: Sequence[str]) -> str:
        """Add a document that tells of these events → its text."""
        chance = self._chance
        text = f"Report {key}.\n\n" + "\n".join(sentences) + "\n"
        first = dt.date(1986, 1, 1) + dt.timedelta(int(chance.random() * 14_600))
        published, publisher = first.isoformat(), PUBLISHERS[min(int(chance.expovariate(0.4)), len(PUBLISHERS) - 1)]
        made.add(
            *(t.document, hashlib.sha256(text.encode()).hexdigest(), f"https://news.example/{key}"),
            *(f"Report {key}", publisher, "", published, published, published, None, "text", "en", ""),
            *(chance.choice(("A", "B", "C", None)), None, "2025-06-01T00:00:00+00:00", text),
        )
        made.documents.append((key, f"Report {key}", text))
        return text

    def _claims(self, made: Made, key: int, sentence: str, documents: dict[int, str]) -> None:
        """One passage always; sometimes a part of it again; sometimes a passage of another document."""
        chance = self._chance
        own = _teller(key)
        passages = [("event", "", own, sentence)]
        if chance.random() < 0.5:
            passages.append(("date", "", own, sentence.partition(",")[0]))
        if chance.random() < 0.4:
            other = chance.choice(list(documents))
            passages.append(("event", "", other, chance.choice(documents[other].splitlines()[2:])))
        for of, value, document, quote in passages:
            start = documents[document].index(quote)
            made.add(
                *(t.claim, key, of, value, document, start, start + len(quote), quote),
                *(None, "actual", None, "", "person"),
            )


def _teller(event: int) -> int:
    """The key of the document that tells of this event."""
    return (event - 1) // TOLD_TOGETHER + 1


def in_front(first: Sequence[str], others: Sequence[str]) -> list[str]:
    """All of them once, the first ones before the others."""
    return list(dict.fromkeys([*first, *others]))


def skew(number: int) -> list[float]:
    """Cumulative weights of 1 / rank, the usual assumption (Zipf's): of 450 the first is chosen in 15 of 100 cases."""
    return list(itertools.accumulate(1 / rank for rank in range(1, number + 1)))


def date(chance: random.Random) -> str:
    """A date of 1986 to 2025, later ones more often: mostly a day, else something vaguer; some are approximate."""
    day = dt.date(1986, 1, 1) + dt.timedelta(int(chance.random() ** 0.5 * 14_600))
    iso = day.isoformat()
    later = (day + dt.timedelta(chance.randrange(1, 400))).isoformat()
    (form,) = chance.choices(list(PRECISIONS), weights=list(PRECISIONS.values()))
    text = {
        "day": iso,
        "month": iso[:7],
        "year": iso[:4],
        "season": f"{iso[:4]}-{chance.randrange(21, 25)}",
        "interval": f"{iso}/{later}",
        "decade": iso[:3] + "X",
        "century": iso[:2] + "XX",
        "since": f"{iso}/..",
        "until": f"../{iso}",
    }[form]
    return text + chance.choice("~?") if form in ("day", "month", "year") and chance.random() < 0.03 else text


if __name__ == "__main__":
    main()
