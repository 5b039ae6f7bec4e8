"""Depositary notifications give the acts of the states that they list, on the day on which they were effected."""

import pytest

from tests.extraction.genres.reading_of import passages_hold, reading_of, told

HEADED = """\
Reference: C.N.12.2015.TREATIES (Depositary Notification)

ARMS TRADE TREATY
NEW YORK, 2 APRIL 2013

URUGUAY: RATIFICATION

The Secretary-General of the United Nations, acting in his capacity as depositary, communicates the following:

The above action was effected on 25 September 2014.

In accordance with its article 22, the Treaty will enter into force for Uruguay on 24 December 2014.
"""
LISTED = """\
Depositary notification: Convention on Cluster Munitions

The following actions were effected on 3 December 2008, with: Chile (signature), Norway (ratification), Peru (lunch).
"""


def test_the_act_of_a_heading_is_dated_by_the_sentence_below() -> None:
    reading = reading_of(HEADED, "2014-10-01")
    passages_hold(reading)
    assert told(reading.form.events) == [
        "treaty-ratification actual 2014-09-25 party=URY att",
        "treaty-entry-into-force planned 2014-12-24 party=URY att",
    ]


def test_each_state_of_a_list_has_the_act_in_its_brackets() -> None:
    reading = reading_of(LISTED, "2009-01-10")
    passages_hold(reading)
    assert told(reading.form.events) == [
        "treaty-signature actual 2008-12-03 party=CHL cluster-munition ccm",
        "treaty-ratification actual 2008-12-03 party=NOR cluster-munition ccm",
    ]


@pytest.mark.parametrize(
    "text",
    [
        LISTED.replace("Depositary notification: ", ""),
        LISTED.replace("Convention on Cluster Munitions", "rules of the club"),
        LISTED.replace("actions were effected", "actions were discussed"),
    ],
    ids=["no depositary", "no treaty", "nothing effected"],
)
def test_what_is_no_notification_gives_nothing(text: str) -> None:
    assert reading_of(text, "2009-01-10").form.events == ()
