"""Who takes which role, and how narrowly."""

from timeline.extraction.nearby import Nearby, Scored
from timeline.extraction.parts import NOBODY, cast_of
from timeline.extraction.predicates import frames
from timeline.extraction.reading import Candidate, Mention

DELIVERY = Candidate(0, "transfer-delivery", 1.0, 0, None)


def scored(score: float, role: str, actor: str) -> Scored:
    return score, role, Nearby(actor, None, "prev1")


def test_a_casting_says_how_far_each_role_leads_and_who_may_be_missing() -> None:
    rows = [
        scored(2.0, "supplier", "SWE"),
        scored(0.5, "supplier", "NOR"),  # joins the likeliest
        scored(-1.0, "supplier", "FIN"),  # does not
        scored(-0.5, "recipient", "SWE"),  # has a role
        scored(-2.5, "recipient", "UKR"),  # too unlikely
    ]
    casting = cast_of(DELIVERY, rows, {})
    assert [(part.actor, part.role) for part in casting.parts] == [("SWE", "supplier"), ("NOR", "supplier")]
    assert casting.leads == {"supplier": 1.5}
    others = {role: NOBODY for role in frames()["transfer-delivery"].roles if role not in ("supplier", "recipient")}
    assert casting.missed == {"recipient": -2.5, **others}


def test_whom_nobody_rivals_leads_by_all() -> None:
    assert cast_of(DELIVERY, [scored(1.0, "recipient", "UKR")], {}).leads == {"recipient": 1.0 - NOBODY}


def test_whom_the_sentence_names_shares_no_role_with_one_that_it_does_not() -> None:
    egypt = Nearby("EGY", Mention("actor", "EGY", 10, 15, "name"), "sent")
    rows = [(2.0, "recipient", egypt), scored(1.5, "recipient", "SAU"), scored(1.0, "supplier", "GBR")]
    rows += [(0.9, "supplier", Nearby("FRA", Mention("actor", "FRA", 20, 26, "name"), "sent"))]
    parts = {(part.actor, part.role) for part in cast_of(DELIVERY, rows, {}).parts}
    assert parts == {("EGY", "recipient"), ("GBR", "supplier"), ("FRA", "supplier")}


def test_whom_the_sentence_may_well_mean_goes_before_a_likelier_one_that_it_does_not_name() -> None:
    saudi = Nearby("SAU", Mention("actor", "SAU", 10, 22, "name"), "sent")
    rows = [scored(0.9, "recipient", "KWT"), (0.6, "recipient", saudi)]
    assert [part.actor for part in cast_of(DELIVERY, rows, {}).parts] == ["SAU"]
    rows = [scored(0.9, "recipient", "KWT"), (-0.6, "recipient", saudi)]
    assert [part.actor for part in cast_of(DELIVERY, rows, {}).parts] == ["KWT"]
