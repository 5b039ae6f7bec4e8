"""`timeline lint`: what it reports of treaties and states, and what is near to that and right."""

from sqlalchemy import Engine, select, update

from tests.cli.linting import Lint
from tests.queries.linting import Told, store
from timeline.database import tables as t
from timeline.database.opening import writing

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
