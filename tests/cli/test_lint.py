"""`timeline lint` as a user runs it: for each check what it reports, and what is near to that and right."""

import csv
import io
import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine, select, update

from tests.cli.articles import MINES
from tests.cli.terminal import at_terminal
from tests.conftest import ROOT, TimelineCli
from tests.queries.linting import Told, link, store
from timeline.database import tables as t
from timeline.database.opening import writing

CHECKS = (
    "delivery-before-authorization", "signatory-said-of-a-party", "obligation-before-force",
    "office-holder-out-of-office", "withdrawal-before-notice-period", "dates-contradict", "acts-disagree",
    "own-recipient", "impossible-amount",
)  # fmt: skip
ARTICLE = Path(__file__).resolve().parents[3] / "shared" / "eval" / "seed" / "article.txt"
Found = tuple[str, list[str], str, list[str]]


class Lint:
    """The command on one database: what it finds as certainty, titles of events, message and quotes."""

    def __init__(self, run: TimelineCli, engine: Engine, url: URL) -> None:
        self.run, self.engine, self.url = run, engine, url.render_as_string(hide_password=False)

    def __call__(self, check: str, *arguments: str) -> list[Found]:
        self.engine.dispose()
        ran = self.run("--db", self.url, "lint", "--check", check, "--possible", "--json", *arguments)
        found = [
            (each["certainty"], [event["title"] for event in each["events"]], each["message"],
             [passage["quote"] for passage in each["passages"]])
            for each in json.loads(ran.stdout)
            if each["check"] == check
        ]  # fmt: skip
        assert ran.returncode == (5 if found else 0), ran.stderr
        return found


@pytest.fixture
def lint(timeline_cli: TimelineCli, engine: Engine, url: URL) -> Lint:
    """The command on a database of each kind."""
    return Lint(timeline_cli, engine, url)


def events(found: Sequence[Found]) -> list[tuple[str, list[str]]]:
    return [(certainty, titles) for certainty, titles, *_ in found]


def test_deliveries_before_what_allows_them(engine: Engine, lint: Lint) -> None:
    transfer = "supplier USA, recipient UKR"
    store(
        engine,
        "2024-12-01",
        [
            Told("sent too early", "transfer-delivery", "2024-11-01", transfer, "They came early.", "atacms"),
            Told("granted", "transfer-authorization", "2024-11-20", transfer, "It was granted.", "atacms"),
            Told("sent in the month", "transfer-delivery", "2024-11", transfer, "They came that month.", "atacms"),
            Told("sent about then", "transfer-delivery", "2024-10~", transfer, "They came about then.", "atacms"),
            Told("tanks before tanks", "transfer-delivery", "2024-01-05", transfer, "Tanks came.", "battle-tank"),
            Told("long before", "transfer-delivery", "2020-01-05", transfer, "Tanks came in 2020.", "battle-tank"),
            Told("tanks granted", "transfer-agreement", "2024-02", transfer, "Tanks were sold.", "battle-tank"),
            Told("to Poland", "transfer-delivery", "2024-01-05", "supplier USA, recipient POL", "To Poland.", "atacms"),
            Told("planned", "transfer-delivery", "2024-01-06", transfer, "Planned.", "battle-tank", "", "planned"),
        ],
    )
    for delivery in ("sent too early", "sent in the month", "sent about then"):
        link(engine, delivery, "delivers", "granted")
    assert lint("delivery-before-authorization") == [
        (
            "possible",
            ["sent about then", "granted"],
            "The delivery is dated 2024-10~, before the decision that it carries out (2024-11-20).",
            ["They came about then.", "It was granted."],
        ),
        (
            "certain",
            ["sent too early", "granted"],
            "The delivery is dated 2024-11-01, before the decision that it carries out (2024-11-20).",
            ["They came early.", "It was granted."],
        ),
        (
            "possible",
            ["tanks before tanks", "tanks granted"],
            "The delivery is dated 2024-01-05, before the first authorization that is recorded between the same two of "
            "Battle tank (2024-02).",
            ["Tanks came.", "Tanks were sold."],
        ),
    ]
    assert len(lint("delivery-before-authorization", "--recipient", "Poland")) == 0


