"""A database → a package → a new database on either kind → the same package, to the byte; what says so of it."""

import csv
import hashlib
import importlib
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, Engine, select

from tests.outputs.packaged import ALL, WHOLE, fill, loaded, packaged
from tests.review.eventful import ACT, OWN
from timeline.database import domains
from timeline.database import tables as t
from timeline.database.checking import faults
from timeline.database.opening import open_engine, reading, writing
from timeline.database.vocabulary import stored_vocabulary
from timeline.documents.proposal import LANES, ROLES, STATUSES
from timeline.law.findings import Verdict
from timeline.loaders.extracts import EXTRACT_LOADER
from timeline.loaders.loading import LOADERS
from timeline.loaders.package_columns import FILES, READ_BACK, SUMS
from timeline.outputs.package import meanings
from timeline.outputs.package.codebook import values_of
from timeline.outputs.package.release import Author, Release
from timeline.outputs.package.schema import TABLES, columns_of
from timeline.queries.filters import Filters
from timeline.review.act_writing import add_act
from timeline.vocabulary.reading import shipped_vocabulary
from timeline.vocabulary.treaties import TREATY_KINDS

yaml: Any = importlib.import_module("yaml")
SAID = Release(
    'Mines, "and" more: 2024', (Author("Jane Doe", "Doe", "Jane"), Author("A: body")), "1.2", "2026-11-26", "CC-BY-4.0"
)


