"""`timeline act` as a real process: an act with its source, what follows from it, and what is refused."""

import json
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.cli.terminal import at_terminal
from tests.conftest import TimelineCli

URL_ = "https://example.org/notification"
TOLD = (
    "act", "add", "--treaty", "Ottawa Treaty", "--actor", "Mongolia", "--action", "accession", "--date", "4 May 2026",
    "--source", URL_,
)  # fmt: skip
ACT = "mine-ban:MNG:accession:2026-05-04"
OWN_ = ("--source", "own observation")


def test_an_act_is_named_and_the_answers_follow_at_once(timeline_cli: TimelineCli) -> None:
    before = json.loads(timeline_cli("status", "mine-ban", "--actor", "MNG", "--on", "2026-11-01", "--json").stdout)
    assert before[0]["position"] == "no-relation"
    added = timeline_cli(*TOLD, "--quote", "Mongolia deposited its instrument.", "--publisher", "Example Agency")
    assert (added.returncode, added.stdout) == (0, f"{ACT}\n")
    assert added.stderr == (
        "Mongolia under Mine Ban Treaty on 2026-05-04: "
        "has consented, in force for it only from 2026-11-01 (acceded 2026-05-04)\n"
    )
    after = json.loads(timeline_cli("status", "mine-ban", "--actor", "MNG", "--on", "2026-11-01", "--json").stdout)
    assert (after[0]["position"], after[0]["since"]) == ("party", "2026-11-01")
    (act,) = after[0]["acts"]
    assert act["source"] == f"Example Agency, {URL_}: “Mongolia deposited its instrument.”"
    assert timeline_cli("db", "check").stderr == "No faults.\n"


def test_the_check_of_an_event_follows_too(timeline_cli: TimelineCli) -> None:
    told = ("--supplier", "Mongolia", "--recipient", "Chad", "--weapon", "APL", "--source", "own observation")
    event = timeline_cli("add", "--type", "transfer-delivery", "--date", "2026-12-01", *told).stdout.strip()

    def verdicts() -> set[str]:
        rows = json.loads(timeline_cli("check", event, "--json").stdout)
        return {row["verdict"] for row in rows if (row["treaty"], row["actor"]) == ("mine-ban", "MNG")}

    assert verdicts() == {"not-bound"}
    timeline_cli(*TOLD)
    assert verdicts() == {"prohibited"}
    timeline_cli("act", "withdraw", ACT, "--reason", "it never came")
    assert verdicts() == {"not-bound"}


