"""`timeline search` as a user runs it: in a pipe, on a terminal, with whatever is typed."""

import json
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine

from tests.cli.terminal import at_terminal
from tests.conftest import TimelineCli
from tests.queries.events import store_events
from timeline.database.address import database_url
from timeline.database.opening import open_engine, writing
from timeline.documents.document import Document
from timeline.review.stored_documents import insert_document

HEADER = "rank\tdate\tpublisher\ttitle\tpassage\tevents\talso printed by\tdocument\n"
HOSTILE = "He said:\tmines\x1b[31m are \x9b2J \u202ehere\u202c.\nNothing more.\nAnother sentence on mines follows it."


def store(engine: Engine) -> None:
    """Eight events in one document, and four documents that no event is told of."""
    store_events(engine)
    with writing(engine) as connection:
        first = insert_document(
            connection, Document(HOSTILE, "2024-05", title="Evil\x1b]0;title\x07", publisher="Agency"), why="test"
        )
        paper = Document(
            "The mines are here, a paper says.", "2024-06-01", publisher="Paper", url="https://example.org"
        )
        insert_document(connection, paper, why="test", syndicated_from=first)
        insert_document(connection, Document("Drones and mines. \ue000 Drones."), why="test")
        insert_document(connection, Document("=cmd() of drones", "2020", title='Spring, a "title"'), why="test")


@pytest.fixture
def stored(engine: Engine, url: URL) -> str:
    """A database of each kind: its address."""
    store(engine)
    engine.dispose()
    return url.render_as_string(hide_password=False)


def test_lines_in_a_pipe(timeline_cli: TimelineCli, stored: str) -> None:
    found = timeline_cli("--db", stored, "search", "mines", "-drones")
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout == HEADER + (
        "1\t2024-05\tAgency\tEvil\ufffd]0;title\ufffd\tHe said: mines\ufffd[31m are \ufffd2J \ufffdhere\ufffd.\t\t"
        "Paper, 2024-06-01\t38a8b68b8a76\n"
    )
    found = timeline_cli("--db", stored, "search", '"transfer authorization"')
    assert found.stdout.splitlines()[1].split("\t")[:5] == [
        *("1", "2025-03-07", "Tests", "Eight events", "Sentence 0 speaks of transfer-authorization.")
    ]


def test_records(timeline_cli: TimelineCli, stored: str) -> None:
    found = timeline_cli("--db", stored, "search", "mine", "--publisher", "agency", "--json")
    assert found.returncode == 0
    (record,) = json.loads(found.stdout)
    start, end = HOSTILE.index("Another"), len(HOSTILE)
    place = HOSTILE.rindex("mines")
    assert record["passages"][-1] == {
        "start": start,
        "end": end,
        "text": HOSTILE[start:end],
        "highlights": [[place, place + 5]],
    }
    assert [HOSTILE[each["start"] : each["end"]] for each in record["passages"]] == [
        each["text"] for each in record["passages"]
    ]
    assert [each["publisher"] for each in record["also"]] == ["Paper"]
    assert (record["rank"], record["title"], record["sha256"][:12]) == (1, "Evil\x1b]0;title\x07", record["document"])


def test_pages(timeline_cli: TimelineCli, stored: str) -> None:
    first = timeline_cli("--db", stored, "search", "drones", "--limit", "1")
    document = first.stdout.splitlines()[1].split("\t")[-1]
    assert first.stderr == f"1 more document matches; raise --limit, or go on with --after {document}.\n"
    second = timeline_cli("--db", stored, "search", "drones", "--limit", "1", "--after", document)
    assert (second.stderr, second.stdout.splitlines()[1][:2]) == ("", "2\t")
    none = timeline_cli("--db", stored, "search", "drones", "--limit", "0")
    assert (none.stdout, none.stderr) == (HEADER, "2 more documents match; raise --limit.\n")


def test_no_answer(timeline_cli: TimelineCli) -> None:
    found = timeline_cli("search", "nothing")
    assert (found.returncode, found.stdout, found.stderr) == (0, HEADER, "No document matches.\n")
    found = timeline_cli("search", "nothing", "--json")
    assert (found.returncode, found.stdout, found.stderr) == (0, "[]\n", "No document matches.\n")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["mines", "--limt", "3"], "No such option: --limt (Possible options: --limit)"),
        (["mines", "--known=2020"], "No such option: --known (Possible options: --json, --known-on)"),
        (["mines", "--weapn", "HIMARS", "--", "--limt"], "No such option: --weapn (Possible options: --help)"),
    ],
)
def test_a_mistyped_option_is_no_word(timeline_cli: TimelineCli, arguments: list[str], complaint: str) -> None:
    refused = timeline_cli("search", *arguments)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.splitlines()[-1] == f"Error: {complaint}"


def test_behind_two_dashes_and_in_quotation_marks_are_words(timeline_cli: TimelineCli, stored: str) -> None:
    whole = timeline_cli("--db", stored, "search", "mines", "-cmd")
    assert whole.stdout.count("\n") > 1
    for arguments in (["-cmd", "--", "mines", "--limt"], ["--limt mines"], ["mines", "--", "-cmd"]):
        found = timeline_cli("--db", stored, "search", *arguments)
        assert (found.returncode, found.stdout) == (0, whole.stdout), arguments


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "no word to search for"),
        (['"'], "no word to search for"),
        (["-mines"], "needs a word that occurs"),
        (["x" * 100_000], "100,000 characters"),
        (["mines", "--since", "20/11/2024"], "2024-11-20"),
        (["mines", "--since", "2025", "--until", "2024"], "no date can match both"),
        (["mines", "--publisher", "Nobody"], "Nobody"),
        (["mines", "--after", "abc"], "'abc'"),
    ],
)
def test_what_asks_for_nothing_exits_2(timeline_cli: TimelineCli, arguments: list[str], words: str) -> None:
    refused = timeline_cli("search", *arguments)
    assert refused.returncode == 2
    assert refused.stdout == ""
    assert words in refused.stderr.splitlines()[-1]
    assert len(refused.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "typed", ["'", "mines'); --x", "a AND", "*", "mines*", "(mines OR", "NEAR(a b)", "^mines", "%s"]
)
def test_signs_break_nothing(timeline_cli: TimelineCli, stored: str, typed: str) -> None:
    found = timeline_cli("--db", stored, "search", typed)
    assert found.returncode in (0, 2)
    assert "Traceback" not in found.stderr


def test_a_terminal_shows_the_words_and_nothing_of_a_documents_own_codes(sqlite_file: Path) -> None:
    engine = open_engine(database_url(str(sqlite_file)))
    store(engine)
    engine.dispose()
    seen = at_terminal(["search", "mines"], [], db=sqlite_file, term="xterm")
    assert seen.code == 0
    on, off = "\x1b[1m", "\x1b[0m"
    assert seen.screen == (
        "1. Evil\ufffd]0;title\ufffd\n"
        "   Agency, 2024-05, 38a8b68b8a76\n"
        f"     He said: {on}mines{off}\ufffd[31m are \ufffd2J \ufffdhere\ufffd.\n"
        "   Also printed by Paper, 2024-06-01\n"
        "\n"
        "2. (without a title)\n"
        "   undated, 4c0be27cb3db\n"
        f"     Drones and {on}mines{off}.\n"
    )