SIGNATORIES: tuple[tuple[str, list[str]], ...] = (
    # What is said on 2025-03-07, and of whom it is wrongly said.
    ("Ukraine is a signatory of the Mine Ban Treaty.", ["Ukraine"]),
    ("Norway and Canada, both signatories to the Ottawa Convention, protested.", ["Norway", "Canada"]),
    ("Russia has not joined the Mine Ban Treaty. Ukraine is a signatory of the treaty.", ["Ukraine"]),
    ("The Mine Ban Treaty differs from the CCM. Ukraine is a signatory of the treaty.", []),
    ("Neither Russia nor the United States are signatories to the Mine Ban Treaty.", []),
    ("The United States is a signatory of the Mine Ban Treaty.", []),
    ("Ukraine is not a signatory of the Mine Ban Treaty.", []),
    ("Ukraine was a signatory of the Mine Ban Treaty.", []),
    ("Norway is a signatory of an open letter on the Mine Ban Treaty.", []),
    ("A friend of Norway, a signatory of the Mine Ban Treaty, protested.", []),
    ("The Marshall Islands is a signatory of the Mine Ban Treaty.", []),
    ("Lithuania is a signatory of the CCM.", []),
    ("Ukraine is a state party to the Mine Ban Treaty, and no mere signatory.", []),
)


def test_a_signatory_that_is_party(engine: Engine, lint: Lint) -> None:
    for number, (text, _) in enumerate(SIGNATORIES):
        told = Told("protest", "condemnation", "2025-03-06", "speaker NOR", f"Norway protested, {number}.", "landmine")
        store(engine, "2025-03-07", [told], text=text, name=f"Report {number:02}")
    found = lint("signatory-said-of-a-party")
    said: dict[str, list[str]] = {quotes[0]: [] for _, _, _, quotes in found}
    for _, _, message, quotes in found:
        said[quotes[0]].append(message.split(" is called")[0])
    wanted = {text.split(". ")[-1]: who for text, who in SIGNATORIES if who}
    assert said == wanted
    assert (
        "certain",
        [],
        "Ukraine is called a signatory of Mine Ban Treaty; on 2025-03-07 it was party since 2006-06-01 "
        "(ratified 2005-12-27).",
        ["Ukraine is a signatory of the Mine Ban Treaty."],
    ) in found


def test_a_signature_by_a_party(engine: Engine, lint: Lint) -> None:
    store(
        engine,
        "2025-03-07",
        [
            Told("too late", "treaty-signature", "2024-07", "party LTU", "Lithuania signed.", treaty="ccm"),
            Told("as it was", "treaty-signature", "2008-12-03", "party LTU", "It signed in Oslo.", treaty="ccm"),
            Told("planned", "treaty-signature", "2024-07", "party NOR", "It would sign.", "", "ccm", "planned"),
            Told("long after", "treaty-signature", "2025-03-07", "party LTU", "It has left.", treaty="ccm"),
            Told("perhaps then", "treaty-signature", "2024-07~", "party NOR", "About July.", treaty="ccm"),
        ],
    )
    assert lint("signatory-said-of-a-party") == [
        (
            "certain",
            ["too late"],
            "Lithuania is said to sign Convention on Cluster Munitions on 2024-07, when it was already party since "
            "2011-09-01 (ratified 2011-03-24).",
            ["Lithuania signed."],
        ),
        (
            "possible",
            ["perhaps then"],
            "Norway is said to sign Convention on Cluster Munitions on 2024-07~, when it was already possibly party "
            "since 2010-08-01 (ratified 2008-12-03).",
            ["About July."],
        ),
    ]


