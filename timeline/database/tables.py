"""The tables that questions and decisions are about, as light Core constructs, to read and to write rows in bulk.

The models bring SQLAlchemy's ORM, which costs a tenth of a second at the start of every command; they are for
migrations, reference facts and checks. A test holds every table and column named here against them. The tables of
documents, events and changes are complete; of the reference facts there is what is asked about. A column that an insert
leaves out gets the database's own default.
"""

from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Date, Double, Integer, TableClause, column, table
from sqlalchemy.types import TypeEngine

from timeline.database.column_types import KEY, TEXT

_Type = TypeEngine[Any] | type[TypeEngine[Any]]
_STATE = JSON(none_as_null=True)


def _table(name: str, /, **types: _Type) -> TableClause:
    return table(name, *(column(of, type_) for of, type_ in types.items()))


def _texts(*names: str) -> dict[str, _Type]:
    return dict.fromkeys(names, TEXT)


document = _table(
    "document",
    id=KEY,
    **_texts("sha256", "url", "title", "publisher", "author", "published"),
    first_day=Date,
    last_day=Date,
    **_texts("retrieved", "loader", "language", "licence", "reliability"),
    syndicated_from_id=KEY,
    **_texts("loaded_at", "text"),
)
model_answer = _table(
    "model_answer",
    id=KEY,
    document_id=KEY,
    **_texts("sha256", "custom_id", "request_hash", "model"),
    parameters=JSON,
    **_texts("asked_at", "answered_by", "error", "finish_reason"),
    prompt_tokens=Integer,
    completion_tokens=Integer,
    **_texts("reply_hash", "content"),
)
document_shingle = _table("document_shingle", hash=BigInteger, document_id=KEY)
event = _table(
    "event",
    id=KEY,
    **_texts("public_id", "type_id", "status", "date"),
    first_day=Date,
    last_day=Date,
    **_texts("date_precision", "date_phrase", "date_rule", "date_anchor"),
    **_texts("title", "place", "note", "review", "review_reason", "lane"),
    confidence=Double,
    **_texts("origin", "extractor"),
)
event_actor = _table("event_actor", event_id=KEY, **_texts("actor_id", "role"))
event_weapon = _table(
    "event_weapon",
    event_id=KEY,
    weapon_id=TEXT,
    quantity_min=BigInteger,
    quantity_max=BigInteger,
    unit=TEXT,
    value=Double,
    **_texts("currency", "conditions"),
)
event_treaty = _table("event_treaty", event_id=KEY, **_texts("treaty_id", "relation"))
event_link = _table("event_link", id=KEY, event_id=KEY, other_id=KEY, **_texts("relation", "quote", "origin", "review"))
_DAYS: dict[str, _Type] = {"first_day": Date, "last_day": Date, "event_id": KEY, "lasting": Boolean}
event_weapon_facet = _table("event_weapon_facet", weapon_id=TEXT, **_DAYS)
event_actor_facet = _table("event_actor_facet", **_texts("actor_id", "role"), **_DAYS)
claim = _table(
    "claim",
    id=KEY,
    event_id=KEY,
    **_texts("field", "value"),
    document_id=KEY,
    start_offset=Integer,
    end_offset=Integer,
    **_texts("quote", "attributed_to_id", "status"),
    credibility=Integer,
    **_texts("extractor", "origin"),
)
change = _table(
    "change",
    id=KEY,
    **_texts("at", "who", "why", "table_name", "row_key"),
    before=_STATE,
    after=_STATE,
    **_texts("previous_hash", "hash"),
)

