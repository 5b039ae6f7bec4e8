"""Notices of arms sales give the sale with every field; news about such a sale is left to the models."""

import pytest

from tests.extraction.genres.reading_of import VOCABULARY, passages_hold, reading_of, told
from timeline.documents.document import Document
from timeline.extraction.extract import extract

RELEASE = """\
NEWS RELEASE
Transmittal No. 21-9Z

WASHINGTON, May 4, 2021 - The State Department has made a determination approving a possible Foreign Military Sale to \
the Government of Norway of Chinook helicopters and related equipment for an estimated cost of $1.25 billion. The \
Defense Security Cooperation Agency delivered the required certification notifying Congress of this possible sale today.

The Government of Norway has requested to buy six (6) CH-47F Chinook helicopters and up to forty (40) AGM-114R \
Hellfire missiles. Also included are radios, spare engines, two hundred (200) Mk 82 bombs and training.

This proposed sale will support the foreign policy goals of the United States by improving the security of a NATO ally.

The proposed sale of this equipment will not alter the basic military balance in the region.

The principal contractors will be Boeing, Ridley Park, Pennsylvania, and Lockheed Martin Corp., Orlando, Florida. \
There are no known offset agreements in connection with this potential sale.
"""
REGISTER = """\
DEPARTMENT OF DEFENSE
36(b)(1) Arms Sales Notification

(i) Prospective Purchaser: Government of Chile
(ii) Total Estimated Value:
Major Defense Equipment* ........ $90 million
Other ........................... $44 million
TOTAL ........................... $134 million
(iii) Description and Quantity of Articles under Consideration for Purchase:
Major Defense Equipment (MDE):
Twelve (12) M142 HIMARS launchers
Up to three hundred (300) FGM-148 Javelin missiles
Non-MDE: spare parts and training.
(iv) Military Department: Army (CI-B-XYZ)
(v) Prior Related Cases, if any: CI-B-XYA, implemented on June 3, 2014, for eighteen FIM-92 Stinger missiles
(vi) Sales Commission, Fee, etc., Paid, Offered, or Agreed to be Paid: None
(vii) Sensitivity of Technology: See attached annex
(viii) Date Report Delivered to Congress: February 11, 2022
*as defined in Section 47(6) of the Arms Export Control Act.

POLICY JUSTIFICATION
The Government of Chile sent its letter of request in June 2021.

The prime contractor will be Lockheed Martin, Grand Prairie, Texas.
"""
NEWS = """\
WASHINGTON, May 4 (Courier) - The State Department approved a possible Foreign Military Sale to Norway of six Chinook \
helicopters worth $1.25 billion on Tuesday, and told Congress so. Oslo had asked for them last year.

Opposition members in Oslo called the price absurd. Boeing declined to comment.
"""


def test_a_release_gives_the_sale_the_request_and_the_reasons() -> None:
    reading = reading_of(RELEASE, "2021-05-04")
    passages_hold(reading)
    assert told(reading.form.events) == [
        "transfer-authorization actual 2021-05-04 supplier=USA recipient=NOR producer=boeing"
        " ch-47*6 for 1250000000 USD hellfire*..40 mk-82*200",
        "transfer-request actual ../2021-05-04 recipient=NOR supplier=USA ch-47*6 hellfire*..40",
        "support actual 2021-05-04 speaker=USA ch-47",
    ]
    assert reading.form.events[0].note == (
        "Principal contractors: Boeing, Ridley Park, Pennsylvania, and Lockheed Martin Corp., Orlando, Florida"
    )


def test_the_sale_of_a_release_is_told_once_and_nothing_else_in_its_lines() -> None:
    found = extract(Document(RELEASE, "2021-05-04"), VOCABULARY)
    sales = [event for event in found if event.type == "transfer-authorization"]
    assert [event.confidence for event in sales] == [0.9]
    assert [claim.value for claim in sales[0].claims if claim.field in ("quantity", "value")] == [
        "ch-47: 6 units",
        "ch-47: 1250000000 USD",
        "hellfire: ..40 units",
        "mk-82: 200 units",
    ]


def test_a_register_notice_gives_the_sale_on_the_day_of_the_report_and_the_earlier_case() -> None:
    reading = reading_of(REGISTER, "2022-04-01")
    passages_hold(reading)
    assert told(reading.form.events) == [
        "transfer-authorization actual 2022-02-11 supplier=USA recipient=CHL producer=lockheed-martin"
        " himars*12 for 134000000 USD javelin*..300",
        "transfer-agreement actual 2014-06-03 supplier=USA recipient=CHL stinger*18",
        "transfer-request actual 2021-06 recipient=CHL supplier=USA himars",
    ]


@pytest.mark.parametrize(
    "text",
    [
        NEWS,
        RELEASE.replace("possible Foreign Military Sale", "commercial sale"),
        RELEASE.split("\n\n", 2)[1],
        REGISTER.replace("Prospective Purchaser", "Buyer of the house"),
        REGISTER.replace("(viii) Date Report Delivered to Congress: February 11, 2022\n", ""),
    ],
    ids=["news", "no such sale", "one sentence of a release", "no purchaser", "no date"],
)
def test_what_is_no_notice_is_left_to_the_models(text: str) -> None:
    assert reading_of(text, "2021-05-04").form.events == ()