OBLIGATIONS = (
    # Published on, what is said, and whether it cannot be.
    ("2025-03-07", "The United States violated the Mine Ban Treaty.", True),
    ("2005-06-01", "Ukraine's use of the mines would contravene the Mine Ban Treaty.", True),
    ("2025-03-07", "The Marshall Islands is bound by the Mine Ban Treaty.", True),
    ("2025-10-01", "The Marshall Islands is bound by the Mine Ban Treaty.", False),
    ("2024-11-20", "Ukraine's use of the mines would contravene the Mine Ban Treaty.", False),
    ("2025-03-08", "Lithuania violated the Convention on Cluster Munitions.", False),
    ("2025-03-07", "The United States would violate the Mine Ban Treaty if it were party.", False),
    ("2025-03-07", "The United States is not bound by the Mine Ban Treaty.", False),
    ("2025-03-07", "Norway accused the United States of violating the Mine Ban Treaty.", False),
    ("2025-03-07", "Russia said that Ukraine, supplied by the United States, violated the Mine Ban Treaty.", False),
    ("2025-03-07", "The United States violated the truce, not the Mine Ban Treaty.", False),
)


def test_an_obligation_before_it_was_in_force(engine: Engine, lint: Lint) -> None:
    for number, (published, text, _) in enumerate(OBLIGATIONS):
        told = Told("claimed", "accusation", published, "speaker NOR", f"So it was said, {number}.", treaty="mine-ban")
        store(engine, published, [told], text=text, name=f"Report {number:02}")
    found = lint("obligation-before-force")
    assert sorted(quotes[0] for *_, quotes in found) == sorted(text for _, text, wrong in OBLIGATIONS if wrong)
    assert (
        "certain",
        ["claimed"],
        "Mine Ban Treaty is said to be broken by Ukraine by 2005-06-01; it was not in force for it "
        "(signatory since 1999-02-24 (signed 1999-02-24)).",
        ["Ukraine's use of the mines would contravene the Mine Ban Treaty."],
    ) in found


def test_a_recorded_breach_before_it_was_in_force(engine: Engine, lint: Lint) -> None:
    def used(title: str, who: str, date: str) -> Told:
        return Told(title, "weapon-use", date, who, f"{title}.", "landmine", "mine-ban")

    store(
        engine,
        "2025-03-07",
        [
            used("not bound", "user UKR, target RUS", "2005-06"),
            used("bound", "user UKR, target RUS", "2006-06-01"),
            used("on the border of both", "user UKR, target RUS", "2006"),
            used("recorded as concerned only", "user UKR, target NOR", "2005-06"),
        ],
    )
    with writing(engine) as connection:
        concerned = select(t.event.c.id).where(t.event.c.title == "recorded as concerned only").scalar_subquery()
        connection.execute(
            update(t.event_treaty).where(t.event_treaty.c.event_id != concerned).values(relation="breaches")
        )
    assert lint("obligation-before-force") == [
        (
            "certain",
            ["not bound"],
            "Mine Ban Treaty is said to be broken by Ukraine by 2005-06-30; it was not in force for it "
            "(signatory since 1999-02-24 (signed 1999-02-24)).",
            ["not bound."],
        )
    ]


def test_an_office_that_was_not_held(engine: Engine, lint: Lint) -> None:
    def said(title: str, date: str, who: str, quote: str, kind: str = "support", status: str = "actual") -> Told:
        return Told(title, kind, date, who, quote, "landmine", status=status)

    store(
        engine,
        "2025-03-07",
        [
            said("after his term", "2025-03-06", "speaker USA", "President Joe Biden defended the mines on Thursday."),
            said("before his term", "2020-06", "decider USA", "Defense Secretary Lloyd Austin ruled on it.",
                 "use-restriction"),
            said("about the end", "2025-02~", "speaker USA", "President Joe Biden spoke about the mines."),
            said("without a title", "2025-03-05", "speaker USA", "Joe Biden spoke of them on Wednesday."),
            said("in his term", "2024-11-20", "speaker USA", "President Joe Biden defended it in November."),
            said("former", "2025-03-04", "speaker USA", "Former US President Joe Biden was sorry about it."),
            said("then", "2025-03-03", "speaker USA", "The then defence secretary, Lloyd Austin, had said so."),
            said("by the way", "2025-03-02", "speaker USA", "President Donald Trump undid what President Biden did."),
            said("not acting", "2025-03-01", "speaker NOR", "Norway praised President Joe Biden for it."),
            said("possessive", "2025-02-28", "speaker USA", "Washington undid President Joe Biden's rule."),
            said("planned", "2026-02-28", "decider USA", "President Joe Biden would end it.", status="planned"),
            said("another office", "2007-02", "speaker USA", "Senator Joe Biden spoke of mines."),
            said("on the last day", "2025-01-20", "speaker USA", "President Joe Biden spoke on his last day."),
            said("delivered later", "2025-02-27", "supplier USA, recipient UKR", "President Joe Biden's mines came.",
                 "transfer-delivery"),
        ],
    )  # fmt: skip
    found = lint("office-holder-out-of-office")
    assert events(found) == [
        ("possible", ["another office"]),
        ("certain", ["before his term"]),
        ("possible", ["about the end"]),
        ("possible", ["possessive"]),
        ("possible", ["without a title"]),
        ("certain", ["after his term"]),
    ]
    assert found[-1][2:] == (
        "Joe Biden is named as acting for United States on 2025-03-06, but held the office from 2021-01-20 to "
        "2025-01-20.",
        ["President Joe Biden defended the mines on Thursday."],
    )