event_type = _table("event_type", **_texts("id", "group_name", "name"))
actor = _table("actor", **_texts("id", "kind", "name", "parent_id", "country_id"))
office = _table("office", **_texts("person_id", "actor_id"))
weapon = _table("weapon", **_texts("id", "name"))
weapon_closure = _table("weapon_closure", **_texts("weapon_id", "ancestor_id"), distance=Integer)
treaty = _table(
    "treaty",
    **_texts("id", "name", "full_name", "kind", "adopted", "opened", "entry_into_force", "depositary"),
    withdrawal_notice_months=Integer,
    **_texts("withdrawal_rule", "status", "end_date", "source"),
    checked=Integer,
    origin=TEXT,
)
treaty_rule = _table(
    "treaty_rule",
    treaty_id=TEXT,
    months=Integer,
    days=Integer,
    first_of_month=Boolean,
    **_texts("before_entry", "threshold"),
    notice_months=Integer,
    notice_days=Integer,
    **_texts("conflict_clause", "annexed_to_id", "members_of", "force"),
    open_to_all=Boolean,
    arms_in_general=Boolean,
    **_texts("coverage", "read_until", "source"),
    checked=Integer,
    origin=TEXT,
)
treaty_weapon = _table("treaty_weapon", treaty_id=TEXT, weapon_id=TEXT, position=Integer, origin=TEXT)
treaty_action = _table(
    "treaty_action",
    id=KEY,
    **_texts("treaty_id", "actor_id", "action", "date"),
    first_day=Date,
    last_day=Date,
    **_texts("effective_date", "basis"),
    contested=Boolean,
    **_texts("corroboration", "source"),
    checked=Integer,
    **_texts("note", "origin"),
)
provision = _table(
    "provision",
    id=KEY,
    **_texts("treaty_id", "article", "conduct", "weapon_id", "rule", "exception", "source"),
    checked=Integer,
    origin=TEXT,
)
provision_condition = _table(
    "provision_condition",
    id=KEY,
    **_texts("treaty_id", "article", "conduct", "weapon", "test", "value", "why", "origin"),
)
conduct_rule = _table(
    "conduct_rule",
    **_texts("event_type_id", "role", "conduct"),
    doubt=Boolean,
    note=TEXT,
    position=Integer,
    origin=TEXT,
)
state_beginning = _table(
    "state_beginning",
    **_texts("actor_id", "began", "before"),
    continues=Boolean,
    source=TEXT,
    checked=Integer,
    origin=TEXT,
)
armed_conflict = _table(
    "armed_conflict", id=KEY, **_texts("actor_id", "began", "ended", "what", "source"), checked=Integer, origin=TEXT
)
disagreement = _table(
    "disagreement", id=KEY, **_texts("treaty_id", "actor_id", "what", "kept", "other", "comment", "origin")
)
membership = _table("membership", **_texts("body_id", "actor_id", "start_date", "end_date", "source"), checked=Integer)
embargo = _table(
    "embargo",
    **_texts("id", "imposed_by_id", "target_id", "scope", "start_date", "end_date", "legal_basis", "exceptions"),
    source=TEXT,
    checked=Integer,
    origin=TEXT,
)
embargo_weapon = _table("embargo_weapon", embargo_id=TEXT, weapon_id=TEXT, position=Integer, origin=TEXT)
reference_source = _table("reference_source", **_texts("id", "title", "url", "as_of"))
ruling = _table(
    "ruling",
    id=KEY,
    **_texts("digest", "treaty_id", "article", "conduct", "rule", "rule_weapon_id", "verdict", "ruled"),
    **_texts("terms", "sources"),
    checked=Integer,
    rules_version=TEXT,
)
footing = _table("footing", id=KEY, **_texts("digest", "words", "notes", "sources", "rules_version"))
finding = _table(
    "finding",
    id=KEY,
    event_id=KEY,
    position=Integer,
    **_texts("actor_id", "role", "weapon_id", "opening", "rulings", "footings"),
)
event_check = _table(
    "event_check", event_id=KEY, **_texts("digest", "rules_version"), verdicts=Integer, **_texts("notices")
)
actor_name = _table("actor_name", **_texts("actor_id", "name", "folded"), ambiguous=Boolean)
weapon_name = _table("weapon_name", **_texts("weapon_id", "name", "folded"), ambiguous=Boolean)
treaty_name = _table(
    "treaty_name",
    id=KEY,
    **_texts("treaty_id", "name", "folded", "form"),
    ambiguous=Boolean,
    **_texts("valid_from", "valid_to", "origin"),
)
