"""`timeline treaty` as a real process: a treaty with its rules and names, what follows, and what is refused."""

import json
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.cli.terminal import at_terminal
from tests.conftest import TimelineCli

URL_ = "https://example.org/text"
TOLD = (
    "treaty", "add", "My Protocol", "--adopted", "2020-05-01", "--in-force", "2021", "--entry-after-months", "6",
    "--first-of-month", "--notice-months", "12", "--conflict-clause", "Art. 9", "--other-name", "MPRO",
    "--provision", "1; transfer; landmines; prohibited; but for training", "--source", URL_,
)  # fmt: skip
SHOWN = f"""\
id\tmy-protocol
name\tMy Protocol
kind\ttreaty
adopted\t2020-05-01
entry_into_force\t2021
acts\t0
called\tMPRO
called\tMy Protocol
months\t6
first_of_month\tyes
before_entry\town
notice_months\t12
conflict_clause\tArt. 9
force\tbinding
open_to_all\tyes
arms_in_general\tno
coverage\tpartial
weapon\tlandmine
provision\t1; transfer; landmine; prohibited; but for training [yours, checked 1: {URL_}]
source\t{URL_} [yours, checked 1]
rules from\t{URL_} [yours, checked 1]
"""


def test_a_treaty_is_known_by_its_names_at_once(timeline_cli: TimelineCli) -> None:
    added = timeline_cli(*TOLD)
    assert (added.returncode, added.stdout, added.stderr) == (0, "my-protocol\n", "")
    assert timeline_cli("treaty", "show", "the my protocols").stdout == SHOWN
    assert timeline_cli("names", "mpro").stdout.startswith("exact\ttreaty\tmy-protocol\tMy Protocol\tMPRO\tacronym\tno")
    shown = timeline_cli("show", "--treaty", "mpro")
    assert shown.returncode == 0
    acted = timeline_cli("act", "add", "--treaty", "MPRO", "--actor", "France", "--action", "accession",
                         "--date", "2022-01-15", "--source", URL_)  # fmt: skip
    assert acted.stdout == "my-protocol:FRA:accession:2022-01-15\n"
    (row,) = json.loads(timeline_cli("status", "My Protocol", "--on", "2022-07-01", "--json").stdout)
    assert (row["actor"], row["position"], row["since"]) == ("FRA", "party", "2022-07-01")
    assert timeline_cli("db", "check").stderr == "No faults.\n"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("X",), "The treaty lacks --source: a loaded document, a file, a URL, or 'own observation'."),
        (("", "--source", URL_), "The treaty lacks a name"),
        (("条約", "--source", URL_), "No id can be made of the name '条約': give one with --id"),
        (("…", "--id", "dots", "--source", URL_), "'…' is no name: it has no letter and no digit."),
        (("X", "--id", "X Y", "--source", URL_), "'X Y' is no id: use small letters, digits and hyphens"),
        (("X", "--id", "mine-ban", "--source", URL_), "There is a treaty mine-ban already, Mine Ban Treaty: "),
        (("ottawa treaties", "--source", URL_), "'ottawa treaties' is a name of mine-ban (Mine Ban Treaty) already"),
        (("X", "--other-name", "A.P.M.B.C.", "--source", URL_), "'A.P.M.B.C.' is a name of mine-ban"),
        (("X", "--full-name", "CCM", "--source", URL_), "'CCM' is a name of ccm"),
        (("X", "--kind", "pact", "--source", URL_), "Unknown kind of treaty 'pact'. Known: treaty, protocol, "),
        (("X", "--adopted", "some day", "--source", URL_), "'some day' is not an EDTF date"),
        (("X", "--adopted", "2020", "--in-force", "2019", "--source", URL_), "The dates contradict each other: it ent"),
        (("X", "--provision", "1; transfr; tank", "--source", URL_), "Unknown conduct 'transfr'. Known: use, threa"),
        (("X", "--provision", "1; use; tnak", "--source", URL_), "Unknown weapon 'tnak'. Nearest: "),
        (("X", "--provision", "1; use; tank; banned", "--source", URL_), "Unknown rule of a provision 'banned'. Known"),
        (("X", "--provision", "1; use", "--source", URL_), "'1; use' is no provision: write 'ARTICLE; CONDUCT; WEA"),
        (("X", "--provision", "1;use;tank;conditional", "--source", URL_), "'1;use;tank;conditional' forbids under a"),
        (("X", "--weapon", "tnak", "--source", URL_), "Unknown weapon 'tnak'"),
        (("X", "--force", "strong", "--source", URL_), "Unknown force of a treaty 'strong'. Known: binding, volunta"),
        (("X", "--annexed-to", "Nopact", "--source", URL_), "Unknown treaty 'Nopact'"),
        (("X", "--source", "a book"), "'a book' is no source"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(
    sqlite_file: Path, timeline_cli: TimelineCli, arguments: tuple[str, ...], complaint: str
) -> None:
    before = sqlite_file.read_bytes()
    refused = timeline_cli("treaty", "add", *arguments)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith(f"Error: {complaint}")
    assert refused.stderr.count("\n") == 1
    assert sqlite_file.read_bytes() == before


def test_a_shipped_treaty_is_amended_and_stays_so(timeline_cli: TimelineCli) -> None:
    for arguments, complaint in (
        ((), "Say what to change, for example --notice-months 12"),
        (("--notice-months", "12"), "Say why with --reason"),
        (("--notice-months", "12", "--reason", "x"), "The change lacks --source"),
        (("--annexed-to", "mine-ban", "--reason", "x", "--source", URL_), "mine-ban cannot be annexed to itself"),
        (("--without-name", "nope", "--reason", "x"), "'nope' is no name of mine-ban: see them with timeline treaty s"),
        (("--without-name", "Mine Ban Treaty", "--reason", "x"), "'Mine Ban Treaty' is the main name of mine-ban"),
        (("--without-weapon", "tank", "--reason", "x"), "mine-ban is not recorded to cover battle-tank"),
        (("--without-provision", "9; use; tank", "--reason", "x"), "mine-ban has no provision '9; use; battle-tank"),
        (("--other-name", "CCM", "--reason", "x"), "'CCM' is a name of ccm"),
    ):
        refused = timeline_cli("treaty", "amend", "Ottawa Treaty", *arguments)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert refused.stderr.startswith(f"Error: {complaint}")
    named = timeline_cli("treaty", "amend", "Ottawa Treaty", "--other-name", "Princess Pact", "--reason", "our name")
    assert (named.returncode, named.stdout, named.stderr) == (0, "mine-ban\n", "")
    same = timeline_cli("treaty", "amend", "princess pact", "--other-name", "Princess Pact", "--reason", "our name")
    assert same.stderr == "Nothing to change: the treaty says so already.\n"
    told = ("--notice-months", "12", "--without-provision", "7; retain; APL; reporting", "--weapon", "m18-claymore",
            "--provision", "1(1)(b); transfer; APL; prohibited; never")  # fmt: skip
    changed = timeline_cli("treaty", "amend", "princess pact", *told, "--reason", "a test", "--source", URL_, "--json")
    assert json.loads(changed.stdout) == {"treaty_id": "mine-ban", "changed": True}
    said = timeline_cli("db", "facts").stderr
    assert said == (
        "The reference facts are those of this version already; "
        "4 that you changed or took away yourself stay as you left them.\n"
    )
    record = json.loads(timeline_cli("treaty", "show", "mine-ban", "--json").stdout)
    assert (record["rules"]["notice_months"], record["rules"]["months"], record["origin"]) == (12, 6, "user")
    assert record["weapons"][-1] == "m18-claymore"
    provisions = {(row["article"], row["conduct"], row["rule"]): row for row in record["provisions"]}
    assert ("7", "retain", "reporting") not in provisions
    transfer = provisions["1(1)(b)", "transfer", "prohibited"]
    assert (transfer["exception"], transfer["origin"], transfer["checked"]) == ("never", "user", 1)
    moved = timeline_cli("status", "mine-ban", "--actor", "LTU", "--on", "2025-07-01")
    assert "2025-12-27" in moved.stdout  # the recorded day of effect counts, not the changed rule
    assert timeline_cli("db", "check").stderr == "No faults.\n"


def test_the_list_tells_ones_own(timeline_cli: TimelineCli) -> None:
    timeline_cli(*TOLD)
    assert timeline_cli("treaty", "list", "--own").stdout == (
        "id\tname\tkind\tadopted\tentry_into_force\tend_date\tprovisions\tacts\tchecked\torigin\tsource\n"
        f"my-protocol\tMy Protocol\ttreaty\t2020-05-01\t2021\t\t1\t0\t1\tuser\t{URL_}\n"
    )
    everything = json.loads(timeline_cli("treaty", "list", "--json").stdout)
    assert [row["id"] for row in everything] == sorted(row["id"] for row in everything)
    assert {"mine-ban", "my-protocol"} <= {row["id"] for row in everything}


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("--name", ""), "A treaty cannot be without a name: give --name with one, or leave the option out."),
        (("--other-name", "x" * 301), "A name of 301 letters is too long: 300 are the most; shorten it."),
    ],
)
def test_a_name_that_cannot_be_is_refused(timeline_cli: TimelineCli, options: tuple[str, ...], complaint: str) -> None:
    refused = timeline_cli("treaty", "amend", "mine-ban", *options, "--reason", "x", "--source", "own observation")
    assert (refused.returncode, refused.stderr) == (2, f"Error: {complaint}\n")


