"""The tables of a package: every column with its type, meaning, allowed values and keys. All else is made of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from timeline.loaders.columns import COLUMNS
from timeline.loaders.package_columns import READ_BACK
from timeline.outputs.column_meanings import MEANINGS
from timeline.outputs.package import meanings as m

Type: TypeAlias = Literal["string", "integer", "number", "date"]
Values: TypeAlias = Mapping[str, str]
EVENT_ID = r"[\w.:-]{1,64}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it holds in words, and `values` with their meanings: no others may stand in it, unless `more`."""

    meaning: str
    type: Type = "string"
    required: bool = False
    values: Values = field(default_factory=dict)
    limits: Mapping[str, Any] = field(default_factory=dict)
    more: bool = False

    @property
    def constraints(self) -> dict[str, Any]:
        """As Table Schema writes them."""
        found: dict[str, Any] = {"required": True} if self.required else {}
        if self.values and not self.more:
            found["enum"] = [int(value) for value in self.values] if self.type == "integer" else list(self.values)
        return found | dict(self.limits)


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A table: what a row is, its columns in order, its primary key, and which columns name a row of another table."""

    meaning: str
    columns: Mapping[str, Column]
    key: tuple[str, ...] = ()
    references: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def _id(meaning: str) -> Column:
    return Column(meaning, required=True)


def _text(meaning: str) -> Column:
    return Column(meaning)


def _of(meaning: str, values: Values, *, required: bool = True) -> Column:
    return Column(meaning, required=required, values=values)


_EVENT = Column("the event, by its public id", required=True, limits={"pattern": EVENT_ID})
_COUNT: Mapping[str, Any] = {"minimum": 0}
_EVENT_COLUMNS = {column: _text(MEANINGS[column]) for column in COLUMNS} | {
    "event_id": Column(MEANINGS["event_id"], required=True, limits={"pattern": EVENT_ID, "unique": True}),
    "type": _id("what happened: a row of event_types.csv"),
    "group": _id(MEANINGS["group"]),
    "status": _of("how real it is", m.STATUSES),
    "date": _id(MEANINGS["date"]),
    "date_first": Column(MEANINGS["date_first"], "date"),
    "date_last": Column(MEANINGS["date_last"], "date"),
    "date_precision": _of("how exact the date is", m.PRECISIONS),
    "source_count": Column(MEANINGS["source_count"], "integer", required=True, limits=_COUNT),
    "review": _of("who stands for it", m.REVIEWS),
    "confidence": Column(MEANINGS["confidence"], "number", limits={"minimum": 0, "maximum": 1}),
}
_SOURCE = _id("the source: a row of sources.csv")
_START = Column("where the passage begins: characters of the document's text before it", "integer", True, {}, _COUNT)
_END = Column("where it ends: characters of the text up to there", "integer", True, {}, {"minimum": 1})
_CHECKED = Column("in how many separately compiled sources the row was found", "integer", True, m.CHECKED)
_FROM = _text("where the row was read")
_TO_EVENT = {"event_id": ("events", "event_id")}
_TO_SOURCE = {"source_id": ("sources", "source_id")}

TABLES: dict[str, TableSchema] = {
    "events": TableSchema(
        "An event: somebody did, decided, announced or said something about a weapon or a treaty. Several values in a "
        "cell are joined by '; ', and a ';' inside a value is doubled.",
        _EVENT_COLUMNS,
        ("event_id",),
        {"type": ("event_types", "id")},
    ),
    "participants": TableSchema(
        "An actor in one role in an event.",
        {"event_id": _EVENT, "role": _of("in which role", m.ROLES), "actor_id": _id("the actor: a row of actors.csv")},
        ("event_id", "role", "actor_id"),
        {**_TO_EVENT, "actor_id": ("actors", "id")},
    ),
    "event_weapons": TableSchema(
        "A weapon in an event, with what the sources say of number, worth and conditions.",
        {
            "event_id": _EVENT,
            "weapon_id": _id("the weapon, as specific as the source: a row of weapons.csv"),
            "quantity_min": Column(MEANINGS["quantity_min"], "integer", limits=_COUNT),
            "quantity_max": Column(MEANINGS["quantity_max"], "integer", limits=_COUNT),
            "unit": _text(MEANINGS["unit"]),
            "value": Column(MEANINGS["value"], "number", limits=_COUNT),
            "currency": Column(MEANINGS["currency"], limits={"pattern": "[A-Z]{3}"}),
            "conditions": _text(MEANINGS["conditions"]),
        },
        ("event_id", "weapon_id"),
        {**_TO_EVENT, "weapon_id": ("weapons", "id")},
    ),
    "event_treaties": TableSchema(
        "A treaty that an event is about.",
        {"event_id": _EVENT, "treaty_id": _id("the treaty: a row of treaties.csv")},
        ("event_id", "treaty_id"),
        {**_TO_EVENT, "treaty_id": ("treaties", "id")},
    ),
    "provenance": TableSchema(
        "How an event came to be told and dated: a row for each event.",
        {
            "event_id": _EVENT,
            "origin": _of("who told it", m.ORIGINS),
            "lane": _of("how the machine's own reading is treated", m.LANES),
            "review_reason": _text("why it was rejected, withdrawn or decided otherwise"),
            "extractor": _text("which version of the program read it"),
            "date_phrase": _text("the words from which the date follows"),
            "date_rule": _text("the rule by which it follows"),
            "date_anchor": _text("the date from which the words are reckoned, in EDTF"),
        },
        ("event_id",),
        _TO_EVENT,
    ),
    "sources": TableSchema(
        "A document that an event rests on, or the first print of the story that such a document prints.",
        {
            "source_id": _id("made of the text's hash, address, publisher and date: the same in every database"),
            "sha256": Column(
                "SHA-256 of the document's text in UTF-8", required=True, limits={"pattern": "[0-9a-f]{64}"}
            ),
            "publisher": _text("who published it"),
            "title": _text("its title"),
            "url": _text("its address"),
            "published": _text("when it was published, in EDTF"),
            "author": _text("who wrote it"),
            "language": _text("its language, as it says itself"),
            "reliability": _of("how reliable the source is (Admiralty code)", m.RELIABILITIES, required=False),
            "licence": _text("the licence of its text, as far as it is known"),
            "retrieved": _text("when it was read, in EDTF"),
            "loader": Column("what is known of it", required=True, values=m.LOADERS, more=True),
            "syndicated_from": _text("the first print of the same story: together they are one independent source"),
            "text": _text("the file of its text, where the package has it"),
        },
        ("source_id",),
        {"syndicated_from": ("sources", "source_id")},
    ),
    "quotes": TableSchema(
        "A passage of a source that tells of an event.",
        {
            "source_id": _SOURCE,
            "event_id": _EVENT,
            "start": _START,
            "end": _END,
            "quote": Column(
                "its words to 300 characters, the last of them '…' where there are more",
                required=True,
                limits={"maxLength": 300},
            ),
        },
        ("source_id", "event_id", "start", "end"),
        {**_TO_SOURCE, **_TO_EVENT},
    ),
    "claims": TableSchema(
        "What words of a source say of one field of an event; where claims differ, the event holds what was decided.",
        {
            "event_id": _EVENT,
            "source_id": _SOURCE,
            "start": _START,
            "end": _END,
            "field": _of("what it is about", m.CLAIM_FIELDS),
            "value": _text("the value that the words give the field"),
            "status": _of("how real the words make it", m.STATUSES),
            "attributed_to": _text("whose statement the source reports: a row of actors.csv"),
        },
        (),
        {**_TO_EVENT, **_TO_SOURCE, "attributed_to": ("actors", "id")},
    ),
    "links": TableSchema(
        "What one event is to another, both in this package.",
        {
            "event_id": _EVENT,
            "relation": _of("what the event does to the other", m.RELATIONS),
            "other_id": Column("the other event", required=True, limits={"pattern": EVENT_ID}),
            "quote": _text("the words that say so, to 300 characters"),
            "origin": _of("who told it", m.ORIGINS),
            "review": _of("who stands for it", m.REVIEWS),
        },
        ("event_id", "relation", "other_id"),
        {**_TO_EVENT, "other_id": ("events", "event_id")},
    ),
    "findings": TableSchema(
        "What a rule of a treaty, or an embargo, meant for a participant on the date of an event: an aid to an "
        "analyst, not legal advice.",
        {
            "event_id": _EVENT,
            "treaty": _id("the treaty, or the embargo"),
            "article": _text("the article"),
            "conduct": _id("what the participant did, as the rule calls it"),
            "weapon": _id("the weapon: a row of weapons.csv"),
            "actor": _id("the participant: a row of actors.csv"),
            "role": _of("in which role", m.ROLES),
            "verdict": _of("what it meant", m.VERDICTS),
            "reason": _text("why, with dates"),
            "sources": _text("where the rule and the state's position were read, joined by '; '"),
            "rules_version": _id("which rules and facts: findings of two versions should not be mixed"),
        },
        (),
        {**_TO_EVENT, "weapon": ("weapons", "id"), "actor": ("actors", "id")},
    ),
    "actors": TableSchema(
        "A state, organisation, company, group or person that the vocabulary knows.",
        {
            "id": _id("ISO 3166-1 alpha-3 of a state, a short name of anybody else"),
            "kind": _of("what it is", m.ACTOR_KINDS),
            "name": _id("its name"),
            "official_name": _text("its full name"),
            "iso2": _text("ISO 3166-1 alpha-2"),
            "cow": _text("its number in the Correlates of War project"),
            "parent_id": _text("what it is part of"),
            "country_id": _text("the state that it belongs to"),
            "notes": _text("remarks"),
            "source": _FROM,
            "checked": _CHECKED,
        },
        ("id",),
        {"parent_id": ("actors", "id"), "country_id": ("actors", "id")},
    ),
    "weapons": TableSchema(
        "A weapon or a kind of weapon.",
        {
            "id": _id("its id"),
            "name": _id("its name"),
            "parents": _text("the kinds just above it, joined by '; ': there may be several"),
            "codes": _text("its categories in UNROCA, SIPRI, USML and the Wassenaar list, joined by '; '"),
            "notes": _text("remarks"),
            "source": _FROM,
            "checked": _CHECKED,
        },
        ("id",),
    ),
    "treaties": TableSchema(
        "A treaty, protocol, export-control regime or political declaration.",
        {
            "id": _id("its id"),
            "name": _id("its short name"),
            "full_name": _text("its full name"),
            "kind": _of("what it is", m.TREATY_KINDS),
            "adopted": _text("when it was adopted, in EDTF"),
            "opened": _text("when it was opened for signature, in EDTF"),
            "entry_into_force": _text("when it entered into force, in EDTF"),
            "depositary": _text("who keeps it"),
            "status": _text("whether it is in force"),
            "end_date": _text("when it ended, in EDTF"),
            "weapons": _text("the weapons that it covers, joined by '; '"),
            "source": _FROM,
            "checked": _CHECKED,
        },
        ("id",),
    ),
    "event_types": TableSchema(
        "A type of event.",
        {
            "id": _id("its id"),
            "group": _id("the group of types"),
            "name": _id("its name"),
            "description": _text("what it is"),
            "plover": _text("the nearest code of PLOVER"),
            "cameo": _text("the nearest code of CAMEO"),
        },
        ("id",),
    ),
    "codebook": TableSchema(
        "A column of a table, or a value that may stand in it: this codebook as a table.",
        {
            "table": _id("the table"),
            "column": _text("the column; empty where the row explains the table"),
            "value": _text("the value; empty where the row explains the column"),
            "type": _text("the type of the column, as Table Schema names it"),
            "required": _text("yes where the column is never empty"),
            "meaning": _id("what it is"),
        },
    ),
}


def columns_of(table: str) -> tuple[str, ...]:
    """The columns of a table, in their order."""
    return tuple(TABLES[table].columns)


assert all(columns_of(table) == columns for table, columns in READ_BACK.items())  # noqa: S101 - one list in two places
