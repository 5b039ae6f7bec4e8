"""A treaty that a person tells, with its source → rows of `treaty` and of all that describes it, new or changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from timeline.errors import UsageError
from timeline.law.rules import COVERAGES
from timeline.review.fact_sources import FactSource, fact_source
from timeline.review.fact_writing import FactEdits, Row, stored_facts_of
from timeline.review.sources import SourceNamed
from timeline.review.treaty_checks import (
    require_dates_in_order,
    require_free_names,
    require_new_id,
    require_other_treaty,
)
from timeline.vocabulary.actors import spelt_once
from timeline.vocabulary.names import Name
from timeline.vocabulary.vocabulary import Vocabulary

PROVISION = ("article", "conduct", "weapon_id", "rule")
# Of a treaty that a person adds not all acts are recorded unless the person says so.
ADDED_COVERAGE = COVERAGES[1]
_NEW_RULE: Row = {
    "months": None,
    "days": None,
    "first_of_month": False,
    "before_entry": "own",
    "threshold": "",
    "notice_months": None,
    "notice_days": None,
    "conflict_clause": "",
    "annexed_to_id": None,
    "members_of": "",
    "force": "binding",
    "open_to_all": True,
    "arms_in_general": False,
    "coverage": ADDED_COVERAGE,
    "read_until": None,
}
_NEW_TREATY: Row = {
    "full_name": "",
    "kind": "treaty",
    "adopted": None,
    "opened": None,
    "entry_into_force": None,
    "depositary": "",
    "withdrawal_notice_months": None,
    "withdrawal_rule": "",
    "status": "",
    "end_date": None,
}
# What of a treaty is a name of it or words about it, and needs no source.
_WORDS = frozenset({"name", "full_name", "status"})


@dataclass(frozen=True, slots=True)
class TreatyTold:
    """What a person says of a treaty, all names resolved and dates in EDTF; what is absent is not said.

    `columns` are columns of `treaty` but its id, `rules` of `treaty_rule`; a provision has the columns of PROVISION and
    `exception`. `names`, `weapons` and `provisions` are added, those of the `without_` fields taken away.
    """

    columns: Mapping[str, Any] = field(default_factory=dict)
    rules: Mapping[str, Any] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    provisions: tuple[Row, ...] = ()
    without_names: tuple[str, ...] = ()
    without_weapons: tuple[str, ...] = ()
    without_provisions: tuple[Row, ...] = ()


def add_treaty(
    connection: Connection,
    id: str,
    told: TreatyTold,
    source: SourceNamed,
    vocabulary: Vocabulary,
    *,
    why: str = "added",
) -> None:
    """Store the treaty under the id; its names mean it at once.

    Raises UsageError where the id or a name is taken or dates contradict each other, and what `fact_source` raises.
    """
    require_new_id(id, vocabulary)
    names = list(spelt_once("treaty", id, _spellings(told), ()))
    require_free_names((name.text for name in names), vocabulary)
    treaty = {**_NEW_TREATY, **told.columns, "id": id}
    require_dates_in_order(treaty)
    cited = fact_source(connection, source, of="The treaty", why=why)
    sourced = {"source": cited.text, "checked": cited.checked}
    edits = FactEdits(connection)
    edits.add("treaty", {**treaty, **sourced})
    for name in names:
        edits.add("treaty_name", _name_row(name))
    edits.add("treaty_rule", {**_NEW_RULE, **told.rules, "treaty_id": id, **sourced})
    weapons = told.weapons or tuple(dict.fromkeys(row["weapon_id"] for row in told.provisions))
    for place, weapon in enumerate(weapons):
        edits.add("treaty_weapon", {"treaty_id": id, "weapon_id": weapon, "position": place})
    for provision in told.provisions:
        edits.add("provision", {**provision, "treaty_id": id, **sourced})
    edits.record(why)


def amend_treaty(
    connection: Connection,
    id: str,
    told: TreatyTold,
    source: SourceNamed,
    vocabulary: Vocabulary,
    *,
    why: str,
) -> bool:
    """Change the treaty → whether anything had to change; a shipped row that changes is the person's from then on.

    Raises UsageError without a reason, without a source where more than names or words change, and as `add_treaty`.
    """
    if not why.strip():
        raise UsageError("Say why with --reason: changing what is recorded needs a reason.")
    (treaty,) = stored_facts_of(connection, "treaty", id=id)
    require_other_treaty(id, told.rules.get("annexed_to_id"))
    require_dates_in_order({**treaty, **told.columns})
    names = list(spelt_once("treaty", id, _spellings(told), ()))
    require_free_names((name.text for name in names), vocabulary, own=id)
    edits = FactEdits(connection)
    cited = _source_of_change(connection, treaty, told, source, why)
    _amend_rows(edits, id, treaty, told, cited)
    _change_names(edits, id, names, told.without_names, told.columns.get("name", treaty["name"]))
    _change_weapons(edits, id, told)
    _change_provisions(edits, id, told, cited)
    changed = bool(edits.done)
    edits.record(why)
    return changed


def _source_of_change(
    connection: Connection, treaty: Row, told: TreatyTold, source: SourceNamed, why: str
) -> FactSource | None:
    """The source of a change; None where only names and words change and none is given. Raises UsageError."""
    facts = [name for name, value in told.columns.items() if name not in _WORDS and treaty[name] != value]
    if facts or told.rules or told.weapons or told.provisions or source.text:
        return fact_source(connection, source, of="The change", why=why)
    return None


def _amend_rows(edits: FactEdits, id: str, treaty: Row, told: TreatyTold, cited: FactSource | None) -> None:
    """The treaty's own row and its rule, each with the source of the change before those that it had."""
    rules = stored_facts_of(edits.connection, "treaty_rule", treaty_id=id)
    if not rules and told.rules:
        sourced = {"source": cited.text, "checked": cited.checked} if cited else {}
        edits.add("treaty_rule", {**_NEW_RULE, **told.rules, "treaty_id": id, **sourced})
    for table, stored, values in (
        ("treaty", treaty, told.columns),
        *(("treaty_rule", row, told.rules) for row in rules),
    ):
        changed = {name: value for name, value in values.items() if stored[name] != value}
        if changed and cited and set(changed) - _WORDS:
            both = cited.before(stored["source"], stored["checked"])
            changed |= {"source": both.text, "checked": both.checked}
        if changed:
            edits.amend(table, stored, changed)