def test_a_withdrawal_before_its_notice_has_run(engine: Engine, lint: Lint) -> None:
    def leaves(
        title: str, date: str, who: str, treaty: str, quote: str, phrase: str = "", status: str = "actual"
    ) -> Told:
        return Told(
            title, "treaty-withdrawal", date, f"party {who}", quote, treaty=treaty, phrase=phrase, status=status
        )

    store(
        engine,
        "2025-12-31",
        [
            leaves("too early by the acts", "2024-12-01", "LTU", "ccm", "The exit took effect in December."),
            leaves("as it was", "2025-03-06", "LTU", "ccm", "The withdrawal took effect on 6 March.", "6 March"),
            leaves("told in one", "2024-12-02", "LTU", "ccm", "It notified on the 2nd, and it took effect.", "the 2nd"),
            leaves("a vote", "2024-07-18", "LTU", "ccm", "Lawmakers voted; it takes effect six months after notice."),
            leaves("notice told", "2025-05-01", "NOR", "mine-ban", "Norway notified the UN of it."),
            leaves("planned too early", "2025-08", "NOR", "mine-ban", "Norway is no longer a party."),
            leaves("in time", "2025-11-01", "NOR", "mine-ban", "For Norway it came into effect in November."),
            leaves("no notice known", "2025-11-02", "SWE", "mine-ban", "For Sweden it took effect in November."),
            leaves("uncertain", "2025-09~", "NOR", "mine-ban", "Norway ceased to be a party about September."),
        ],
    )  # fmt: skip
    assert lint("withdrawal-before-notice-period") == [
        (
            "certain",
            ["too early by the acts"],
            "The withdrawal of Lithuania from Convention on Cluster Munitions is said to take effect on 2024-12-01; "
            "notice was given on 2024-09-06, and 6 months have to pass, until 2025-03-06.",
            ["The exit took effect in December."],
        ),
        (
            "certain",
            ["planned too early", "notice told"],
            "The withdrawal of Norway from Mine Ban Treaty is said to take effect on 2025-08; notice was given on "
            "2025-05-01, and 6 months have to pass, until 2025-11-01.",
            ["Norway is no longer a party.", "Norway notified the UN of it."],
        ),
        (
            "possible",
            ["uncertain", "notice told"],
            "The withdrawal of Norway from Mine Ban Treaty is said to take effect on 2025-09~; notice was given on "
            "2025-05-01, and 6 months have to pass, until 2025-11-01.",
            ["Norway ceased to be a party about September.", "Norway notified the UN of it."],
        ),
    ]


