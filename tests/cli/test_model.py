"""`timeline model`, and `--with model`: what is sent, kept and believed, with real processes and a real server."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.modelling import KEY, PUBLISHED, REPORT, Program, batch_line, careful
from tests.cli.terminal import at_terminal
from tests.conftest import ROOT, SURROUNDINGS
from tests.endpoint.local import Handler, LocalEndpoint, answering, dripping, refusing, running
from tests.starter import Starter

WITH = ("--with", "model")
LAST = "1 loaded with 2 events, 0 unchanged, 0 refused."


@pytest.fixture
def server() -> Iterator[LocalEndpoint]:
    with running(LocalEndpoint(otherwise=careful)) as started:
        yield started


@pytest.fixture
def program(tmp_path: Path, sqlite_file: Path, starter: Starter) -> Program:
    (tmp_path / "report.txt").write_text(REPORT, "utf-8")
    return Program(tmp_path, sqlite_file, starter)


def test_a_model_is_set_shown_tried_and_forgotten(program: Program, server: LocalEndpoint) -> None:
    none = program("model", "show")
    assert (none.returncode, none.stdout) == (2, "")
    assert "No language model is set up" in none.stderr
    made = program("model", "set", "--url", server.url, "--name", "small-1", "--requests-per-minute", "600")
    path = program.folder / "settings" / "model.toml"
    assert (made.returncode, made.stdout) == (0, "")
    assert made.stderr == f"small-1 at {server.url} is set in {path}. Nothing was sent.\n"
    assert program("model", "set", "--runs", "2").returncode == 0
    told = json.loads(program("model", "show", "--json").stdout)
    wanted = {"url": server.url, "name": "small-1", "requests_a_minute": 600, "runs": 2, "key": "none", "agreed": False}
    assert {name: told[name] for name in wanted} == wanted
    assert not server.bodies
    tried = program("model", "test")
    assert (tried.returncode, tried.stdout) == (0, 'small-1 answers: {"events": []} (15 tokens)\n'), tried.stderr
    assert tried.stderr.startswith("Sent: 1 request with ") and "on this machine" in tried.stderr
    assert len(server.bodies) == 1
    assert program("model", "forget").stderr == f"{path} is removed.\n"
    assert list(path.parent.iterdir()) == []
    assert program("model", "forget").stderr == "No language model was set up.\n"


def test_a_key_is_no_setting(program: Program) -> None:
    refused = program("model", "set", "--url", "https://api.example.org/v1", "--name", "small-1", "--key-env", KEY)
    assert refused.returncode == 2
    assert KEY not in refused.stderr + refused.stdout
    kept = program("model", "set", "--url", "https://api.example.org/v1", "--name", "s", "--keyring", stdin=f"{KEY}\n")
    assert (kept.returncode, KEY in kept.stderr) == (2, False)  # there is no keyring here
    assert not (program.folder / "settings").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--dry-run"], "--dry-run is about a language model: add --with model."),
        (["--with", "magic"], "--with magic means nothing: it is built-in or model."),
        ([*WITH, "--dry-run", "--requests-to", "x"], "--dry-run and --requests-to exclude each other"),
        ([*WITH, "--dry-run", "--yes"], "--dry-run sends nothing, so that --yes has no use: leave it out."),
        ([*WITH], "No language model is set up, so nothing was sent"),
        ([*WITH, "--requests-to", "x"], "say with --model which one the requests are for."),
    ],
)
def test_what_means_nothing_is_refused(program: Program, arguments: list[str], said: str) -> None:
    refused = program("load", "report.txt", *arguments)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert said in refused.stderr
    assert "loaded with" not in refused.stderr


def test_a_load_with_a_model_is_asked_for_once(program: Program, server: LocalEndpoint) -> None:
    program("model", "set", "--url", server.url, "--name", "small-1")
    dry = program("load", "report.txt", *PUBLISHED, *WITH, "--dry-run")
    assert (dry.returncode, server.bodies) == (0, [])
    (request,) = map(json.loads, dry.stdout.splitlines())
    assert dry.stderr.splitlines()[-1].startswith("1 request, about ")
    unagreed = program("load", "report.txt", *PUBLISHED, *WITH)
    assert (unagreed.returncode, server.bodies) == (2, [])
    assert unagreed.stderr.startswith("To be sent, for the first time to this address: 1 request with ")
    loaded = program("load", "report.txt", *PUBLISHED, *WITH, "--yes", "--explain-refusals")
    assert (loaded.returncode, server.bodies) == (0, [request["body"]]), loaded.stderr
    assert loaded.stderr.splitlines()[-3:] == [
        "report.txt: not believed of small-1 (quote): event 1, actor: “France”: "
        "the words quoted do not stand in the sentence cited.",
        "Of the model: 1 new answer (15 tokens), 0 known, 1 part not believed (quote 1), 0 events dropped.",
        LAST,
    ]
    both, alone = (line.split("\t") for line in program("review").stdout.splitlines()[1:][::-1])
    assert (both[1], both[4], both[-1]) == ("auto", "transfer-authorization", "timeline 0.1.0; model small-1")
    assert (alone[1], alone[4], alone[-1]) == ("review", "stockpile-destruction", "model small-1")
    told = json.loads(program("explain", alone[0], "--json").stdout)
    assert (told["extractor"], told["lane"]) == ("model small-1", "review")
    again = program("load", "report.txt", *PUBLISHED, *WITH)
    assert (again.returncode, len(server.bodies), again.stdout) == (0, 1, "")
    assert "0 new answers (0 tokens), 1 known" in again.stderr
    assert again.stderr.endswith("0 loaded with 0 events, 1 unchanged, 0 refused.\n")
    assert program("db", "check").stderr == "No faults.\n"


def test_a_document_that_is_there_gets_what_only_the_model_finds_once(program: Program, server: LocalEndpoint) -> None:
    program("model", "set", "--url", server.url, "--name", "small-1")
    program("load", "report.txt", *PUBLISHED)
    before = program("export", "--include", "all", "--format", "jsonl").stdout.splitlines()
    added = program("load", "report.txt", *PUBLISHED, *WITH, "--yes")
    assert added.returncode == 0, added.stderr
    assert "report.txt: was there already; 1 event more, which only a model proposes." in added.stderr
    after = program("export", "--include", "all", "--format", "jsonl").stdout.splitlines()
    assert len(after) == len(before) + 1 and set(before) < set(after)
    assert "1 unchanged" in program("load", "report.txt", *PUBLISHED, *WITH).stderr
    assert program("export", "--include", "all", "--format", "jsonl").stdout.splitlines() == after
    assert program("db", "check").stderr == "No faults.\n"


def test_batch_files_and_the_direct_way_give_the_same(program: Program, server: LocalEndpoint) -> None:
    """Files in any order, some answers missing at first; what is kept in the database counts as an answer later."""
    program("model", "set", "--url", server.url, "--name", "small-1", "--piece-characters", "500")
    longer = REPORT + "".join(
        f"\nThe weather in town {number} was fine and nobody spoke of it." for number in range(20)
    )
    (program.folder / "longer.txt").write_text(longer, "utf-8")
    paths = ("report.txt", "longer.txt", *PUBLISHED, *WITH)
    direct = program("load", *paths, "--yes")
    assert direct.returncode == 0, direct.stderr
    events = program("export", "--include", "all", "--format", "jsonl").stdout

    files = program.on(program.fresh("files"))
    written = files("load", *paths, "--requests-to", "requests.jsonl")
    requests = [json.loads(line) for line in (program.folder / "requests.jsonl").read_text("utf-8").splitlines()]
    assert (written.returncode, len(requests)) == (0, len(server.bodies)), written.stderr
    assert len(requests) > 2
    assert files("load", *paths, "--requests-to", "requests.jsonl").returncode == 6  # it is there already
    lines = [batch_line(each) for each in reversed(requests)]
    (program.folder / "some.jsonl").write_text("no JSON\n" + lines[0] + lines[-1], "utf-8")
    (program.folder / "rest.jsonl").write_text("".join(lines[1:-1]), "utf-8")
    some = files("load", *paths, "--replies-from", "some.jsonl")
    assert some.returncode == 3
    assert "some.jsonl: line 1 gives no answer: it is not JSON." in some.stderr
    left = len(requests) - 2
    assert f"longer.txt: left for the next time, {left} of {len(requests) - 1} answers not there." in some.stderr
    assert LAST in some.stderr
    rest = files("load", *paths, "--replies-from", "rest.jsonl")
    assert (rest.returncode, f"{left} new answers (0 tokens), 2 known" in rest.stderr) == (0, True), rest.stderr
    assert files("export", "--include", "all", "--format", "jsonl").stdout == events
    assert files("db", "check").stderr == "No faults.\n"
    assert len(server.bodies) == len(requests)

    extracted = program("extract", "longer.txt", *PUBLISHED, *WITH, "--replies-from", "some.jsonl", "--json")
    assert (extracted.returncode, extracted.stdout) == (3, "")
    whole = ("--replies-from", "some.jsonl", "--replies-from", "rest.jsonl")
    extracted = program("extract", "longer.txt", *PUBLISHED, *WITH, *whole, "--json")
    assert [each["lane"] for each in json.loads(extracted.stdout)["events"]] == ["auto", "review"], extracted.stderr


def test_what_was_answered_before_an_end_is_not_asked_again(program: Program) -> None:
    (program.folder / "two.txt").write_text(REPORT.replace("Wednesday", "Tuesday"), "utf-8")
    paths = ("report.txt", "two.txt", *PUBLISHED, *WITH)
    with running(LocalEndpoint(careful, refusing(401), otherwise=careful)) as server:
        program("model", "set", "--url", server.url, "--name", "small-1", "--requests-at-once", "1")
        ended = program("load", *paths, "--yes")
        assert ended.returncode == 7, ended.stderr
        assert LAST in ended.stderr and "wants a key" in ended.stderr.splitlines()[-1]
        limited = program("load", *paths, "--max-tokens-total", "10")
        assert (limited.returncode, len(server.bodies)) == (3, 2)
        assert "two.txt: left for the next time, 1 of 1 answer not there." in limited.stderr
        assert "1 document left for the next time by --max-tokens-total" in limited.stderr
        went_on = program("load", *paths)
        assert (went_on.returncode, len(server.bodies)) == (0, 3), went_on.stderr
        assert "1 new answer (15 tokens), 1 known" in went_on.stderr


def test_a_request_that_is_refused_leaves_its_document_to_the_rest(program: Program) -> None:
    (program.folder / "two.txt").write_text(REPORT.replace("Wednesday", "Tuesday"), "utf-8")
    paths = ("report.txt", "two.txt", *PUBLISHED, *WITH)
    filtered = refusing(400, {"error": {"message": "content filter\x1b[31m"}})
    with running(LocalEndpoint(careful, filtered, otherwise=careful)) as server:
        program("model", "set", "--url", server.url, "--name", "small-1", "--requests-at-once", "1")
        loaded = program("load", *paths, "--yes")
        assert loaded.returncode == 0, loaded.stderr
        assert "two.txt: the request tl-" in loaded.stderr and "content filter" in loaded.stderr
        assert "\x1b" not in loaded.stderr
        assert "1 new answer (" in loaded.stderr and "2 loaded with " in loaded.stderr
        again = program("load", *paths)
        assert (again.returncode, len(server.bodies)) == (0, 3), again.stderr
        assert "1 new answer (15 tokens), 1 known" in again.stderr
    assert program("db", "check").stderr == "No faults.\n"


def test_an_interruption_keeps_the_answers(program: Program) -> None:
    (program.folder / "longer.txt").write_text(REPORT + "\nThe weather was fine in the town." * 30, "utf-8")
    arguments = ["load", "longer.txt", *PUBLISHED, *WITH, "--yes"]
    with running(LocalEndpoint(careful, dripping, otherwise=careful)) as server:
        program("model", "set", "--url", server.url, "--name", "small-1", "--requests-at-once", "1")
        program("model", "set", "--piece-characters", "500")
        command = [sys.executable, "-m", "timeline", *arguments]
        surroundings = {**SURROUNDINGS, **program.surroundings}
        with subprocess.Popen(command, cwd=program.folder, env=surroundings, stderr=subprocess.PIPE) as process:
            end = time.monotonic() + 30
            while len(server.bodies) < 2 and time.monotonic() < end:
                time.sleep(0.05)
            process.send_signal(signal.SIGINT)
            said = process.communicate(timeout=30)[1].decode()
        assert process.returncode == 130, said
        assert "Of the model: 1 new answer (15 tokens)" in said and "0 loaded" in said
        asked = len(server.bodies)
        went_on = program(*arguments)
        assert went_on.returncode == 0, went_on.stderr
        assert ", 1 known" in went_on.stderr
        assert server.raw[0] not in server.raw[asked:]


def test_a_person_at_the_terminal_is_asked_the_first_time(program: Program, server: LocalEndpoint) -> None:
    program("model", "set", "--url", server.url, "--name", "small-1")
    os.environ["TIMELINE_CONFIG"] = str(program.folder / "settings")
    arguments = ["load", "report.txt", *PUBLISHED, *WITH]
    try:
        no = at_terminal(arguments, [("[y/N]", "n")], db=program.database)
        assert (no.code, server.bodies) == (2, []), no.screen
        yes = at_terminal(arguments, [("[y/N]", "y")], db=program.database)
        assert (yes.code, len(server.bodies)) == (0, 1), yes.screen
    finally:
        del os.environ["TIMELINE_CONFIG"]
    assert json.loads(program("model", "show", "--json").stdout)["agreed"]


def test_extract_keeps_answers_in_a_file_where_one_is_named(program: Program, server: LocalEndpoint) -> None:
    program("model", "set", "--url", server.url, "--name", "small-1")
    record = {"doc": "a", "published": "2024-11-20", "text": REPORT}
    (program.folder / "in.jsonl").write_text(json.dumps(record) + "\n", "utf-8")
    arguments = ("extract", "--input", "in.jsonl", *WITH, "--yes", "--replies-to", "kept.jsonl")
    first = program(*arguments)
    assert (first.returncode, len(server.bodies)) == (0, 1), first.stderr
    (told,) = map(json.loads, first.stdout.splitlines())
    assert [(each["type"], each["lane"], each["extractor"]) for each in told["events"]] == [
        ("transfer-authorization", "auto", "built-in; model small-1"),
        ("stockpile-destruction", "review", "model small-1"),
    ]
    again = program(*arguments)
    assert (again.returncode, again.stdout, len(server.bodies)) == (0, first.stdout, 1)
    built_in = json.loads(program("extract", "--input", "in.jsonl").stdout)
    assert [each["type"] for each in built_in["events"]] == ["transfer-authorization"]


def test_the_key_is_nowhere(program: Program) -> None:
    """The endpoint repeats it in answers, in errors and as the model's name."""

    def telling(handler: Handler) -> None:
        key = handler.headers["Authorization"]
        answering(json.dumps({"events": [key]}), model=key)(handler)

    def failing(handler: Handler) -> None:
        refusing(401, {"error": {"message": f"no such key: {handler.headers['Authorization']}"}})(handler)

    (program.folder / "two.txt").write_text(REPORT.replace("Wednesday", "Tuesday"), "utf-8")
    with running(LocalEndpoint(telling, failing, otherwise=telling)) as server:
        program("model", "set", "--url", server.url, "--name", "small-1", "--key-env", "MODEL_API_KEY")
        program("model", "set", "--requests-at-once", "1")
        unset = program("load", "report.txt", *PUBLISHED, *WITH, "--yes")
        assert unset.returncode == 2 and "MODEL_API_KEY" in unset.stderr
        program.surroundings["MODEL_API_KEY"] = KEY
        commands = [
            ("load", "report.txt", "two.txt", *PUBLISHED, *WITH, "--yes", "--explain-refusals"),
            ("load", "report.txt", "two.txt", *PUBLISHED, *WITH, "--explain-refusals"),
            ("extract", "report.txt", *PUBLISHED, *WITH, "--replies-to", "kept.jsonl", "--explain-refusals"),
            ("load", "report.txt", *PUBLISHED, *WITH, "--dry-run", "--model", "other"),
            ("model", "show"),
            ("model", "test"),
            ("export", "--include", "all", "-o", "out.json", "--format", "json"),
            ("log", "--json"),
        ]
        for command in commands:
            ran = program(*command)
            assert KEY not in ran.stdout + ran.stderr, command
            assert ran.returncode in (0, 7), (command, ran.stderr)
        assert {each["Authorization"] for each in server.headers} == {f"Bearer {KEY}"}
    files = [path for path in program.folder.rglob("*") if path.is_file()]
    assert len(files) > 5
    assert [path for path in files if KEY.encode() in path.read_bytes()] == []


def test_without_the_http_client_batch_files_work(program: Program, tmp_path: Path) -> None:
    program.starter = None
    (tmp_path / "without").mkdir()
    for name in ("httpx", "keyring"):
        (tmp_path / "without" / f"{name}.py").write_text("raise ImportError\n", "utf-8")
    program.surroundings["PYTHONPATH"] = os.pathsep.join([str(tmp_path / "without"), str(ROOT)])
    program("model", "set", "--url", "http://127.0.0.1:9/v1", "--name", "small-1")
    refused = program("load", "report.txt", *PUBLISHED, *WITH, "--yes")
    assert refused.returncode == 2
    assert "pip install 'timeline-of-arms-policy[model]'" in refused.stderr.splitlines()[-1]
    assert program("load", "report.txt", *PUBLISHED, *WITH, "--requests-to", "requests.jsonl").returncode == 0
    request = json.loads((program.folder / "requests.jsonl").read_text("utf-8"))
    (program.folder / "replies.jsonl").write_text(batch_line(request), "utf-8")
    loaded = program("load", "report.txt", *PUBLISHED, *WITH, "--replies-from", "replies.jsonl")
    assert (loaded.returncode, loaded.stderr.splitlines()[-1]) == (0, LAST)