def test_a_terminal_says_what_each_value_of_a_list_is(sqlite_file: Path) -> None:
    seen = at_terminal(["treaty", "list"], [], db=sqlite_file).screen
    assert seen.splitlines()[:3] == [
        "abm  ABM Treaty  treaty  adopted 1972-05-26  in force 1972-10-03",
        "  ended 2002-06-13  provisions: 4  acts: 6",
        "    shipped, checked 2: nti.org | armscontrol.org",
    ]


def test_a_terminal_is_asked_for_what_is_missing(sqlite_file: Path) -> None:
    seen = at_terminal(
        ["treaty", "add"],
        [
            ("Name: ", ""),
            ("Name: ", "My Protocol"),
            ("Other names", "MPRO; M Protocol"),
            ("Kind (", "pact"),
            ("Kind (", "protocol"),
            ("Adopted (", "1 May 2020"),
            ("Opened for signature (", ""),
            ("In force since (", "2021"),
            ("Months from a state's consent", "six"),
            ("Months from a state's consent", "6"),
            ("first day of the month", "y"),
            ("Months from a notice", ""),
            ("Weapon (several", ""),
            ("Provision (", "1; transfr; landmines"),
            ("Provision (", "1; transfer; landmines"),
            ("Provision (", ""),
            ("Source (", "own observation"),
            ("The words of the source", ""),
            ("Store this treaty? [Y/n]", "y"),
        ],
        db=sqlite_file,
        pipe=True,
    )
    assert (seen.code, seen.piped) == (0, "my-protocol\n")
    assert "Give a whole number, such as 6." in seen.screen