def test_dates_that_exclude_each_other(engine: Engine, lint: Lint) -> None:
    def dated(title: str, date: str, *others: str) -> Told:
        claims = tuple(("date", other, f"{title} {other}.") for other in others)
        return Told(title, "weapon-use", date, "user UKR", f"{title} {date}.", "atacms", claims=claims)

    told = [
        dated("apart", "2024-11-18", "2024-11-20"),
        dated("loose", "2024-05~", "2024-07-01"),
        dated("nested", "2024-11-19", "2024-11", "2024"),
        dated("one", "2023-01-05"),
        dated("other", "2023-02-05"),
        dated("within", "2023-01"),
    ]
    text = " ".join(quote for each in told for _, _, quote in each.claims)
    store(engine, "2024-12-01", told, text=text)
    link(engine, "one", "extends", "other")
    link(engine, "one", "same-as", "other")
    link(engine, "other", "reverses", "one")
    link(engine, "one", "responds-to", "within")
    link(engine, "one", "implements", "apart", review="rejected")
    link(engine, "one", "distinct-from", "other")
    assert lint("dates-contradict") == [
        (
            "possible",
            ["loose"],
            "Its passages date it 2024-05~ and 2024-07-01, which exclude each other.",
            ["loose 2024-05~.", "loose 2024-07-01."],
        ),
        (
            "certain",
            ["apart"],
            "Its passages date it 2024-11-18 and 2024-11-20, which exclude each other.",
            ["apart 2024-11-18.", "apart 2024-11-20."],
        ),
        (
            "certain",
            ["one", "other"],
            "The first, dated 2023-01-05, extends the second, which is dated later (2023-02-05).",
            ["one 2023-01-05.", "other 2023-02-05."],
        ),
        (
            "certain",
            ["one", "other"],
            "The two are said to be the same, but are dated 2023-01-05 and 2023-02-05.",
            ["one 2023-01-05.", "other 2023-02-05."],
        ),
    ]


def test_a_date_that_a_person_set_is_decided(lint: Lint, engine: Engine) -> None:
    claims = (("date", "2024-11-20", "It was on 20 November."),)
    told = Told("apart", "weapon-use", "2024-11-18", "user UKR", "It was on 18 November.", "atacms", claims=claims)
    store(engine, "2024-12-01", [told], text="It was on 20 November.")
    (found,) = lint("dates-contradict")
    shown = json.loads(lint.run("--db", lint.url, "show", "--json").stdout)
    (event,) = [each["event_id"] for each in shown if each["title"] == "apart"]
    edited = lint.run("--db", lint.url, "edit", event, "--date", "2024-11-20", "--reason", "The later report is right.")
    assert edited.returncode == 0, edited.stderr
    assert found[1] == ["apart"]
    assert lint("dates-contradict") == []


def test_acts_on_another_date(engine: Engine, lint: Lint) -> None:
    def act(title: str, kind: str, date: str, who: str, treaty: str = "mine-ban", status: str = "actual") -> Told:
        return Told(title, f"treaty-{kind}", date, who, f"{title}.", treaty=treaty, status=status)

    store(
        engine,
        "2026-01-01",
        [
            act("signed wrongly", "signature", "1998-02-24", "party UKR"),
            act("signed", "signature", "1999-02", "party UKR"),
            act("ratified late", "ratification", "2007", "party UKR, party NOR"),
            act("parliament", "ratification", "2005-05-18", "party UKR"),
            act("became party", "ratification", "2006-06-01", "party UKR"),
            act("in force late", "entry-into-force", "2006-07", "party UKR"),
            act("in force", "entry-into-force", "2006-06-01", "party UKR"),
            act("the whole treaty", "entry-into-force", "1999-03-01", "party UKR"),
            act("left too late", "withdrawal", "2025-03-07", "party LTU", "ccm"),
            act("voted to leave", "withdrawal", "2024-07-18", "party LTU", "ccm"),
            act("no act", "signature", "2024-07-18", "party USA"),
            act("planned", "signature", "1998-03-24", "party UKR", status="planned"),
            act("loosely", "signature", "1998~", "party UKR"),
            act("another source", "signature", "1993-01-13", "party BOL", "cwc"),
        ],
    )
    assert lint("acts-disagree") == [
        (
            "possible",
            ["another source"],
            "The signature of Bolivia under Chemical Weapons Convention is dated 1993-01-13; the acts have it on "
            "1993-01-14, another source on 1993-01-13.",
            ["another source."],
        ),
        (
            "possible",
            ["loosely"],
            "The signature of Ukraine under Mine Ban Treaty is dated 1998~; the acts have it on 1999-02-24.",
            ["loosely."],
        ),
        (
            "certain",
            ["signed wrongly"],
            "The signature of Ukraine under Mine Ban Treaty is dated 1998-02-24; the acts have it on 1999-02-24.",
            ["signed wrongly."],
        ),
        (
            "possible",
            ["parliament"],
            "The consent to be bound of Ukraine under Mine Ban Treaty is dated 2005-05-18; the acts have it on "
            "2005-12-27 or 2006-06-01.",
            ["parliament."],
        ),
        (
            "certain",
            ["in force late"],
            "The entry into force of Ukraine under Mine Ban Treaty is dated 2006-07; the acts have it on 1999-03-01 or "
            "2006-06-01.",
            ["in force late."],
        ),
        (
            "certain",
            ["ratified late"],
            "The consent to be bound of Norway under Mine Ban Treaty is dated 2007; the acts have it on 1998-07-09 or "
            "1999-03-01.",
            ["ratified late."],
        ),
        (
            "certain",
            ["ratified late"],
            "The consent to be bound of Ukraine under Mine Ban Treaty is dated 2007; the acts have it on 2005-12-27 or "
            "2006-06-01.",
            ["ratified late."],
        ),
        (
            "certain",
            ["left too late"],
            "The withdrawal of Lithuania under Convention on Cluster Munitions is dated 2025-03-07; the acts have it "
            "on 2025-03-06.",
            ["left too late."],
        ),
    ]


