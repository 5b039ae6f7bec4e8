"""Files of every kind, pipes and devices → their text, or one sentence that says why not."""

import io
import os
import socket
import tracemalloc
from pathlib import Path

import pytest

from tests.rights import without_rights
from timeline.errors import SourceRefused
from timeline.loaders.reading import LIMIT, Source, read_text, standard_input


def source(path: Path) -> Source:
    return Source(path.name, path)


def refusal(path: Path) -> str:
    with pytest.raises(SourceRefused) as found:
        read_text(source(path))
    return str(found.value)


def test_a_file_is_read_with_its_line_ends_made_one(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffDécision\r\nfinale\r".encode())
    found = read_text(source(path))
    assert (found.text, found.encoding) == ("Décision\nfinale\n", "utf-8")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "a.txt is empty; nothing to load."),
        (b" \r\n\t\n", "a.txt is empty but for blanks and signs; nothing to load."),
        ("\ufeff\u200b ***\n".encode(), "a.txt is empty but for blanks and signs; nothing to load."),
        (b"\x7fELF\x02\x01\x01\x00", "a.txt is a binary file, not text; save its text as a .txt file and load that."),
        (b"caf\xc3", "a.txt is in an encoding that cannot be told, or broken; save it again as UTF-8."),
    ],
)
def test_a_file_without_text_is_refused(tmp_path: Path, data: bytes, sentence: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert refusal(tmp_path / "a.txt") == sentence


def test_a_file_of_200_megabytes_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    tracemalloc.start()
    sentence = refusal(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sentence.startswith("large.txt is larger than the 20 MB that one document may have")
    assert peak < 1_000_000


def test_a_file_just_at_the_limit_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"word " * (LIMIT // 5))
    assert len(read_text(source(tmp_path / "a.txt")).text) == LIMIT
    with (tmp_path / "a.txt").open("ab") as stream:
        stream.write(b"!")
    assert "larger than the 20 MB" in refusal(tmp_path / "a.txt")


def test_endless_standard_input_is_refused() -> None:
    with Path("/dev/zero").open("rb") as stream, pytest.raises(SourceRefused, match="Standard input is larger"):
        standard_input(stream)


def test_standard_input_is_read_once() -> None:
    found = standard_input(io.BytesIO(b"Mines."))
    assert found.extension == ""
    assert [read_text(found).text, read_text(found).text] == ["Mines.", "Mines."]


def test_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Mines.")
    (tmp_path / "lost").symlink_to("nowhere")
    for path in (tmp_path / "b.txt", tmp_path / "a.txt" / "b.txt", tmp_path / "lost"):
        assert (
            refusal(path) == f"{path.name} is not there; check the path (it may have been moved or deleted meanwhile)."
        )
    assert refusal(tmp_path / ("n" * 300)).endswith("is too long for a file name; check the path.")


def test_a_link_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    assert "a symbolic link that leads back to itself" in refusal(tmp_path / "a")


def test_what_is_no_regular_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe") == "pipe is a pipe, not a file; send its text to standard input and name '-'."
    assert refusal(Path("/dev/null")).startswith("null is a device, not a file")
    assert refusal(tmp_path) == f"{tmp_path.name} is a directory now; name the files in it."
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket"))
        assert refusal(tmp_path / "socket").startswith("socket ")


def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Mines.")
    path.chmod(0)
    with without_rights():
        assert refusal(path) == "a.txt may not be read by this user; change its permissions or copy it."
