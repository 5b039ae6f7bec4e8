"""Described treaties: what they ban tells which is meant, before or behind the weapon, once there is such a treaty."""

import pytest

from timeline.documents.document import Document
from timeline.extraction.extract import extract
from timeline.extraction.read import read
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()


def treaties(text: str, published: str) -> list[tuple[str, str]]:
    found = read(Document(text=text, published=published), VOCABULARY).treaties
    return [(mention.id, text[mention.start : mention.end]) for group in found for mention in group]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Mali ratified the pact outlawing landmines.", "1999-02-01", [("mine-ban", "pact outlawing")]),
        ("Chad signed a treaty banning all nuclear test\nexplosions.", "1996-10-08", [("ctbt", "treaty banning")]),
        ("A convention that bans the use, production and sale of cluster bombs was signed.", "2008-12-03",
         [("ccm", "convention that bans")]),
        ("Both signed a treaty to scrap their medium-range missiles.", "1987-12-09", [("inf", "treaty to scrap")]),
        ("Iraq joined the accord against chemical weapons.", "2009-01-13", [("cwc", "accord against")]),
        ("The biological weapon pact took effect.", "1975-03-26", [("bwc", "pact")]),
        ("Kazakhstan ratified the treaty that would ban nuclear weapons.", "2019-08-29",
         [("tpnw", "treaty that would ban")]),
        # Nobody negotiated such a treaty yet, or many treaties are about the weapon, or nothing is banned.
        ("Mexico wants a pact that would ban nuclear weapons.", "1982-06-01", []),
        ("The two signed a nuclear weapons treaty.", "2019-08-29", []),
        ("The treaty was signed by states that use landmines.", "2001-08-29", []),
        ("The Mine Ban Treaty bans landmines.", "2001-08-29", [("mine-ban", "Mine Ban Treaty")]),
    ],
)  # fmt: skip
def test_a_treaty_is_known_by_what_it_bans(text: str, published: str, expected: list[tuple[str, str]]) -> None:
    assert treaties(text, published) == expected


def test_a_treaty_that_another_sentence_names_is_given_only_to_what_it_is_about() -> None:
    text = (
        "Ghana ratified the convention outlawing cluster munitions on Wednesday.\n\n"
        "Mali accused Algeria on Tuesday of shooting down one of its drones."
    )
    told = {event.type: event.treaties for event in extract(Document(text, "2025-09-18"), VOCABULARY)}
    assert told["treaty-ratification"] == ("ccm",)
    assert told["accusation"] == ()
