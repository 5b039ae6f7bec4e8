"""Paths, directories and standard input → Documents and tables in order, and why the rest is not among them."""

import io
import os
import re
from pathlib import Path

import pytest

from timeline.documents.document import Document
from timeline.errors import SourceRefused
from timeline.loaders.event_csv import EventTable
from timeline.loaders.header_fields import KEYS
from timeline.loaders.headers import Given
from timeline.loaders.loading import LOADERS, load
from timeline.loaders.refusals import DateMissing

ARTICLE = "date 2024-11-20 Mines were sent."


def told(names: list[str], given: Given | None = None, stdin: bytes = b"") -> list[str]:
    """Every element of the stream as a short line."""
    return [_line(found) for found in load(names, given or Given(), io.BytesIO(stdin))]


def _line(found: object) -> str:
    match found:
        case Document():
            return f"{found.loader} {found.origin} {found.published}"
        case EventTable():
            return f"table {found.origin}"
        case DateMissing():
            return f"undated {found.document.origin}"
        case _:
            return str(found)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(*names: str, text: str = ARTICLE) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")


def test_formats_go_by_the_ending_in_any_case() -> None:
    files("a.TXT", "b.Markdown", "c.md", "d", "e.text")
    files("f.csv", text="type,date\n")
    assert told(["a.TXT", "b.Markdown", "c.md", "d", "e.text", "f.csv"]) == [
        "text a.TXT 2024-11-20",
        "markdown b.Markdown 2024-11-20",
        "markdown c.md 2024-11-20",
        "text d 2024-11-20",
        "text e.text 2024-11-20",
        "table f.csv",
    ]


def test_an_unknown_ending_is_refused_with_the_known_ones() -> None:
    files("a.docx")
    (line,) = told(["a.docx"])
    assert line.startswith("a.docx has the ending .docx, for which no format is known (known: .txt, .text, .md,")


def test_a_bad_source_never_stops_the_next() -> None:
    files("a.txt", "c.txt")
    files("b.txt", text="Mines were sent.")
    Path("empty.txt").touch()
    assert told(["gone.txt", "a.txt", "b.txt", "empty.txt", "c.txt"]) == [
        "gone.txt is not there; check the path (it may have been moved or deleted meanwhile).",
        "text a.txt 2024-11-20",
        "undated b.txt",
        "empty.txt is empty; nothing to load.",
        "text c.txt 2024-11-20",
    ]


def test_a_directory_in_the_order_of_its_names() -> None:
    files("d/b.txt", "d/a/z.md", "d/a/.hidden.txt", "d/.git/config.txt", "d/c.pdf", "d/README", "d/B.txt")
    os.mkfifo("d/pipe")
    assert told(["d"]) == [
        "d/.git skipped: hidden",
        "text d/B.txt 2024-11-20",
        "d/README skipped: no ending that tells its format; name the file itself to load it as text",
        "d/a/.hidden.txt skipped: hidden",
        "markdown d/a/z.md 2024-11-20",
        "text d/b.txt 2024-11-20",
        "d/c.pdf skipped: no format is known for .pdf",
        "d/pipe skipped: neither a file nor a directory",
    ]


def test_directories_in_a_circle_end() -> None:
    files("d/a.txt", "d/e/b.txt")
    Path("d/e/back").symlink_to("..")
    Path("d/self").symlink_to(".")
    Path("d/loop").symlink_to("loop")
    assert told(["d"]) == [
        "text d/a.txt 2024-11-20",
        "text d/e/b.txt 2024-11-20",
        "d/e/back skipped: the same directory as d",
        "d/loop is a symbolic link that leads back to itself; name the file that it was meant for.",
        "d/self skipped: the same directory as d",
    ]


def test_a_file_is_loaded_once_under_whatever_names() -> None:
    files("d/a.txt")
    Path("d/b.txt").symlink_to("a.txt")
    os.link("d/a.txt", "d/c.txt")
    assert told(["d/a.txt", "d", "./d/a.txt"]) == [
        "text d/a.txt 2024-11-20",
        "d/a.txt skipped: the same file as d/a.txt",
        "d/b.txt skipped: the same file as d/a.txt",
        "d/c.txt skipped: the same file as d/a.txt",
        "d/a.txt skipped: the same file as d/a.txt",
    ]


def test_a_directory_without_anything_to_load_is_refused() -> None:
    Path("d").mkdir()
    files("e/a.pdf")
    assert told(["d", "e"]) == [
        "d holds no file that can be loaded (known endings: .csv, .markdown, .md, .text, .tsv, .txt).",
        "e/a.pdf skipped: no format is known for .pdf",
        "e holds no file that can be loaded (known endings: .csv, .markdown, .md, .text, .tsv, .txt).",
    ]


def test_a_very_deep_directory() -> None:
    Path("d").mkdir()
    depth = os.open("d", os.O_RDONLY)
    for _ in range(300):
        os.mkdir("x", dir_fd=depth)
        inner = os.open("x", os.O_RDONLY, dir_fd=depth)
        os.close(depth)
        depth = inner
    os.close(depth)
    files("d/" + "x/" * 300 + "a.txt")
    assert told(["d"]) == ["text d/" + "x/" * 300 + "a.txt 2024-11-20"]


def test_standard_input_is_a_text_or_a_table_and_is_read_once() -> None:
    assert told(["-", "-"], stdin=ARTICLE.encode()) == [
        "text - 2024-11-20",
        "- skipped: standard input was read already",
    ]
    assert told(["-"], stdin=b"event_id,type,date\n") == ["table -"]
    assert told(["-"], stdin=b"") == ["- is empty; nothing to load."]


def test_what_is_given_holds_for_every_document() -> None:
    files("a.txt", "b.txt", text="Mines were sent.")
    found = list(load(["a.txt", "b.txt"], Given("1 May 2024", "https://example.org", "Wire", "T"), io.BytesIO()))
    assert [
        (document.published, document.url, document.publisher, document.title)
        for document in found
        if isinstance(document, Document)
    ] == [("2024-05-01", "https://example.org", "Wire", "T")] * 2


def test_a_file_that_vanishes_while_the_directory_is_read() -> None:
    files("d/a.txt", "d/b.txt")
    stream = load(["d"], Given(), io.BytesIO())
    next(stream)
    Path("d/b.txt").unlink()
    (refusal,) = stream
    assert isinstance(refusal, SourceRefused)
    assert str(refusal).startswith("d/b.txt is not there")


def test_every_loader_is_named_by_a_small_ending() -> None:
    assert all(ending == ending.lower() and (not ending or ending.startswith(".")) for ending in LOADERS)


def test_the_documentation_names_every_ending_and_every_key() -> None:
    text = (Path(__file__).parents[2] / "docs" / "loading.md").read_text(encoding="utf-8")
    cells = {word.strip() for line in text.splitlines() if line.startswith("| ") for word in re.split("[|,;:]", line)}
    words = {cell.removeprefix("else ") for cell in cells}
    assert {f"`{ending}`" for ending in LOADERS if ending} <= words
    assert {key for keys in KEYS.values() for key in keys} <= words
