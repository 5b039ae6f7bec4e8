"""`timeline load` as a user runs it: what is read, what is refused and why, and what stays when it goes wrong."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.articles import CLUSTERS, MINES
from tests.cli.terminal import at_terminal
from tests.conftest import ROOT, TimelineCli

SEED = ROOT.parent / "shared" / "eval" / "seed" / "article.txt"


def test_an_article_becomes_events_that_show_finds(timeline_cli: TimelineCli, tmp_path: Path) -> None:
    (tmp_path / "mines.txt").write_text(MINES, "utf-8")
    loaded = timeline_cli("load", "mines.txt", "--published", "2024-11-20", "--publisher", "Example Agency")
    assert loaded.returncode == 0, loaded.stderr
    assert loaded.stderr.splitlines()[-1].startswith("1 loaded with ")
    header, *lines = loaded.stdout.splitlines()
    assert header == "document\tid\tdate\twhat\twho\tweapon\tlane\tquote"
    assert any(
        "transfer-authorization\tUnited States → Ukraine\tAnti-personnel mine" in line and "2024-11-20" in line
        for line in lines
    )
    shown = timeline_cli("show", "--weapon", "landmines", "--recipient", "Ukraine", "--json")
    assert [event["type"] for event in json.loads(shown.stdout)] == ["transfer-authorization"]


def test_the_same_again_changes_nothing(timeline_cli: TimelineCli, tmp_path: Path) -> None:
    (tmp_path / "clusters.md").write_text(CLUSTERS, "utf-8")
    first = timeline_cli("load", "clusters.md")
    before = timeline_cli("export", "--include", "all").stdout
    again = timeline_cli("load", "clusters.md")
    assert (first.returncode, again.returncode) == (0, 0)
    assert again.stdout == ""
    assert again.stderr.splitlines()[-1] == "0 loaded with 0 events, 1 unchanged, 0 refused."
    assert timeline_cli("export", "--include", "all").stdout == before


def test_one_bad_source_does_not_stop_the_others(timeline_cli: TimelineCli, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a-empty.txt").write_bytes(b"")
    (folder / "b-binary.txt").write_bytes(b"\x00\x01\x02" * 100)
    (folder / "c-undated.txt").write_text(MINES, "utf-8")
    (folder / "d-good.md").write_text(CLUSTERS, "utf-8")
    (folder / "e.pdf").write_bytes(b"%PDF-1.7")
    loaded = timeline_cli("load", "in", "missing.txt")
    assert loaded.returncode == 3
    assert "in/d-good.md" in loaded.stdout
    refusals = [line for line in loaded.stderr.splitlines() if line.startswith("Refused: ")]
    assert [refusal.split()[1] for refusal in refusals] == [
        "in/a-empty.txt",
        "in/b-binary.txt",
        "in/c-undated.txt",
        "missing.txt",
    ]
    assert "--published" in refusals[2]
    assert "1 loaded" in loaded.stderr
    assert "4 refused, 1 skipped." in loaded.stderr


def test_standard_input_and_other_encodings(timeline_cli: TimelineCli, tmp_path: Path) -> None:
    piped = timeline_cli("load", "-", "--published", "2024-11-20", stdin=MINES)
    assert piped.returncode == 0, piped.stderr
    french = "La décision a été prise à Paris. Les États-Unis ont livré des mines antipersonnel à l’Ukraine, dit-on. "
    (tmp_path / "french.txt").write_bytes((french * 4).encode("cp1252"))
    loaded = timeline_cli("load", "french.txt", "--published", "2024-11-20")
    assert loaded.returncode == 0
    assert "guessed to be" in loaded.stderr
    assert "\n1 loaded" in loaded.stderr


def test_a_huge_file_is_refused_unread(timeline_cli: TimelineCli, tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as stream:
        stream.truncate(200_000_000)
    refused = timeline_cli("load", "huge.txt", "--published", "2024")
    assert refused.returncode == 3
    assert "larger than the 20 MB" in refused.stderr


def test_interrupted_in_the_middle_leaves_whole_documents(timeline_cli: TimelineCli, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(80):
        (folder / f"{number:03}.txt").write_text(f"Report {number}. {MINES * 3}", "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TIMELINE_DB": str(tmp_path / "timeline.db")}
    command = [sys.executable, "-m", "timeline", "load", "many", "--published", "2024-11-20"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    assert "Interrupted" in err
    assert timeline_cli("db", "check").returncode == 0
    held = json.loads(timeline_cli("db", "info", "--json").stdout)["documents"]
    assert 0 < held < 80
    rest = timeline_cli("load", "many", "--published", "2024-11-20")
    assert rest.returncode == 0
    assert f"{80 - held} loaded" in rest.stderr
    assert f"{held} unchanged" in rest.stderr


def test_a_csv_is_loaded_whole_or_its_good_rows_when_asked(timeline_cli: TimelineCli, tmp_path: Path) -> None:
    rows = "type,date,supplier_ids,recipient_ids,weapon_ids\n"
    rows += "transfer-delivery,2024-11,USA,UKR,atacms\ntransfer-delivery,20/11/2024,USA,UKR,atacms\n"
    (tmp_path / "own.csv").write_text(rows, "utf-8")
    refused = timeline_cli("load", "own.csv")
    assert refused.returncode == 3
    assert "own.csv row 3: date: '20/11/2024' is not an EDTF date: write 2024-11-20" in refused.stderr
    assert timeline_cli("show", "--include", "all").stdout.count("\n") == 1
    kept = timeline_cli("load", "own.csv", "--keep-good")
    assert kept.returncode == 3
    assert "own.csv: 1 event loaded, 0 unchanged, 1 row refused." in kept.stderr
    assert "transfer-delivery" in timeline_cli("show", "--include", "all").stdout


@pytest.mark.skipif(not SEED.exists(), reason="the seed article is third-party text and lies outside the repository")
def test_the_seed_article(timeline_cli: TimelineCli) -> None:
    loaded = timeline_cli("load", SEED)
    assert loaded.returncode == 0, loaded.stderr

    def found(*filters: str) -> set[tuple[str, str]]:
        shown = timeline_cli("show", *filters, "--json")
        return {(event["type"], event["date"]) for event in json.loads(shown.stdout)}

    assert ("transfer-authorization", "2024-11-20") in found(
        "--supplier", "USA", "--recipient", "UKR", "--weapon", "APL"
    )
    assert ("doctrine-change", "2024-11-19") in found("--actor", "Moscow", "--until", "2024-11-19")
    assert ("use-restriction", "2022") in found("--actor", "US", "--type", "use-restriction")
    for organisation in ("Human Rights Watch", "Amnesty International"):
        assert ("condemnation", "2024-11-20") in found("--actor", organisation)
    doubtful = ("--include", "review")
    assert ("weapon-use", "2024-11-18/2024-11-20") in found("--weapon", "ATACMS", "--since", "2024-11-18", *doubtful)
    assert ("transfer-delivery", "2023") in found("--weapon", "cluster munitions", *doubtful)
    assert any(kind == "use-permission" for kind, _ in found("--weapon", "missile", *doubtful))
    assert timeline_cli("db", "check").returncode == 0


def test_nothing_in_a_document_reaches_the_terminal(timeline_cli: TimelineCli, tmp_path: Path) -> None:
    hostile = MINES.replace("anti-personnel", "\x1b[31m\u202eanti-personnel")
    (tmp_path / "hostile.txt").write_text(hostile, "utf-8")
    loaded = timeline_cli("load", "hostile.txt", "--published", "2024-11-20", "--publisher", "\x1b]0;title\x07")
    shown = timeline_cli("show", "--include", "all")
    explained = timeline_cli("explain", shown.stdout.splitlines()[1].split("\t")[-1])
    for ran in (loaded, shown, explained):
        assert ran.returncode == 0, ran.stderr
        assert not set("\x1b\x07\u202e") & set(ran.stdout + ran.stderr)
    assert (
        "\x1b[31m\u202e"
        in json.loads(timeline_cli("export", "--format", "json", "--include", "all").stdout)[0]["quotes"][0]
    )


def test_an_empty_path_is_not_this_folder(timeline_cli: TimelineCli) -> None:
    refused = timeline_cli("load", "")
    assert (refused.returncode, refused.stdout) == (2, "")


def test_a_table_without_rows_is_refused(timeline_cli: TimelineCli, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("type,date\n", "utf-8")
    refused = timeline_cli("load", "empty.csv")
    assert refused.returncode == 3
    assert "no rows" in refused.stderr


def test_many_documents_are_read_by_several_processes_and_an_interruption_keeps_whole_ones(
    timeline_cli: TimelineCli, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(12):
        weather = f"It rained for {number} days on the hills and the fields of the north. " * 350
        (folder / f"{number:03}.txt").write_text(f"{MINES}\n{weather}", "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TIMELINE_DB": str(tmp_path / "timeline.db")}
    load = ["load", "many", "--published", "2024-11-20"]
    with subprocess.Popen(
        [sys.executable, "-m", "timeline", *load, "--jobs", "2"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)  # as the terminal does: all processes hear it
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    held = json.loads(timeline_cli("db", "info", "--json").stdout)["documents"]
    assert f"{held} loaded with " in err
    assert 0 < held < 12
    shutil.copyfile(tmp_path / "timeline.db", tmp_path / "other.db")
    rest = timeline_cli(*load, "--jobs", "2")
    alone = timeline_cli(*load, "--jobs", "1", "--db", "other.db")
    assert f"{12 - held} loaded" in rest.stderr
    assert (rest.stdout, rest.stderr) == (alone.stdout, alone.stderr)
    assert timeline_cli("db", "check").returncode == 0


def test_a_terminal_shows_how_far_it_is(tmp_path: Path, sqlite_file: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    weather = "It rained for ten days on the hills and the fields of the north. " * 25
    for number in range(60):
        (folder / f"{number:03}.txt").write_text(f"Report {number}. {MINES * 2}{weather}", "utf-8")
    seen = at_terminal(["load", "many", "--published", "2024-11-20"], [], db=sqlite_file, pipe=True, term="xterm")
    assert seen.code == 0
    assert re.search(r"Loading .*\d+/60", seen.screen)
    assert re.search(r"60 loaded with \d events, 0 unchanged, 0 refused\.$", seen.screen.splitlines()[-1])


def test_a_document_in_another_language_is_kept_and_said_to_be_so(timeline_cli: TimelineCli, tmp_path: Path) -> None:
    (tmp_path / "fr.txt").write_text(
        "Le gouvernement a annoncé mardi la livraison de canons et de missiles ATACMS aux forces de l'Ukraine.", "utf-8"
    )
    loaded = timeline_cli("load", "fr.txt", "--published", "2024-11-20")
    assert loaded.returncode == 0
    assert loaded.stderr.splitlines()[-2:] == [
        "fr.txt: not in English (it seems to be French), so nothing is extracted from it.",
        "1 loaded with 0 events, 0 unchanged, 0 refused.",
    ]
    assert loaded.stdout.splitlines()[1:] == []
