"""`timeline lint`: what it reports of events and their dates, and what is near to that and right."""

import json

from sqlalchemy import Engine

from tests.cli.linting import Lint, events
from tests.queries.linting import Told, link, store


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
