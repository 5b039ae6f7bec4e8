"""What fills a folder → the folder whole or nothing under its name; nothing of anybody else is ever replaced."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.outputs.packaged import contents
from timeline.errors import BadDate, OutputFailed, TimelineError, UnknownName, UsageError
from timeline.loaders.package_columns import FORMAT, MARK
from timeline.outputs.package.folder import stands, write_folder
from timeline.outputs.package.release import Author, Release, release

OURS = f'{{"{MARK}": {FORMAT}}}'


def fill(folder: Path) -> int:
    (folder / "events.csv").write_text("new")
    return 7


def fail(error: BaseException) -> Callable[[Path], int]:
    def filled(folder: Path) -> int:
        fill(folder)
        raise error

    return filled


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A folder that holds a package, and no more."""
    folder = tmp_path / "ours"
    (folder / "documents").mkdir(parents=True)
    (folder / "datapackage.json").write_text(OURS)
    (folder / "documents" / f"{'a' * 64}.txt").write_text("old")
    return folder


def test_a_new_folder_an_empty_one_and_one_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to("behind")
    for name in ("new", "empty", "link"):
        assert stands(tmp_path / name) == ""
        assert write_folder(tmp_path / name, fill) == 7
    assert sorted(path.name for path in tmp_path.iterdir()) == ["behind", "empty", "link", "new"]
    assert contents(tmp_path / "behind") == {"events.csv": b"new"}


def test_a_package_is_replaced_only_when_that_is_said(ours: Path, tmp_path: Path) -> None:
    before = contents(ours)
    assert stands(ours) == "package"
    with pytest.raises(OutputFailed, match="exists already; use --force to replace it, or name another folder"):
        write_folder(ours, fill)
    assert contents(ours) == before
    write_folder(ours, fill, replace=True)
    assert contents(ours) == {"events.csv": b"new"}
    assert [path.name for path in tmp_path.iterdir()] == ["ours"]


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("thesis.docx", "holds thesis.docx, which is no part of a package"),
        ("documents/notes.txt", "holds documents/notes.txt, which is no part of a package"),
    ],
)
def test_what_is_not_ours_stays_even_by_force(ours: Path, name: str, what: str) -> None:
    (ours / name).write_text("mine")
    before = contents(ours)
    with pytest.raises(OutputFailed) as failed:
        write_folder(ours, fill, replace=True)
    assert str(failed.value) == f"{ours} {what}; name a new folder. Nothing in it was touched."
    assert contents(ours) == before


def test_a_folder_of_tables_without_our_descriptor_stays(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "events.csv").write_text("mine")
    with pytest.raises(OutputFailed, match="is not empty and holds no package; name a new folder"):
        write_folder(tmp_path / "tables", fill, replace=True)
    (tmp_path / "file").write_text("mine")
    with pytest.raises(OutputFailed, match="is a file; name a folder for the package"):
        write_folder(tmp_path / "file", fill, replace=True)
    assert contents(tmp_path) == {"tables/events.csv": b"mine", "file": b"mine"}


@pytest.mark.parametrize(
    ("error", "raised", "why"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), OutputFailed, "was not written: the disk is full"),
        (KeyboardInterrupt(), KeyboardInterrupt, None),
        (RuntimeError("a bug"), RuntimeError, "a bug"),
    ],
)
def test_what_goes_wrong_in_the_middle_leaves_everything_as_it_was(
    ours: Path, tmp_path: Path, error: BaseException, raised: type[BaseException], why: str | None
) -> None:
    before = contents(tmp_path)
    for folder in (ours, tmp_path / "new"):
        with pytest.raises(raised, match=why):
            write_folder(folder, fail(error), replace=True)
    assert contents(tmp_path) == before
    assert [path.name for path in tmp_path.iterdir()] == ["ours"]


def test_a_place_that_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("mine")
    absent = {"no/such": "its directory is not there; create it first", "file/in": "its directory is a file"}
    for name, why in absent.items():
        with pytest.raises(OutputFailed, match=why):
            write_folder(tmp_path / name, fill)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OutputFailed, match="is the folder that you are in"):
        write_folder(Path(), fill)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_what_a_publisher_may_say() -> None:
    assert release() == Release()
    said = {"title": " Mines ", "version": "1", "date": "2026-02-28", "licence": "cc by 4.0"}
    authors = (Author("Jane Doe", "Doe", "Jane"), Author("A body"))
    made = release(**said, authors=["Doe, Jane", "A body"], texts=True)
    assert made == Release("Mines", authors, "1", "2026-02-28", "CC-BY-4.0", True)
    assert release(licence="none") == Release()
    assert release(licence="odbl-1.0").licence == "ODbL-1.0"


@pytest.mark.parametrize(
    ("said", "raised", "why"),
    [
        ({"licence": "cc-by"}, UnknownName, "Unknown licence 'cc-by'. Nearest: CC-BY-4.0, "),
        ({"licence": "§"}, UnknownName, "Unknown licence '§'. Known: CC0-1.0, "),
        ({"date": "2026-02-30"}, BadDate, "--release-date '2026-02-30' is no day: write it as 2026-01-31."),
        ({"date": "20260130"}, BadDate, "--release-date '20260130' is no day"),
        ({"title": " "}, UsageError, "--release-title ' ' is empty or not one line of text"),
        ({"version": "1\n2"}, UsageError, "--release-version '1\\n2' is empty or not one line of text"),
        (
            {"authors": ["Doe,"]},
            UsageError,
            "--release-author 'Doe,' is no name: write 'Family, Given', or a",
        ),
    ],
)
def test_what_a_publisher_may_not_say(said: dict[str, str], raised: type[TimelineError], why: str) -> None:
    with pytest.raises(raised) as refused:
        release(**said)  # type: ignore[arg-type]
    assert str(refused.value).startswith(why)