def test_transfers_to_oneself_and_amounts_that_cannot_be(engine: Engine, lint: Lint) -> None:
    def sent(title: str, who: str, number: int | None = None, status: str = "actual") -> Told:
        return Told(title, "transfer-delivery", "2024-11-20", who, f"{title}.", "atacms", "", status, "", number)

    store(
        engine,
        "2024-12-01",
        [
            sent("to itself", "supplier USA, recipient USA"),
            sent("among others", "supplier USA, recipient USA, recipient UKR"),
            sent("to another", "supplier USA, recipient UKR", 31),
            sent("of nothing", "supplier DEU, recipient UKR", 0),
            sent("of a year", "supplier POL, recipient UKR", 2024),
            sent("nothing planned", "supplier FRA, recipient UKR", 0, status="planned"),
        ],
    )
    assert sorted(lint("own-recipient")) == [
        ("certain", ["to itself"], "United States is both the supplier and the recipient.", ["to itself."]),
        ("possible", ["among others"], "United States is both the supplier and the recipient.", ["among others."]),
    ]
    name = "ATACMS (MGM-140/164/168)"
    assert sorted(lint("impossible-amount")) == [
        ("certain", ["of nothing"], f"It is said to have happened with 0 of {name}.", ["of nothing."]),
        ("possible", ["of a year"], f"The number of {name}, 2024, is also the year of the event's date.",
         ["of a year."]),
    ]  # fmt: skip


def test_the_checks_are_listed_and_chosen(timeline_cli: TimelineCli) -> None:
    listed = timeline_cli("lint", "--list")
    assert [line.split("\t")[0] for line in listed.stdout.splitlines()] == list(CHECKS)
    assert all(len(line.split("\t")) == 2 for line in listed.stdout.splitlines())
    told = json.loads(timeline_cli("lint", "--list", "--json").stdout)
    assert [each["check"] for each in told] == list(CHECKS)
    unknown = timeline_cli("lint", "--check", "act-disagree")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "acts-disagree" in unknown.stderr
    both = timeline_cli("lint", "--json", "--csv")
    assert (both.returncode, both.stderr) == (2, "Error: Choose one of --json and --csv.\n")


def test_nothing_is_wrong(timeline_cli: TimelineCli, tmp_path: Path) -> None:
    (tmp_path / "mines.txt").write_text(MINES)
    assert timeline_cli("load", "mines.txt", "--published", "2024-11-20").returncode == 0
    with closing(sqlite3.connect(tmp_path / "timeline.db")) as database, database:
        last = "(SELECT max(id) FROM event)"
        database.execute(f"UPDATE event SET lane = CASE WHEN id = {last} THEN 'review' ELSE 'auto' END WHERE id > 0")  # noqa: S608
    lines = timeline_cli("lint", "--possible")
    header = "check\tcertainty\tmessage\tevent_ids\tdates\ttitles\tsources\tquotes\n"
    assert (lines.returncode, lines.stdout) == (0, header)
    assert lines.stderr == (
        "1 event that waits for review was not looked at (--include review does).\nNothing found.\n"
    )
    assert timeline_cli("lint", "--include", "review").stderr == "Nothing found.\n"
    assert timeline_cli("lint", "--json").stdout == "[]\n"
    assert timeline_cli("lint", "--csv").stdout == header.replace("\t", ",")


