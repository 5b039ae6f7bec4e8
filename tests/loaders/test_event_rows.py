"""The cells of a row → an event with its sources, or every reason why not."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.loaders.event_tables import rows
from timeline.database.domains import REVIEWS as STORED_REVIEWS
from timeline.documents.proposal import Participant, ProposedEvent, WeaponLine
from timeline.loaders.columns import COLUMNS, REVIEWS
from timeline.loaders.event_rows import EventRow, RowFault, SourceRow


def reasons(**cells: str) -> list[str]:
    """What is wrong with one row of these cells; type and date are right unless given."""
    cells = {"type": "embargo", "date": "2024-11-20"} | cells
    quoted = ('"' + cell.replace('"', '""') + '"' for cell in cells.values())
    (row,) = rows(",".join(cells) + "\n" + ",".join(quoted) + "\n")
    return list(row.reasons) if isinstance(row, RowFault) else []


def test_a_row_with_everything() -> None:
    cells = {
        "event_id": "ev-9k2m4x7q0p",
        "type": "transfer-authorization",
        "group": "transfer",
        "status": "planned",
        "date": "2024-11-18/..",
        "date_first": "2024-11-18",
        "date_last": "",
        "date_precision": "interval",
        "title": " Mines, at last ",
        "supplier_ids": "GBR; USA",
        "supplier_names": "United Kingdom; United States",
        "recipient_ids": "UKR",
        "weapon_ids": "anti-personnel-mine; cluster-munition",
        "treaty_names": "Ottawa Treaty",
        "quantity_min": "5; ",
        "quantity_max": "7; 1500",
        "unit": "; shells",
        "value": "; 2.5e8",
        "currency": "; EUR",
        "conditions": "not in towns;; fused; ",
        "source_count": "2",
        "source_urls": "; https://example.org",
        "source_dates": "2024-11-20; 2024-11-21",
        "quotes": "One. […] Two.; Three.",
        "review": "accepted",
        "confidence": "0.75",
        "place": "Kyiv",
        "note": "=1+1",
    }
    (row,) = rows(",".join(cells) + "\n" + ",".join(f'"{cell}"' for cell in cells.values()) + "\n")
    assert row == EventRow(
        row=2,
        event_id="ev-9k2m4x7q0p",
        event=ProposedEvent(
            type="transfer-authorization",
            date="2024-11-18/..",
            status="planned",
            participants=(
                Participant("GBR", "supplier"),
                Participant("USA", "supplier"),
                Participant("UKR", "recipient"),
            ),
            weapons=(
                WeaponLine("anti-personnel-mine", 5, 7, "", None, "", "not in towns; fused"),
                WeaponLine("cluster-munition", None, 1500, "shells", 2.5e8, "EUR", ""),
            ),
            treaties=("mine-ban",),
            title=" Mines, at last ",
            place="Kyiv",
            note="=1+1",
            confidence=0.75,
        ),
        sources=(
            SourceRow("", "", "2024-11-20", ("One.", "Two.")),
            SourceRow("https://example.org", "", "2024-11-21", ("Three.",)),
        ),
        review="accepted",
        confidence=0.75,
    )


def test_type_and_date_are_enough_and_names_do_for_ids() -> None:
    assert rows("DATE, Type ,recipient_names,weapon_names\n2022,embargo,Ukraine; Moscow,landmines\n") == [
        EventRow(
            2,
            "",
            ProposedEvent(
                "embargo",
                "2022",
                participants=(Participant("UKR", "recipient"), Participant("RUS", "recipient")),
                weapons=(WeaponLine("landmine"),),
            ),
        )
    ]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"event_id": "a b"}, "event_id: 'a b' is no id: leave it empty for a new event"),
        ({"type": ""}, "type: is empty, and every event needs one"),
        (
            {"type": "transfer-authorisation"},
            "type: Unknown type 'transfer-authorisation'. Nearest: transfer-authorization",
        ),
        ({"group": "treaty"}, "group: says 'treaty', but embargo is of the group transfer"),
        ({"status": "actuall"}, "status: 'actuall' is unknown: did you mean actual?"),
        (
            {"status": "x"},
            "status: 'x' is unknown: known are actual, planned, considered, alleged, denied",
        ),
        ({"review": "acepted"}, "review: 'acepted' is unknown: did you mean accepted or rejected?"),
        ({"date": "20/11/2024"}, "date: '20/11/2024' is not an EDTF date: write 2024-11-20"),
        ({"date": "20 November 2024"}, "date: '20 November 2024' is not an EDTF date: write 2024-11-20"),
        ({"date_first": "2024-11-19"}, "date_first: says '2024-11-19', but 2024-11-20 begins on 2024-11-20"),
        ({"date_last": "20/11/2024"}, "date_last: says '20/11/2024', but 2024-11-20 ends on 2024-11-20"),
        (
            {"date": "2022/..", "date_last": "9999-12-31"},
            "date_last: says '9999-12-31', but 2022/.. does not say when it ends: leave it empty",
        ),
        ({"date_precision": "month"}, "date_precision: says 'month', but 2024-11-20 is day"),
        (
            {"supplier_ids": "USA;GBR"},
            "supplier_ids: has a ';' at character 4: write '; ' between values and ';;' within one",
        ),
        ({"supplier_ids": "USA; us"}, "supplier_ids: USA is there twice"),
        (
            {"supplier_ids": "USA", "supplier_names": "France"},
            "supplier_names: says 'France' where supplier_ids has USA (United States)",
        ),
        (
            {"supplier_ids": "USA", "supplier_names": "United States; France"},
            "supplier_names: has 2 values where supplier_ids has 1",
        ),
        ({"treaty_ids": "mine-bann"}, "treaty_ids: Unknown treaty 'mine-bann'. Nearest: mine-ban"),
        (
            {"weapon_ids": "landmine", "quantity_min": "1; 2"},
            "quantity_min: has 2 values where weapon_ids has 1: they must be parallel",
        ),
        (
            {"weapon_ids": "landmine", "quantity_min": "1,000"},
            "quantity_min: '1,000' is no whole number: write digits only, as in 1500",
        ),
        (
            {"weapon_ids": "landmine", "quantity_min": "5", "quantity_max": "4"},
            "quantity_max: 4 is less than quantity_min 5",
        ),
        (
            {"weapon_ids": "landmine", "value": "1,5"},
            "value: '1,5' is no number: write digits, with a point before decimals, as in 275000000 or 0.9",
        ),
        ({"weapon_ids": "landmine", "currency": "$"}, "currency: '$' is no ISO 4217 code such as USD"),
        (
            {"weapon_names": "landmines", "quantity_min": "1; 2"},
            "quantity_min: has 2 values where weapon_names has 1: they must be parallel",
        ),
        ({"unit": "pieces"}, "unit: says 'pieces' of a weapon, but the row names none"),
        (
            {"source_urls": "a; b", "quotes": "One."},
            "quotes: has 1 values where source_urls has 2: they must be parallel",
        ),
        (
            {"source_count": "2", "quotes": "One."},
            "source_count: says 2, but the row names 1",
        ),
        ({"source_count": "3", "source_urls": "a; b"}, "source_count: says 3, but the row names 2"),
        ({"confidence": "1.5"}, "confidence: '1.5' is not between 0 and 1"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else "",
)
def test_one_fault_one_reason(cells: dict[str, str], reason: str) -> None:
    found = reasons(**cells)
    assert len(found) == 1
    assert found[0].startswith(reason)


def test_every_reason_against_a_row_in_the_order_of_the_columns() -> None:
    found = reasons(
        note="", confidence="x", quotes="a;b", weapon_ids="minse", date="soon", type="emburgo", event_id="é é"
    )
    assert [reason.partition(":")[0] for reason in found] == [
        "event_id",
        "type",
        "date",
        "weapon_ids",
        "quotes",
        "confidence",
    ]


def test_the_domains_are_those_of_the_database() -> None:
    assert REVIEWS == STORED_REVIEWS
    assert len(set(COLUMNS)) == len(COLUMNS)


CELLS = {
    "type": ("embargo", "transfer-delivery", "Embargo", "embargoes", ""),
    "group": ("", "embargo", "transfer"),
    "date": ("2024-11-20", "2024-11-18/..", "20 Nov 2024", ""),
    "date_first": ("", "2024-11-20", "2024-11-18"),
    "status": ("", "planned", "plan"),
    "supplier_ids": ("", "USA", "USA; GBR", "USA; USA", "usa", "Freedonia"),
    "supplier_names": ("", "United States", "United States; United Kingdom", "France"),
    "recipient_ids": ("", "USA", "GBR"),
    "recipient_names": ("", "United States", "Britain"),
    "weapon_ids": ("", "landmine", "landmine; cluster-munition", "landmine;cluster"),
    "weapon_names": ("", "Landmine", "mine; cluster bombs"),
    "treaty_ids": ("", "mine-ban"),
    "quantity_min": ("", "5", " 5 ", "five", "5; 6", "99999999999999999999"),
    "quantity_max": ("", "5", "4", "7; "),
    "value": ("", "1.5", "1.5; 2", "much"),
    "currency": ("", "USD", "usd"),
    "conditions": ("", "none; but", "a;; b", "a; b"),
    "source_count": ("", "1", "2", " 1", "01", "one"),
    "source_urls": ("", "https://example.org", "a; b", "a;b"),
    "source_dates": ("", "2024", "2024; 2025", "then"),
    "quotes": ("", "One.", "One. […] Two.; Three."),
    "review": ("", "accepted", "ok"),
    "confidence": ("", "0.5", "2"),
}
ROW = st.tuples(*(st.sampled_from(cells) | st.just(cells[0]) for cells in CELLS.values()))


@given(st.lists(ROW, min_size=2, max_size=5))
def test_a_row_says_the_same_whatever_stood_before_it(found: list[tuple[str, ...]]) -> None:
    head = ",".join(CELLS) + "\n"
    lines = [",".join(f'"{cell}"' for cell in row) + "\n" for row in found]
    alone = [dataclasses.replace(rows(head + line)[0], row=number) for number, line in enumerate(lines, start=2)]
    assert rows(head + "".join(lines)) == alone
    assert rows(head + "".join(lines + lines))[len(lines) :] == [
        dataclasses.replace(row, row=row.row + len(lines)) for row in alone
    ]


def test_what_names_a_weapon_names_no_actor_after_it() -> None:
    head = "type,date,weapon_ids,weapon_names,supplier_ids,supplier_names\n"
    first, second = rows(head + "embargo,2024,landmine,Landmine,,\nembargo,2024,,,landmine,Landmine\n")
    assert isinstance(first, EventRow)
    assert isinstance(second, RowFault)
