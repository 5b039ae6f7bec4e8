"""The shipped policy decisions in seeds/policy_*.csv → PolicyEvents and Links, the rows that a database is to hold.

Each event has one document: our own summary, which names the sources, so that every field has its claim and its span.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from timeline import edtf
from timeline.database.domains import REFERENCE
from timeline.vocabulary.reading import seed_rows, shipped_vocabulary
from timeline.vocabulary.vocabulary import Vocabulary

Row = dict[str, Any]
_CHECKED = {"0": "in no source yet", "1": "in one source", "2": "in two separately compiled sources"}
# They come with the program: no time of loading tells one database from another.
_LOADED_AT = "1970-01-01T00:00:00+00:00"


@dataclass(frozen=True, slots=True)
class PolicyEvent:
    """One decision as it is stored: the rows of its tables, without the keys of a database."""

    event: Row
    actors: tuple[tuple[str, str], ...]
    weapons: tuple[str, ...]
    document: Row
    claims: tuple[tuple[str, str, int, int], ...]

    @property
    def public_id(self) -> str:
        """What the decision is named by, in every database."""
        return str(self.event["public_id"])


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two decisions, by their public ids."""

    event: str
    relation: str
    other: str

    @property
    def key(self) -> str:
        """What names it in the log, and for a person."""
        return f"{self.event}:{self.relation}:{self.other}"


def shipped_events() -> dict[str, PolicyEvent]:
    """Public id → decision, in the order of the file."""
    vocabulary = shipped_vocabulary()
    sources: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in seed_rows("policy_sources"):
        sources[row["event_id"]].append(row)
    return {row["id"]: _policy_event(row, sources[row["id"]], vocabulary) for row in seed_rows("policy_events")}


def shipped_links() -> list[Link]:
    """The relations between the shipped decisions."""
    return [Link(row["event_id"], row["relation"], row["other_id"]) for row in seed_rows("policy_links")]


def _policy_event(row: dict[str, str], sources: Sequence[dict[str, str]], vocabulary: Vocabulary) -> PolicyEvent:
    actors = tuple((actor, role) for role, _, actor in (each.partition(":") for each in row["participants"].split("|")))
    date = edtf.parse(row["date"])
    text, claims = _summary(row, actors, sources, vocabulary)
    public = edtf.parse(row["made_public"]).text if row["made_public"] else ""
    first, last = edtf.days_of(public)
    event = {
        "public_id": row["id"],
        "type_id": row["type"],
        "status": "actual",
        "date": date.text,
        "first_day": date.first,
        "last_day": date.last,
        "date_precision": date.precision,
        "title": row["title"],
        "review": "accepted",
        "lane": "auto",
        "origin": REFERENCE,
    }
    document = {
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "url": sources[0]["url"],
        "title": row["title"],
        "publisher": sources[0]["publisher"],
        "published": public,
        "first_day": first,
        "last_day": last,
        "loader": REFERENCE,
        "language": "en",
        "licence": "CC0-1.0",
        "loaded_at": _LOADED_AT,
        "text": text,
    }
    return PolicyEvent(event, tuple(sorted(actors)), (row["weapon"],), document, claims)


def _summary(
    row: dict[str, str], actors: Iterable[tuple[str, str]], sources: Iterable[dict[str, str]], vocabulary: Vocabulary
) -> tuple[str, tuple[tuple[str, str, int, int], ...]]:
    """The text of the document, and each field with its value and its span in the text."""
    lines = [
        ("title", row["title"], "", row["title"]),
        ("event", "", "", row["summary"]),
        ("type", row["type"], "Type: ", vocabulary.name_of("event-type", row["type"])),
        ("status", "actual", "Status: ", "actual"),
        ("date", row["date"], "Date: ", row["date"]),
        *((role, actor, f"{role.capitalize()}: ", vocabulary.name_of("actor", actor)) for actor, role in actors),
        ("weapon", row["weapon"], "Weapon: ", vocabulary.name_of("weapon", row["weapon"])),
    ]
    text, claims = "", []
    for field, value, label, words in lines:
        start = len(text) + len(label)
        claims.append((field, value, start, start + len(words)))
        text += f"{label}{words}\n"
    if row["made_public"]:
        text += f"Made public: {row['made_public']}\n"
    text += f"Its day was read {_CHECKED[row['checked']]}.\n"
    for source in sources:
        told = (source[name] for name in ("publisher", "title", "date", "url"))
        text += f"Source: {', '.join(filter(None, told))}\n"
    return text, tuple(claims)