def test_the_same_fault_in_every_form(timeline_cli: TimelineCli, sqlite_file: Path) -> None:
    told = ("--date", "2024-11-20", "--weapon", "landmines", "--source", "own observation")
    added = timeline_cli("add", "--type", "transfer-delivery", "--supplier", "USA", "--recipient", "USA", *told)
    assert added.returncode == 0, added.stderr
    event = added.stdout.strip().split()[-1]
    title = "United States → United States: Landmine, delivery"
    message = "United States is both the supplier and the recipient."
    end = (
        "Error: 1 contradiction found, listed above: correct the events with `timeline edit`, or reject them with "
        "`timeline review`.\n"
    )
    lines = timeline_cli("lint")
    assert (lines.returncode, lines.stderr) == (5, end)
    assert lines.stdout.splitlines()[1].split("\t")[:6] == [
        "own-recipient", "certain", message, event, "2024-11-20", title,
    ]  # fmt: skip
    (record,) = json.loads(timeline_cli("lint", "--json").stdout)
    assert list(record) == ["check", "certainty", "events", "message", "passages"]
    assert record["events"] == [{"event_id": event, "date": "2024-11-20", "title": title}]
    (row,) = csv.DictReader(io.StringIO(timeline_cli("lint", "--csv").stdout))
    assert (row["check"], row["event_ids"], row["message"]) == ("own-recipient", event, message)
    seen = at_terminal(["lint"], [], db=sqlite_file)
    assert seen.code == 5
    shown, _, told_last = seen.screen.partition("Error:")
    assert shown == (
        f"own-recipient: {message}\n"
        f"    2024-11-20  {event}  United States → United States: Landmine, delivery\n"
        "    “United States → United States: Landmine, delivery” (own observation)\n\n"
    )
    assert told_last == end.removeprefix("Error:")
    assert timeline_cli("lint", "--recipient", "Ukraine").stderr == "Nothing found.\n"


def test_what_is_possible_is_counted_and_kept_back(engine: Engine, lint: Lint) -> None:
    who = "supplier USA, recipient USA, recipient UKR"
    store(engine, "2024-12-01", [Told("to both", "transfer-delivery", "2024", who, "Sent to both.", "atacms")])
    engine.dispose()
    ran = lint.run("--db", lint.url, "lint", "--json")
    assert (ran.returncode, ran.stdout) == (0, "[]\n")
    assert ran.stderr == "Nothing found. 1 is possible (--possible shows it).\n"


def test_the_sample_documents_hold_nothing_wrong_but_what_the_machine_misread(timeline_cli: TimelineCli) -> None:
    assert timeline_cli("load", ROOT / "seeds" / "documents").returncode == 0
    found = json.loads(timeline_cli("lint", "--possible", "--json").stdout)
    # A minister's words of July 2024 under the date of the report, steps of a withdrawal read as steps of joining.
    assert {(each["check"], *(event["title"] for event in each["events"])) for each in found} <= {
        ("office-holder-out-of-office", "Lithuania: Cluster munition, support"),
        ("acts-disagree", "Lithuania: Convention on Cluster Munitions, consent to be bound by a treaty"),
        ("acts-disagree", "Lithuania: Convention on Cluster Munitions, entry into force of a treaty"),
    }


@pytest.mark.skipif(not ARTICLE.exists(), reason="the evaluation documents are not beside the repository")
def test_the_article_calls_ukraine_a_signatory(timeline_cli: TimelineCli) -> None:
    assert timeline_cli("load", ARTICLE).returncode == 0
    (fault,) = json.loads(timeline_cli("lint", "--possible", "--include", "review", "--json").stdout)
    assert (fault["check"], fault["certainty"]) == ("signatory-said-of-a-party", "certain")
    assert [passage["quote"] for passage in fault["passages"]] == ["Ukraine is a signatory of the treaty."]