def test_the_same_act_again_stores_nothing(sqlite_file: Path, timeline_cli: TimelineCli) -> None:
    timeline_cli(*TOLD)
    before = sqlite_file.read_bytes()
    again = timeline_cli(*TOLD)
    assert (again.returncode, again.stdout) == (0, f"{ACT}\n")
    assert again.stderr.startswith(f"{ACT} is recorded already; nothing was added.\n")
    shipped = timeline_cli(
        "act", "add", "--treaty", "APMBC", "--actor", "Lithuania", "--action", "withdrawal notice",
        "--date", "2025-06-27", "--source", URL_, "--json",
    )  # fmt: skip
    assert shipped.returncode == 0
    assert json.loads(shipped.stdout) == {
        "act_id": "mine-ban:LTU:withdrawal_notice:2025-06-27",
        "new": False,
        "standing": "Lithuania under Mine Ban Treaty on 2025-06-27: withdrawal notified, still bound until 2025-12-27, "
        "party since 2003-11-01 (ratified 2003-05-12, gave notice of withdrawal 2025-06-27)",
    }
    other = timeline_cli(*TOLD, "--effective", "2026-12-01")
    assert (other.returncode, other.stdout) == (2, "")
    assert other.stderr == (
        f"Error: {ACT} is recorded already, with another date of effect: change it with timeline act amend {ACT}.\n"
    )
    assert sqlite_file.read_bytes() == before


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"--source": ""}, "The act lacks --source."),
        ({"--date": "", "--treaty": ""}, "The act lacks --treaty and --date."),
        ({"--treaty": "Otawa Treaty"}, "Unknown treaty 'Otawa Treaty'. Nearest: Ottawa Treaty"),
        ({"--actor": "Mongolai"}, "Unknown actor 'Mongolai'. Nearest: Mongolia"),
        ({"--actor": "Lockheed Martin"}, "Lockheed Martin is neither a state nor an international organisation"),
        ({"--action": "joining"}, "Unknown treaty act 'joining'. Known: signature, succession_to_signature, "),
        ({"--date": "soon"}, "'soon' is not an EDTF date"),
        ({"--date": "2026-02-30"}, "'2026-02-30' is not in the calendar"),
        ({"--date": "1997-09-17"}, "Mine Ban Treaty was adopted only on 1997-09-18, after 1997-09-17; if it is right"),
        ({"--date": "1997-10"}, "Mine Ban Treaty was opened for signature only on 1997-12-03, after 1997-10; if"),
        (
            {"--treaty": "NPT", "--actor": "South Sudan", "--date": "2010"},
            "South Sudan did not exist in 2010: it began on 2011-07-09 (before: Sudan); if",
        ),
        ({"--action": "withdrawal_notice"}, "Mongolia is not recorded to have consented to Mine Ban Treaty by 2026-05"),
        ({"--actor": "USA", "--action": "suspension"}, "United States is not recorded to have consented"),
        ({"--effective": "2026-05-03"}, "The act cannot take effect on 2026-05-03, before its own date 2026-05-04; if"),
        ({"--treaty": "MTCR"}, "Whoever belongs to mtcr takes part in MTCR: an act would change nothing."),
        ({"--source": "a book"}, "'a book' is no source: name a loaded document"),
        ({"--source": "7"}, "'7' is no source"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(
    sqlite_file: Path, timeline_cli: TimelineCli, changed: dict[str, str], complaint: str
) -> None:
    before = sqlite_file.read_bytes()
    options = {**dict(zip(TOLD[2::2], TOLD[3::2], strict=True)), **changed}
    refused = timeline_cli("act", "add", *(word for pair in options.items() for word in pair if pair[1]))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith(f"Error: {complaint}")
    assert refused.stderr.count("\n") == 1
    assert sqlite_file.read_bytes() == before


def test_what_is_unlikely_is_stored_when_insisted_on(timeline_cli: TimelineCli) -> None:
    added = timeline_cli(*TOLD[:-4], "--date", "1997-09-17", "--source", "own observation", "--anyway")
    assert (added.returncode, added.stdout) == (0, "mine-ban:MNG:accession:1997-09-17\n")
    listed = timeline_cli("act", "list", "--own")
    assert listed.stdout.splitlines()[1].split("\t") == [
        "1997-09-17", "mine-ban", "MNG", "accession", "", "0", "user", "own observation",
        "mine-ban:MNG:accession:1997-09-17",
    ]  # fmt: skip
    assert timeline_cli("db", "check").stderr == "No faults.\n"


def test_an_act_on_another_day_is_said(timeline_cli: TimelineCli) -> None:
    timeline_cli(*TOLD)
    other = timeline_cli(*TOLD[:8], "--date", "2026-05-05", "--source", URL_)
    assert other.stderr.startswith(
        f"{ACT} is recorded too. If it is the same act, take one away: timeline act withdraw {ACT} --reason …\n"
    )
    ambiguous = timeline_cli("act", "withdraw", "Ottawa Treaty:Mongolia", "--reason", "twice")
    assert ambiguous.stderr == (
        "Error: 'Ottawa Treaty:Mongolia' could be more than one act: "
        f"{ACT}, mine-ban:MNG:accession:2026-05-05. Use one of these.\n"
    )
    shown = timeline_cli("act", "amend", "act-mine-ban-MNG-accession-2026-05-05", "--note", "x", "--reason", "y")
    assert shown.stdout == "mine-ban:MNG:accession:2026-05-05\n"
    unknown = timeline_cli("act", "withdraw", "mine-ban:MNG:signature", "--reason", "x")
    assert unknown.stderr == (
        f"Error: Unknown act 'mine-ban:MNG:signature'. Nearest: {ACT}, mine-ban:MNG:accession:2026-05-05.\n"
    )
    assert "names no act: write treaty:state:action:date" in timeline_cli("act", "withdraw", "mine-ban").stderr


def test_an_undated_act_leaves_open_since_when(timeline_cli: TimelineCli) -> None:
    added = timeline_cli(*TOLD[:8], "--date", "unknown", "--source", URL_)
    assert (added.stdout, added.stderr) == ("mine-ban:MNG:accession:unknown\n", "")
    shown = json.loads(timeline_cli("status", "mine-ban", "--actor", "MNG", "--on", "2026-11-01", "--json").stdout)
    assert (shown[0]["since"], shown[0]["certainty"]) == (None, "possibly")


def test_amending_needs_a_reason_and_a_source(timeline_cli: TimelineCli) -> None:
    notice = "mine-ban:LTU:withdrawal_notice"
    for arguments, complaint in (
        ((), "Say what to change, for example --effective 2025-12-27 or --contested."),
        (("--effective", "2025-12-28"), "Say why with --reason: changing what is recorded needs a reason."),
        (("--effective", "2025-12-28", "--reason", "x"), "The change lacks --source: a loaded document, a file, a URL"),
        (("--date", "2025-12-32", "--reason", "x"), "'2025-12-32' is not in the calendar"),
    ):
        refused = timeline_cli("act", "amend", notice, *arguments)
        assert refused.returncode == 2
        assert refused.stderr.startswith(f"Error: {complaint}")
    noted = timeline_cli("act", "amend", notice, "--note", "announced in March", "--reason", "for the file")
    assert (noted.returncode, noted.stdout) == (0, f"{notice}:2025-06-27\n")
    same = timeline_cli("act", "amend", notice, "--note", "announced in March", "--reason", "again")
    assert same.stderr.startswith("Nothing to change: the act says so already.\n")
    contested = timeline_cli("act", "amend", notice, "--contested", "--source", URL_, "--reason", "three objected")
    assert "others contest it" in contested.stderr
    (row,) = json.loads(timeline_cli("act", "list", "--own", "--json").stdout)
    assert (row["contested"], row["note"], row["checked"]) == (True, "announced in March", 1)
    assert row["source"].startswith(f"{URL_} | ")


def test_a_terminal_is_asked_for_what_is_missing(sqlite_file: Path) -> None:
    seen = at_terminal(
        ["act", "add", "--actor", "Mongolia"],
        [
            ("Treaty: ", "Otawa Treaty"),
            ("Did you mean:", "1"),
            ("What it did (", "joining"),
            ("What it did (", "accession"),
            ("unknown): ", "4 May 2026"),
            ("Takes effect on", ""),
            ("Source (", ""),
            ("Source (", URL_),
            ("The words of the source", ""),
        ],
        db=sqlite_file,
        pipe=True,
    )
    assert (seen.code, seen.piped) == (0, f"{ACT}\n")
    assert "This cannot be left empty." in seen.screen


def test_an_act_goes_its_way_on_both_databases(url: URL, timeline_cli: TimelineCli) -> None:
    db = url.render_as_string(hide_password=False)
    assert timeline_cli("--db", db, *TOLD).stdout == f"{ACT}\n"
    moved = timeline_cli(
        "act", "amend", "mine-ban:MNG", "--date", "2026-05-05", "--source", URL_, "--reason", "a day later", "--db", db
    )
    assert moved.stdout == "mine-ban:MNG:accession:2026-05-05\n"
    listed = timeline_cli("act", "list", "--treaty", "Ottawa Treaty", "--actor", "Mongolia", "--db", db)
    assert listed.stdout == (
        "date\ttreaty_id\tactor_id\taction\teffective_date\tchecked\torigin\tsource\tact_id\n"
        f"2026-05-05\tmine-ban\tMNG\taccession\t\t1\tuser\t{URL_}\tmine-ban:MNG:accession:2026-05-05\n"
    )
    withdrawn = timeline_cli("act", "withdraw", "mine-ban:MNG", "--reason", "never came", "--db", db)
    assert withdrawn.stderr == "Mongolia under Mine Ban Treaty on 2026-05-05: no relation\n"
    none = timeline_cli("act", "list", "--actor", "Mongolia", "--treaty", "mine-ban", "--db", db)
    assert none.stderr == "No act is recorded that matches.\n"
    assert timeline_cli("db", "facts", "--db", db).stderr == "The reference facts are those of this version already.\n"
    assert timeline_cli("db", "check", "--db", db).stderr == "No faults.\n"


@pytest.mark.parametrize(
    ("arguments", "still"),
    [
        (("amend", "withdrawal_notice", "--effective", "2026-06-01", *OWN_), "withdrawal_effective:2025-12-27"),
        (("amend", "withdrawal_notice", "--date", "2025-07-01", *OWN_), "withdrawal_effective:2025-12-27"),
        (("amend", "withdrawal_notice", "--effective", "2025-12-27", *OWN_), None),
        (("amend", "withdrawal_notice", "--note", "seen"), None),
        (("withdraw", "withdrawal_notice"), "withdrawal_effective:2025-12-27"),
        (("amend", "accession", "--date", "2004-04-12", *OWN_), "entry_into_force:2004-11-01"),
        (("withdraw", "accession"), None),
    ],
)
def test_a_changed_act_names_the_recorded_one_that_follows_from_it(
    timeline_cli: TimelineCli, arguments: tuple[str, ...], still: str | None
) -> None:
    verb, act, *options = arguments
    ran = timeline_cli("act", verb, f"mine-ban:EST:{act}", *options, "--reason", "another day")
    assert ran.returncode == 0
    following = f"mine-ban:EST:{still}"
    sentence = (
        f"{following} is recorded too and still counts; if it is no longer so: timeline act withdraw {following} "
        "--reason …, or amend it."
    )
    said = [line for line in ran.stderr.splitlines() if "still counts" in line]
    assert said == ([sentence] if still else [])


def test_what_still_counts_is_in_the_json(timeline_cli: TimelineCli) -> None:
    ran = timeline_cli("act", "withdraw", "mine-ban:EST:withdrawal_notice", "--reason", "another day", "--json")
    told = json.loads(ran.stdout)
    assert (told["act_id"], told["still_counting"]) == (
        "mine-ban:EST:withdrawal_notice:2025-06-27",
        ["mine-ban:EST:withdrawal_effective:2025-12-27"],
    )
    assert ran.stderr == ""


def test_a_computed_entry_into_force_goes_with_its_consent(timeline_cli: TimelineCli) -> None:
    ran = timeline_cli("act", "withdraw", "mine-ban:UKR:ratification", "--reason", "never deposited")
    assert ran.returncode == 0
    (row,) = json.loads(timeline_cli("status", "mine-ban", "--actor", "UKR", "--on", "2024-11-20", "--json").stdout)
    assert (row["position"], row["certainty"], row["since"]) == ("signatory", "certainly", "1999-02-24")


@pytest.mark.parametrize("command", ["check", "edit", "review"])
def test_an_act_is_no_event(timeline_cli: TimelineCli, command: str) -> None:
    act = "act-mine-ban-LTU-withdrawal_notice-2025-06-27"
    options = {"check": (act,), "edit": (act, "--place", "x", "--reason", "x"), "review": ("--accept", act)}[command]
    refused = timeline_cli(command, *options)
    assert (refused.returncode, refused.stderr) == (
        2,
        f"Error: {act} is a treaty act, not an event: see it with timeline explain, amend it with timeline act.\n",
    )
