"""A folder that is a package → one source, or one sentence why not; nothing outside of it is ever read."""

import hashlib
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import URL, func, select

from tests.outputs.packaged import contents, fill, loaded, packaged
from timeline.database import tables as t
from timeline.database.opening import open_engine, reading
from timeline.errors import SourceRefused
from timeline.loaders.headers import Given
from timeline.loaders.loading import how_many, load
from timeline.loaders.package import Package
from timeline.loaders.package_columns import SUMS
from timeline.outputs.package.release import Release


@pytest.fixture(scope="module")
def made(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with texts."""
    folder = tmp_path_factory.mktemp("made")
    shutil.copyfile(sqlite_template, folder / "timeline.db")
    engine = open_engine(URL.create("sqlite", database=str(folder / "timeline.db")), create=False)
    fill(engine)
    packaged(engine, folder / "package", Release(texts=True))
    engine.dispose()
    return folder / "package"


@pytest.fixture
def package(made: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may damage."""
    shutil.copytree(made, tmp_path / "package")
    return tmp_path / "package"


def found(*names: Path) -> list[object]:
    return list(load([str(name) for name in names], Given(), io.BytesIO()))


def summed(folder: Path) -> None:
    """Make the sums anew, as somebody does who changes a package on purpose."""
    names = sorted(name for name in contents(folder) if name != SUMS)
    lines = (f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def test_a_package_is_one_source(package: Path, tmp_path: Path) -> None:
    (one,) = found(package)
    assert isinstance(one, Package)
    assert (one.origin, one.folder) == (str(package), package)
    assert one.events.origin == str(package / "events.csv")
    assert [each.origin for each in found(package / "datapackage.json") if isinstance(each, Package)] == [str(package)]
    (tmp_path / "a.txt").write_text("2024-11-20\nWords.")
    assert [type(each).__name__ for each in found(tmp_path)] == ["Document", "Package"]
    assert how_many([str(tmp_path)]) == 2
    assert [str(each) for each in found(package, package)][1] == f"{package} skipped: the same package as {package}"
    (table,) = found(package / "events.csv")
    assert type(table).__name__ == "EventTable"


def test_another_makers_package_is_walked_like_any_folder(tmp_path: Path) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "datapackage.json").write_text('{"resources": [{"path": "../secret.csv"}]}')
    (folder / "a.txt").write_text("2024-11-20\nWords.")
    (tmp_path / "secret.csv").write_text("type,date\nweapon-use,2024\n")
    assert [type(each).__name__ for each in found(folder)] == ["Document", "Skipped"]
    named = folder / "datapackage.json"
    assert [str(each) for each in found(named)] == [
        f"{named} is no package that timeline export wrote; load the files that it describes by name."
    ]


def damage_bytes(folder: Path) -> str:
    path = folder / "quotes.csv"
    path.write_bytes(path.read_bytes().replace(b"Paris", b"PARIS"))
    return "quotes.csv was damaged or changed, its sum is not that of SHA256SUMS"


def damage_missing(folder: Path) -> str:
    (folder / "actors.csv").unlink()
    return "actors.csv is missing, or a link"


def damage_link(folder: Path) -> str:
    shutil.copyfile(folder / "events.csv", folder.parent / "outside.csv")
    (folder / "events.csv").unlink()
    (folder / "events.csv").symlink_to(folder.parent / "outside.csv")
    return "events.csv is missing, or a link"


def damage_texts_link(folder: Path) -> str:
    (folder / "documents").rename(folder.parent / "outside")
    (folder / "documents").symlink_to(folder.parent / "outside")
    return "documents is no folder in it"


def damage_sums(folder: Path) -> str:
    (folder / SUMS).unlink()
    return "SHA256SUMS is missing, or a link"


def damage_outside(folder: Path) -> str:
    with (folder / SUMS).open("a") as stream:
        stream.write(f"{'a' * 64}  ../../etc/passwd\n")
    return f"line {len((folder / SUMS).read_text().splitlines())} of SHA256SUMS names no file of a package"


def damage_shorter_sums(folder: Path) -> str:
    lines = (folder / SUMS).read_text().splitlines(keepends=True)
    (folder / SUMS).write_text("".join(line for line in lines if "claims.csv" not in line))
    return "SHA256SUMS does not name claims.csv"


def damage_descriptor(folder: Path) -> str:
    (folder / "datapackage.json").write_text("{")
    return "datapackage.json was damaged or changed, its sum is not that of SHA256SUMS"


def damage_descriptor_away(folder: Path) -> str:
    (folder / "datapackage.json").unlink()
    return "datapackage.json is missing, or a link"


@pytest.mark.parametrize(
    "damage",
    [
        *(damage_bytes, damage_missing, damage_link, damage_texts_link, damage_sums, damage_outside),
        *(damage_shorter_sums, damage_descriptor, damage_descriptor_away),
    ],
)
def test_a_damaged_package_is_refused_with_one_sentence(package: Path, damage: Callable[[Path], str]) -> None:
    why = damage(package)
    (refused,) = found(package)
    assert isinstance(refused, SourceRefused)
    assert str(refused) == f"{package} cannot be loaded: {why}; get the package again, or load its events.csv alone."


def test_a_later_format_is_refused(package: Path) -> None:
    described = json.loads((package / "datapackage.json").read_text())
    (package / "datapackage.json").write_text(json.dumps({**described, "timeline-package": 2}))
    summed(package)
    (refused,) = found(package)
    assert str(refused) == (
        f"{package} was written by another version of the program (format 2, this one reads 1): update the program, or "
        "load its events.csv alone."
    )


def test_nothing_that_the_descriptor_says_is_followed(package: Path, tmp_path: Path) -> None:
    described = json.loads((package / "datapackage.json").read_text())
    for resource in described["resources"]:
        resource["path"] = "../outside.csv"
    (package / "datapackage.json").write_text(json.dumps(described))
    (tmp_path / "outside.csv").write_text("type,date\nweapon-use,2024\n")
    summed(package)
    (one,) = found(package)
    assert isinstance(one, Package)
    assert len(list(one.rows("provenance"))) > 5


# Table, what is changed in it, and what is then wrong: the sums are made anew each time.
CHANGES = {
    "a cell too many": ("quotes", "\nsrc-", "\nx,src-", "quotes.csv row 2 has 6 cells where the header has 5"),
    "another header": (
        "links",
        "relation,",
        "related,",
        "links.csv row 1 should name the columns event_id, ",
    ),
    "no UTF-8": ("claims", "\nev-", "\n\udcffev-", "claims.csv row 2 is not UTF-8 at byte 1"),
    "a place that is none": ("claims", ",0,330,", ",330,330,", "names no passage from '330' to '330'"),
    "a place outside": ("claims", ",12,499,", ",12,99999,", "speaks of words that its source does not have there"),
    "a field": ("claims", ",type,", ",kind,", "has the unknown field 'kind'"),
    "a source": ("claims", "src-", "src-0", "speaks of a passage that is in neither sources nor quotes"),
    "a lane": ("provenance", ",auto,", ",fast,", "has the unknown lane 'fast'"),
    "an event": ("provenance", "\nev-", "\nxx-", "has no row of its own in provenance.csv"),
    "a relation": ("links", ",delivers,", ",invents,", "has the unknown relation 'invents'"),
    "a link": ("links", "\nev-", "\nxx-", "does not link two events of this package"),
    "a link of events that are not its own": (
        "links",
        ",delivers,",
        ",delivers,usa-mines-1992-10-23,,person,accepted\nev-x,delivers,",
        "links.csv row 4 does not link two events of this package",
    ),
    "a quote": ("quotes", "Paris let", "Paris now let", "has a quote that is not as long as its place says"),
    "a hash": ("sources", ",quote,", ",no loader,", "has no hash or no loader"),
    "a loader": ("sources", ",text,,documents/", ",TEXT!,,documents/", "which is no text in this package"),
    "an act": ("events", "\nev-", "\nact-", "1 row of events.csv cannot be loaded"),
    "a date": ("sources", "2024-11-20", "20.11.2024", "has no date: "),
    "a text": ("sources", ",documents/", ",documents/../", "which is no text in this package"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_package_is_refused_and_nothing_of_it_stored(name: str, package: Path, sqlite_file: Path) -> None:
    table, before, after, why = CHANGES[name]
    path = package / f"{table}.csv"
    text = path.read_bytes()
    assert before.encode() in text
    path.write_bytes(text.replace(before.encode(), after.encode("utf-8", "surrogateescape"), 1))
    summed(package)
    engine = open_engine(URL.create("sqlite", database=str(sqlite_file)), create=False)
    told = loaded(engine, package)
    with reading(engine) as connection:
        events = connection.execute(select(func.count()).select_from(t.event).where(t.event.c.id > 0)).scalar_one()
        documents = connection.execute(
            select(func.count()).select_from(t.document).where(t.document.c.id > 0)
        ).scalar_one()
    engine.dispose()
    assert (told.documents, events, documents) == ([], 0, 0)
    assert why in told.refused[-1]