def _change_names(edits: FactEdits, id: str, names: list[Name], without: tuple[str, ...], main: str) -> None:
    """New names that the treaty does not bear yet, and those taken away; its main name stays."""
    stored = stored_facts_of(edits.connection, "treaty_name", treaty_id=id)
    borne = {row["name"].casefold() for row in stored}
    for name in names:
        if name.text.casefold() not in borne:
            edits.add("treaty_name", _name_row(name))
    for text in without:
        rows = [row for row in stored if row["name"].casefold() == text.casefold()]
        if not rows:
            raise UsageError(f"{text!r} is no name of {id}: see them with timeline treaty show {id}.")
        if text.casefold() == main.casefold():
            raise UsageError(f"{text!r} is the main name of {id}: give it another with --name first.")
        for row in rows:
            edits.take("treaty_name", row)


def _change_weapons(edits: FactEdits, id: str, told: TreatyTold) -> None:
    stored = stored_facts_of(edits.connection, "treaty_weapon", treaty_id=id)
    known = {row["weapon_id"]: row for row in stored}
    last = max((row["position"] for row in stored), default=-1)
    for place, weapon in enumerate((one for one in told.weapons if one not in known), start=last + 1):
        edits.add("treaty_weapon", {"treaty_id": id, "weapon_id": weapon, "position": place})
    for weapon in told.without_weapons:
        if weapon not in known:
            raise UsageError(
                f"{id} is not recorded to cover {weapon}: see what it covers with timeline treaty show {id}."
            )
        edits.take("treaty_weapon", known[weapon])


def _change_provisions(edits: FactEdits, id: str, told: TreatyTold, cited: FactSource | None) -> None:
    """New provisions, stored ones with another exception, and those taken away."""
    stored = stored_facts_of(edits.connection, "provision", treaty_id=id)
    known = {tuple(row[name] for name in PROVISION): row for row in stored}
    for provision in told.provisions:
        sourced = {"source": cited.text, "checked": cited.checked} if cited else {}
        same = known.get(tuple(provision[name] for name in PROVISION))
        if same is None:
            edits.add("provision", {**provision, "treaty_id": id, **sourced})
        elif provision["exception"] and provision["exception"] != same["exception"]:
            edits.amend("provision", same, {"exception": provision["exception"], **sourced})
    for provision in told.without_provisions:
        same = known.get(tuple(provision[name] for name in PROVISION))
        if same is None:
            words = "; ".join(provision[name] for name in PROVISION)
            raise UsageError(f"{id} has no provision {words!r}: see them with timeline treaty show {id}.")
        edits.take("provision", same)


def _spellings(told: TreatyTold) -> list[tuple[str, str]]:
    official = [("official", told.columns.get(name, "")) for name in ("name", "full_name")]
    return [*official, *(("alias", text) for text in told.names)]


def _name_row(name: Name) -> Row:
    return {
        "treaty_id": name.id,
        "name": name.text,
        "folded": name.folded,
        "form": name.form,
        "ambiguous": name.ambiguous,
        "valid_from": "",
        "valid_to": "",
    }
