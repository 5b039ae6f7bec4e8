"""`timeline extract --trace`: a document in, each sentence on its way out, as text and as JSON."""

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.cli.articles import MINES
from tests.cli.terminal import at_terminal
from tests.conftest import ROOT, TimelineCli

HYPHENS = MINES.replace("mines", "mi\u00adnes")  # soft hyphens, as in what is copied out of a PDF
WEIGHED = re.compile(r"\s+[*-] \S.* [+-]\d+\.\d\d(?:, [^⟵]+)?(?: ⟵ .+ [+-]\d+\.\d\d)?")


def test_the_walk_in_the_documents_has_the_shape_of_what_is_printed(timeline_cli: TimelineCli, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "tracing.md").read_text("utf-8")
    command, _, shown = page.split("```\n")[1].partition("\n")
    shutil.copytree(ROOT / "seeds" / "documents", tmp_path / "seeds" / "documents")
    ran = timeline_cli(*shlex.split(command.removeprefix("$ timeline ")))
    assert (ran.returncode, ran.stderr) == (0, "")
    seen, _, weighed = ran.stdout.partition("\n  types\n")
    shown_seen, _, shown_weighed = shown.partition("\n  types\n")
    assert shown_seen == seen  # what depends on no weights
    # Other weights may add a candidate and change every figure; the parts stay, in this order.
    printed = iter(_parts(weighed))
    assert [part for part in _parts(shown_weighed) if part not in printed] == []
    for line in (*weighed.splitlines(), *shown_weighed.splitlines()):
        if line.lstrip().startswith(("* ", "- ")):
            assert WEIGHED.fullmatch(line), line


def _parts(weighed: str) -> list[str]:
    """The lines that name a part, without what stands in it."""
    return [line for line in weighed.splitlines() if re.fullmatch(r" +[a-z]+", line)]


def test_the_trace_of_lines_of_json_tells_the_events_of_extract(timeline_cli: TimelineCli, tmp_path: Path) -> None:
    given = "".join(
        json.dumps({"doc": doc, "published": "2024-11-20", "text": text}) + "\n"
        for doc, text in (("a", HYPHENS), ("b", "The choir sang until midnight."))
    )
    plain = timeline_cli("extract", "--input", "-", stdin=given)
    ran = timeline_cli("extract", "--input", "-", "--trace", "--json", "--output", "trace.jsonl", stdin=given)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    records = [json.loads(line) for line in (tmp_path / "trace.jsonl").read_text("utf-8").splitlines()]
    assert [(record["doc"], record["sentence"]) for record in records] == [("a", 1), ("a", 2), ("b", 1)]
    for record in records[:2]:
        assert HYPHENS[record["start"] : record["end"]] == record["text"]
        for each in (*record["names"], *record["times"], *record["predicates"], *record["clauses"]):
            assert HYPHENS[each["start"] : each["end"]] == each["text"]
    told = [
        draft["event"]
        for record in records
        for candidate in record["candidates"]
        for draft in candidate["drafts"]
        if draft["fate"] == "told" and draft["lane"] != "archive"
    ]
    first, second = (json.loads(line)["events"] for line in plain.stdout.splitlines())
    assert told and sorted(told, key=json.dumps) == sorted([*first, *second], key=json.dumps)
    assert records[2]["types"] == records[2]["candidates"] == []


def test_sentences_are_chosen_by_number_or_words_and_what_is_hostile_is_made_harmless(
    timeline_cli: TimelineCli, tmp_path: Path
) -> None:
    hostile = "Berlin \x1b[31mrested. Germany on Tuesday approved the sale of ten \u202ehowitzers\nto Ukraine.\n"
    (tmp_path / "sale.txt").write_text(hostile, "utf-8")
    of = ("extract", "sale.txt", "--published", "2024-03-07")
    whole = timeline_cli(*of, "--trace").stdout
    assert re.findall("^sentence .*", whole, re.MULTILINE) == ["sentence 1 (body, 0-19)", "sentence 2 (body, 20-86)"]
    assert "\x1b" not in whole and "\u202e" not in whole
    second = timeline_cli(*of, "--trace", "--sentence", "2").stdout
    assert second.splitlines()[4:] == whole[whole.index("sentence 2") :].splitlines()
    assert timeline_cli(*of, "--trace", "--at", "howitzers to  UKRAINE").stdout == second
    for chosen in (("--sentence", "3"), ("--at", "frigates"), ("--sentence", "1", "--at", "howitzers")):
        refused = timeline_cli(*of, "--trace", *chosen)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert refused.stderr == "Error: There is no such sentence; the text has 2 sentences.\n"
    assert timeline_cli(*of, "--sentence", "2").returncode == 2


@pytest.mark.parametrize("pipe", [False, True])
def test_lines_fit_a_terminal_and_stay_whole_in_a_pipe(tmp_path: Path, pipe: bool) -> None:
    (tmp_path / "mines.txt").write_text(MINES, "utf-8")
    file = tmp_path / "mines.txt"
    seen = at_terminal(
        ["extract", file, "--published", "2024-11-20", "--trace"], [], db=tmp_path / "none.db", pipe=pipe
    )
    assert seen.code == 0
    lines = (seen.piped if pipe else seen.screen).splitlines()
    assert any("candidate transfer-authorization" in line for line in lines)
    assert (max(map(len, lines)) > 80) is pipe
