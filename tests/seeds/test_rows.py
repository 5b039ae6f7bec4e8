"""Every row of seeds/*.csv: its cells are clean, its ids unique, what it refers to exists, its dates are EDTF."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from timeline import edtf
from timeline.database import domains
from timeline.errors import BadDate
from timeline.shipped import shipped_folder
from timeline.vocabulary import actors, names, treaties
from timeline.vocabulary.reading import seed_rows, shipped_vocabulary

VOCABULARY = shipped_vocabulary()
COLUMNS = {
    "actors": "id,type,name,official_name,iso3,iso2,cow,aliases,ambiguous_aliases,demonyms,capital,metonyms,"
    "country_iso3,parent_id,notes,source,checked",
    "weapons": "id,name,parents,aliases,ambiguous_aliases,unroca_category,sipri_category,usml_category,wassenaar_ml,"
    "manufacturer_country_iso3,notes,source,checked",
    "treaties": "id,short_name,full_name,aliases,ambiguous_aliases,adopted,opened,entry_into_force,depositary,kind,"
    "withdrawal_notice_months,withdrawal_rule,weapons_covered,status,end_date,parties_as_of_2026_02_03,source,checked",
    "treaty_actions": "treaty_id,state_iso3,action,date,basis,source,checked,corroboration,note",
    "treaty_provisions": "treaty_id,article,conduct,weapon_id,rule,exception,source,checked",
    "office_holders": "person,aliases,ambiguous_aliases,role,acting,actor_id,from,to,end_status,source,checked",
    "memberships": "body,actor,from,to,source,checked",
    "embargoes": "id,imposed_by,target_actor,scope,weapons,from,to,legal_basis,exceptions,source,checked",
    "event_types": "id,group,name,description,plover,cameo",
    "dated_names": "kind,id,name,form,ambiguous,valid_from,valid_to,source,checked",
    "conflicts": "treaty_id,state_iso3,what,kept,other,comment",
    "sources": "key,title,url,as_of,where_read,remark",
    "policy_events": "id,date,made_public,type,participants,weapon,checked,title,summary",
    "policy_links": "event_id,relation,other_id,checked,remark",
    "policy_sources": "event_id,publisher,title,date,url",
}
# What positions under a treaty are computed with; tests/law reads every row of them.
CHECKED_WITH_THE_LAW = {"armed_conflicts", "conducts", "provision_conditions", "states", "treaty_rules"}
CHECKED = [name for name, columns in COLUMNS.items() if columns.endswith(",checked")]

BODIES = VOCABULARY.actors.keys() | VOCABULARY.treaties.keys()
REFERENCES: list[tuple[str, str, Callable[[str], bool]]] = [
    ("actors", "type", actors.ACTOR_KINDS.__contains__),
    ("actors", "parent_id", VOCABULARY.actors.__contains__),
    ("actors", "country_iso3", VOCABULARY.actors.__contains__),
    ("weapons", "parents", VOCABULARY.weapons.__contains__),
    ("weapons", "manufacturer_country_iso3", VOCABULARY.actors.__contains__),
    ("treaties", "kind", treaties.TREATY_KINDS.__contains__),
    ("treaties", "weapons_covered", VOCABULARY.weapons.__contains__),
    ("treaty_actions", "treaty_id", VOCABULARY.treaties.__contains__),
    ("treaty_actions", "state_iso3", VOCABULARY.actors.__contains__),
    ("treaty_actions", "action", domains.TREATY_ACTIONS.__contains__),
    ("treaty_actions", "basis", domains.ACTION_BASES.__contains__),
    ("treaty_provisions", "treaty_id", VOCABULARY.treaties.__contains__),
    ("treaty_provisions", "weapon_id", VOCABULARY.weapons.__contains__),
    ("treaty_provisions", "conduct", domains.CONDUCTS.__contains__),
    ("treaty_provisions", "rule", domains.RULES.__contains__),
    ("office_holders", "actor_id", VOCABULARY.actors.__contains__),
    ("office_holders", "acting", ("yes", "no").__contains__),
    ("office_holders", "end_status", ("ended", "no end date known here", "in office on 2026-08-22").__contains__),
    ("memberships", "body", BODIES.__contains__),
    ("memberships", "actor", VOCABULARY.actors.__contains__),
    ("embargoes", "imposed_by", VOCABULARY.actors.__contains__),
    ("embargoes", "target_actor", VOCABULARY.actors.__contains__),
    ("embargoes", "weapons", VOCABULARY.weapons.__contains__),
    ("event_types", "group", ("transfer", "use policy", "weapon", "treaty", "position", "law").__contains__),
    ("dated_names", "kind", names.KINDS.__contains__),
    ("dated_names", "form", names.FORMS.__contains__),
    ("dated_names", "ambiguous", ("yes", "no").__contains__),
    ("conflicts", "treaty_id", VOCABULARY.treaties.__contains__),
    ("conflicts", "state_iso3", (VOCABULARY.actors.keys() | {"*"}).__contains__),
]
DATES = [
    ("treaties", "adopted"),
    ("treaties", "opened"),
    ("treaties", "entry_into_force"),
    ("treaties", "end_date"),
    ("treaty_actions", "date"),
    ("office_holders", "from"),
    ("office_holders", "to"),
    ("memberships", "from"),
    ("memberships", "to"),
    ("embargoes", "from"),
    ("embargoes", "to"),
    ("dated_names", "valid_from"),
    ("dated_names", "valid_to"),
]
RANGES = [("office_holders", "from", "to"), ("memberships", "from", "to"), ("embargoes", "from", "to")]
RANGES += [("dated_names", "valid_from", "valid_to"), ("treaties", "adopted", "entry_into_force")]
RANGES += [("treaties", "adopted", "opened"), ("treaties", "entry_into_force", "end_date")]
NEEDED = [("embargoes", "from"), ("embargoes", "scope"), ("embargoes", "legal_basis"), ("embargoes", "weapons")]
NEEDED += [("treaty_provisions", "article"), ("event_types", "name"), ("event_types", "description")]
NEEDED += [("actors", "name"), ("weapons", "name"), ("treaties", "short_name"), ("treaties", "full_name")]
NEEDED += [("office_holders", "person"), ("office_holders", "role"), ("sources", "key"), ("sources", "title")]
KEYS = [
    ("actors", ("id",)),
    ("weapons", ("id",)),
    ("treaties", ("id",)),
    ("embargoes", ("id",)),
    ("event_types", ("id",)),
    ("sources", ("key",)),
    ("treaty_actions", ("treaty_id", "state_iso3", "action", "date")),
    ("treaty_provisions", ("treaty_id", "article", "conduct", "weapon_id", "rule")),
    ("memberships", ("body", "actor", "from")),
    ("office_holders", ("person", "role", "actor_id", "from")),
    ("dated_names", ("kind", "id", "name", "form")),
]


@pytest.mark.parametrize("name", COLUMNS)
def test_the_file_is_plain_csv_in_the_documented_columns(name: str) -> None:
    text = (shipped_folder("seeds") / f"{name}.csv").read_bytes().decode("utf-8", "strict")
    assert "\r" not in text
    assert not text.startswith("\ufeff")
    assert text.endswith("\n")
    header, *rows = csv.reader(text.splitlines(keepends=True))
    assert ",".join(header) == COLUMNS[name]
    assert {len(row) for row in rows} == {len(header)}


def test_no_file_of_facts_goes_unchecked() -> None:
    files = {path.stem for path in shipped_folder("seeds").glob("*.csv")}
    assert set(COLUMNS) <= files <= set(COLUMNS) | CHECKED_WITH_THE_LAW


def test_every_file_has_its_paragraph() -> None:
    paragraphs = (Path(__file__).resolve().parents[2] / "docs" / "sources.md").read_text(encoding="utf-8")
    files = {path.name for path in shipped_folder("seeds").glob("*.csv")}
    described = {name for name in files if f"**`{name}`**" in paragraphs}
    # What conflicts.csv holds is said under "Credits", and what the decisions of states are, where `policy` is.
    assert {name for name in files - described if not name.startswith("policy_")} == {"conflicts.csv"}


def test_every_cell_is_clean() -> None:
    def faults() -> Iterator[str]:
        for name in COLUMNS:
            for row in seed_rows(name):
                for column, cell in row.items():
                    parts = cell.split("|") if column not in ("source", "note", "notes", "legal_basis") else [cell]
                    if any(part != part.strip() for part in parts) and column != "where_read":
                        yield f"{name}.{column}: {cell!r} has blanks at an end"
                    if len(set(parts)) != len(parts) or ("" in parts and cell):
                        yield f"{name}.{column}: {cell!r} repeats a value or has an empty one"

    assert list(faults()) == []


@pytest.mark.parametrize(("name", "columns"), KEYS, ids=[name for name, _ in KEYS])
def test_a_key_occurs_once(name: str, columns: tuple[str, ...]) -> None:
    counted = Counter(tuple(row[column] for column in columns) for row in seed_rows(name))
    assert [key for key, times in counted.items() if times > 1] == []


@pytest.mark.parametrize(("name", "column", "known"), REFERENCES, ids=[f"{n}.{c}" for n, c, _ in REFERENCES])
def test_what_a_row_refers_to_exists(name: str, column: str, known: Callable[[str], bool]) -> None:
    values = {value for row in seed_rows(name) for value in row[column].split("|") if value}
    assert sorted(value for value in values if not known(value)) == []


@pytest.mark.parametrize(("name", "column"), DATES)
def test_dates_are_edtf(name: str, column: str) -> None:
    def faults() -> Iterator[str]:
        for row in seed_rows(name):
            try:
                if row[column] and str(edtf.parse(row[column])) != row[column]:
                    yield row[column]
            except BadDate:
                yield row[column]

    assert list(faults()) == []


@pytest.mark.parametrize(("name", "first", "last"), RANGES)
def test_nothing_ends_before_it_begins(name: str, first: str, last: str) -> None:
    wrong = [
        row
        for row in seed_rows(name)
        if row[first] and row[last] and edtf.parse(row[first]).first > edtf.parse(row[last]).last
    ]
    assert wrong == []


@pytest.mark.parametrize("name", CHECKED)
def test_every_fact_names_its_source_and_how_far_it_was_checked(name: str) -> None:
    wrong = [row for row in seed_rows(name) if row["checked"] not in ("0", "1", "2") or not row["source"]]
    assert wrong == []
    pretended = [row for row in seed_rows(name) if row["source"] == "general knowledge" and row["checked"] != "0"]
    assert pretended == []


@pytest.mark.parametrize(("name", "column"), NEEDED)
def test_what_is_needed_is_there(name: str, column: str) -> None:
    assert [row for row in seed_rows(name) if not row[column]] == []