@pytest.fixture(scope="module")
def origin(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A SQLite database that went through everything; the tests only read it."""
    path = tmp_path_factory.mktemp("origin") / "timeline.db"
    path.write_bytes(sqlite_template.read_bytes())
    opened = open_engine(URL.create("sqlite", database=str(path)), create=False)
    fill(opened)
    yield opened
    opened.dispose()


@pytest.fixture
def target(backend: str, request: pytest.FixtureRequest, tmp_path: Path, sqlite_template: Path) -> Iterator[Engine]:
    """A new database of each kind."""
    if backend == "sqlite":
        path = tmp_path / "target.db"
        path.write_bytes(sqlite_template.read_bytes())
        url = URL.create("sqlite", database=str(path))
    else:
        url = request.getfixturevalue("url")
    opened = open_engine(url, create=False)
    yield opened
    opened.dispose()


@pytest.mark.parametrize("texts", [False, True])
def test_a_package_loads_back_to_the_same_package(origin: Engine, target: Engine, tmp_path: Path, texts: bool) -> None:
    release = Release(texts=texts)
    made = packaged(origin, tmp_path / "one", release)
    told = loaded(target, tmp_path / "one")
    assert (told.refused, told.skipped, told.documents) == ([], [], [str(tmp_path / "one")])
    again = packaged(target, tmp_path / "two", release)
    assert {name: again[name] for name in made if again[name] != made[name]} == {}
    assert again.keys() == made.keys()
    assert list(faults(target)) == []
    with reading(target) as connection:
        loaders = set(connection.execute(select(t.document.c.loader).where(t.document.c.id > 0)).scalars())
    assert EXTRACT_LOADER in loaders
    assert ("text" in loaders) == texts
    again_told = loaded(target, tmp_path / "one")
    assert (again_told.refused, again_told.unchanged, again_told.rows) == ([], [str(tmp_path / "one")], 0)


def test_a_package_of_the_same_database_is_there_already(origin: Engine, tmp_path: Path) -> None:
    packaged(origin, tmp_path / "one")
    with reading(origin) as connection:
        before = connection.execute(select(t.change.c.id).order_by(t.change.c.id.desc())).scalars().first()
    told = loaded(origin, tmp_path / "one")
    assert (told.refused, told.unchanged) == ([], [str(tmp_path / "one")])
    with reading(origin) as connection:
        after = connection.execute(select(t.change.c.id).order_by(t.change.c.id.desc())).scalars().first()
    assert before == after


def test_own_facts_about_treaties_change_findings_alone(origin: Engine, tmp_path: Path, target: Engine) -> None:
    made = packaged(origin, tmp_path / "one")
    assert loaded(target, tmp_path / "one").refused == []
    with writing(target) as connection:
        add_act(connection, ACT, OWN, stored_vocabulary(connection))
    again = packaged(target, tmp_path / "two")
    differing = {name for name in made if again[name] != made[name]}
    assert differing == {"findings.csv", "datapackage.json", SUMS}


def test_a_part_and_then_the_whole_give_the_whole(origin: Engine, target: Engine, tmp_path: Path) -> None:
    whole = packaged(origin, tmp_path / "whole")
    packaged(origin, tmp_path / "part", filters=Filters(roles=(("supplier", ("FRA",)),), include=ALL.include))
    assert loaded(target, tmp_path / "part").rows == 1
    assert loaded(target, tmp_path / "whole").refused == []
    assert packaged(target, tmp_path / "again") == whole


@pytest.mark.parametrize("filters", [ALL, Filters(weapon=("missile",)), Filters(type=("court-ruling",))])
def test_frictionless_finds_it_valid(origin: Engine, tmp_path: Path, filters: Filters) -> None:
    packaged(origin, tmp_path / "one", SAID, filters)
    assert validated(tmp_path / "one" / "datapackage.json") == []
    summed = subprocess.run(
        ["sha256sum", "-c", "--strict", SUMS], cwd=tmp_path / "one", capture_output=True, check=True
    )
    assert summed.stdout.count(b": OK\n") == len(FILES)


def test_frictionless_finds_what_the_schema_forbids(origin: Engine, tmp_path: Path) -> None:
    made = packaged(origin, tmp_path / "one")
    wrong = {
        "participants": (b",recipient,UKR", b",receiver,UKR", "constraint-error"),
        "event_weapons": (b",missile,40,", b",missile,forty,", "type-error"),
        "event_treaties": (b",att\n", b",no-such-treaty\n", "foreign-key"),
        "provenance": (b"\nev-", b"\n,", "extra-cell"),
    }
    for table, (before, after, _) in wrong.items():
        assert before in made[f"{table}.csv"], table
        (tmp_path / "one" / f"{table}.csv").write_bytes(made[f"{table}.csv"].replace(before, after, 1))
    found = validated(tmp_path / "one" / "datapackage.json")
    for table, (_, _, error) in wrong.items():
        assert (table, error) in found
        assert (table, "hash-count") in found


def validated(path: Path) -> list[tuple[str, str]]:
    """What Frictionless finds: each table and kind of error. In a process of its own: it warns of itself."""
    code = (
        "import json, sys\nfrom frictionless import validate\n"
        "tasks = validate(sys.argv[1]).tasks\nassert len(tasks) == int(sys.argv[2])\n"
        "print(json.dumps([(task.name, error.type) for task in tasks for error in task.errors]))"
    )
    command = [sys.executable, "-W", "ignore", "-c", code, str(path), str(len(TABLES))]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    return [tuple(each) for each in json.loads(ran.stdout)]


def test_texts_are_there_only_when_asked_for(origin: Engine, tmp_path: Path) -> None:
    made = packaged(origin, tmp_path / "one")
    assert set(made) == {*FILES, SUMS}
    assert not any(b"until December 2024" in text for text in made.values())
    assert max(len(row["quote"]) for row in rows(made["quotes.csv"])) == 300
    with_texts = packaged(origin, tmp_path / "two", Release(texts=True))
    name = f"documents/{WHOLE.sha256}.txt"
    assert with_texts[name] == WHOLE.text.encode()
    assert all(hashlib.sha256(text).hexdigest() in name for name, text in with_texts.items() if "/" in name)
    assert b"whole texts of third parties" in with_texts["README.md"]
    dated = [row for row in rows(with_texts["claims.csv"]) if row["value"] == "2024-12"]
    assert [(row["field"], WHOLE.text[int(row["start"]) : int(row["end"])]) for row in dated] == [
        ("date", "December 2024")
    ]


def test_every_table_has_the_columns_that_it_says(origin: Engine, tmp_path: Path) -> None:
    made = packaged(origin, tmp_path / "one")
    described = {each["name"]: each for each in json.loads(made["datapackage.json"])["resources"]}
    book = {(row["table"], row["column"], row["value"]) for row in rows(made["codebook.csv"])}
    types = shipped_vocabulary().event_types
    for table in TABLES:
        header = made[f"{table}.csv"].decode().partition("\n")[0].split(",")
        assert header == list(columns_of(table)) == [one["name"] for one in described[table]["schema"]["fields"]]
        for column in header:
            assert {(table, column, value) for value in ("", *values_of(table, column, types))} <= book
            assert f"| `{column}` |" in made["codebook.md"].decode()
    assert {("events", "type", id) for id in types} <= book


def test_every_value_that_the_database_allows_is_explained() -> None:
    explained = {
        STATUSES: meanings.STATUSES,
        ROLES: meanings.ROLES,
        domains.REVIEWS: meanings.REVIEWS,
        domains.DATE_PRECISIONS: meanings.PRECISIONS,
        domains.EVENT_ORIGINS: meanings.ORIGINS,
        LANES: meanings.LANES,
        domains.EVENT_RELATIONS: meanings.RELATIONS,
        tuple(Verdict): meanings.VERDICTS,
        domains.RELIABILITIES: meanings.RELIABILITIES,
        domains.ACTOR_KINDS: meanings.ACTOR_KINDS,
        TREATY_KINDS: meanings.TREATY_KINDS,
        domains.CLAIM_FIELDS: meanings.CLAIM_FIELDS,
    }
    for known, told in explained.items():
        assert tuple(told) == known
    read = {"text", "markdown"}  # what the modules of LOADERS call themselves
    assert set(meanings.LOADERS) == {*read, *domains.FRAGMENT_LOADERS} - {EXTRACT_LOADER}
    assert len(set(LOADERS.values())) == len(read) + 1
    assert EXTRACT_LOADER in domains.FRAGMENT_LOADERS
    assert set(READ_BACK) < set(TABLES)


def test_the_papers_say_what_the_publisher_says(origin: Engine, tmp_path: Path) -> None:
    made = packaged(origin, tmp_path / "one", SAID)
    assert yaml.safe_load(made["CITATION.cff"]) == {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite this release, and the sources that its rows name.",
        "type": "dataset",
        "title": 'Mines, "and" more: 2024',
        "authors": [{"family-names": "Doe", "given-names": "Jane"}, {"name": "A: body"}],
        "version": "1.2",
        "date-released": "2026-11-26",
        "license": "CC-BY-4.0",
    }
    said = json.loads(made["datapackage.json"])
    assert {name: said.get(name) for name in ("name", "title", "version", "created", "licenses", "contributors")} == {
        "name": "mines-and-more-2024",
        "title": 'Mines, "and" more: 2024',
        "version": "1.2",
        "created": "2026-11-26T00:00:00Z",
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0 International",
                "path": "https://creativecommons.org/licenses/by/4.0/legalcode",
            }
        ],
        "contributors": [{"title": "Jane Doe", "role": "author"}, {"title": "A: body", "role": "author"}],
    }
    assert (
        made["README.md"]
        .decode()
        .startswith(
            '# Mines, "and" more: 2024\n\nPublished by Jane Doe, A: body. Version 1.2. Released on 2026-11-26.\n'
        )
    )
    assert b"SPDX-License-Identifier: CC-BY-4.0\n" in made["LICENSE.txt"]


def test_what_nobody_said_is_not_invented(origin: Engine, tmp_path: Path) -> None:
    made = packaged(origin, tmp_path / "one")
    assert yaml.safe_load(made["CITATION.cff"]) == {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite this release, and the sources that its rows name.",
        "type": "dataset",
        "title": "Events of arms policy, exported from Timeline (release without a title)",
        "authors": [{"name": "Publisher of this release (not named)"}],
    }
    assert not {"version", "created", "licenses", "contributors"} & json.loads(made["datapackage.json"]).keys()
    assert made["LICENSE.txt"].startswith(b"No licence was chosen for this release.")


def rows(table: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.decode(), newline=""), strict=True))
