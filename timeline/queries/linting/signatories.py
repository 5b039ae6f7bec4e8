"""Passages that call a state a signatory, and signatures in the timeline → those of states that the acts call parties.

In news "signatory" often means party; whoever is bound has ceased to be a mere signatory.
"""

import re
from collections.abc import Iterator

from sqlalchemy import select

from timeline import edtf
from timeline.database import tables as t
from timeline.edtf import Certainty, Edtf
from timeline.extraction.reading import Mention, Sentence
from timeline.law.positions import Position
from timeline.law.standings import BOUND, Kind
from timeline.law.wording import describe
from timeline.queries.linting.contradictions import Contradiction
from timeline.queries.linting.scope import Scope
from timeline.queries.linting.texts import Told, documents_with, events_at

_WORD = re.compile(r"\bsignator(?:y|ies)\b", re.IGNORECASE)
# Whoever is denied to be one, was one once, or is one of something else (a letter, a statement).
_DENIED = re.compile(
    r"\b(?:not|n[o']t|neither|nor|never|none|no|non|former|once|was|were|had been|ceased|without|only|mere)\b[ -]?"
    r"|n['’]t\b|\bnon-?\s*\Z",
    re.IGNORECASE,
)
_OF_TREATY = re.compile(r"\s+(?:states?\s+)?(?:of|to)\s+(?:the\s+|that\s+|this\s+|its\s+|both\s+)?", re.IGNORECASE)
# What may stand between "signatory of" and the treaty: nothing that could make it a signatory of something else.
_BARE = re.compile(r"(?:(?:the|an?|UN|U\.N\.|United Nations|\d{4}|international|global|landmark)\s+)*")
_POINTS_BACK = re.compile(r"\s+(?:of|to)\s+(?:the|this|that)\s+(?:treaty|convention|pact|accord|agreement|ban)\b", re.I)
_IS_ONE = re.compile(r"(?:\s+(?:both|all|each|also|itself|however))?\s+(?:is|are|being)(?:\s+(?:also|both|all|each))?"
                     r"\s+(?:an?\s+|the\s+|among\s+the\s+|one\s+of\s+(?:the|its)\s+)?(?:\w+\s+)?\Z")  # fmt: skip
_APPOSED = re.compile(r",\s+(?:itself\s+|also\s+|both\s+|all\s+)?(?:an?\s+|one\s+of\s+the\s+)?\Z")
_LISTED = re.compile(r"\s*(?:and|or|,|,\s*and|,\s*or)\s*(?:the\s+)?\Z")


def signatories_that_are_parties(scope: Scope) -> Iterator[Contradiction]:
    """Passages that call a state a signatory on a day on which it is party, and signatures dated on such a day."""
    for told in documents_with(scope, ("signator",)):
        for sentence in told.sentences:
            for actor, treaty in _called(told, sentence):
                position = scope.positions.at(treaty, actor, told.published)
                certainty = bound(position)
                if certainty and treaty in scope.positions.rules:
                    span = told.span(sentence)
                    yield Contradiction(
                        f"{scope.name('actor', actor)} is called a signatory of {scope.name('treaty', treaty)}; "
                        f"on {told.published} it was {describe(position)}.",
                        events_at(scope, span, actor=actor, treaty=treaty),
                        certainty,
                        (span,),
                    )
    yield from _late_signatures(scope)


def bound(position: Position) -> Certainty:
    """Whether the acts (not a mere membership) make the state a party."""
    if Kind.PARTICIPANT in position.kinds or not position.acts:
        return Certainty.NO
    return position.in_force if position.kind in BOUND else Certainty.NO


def _late_signatures(scope: Scope) -> Iterator[Contradiction]:
    event, party, treaty = t.event.c, t.event_actor.c, t.event_treaty.c
    statement = (
        select(event.id, event.date, party.actor_id, treaty.treaty_id)
        .join_from(t.event, t.event_actor, (party.event_id == event.id) & (party.role == "party"))
        .join(t.event_treaty, treaty.event_id == event.id)
        .where(scope.events, event.type_id == "treaty-signature", event.status == "actual")
        .order_by(event.first_day, event.last_day, event.public_id, party.actor_id, treaty.treaty_id)
    )
    for key, date, actor, signed in scope.stream(statement):
        if signed not in scope.positions.rules:
            continue
        on = edtf.parse(date)
        position = scope.positions.at(signed, actor, on)
        certainty = signed_as_party(position, on)
        if certainty:
            already = describe(position).partition("; or: ")[0]  # what else it may have been contradicts nothing
            yield Contradiction(
                f"{scope.name('actor', actor)} is said to sign {scope.name('treaty', signed)} on {date}, when it was "
                f"already {already}.",
                (key,),
                certainty,
                fields=("type", "treaty"),
            )


def signed_as_party(position: Position, on: Edtf) -> Certainty:
    """Whether a signature on a date is one by a state that was party already, and did not become so that day."""
    return Certainty.NO if position.since is None else min(bound(position), edtf.before(position.since, on))


def _called(told: Told, sentence: Sentence) -> Iterator[tuple[str, str]]:
    """The pairs of a state and the treaty of which the sentence calls it a signatory."""
    for word in _WORD.finditer(told.text, sentence.start, sentence.end):
        before = told.text[sentence.start : word.start()]
        clause = re.split(r"[;:]|\b(?:but|while|whereas)\b", before)[-1]
        if _DENIED.search(clause):
            continue
        treaty = _treaty(told, sentence, word)
        if treaty is not None:
            yield from ((mention.id, treaty) for mention in _subjects(told, sentence, word))


def _treaty(told: Told, sentence: Sentence, word: re.Match[str]) -> str | None:
    """The treaty that follows ("signatory of the X"), or the last one before where the words only point back."""
    link = _OF_TREATY.match(told.text, word.end(), sentence.end)
    if link is None:
        return None
    named = told.treaties(word.end(), sentence.end)
    if named and _BARE.fullmatch(told.text[link.end() : named[0].start] if named[0].start > link.end() else ""):
        return named[0].id
    if _POINTS_BACK.match(told.text, word.end(), sentence.end):
        return told.treaty_meant(word.start(), word.start())
    return None


def _subjects(told: Told, sentence: Sentence, word: re.Match[str]) -> list[Mention]:
    """The states that the word is said of, all that are listed: "X is a signatory", "X and Y, both signatories"."""
    actors = told.actors(sentence.start, word.start())
    if not actors:
        return []
    gap = told.text[actors[-1].end : word.start()]
    if not (_IS_ONE.fullmatch(gap) or _APPOSED.fullmatch(gap)):
        return []
    subjects = [actors[-1]]
    for mention in reversed(actors[:-1]):
        if not _LISTED.fullmatch(told.text[mention.end : subjects[-1].start]):
            break
        subjects.append(mention)
    first = told.text[max(sentence.start, subjects[-1].start - 20) : subjects[-1].start]
    if re.search(r"\b(?:of|by|with|from|against|to|for|in|like|than)\s+(?:the\s+)?\Z", first):
        return []  # "the government of X is …" and "an ally of X, a signatory": whose the word is cannot be told
    if len(subjects) == 1 and word.group().lower().endswith("ies") and not _IS_ONE.fullmatch(gap):
        return []
    return subjects[::-1]