def test_a_treaty_goes_its_way_on_both_databases(url: URL, timeline_cli: TimelineCli) -> None:
    db = url.render_as_string(hide_password=False)
    assert timeline_cli("--db", db, *TOLD).stdout == "my-protocol\n"
    assert timeline_cli("treaty", "show", "mpro", "--db", db).stdout == SHOWN
    amended = timeline_cli(
        "treaty", "amend", "mpro", "--name", "Our Protocol", "--notice-days", "90", "--opened", "2020-06",
        "--ended", "", "--without-provision", "1; transfer; landmines", "--source", URL_, "--reason", "new", "--db", db,
    )  # fmt: skip
    assert (amended.returncode, amended.stdout, amended.stderr) == (0, "my-protocol\n", "")
    record = json.loads(timeline_cli("treaty", "show", "our protocol", "--json", "--db", db).stdout)
    assert record["names"] == ["MPRO", "My Protocol", "Our Protocol"]
    assert (record["rules"]["notice_months"], record["rules"]["notice_days"]) == (None, 90)
    assert (record["opened"], record["provisions"], record["weapons"]) == ("2020-06", [], ["landmine"])
    assert timeline_cli("db", "facts", "--db", db).stderr == "The reference facts are those of this version already.\n"
    assert timeline_cli("db", "check", "--db", db).stderr == "No faults.\n"


def test_a_treaty_that_is_not_in_force_binds_nobody(timeline_cli: TimelineCli) -> None:
    amended = timeline_cli("treaty", "amend", "ccm", "--in-force", "", "--source", "own observation", "--reason", "x")
    assert amended.returncode == 0
    rows = json.loads(timeline_cli("status", "ccm", "--on", "2024-11-20", "--json").stdout)
    assert {row["position"] for row in rows} == {"consented", "signatory", "no-relation", "provisional-application"}
