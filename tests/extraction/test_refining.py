"""A sentence that says what "the mines" are narrows the transfer of them, and nothing else."""

import pytest

from timeline.documents.document import Document
from timeline.extraction.extract import extract
from timeline.vocabulary.reading import shipped_vocabulary

SENT = "The United States approved the transfer of anti-personnel mines to Ukraine on Wednesday. "
KIND = "nonpersistent-anti-personnel-mine"


@pytest.mark.parametrize(
    ("second", "narrowed"),
    [
        ("Officials said the American-supplied mines would be nonpersistent mines that switch themselves off.", True),
        ("The mines are of the self-destructing mine family, a general said.", True),
        ("A factory in Ohio once made nonpersistent mines.", False),
        ("The mines are heavy.", False),
    ],
)
def test_what_the_mines_are(second: str, narrowed: bool) -> None:
    document = Document(SENT + second, "2024-11-20")
    events = extract(document, shipped_vocabulary())
    (sent,) = (event for event in events if event.type == "transfer-authorization")
    weapons = [line.weapon for line in sent.weapons]
    assert weapons[0] == "anti-personnel-mine"
    assert (KIND in weapons) == narrowed
    passages = [claim.passage.quote for claim in sent.claims if claim.value == KIND]
    assert passages == ([second] if narrowed else [])


def test_a_step_out_of_a_treaty_concerns_what_the_treaty_covers() -> None:
    text = "Lithuania left the Convention on Cluster Munitions on Thursday. Its army buys artillery ammunition."
    document = Document(text, "2025-03-06", title="Lithuania leaves the Convention on Cluster Munitions")
    (left,) = (event for event in extract(document, shipped_vocabulary()) if event.type == "treaty-withdrawal")
    assert left.treaties == ("ccm",)
    assert [line.weapon for line in left.weapons] == ["cluster-munition"]
    assert {claim.value for claim in left.claims if claim.field == "weapon"} == {"cluster-munition"}


def test_a_name_goes_on_across_the_end_of_a_line() -> None:
    text = "The United States approved the transfer of cluster\nmunitions to Ukraine on Friday.\n"
    (sent,) = (e for e in extract(Document(text, "2023-07-08"), shipped_vocabulary()) if e.type.startswith("transfer"))
    assert [line.weapon for line in sent.weapons] == ["cluster-munition"]


def test_a_number_is_said_once() -> None:
    text = "Germany approved the delivery of 50 Gepard anti-aircraft tanks to Ukraine on Tuesday.\n"
    events = extract(Document(text, "2024-11-20"), shipped_vocabulary())
    (sent,) = (event for event in events if event.type == "transfer-authorization")
    assert [(line.weapon, line.quantity_min) for line in sent.weapons] == [("gepard", 50)]


def test_a_treaty_event_that_names_weapons_in_general_is_about_what_the_treaty_covers() -> None:
    (step,) = extract(Document("Ukraine ratified the Mine Ban Treaty on Tuesday.", "2005-12-28"), shipped_vocabulary())
    assert [line.weapon for line in step.weapons] == ["anti-personnel-mine"]


def test_an_order_with_a_maker_of_the_own_country_is_production() -> None:
    text = "France has ordered 42 Rafale jets from Dassault Aviation, the defence ministry said on Friday."
    (order,) = (e for e in extract(Document(text, "2024-01-13"), shipped_vocabulary()) if e.confidence > 0.28)
    assert (order.type, {(p.actor, p.role) for p in order.participants}) == (
        "weapon-production",
        {("FRA", "decider"), ("dassault", "producer")},
    )
    claimed = {(claim.field, claim.value) for claim in order.claims}
    assert {("type", "weapon-production"), ("decider", "FRA"), ("producer", "dassault")} <= claimed
    assert not {"supplier", "recipient"} & {field for field, _ in claimed}


def test_a_view_of_the_step_told_before_is_of_its_treaty_and_what_that_covers() -> None:
    text = "Finland said on Thursday it would leave the Mine Ban Treaty. Norway said it regretted the decision."
    events = extract(Document(text, "2025-04-04"), shipped_vocabulary())
    (view,) = (event for event in events if event.type == "condemnation" and event.confidence > 0.28)
    assert (view.treaties, [line.weapon for line in view.weapons]) == (("mine-ban",), ["anti-personnel-mine"])


def test_to_approve_a_step_out_of_a_treaty_is_not_to_ratify_it() -> None:
    text = "The State Duma on Wednesday approved a bill revoking Russia's ratification of the nuclear test ban treaty."
    types = {event.type for event in extract(Document(text, "2023-10-18"), shipped_vocabulary())}
    assert "treaty-withdrawal" in types
    assert "treaty-ratification" not in types


def test_an_embargo_of_the_united_nations_is_decided_by_the_council() -> None:
    text = "The UN arms embargo on Yugoslavia was lifted on Monday."
    events = extract(Document(text, "2001-09-10"), shipped_vocabulary())
    (lifted,) = (event for event in events if event.type == "embargo-lifting" and event.confidence > 0.5)
    assert ("un-security-council", "decider") in {(p.actor, p.role) for p in lifted.participants}
    (claim,) = (claim for claim in lifted.claims if claim.value == "un-security-council")
    assert "UN arms embargo" in claim.passage.quote
