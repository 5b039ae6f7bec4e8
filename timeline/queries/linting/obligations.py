"""Passages that say a treaty binds a state or was broken by it, and recorded breaches → those before it bound it."""

import re
from collections.abc import Iterator

from sqlalchemy import select

from timeline import edtf
from timeline.database import tables as t
from timeline.edtf import Certainty, Edtf
from timeline.extraction.reading import Mention, Sentence
from timeline.law.positions import Position
from timeline.law.standings import Kind
from timeline.law.wording import describe
from timeline.queries.linting.contradictions import Contradiction
from timeline.queries.linting.scope import Scope
from timeline.queries.linting.texts import Told, documents_with, events_at

_CUES = ("violat", "breach", "contraven", "oblige", "bound by", "infring")
_BREAKS = re.compile(
    r"\b(?:violat(?:e[sd]?|ing)|breach(?:e[sd]|ing)?|contraven(?:e[sd]?|ing)|infring(?:e[sd]?|ing)"
    r"|in (?:clear |open |flagrant )?(?:violation|breach|contravention) of)"
    r"(?:\s+(?:its|their|his|her)\s+obligations?\s+under)?\s+(?:the\s+)?",
    re.IGNORECASE,
)
_BOUND = re.compile(r"\b(?:is|are|was|were|has been|have been)\s+(?:legally\s+)?(?:bound|obliged) by\s+(?:the\s+)?")
# Whoever says that it would be so, was not so, or asks whether it is, claims nothing.
_OPEN = re.compile(
    r"\b(?:not|never|neither|nor|no|without|if|whether|unless|were it|had it|may|might|could|deni\w+|accus\w+|avoid\w*"
    r"|once|when it|after it|from \d|until|ceased?|longer|will|shall|becom\w+)\b|n['’]t\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\b(?:if|whether|unless|had (?:it|he|she|they)|were (?:it|they))\b", re.IGNORECASE)
# From whom breaks a treaty to the word that says so: "X's use of mines would", "X has".
_SUBJECT = re.compile(
    r"(?:['’]s?\s+(?:[\w-]+\s+){1,6}?)?\s*(?:has|have|had|is|are|was|were|would|openly|repeatedly|clearly|itself|also"
    r"|been|acting|stands?|in|\s)*\Z"
)
_NEVER_BOUND = frozenset({Kind.NO_RELATION, Kind.SIGNATORY, Kind.CONSENTED, Kind.NOT_JOINING})
_LEFT = (Kind.WITHDRAWN, Kind.ENDED, Kind.RATIFICATION_WITHDRAWN)
# Who breaks a treaty in an event of a type; whose accusation it is breaks none.
_BREAKING = {"accusation": ("target",), "condemnation": ("target",)}
_ACTING = ("user", "supplier", "producer", "decider")


def early_obligations(scope: Scope) -> Iterator[Contradiction]:
    """States that a treaty is said to bind, or to have been broken by, on a day before it was ever in force for them.

    A state that has left since may have broken it before, so only one that was never bound until then is reported.
    """
    for told in documents_with(scope, _CUES):
        until = edtf.interval(None, edtf.on(told.published.last))
        for sentence in told.sentences:
            for actor, treaty, breaks in _claimed(told, sentence):
                found = _early(scope, actor, treaty, until, "broken" if breaks else "binding")
                if found is not None:
                    certainty, reason = found
                    span = told.span(sentence)
                    rows = events_at(scope, span, actor=actor, treaty=treaty)
                    yield Contradiction(reason, rows, certainty, (span,))
    yield from _recorded(scope)


def _early(scope: Scope, actor: str, treaty: str, until: Edtf, what: str) -> tuple[Certainty, str] | None:
    rules = scope.positions.rules.get(treaty)
    if rules is None or rules.force != "binding" or rules.members_of or actor not in scope.states:
        return None
    position = scope.positions.at(treaty, actor, edtf.on(until.last))
    certainty = never_bound(scope, position, until)
    if not certainty:
        return None
    verb = "broken by" if what == "broken" else "binding"
    reason = (
        f"{scope.name('treaty', treaty)} is said to be {verb} {scope.name('actor', actor)} by {until.last}; "
        f"it was not in force for it ({describe(position)})."
    )
    return certainty, reason


def never_bound(scope: Scope, position: Position, until: Edtf) -> Certainty:
    """Whether the state was never bound up to the date; possible where the acts leave it open."""
    ever = scope.positions.at(position.treaty, position.actor, edtf.interval(None, until))
    applied = {Kind.PROVISIONAL, Kind.NOT_RECORDED, *_LEFT} & set(ever.kinds)
    if applied or ever.in_force is Certainty.CERTAINLY:
        return Certainty.NO
    on_last = set(position.kinds)
    if ever.in_force is Certainty.NO:
        return Certainty.CERTAINLY if on_last <= _NEVER_BOUND else Certainty.NO
    return Certainty.POSSIBLY if position.certainty is Certainty.POSSIBLY and on_last & _NEVER_BOUND else Certainty.NO


def _recorded(scope: Scope) -> Iterator[Contradiction]:
    """Events that are recorded as breaches of a treaty."""
    event, actor, treaty = t.event.c, t.event_actor.c, t.event_treaty.c
    statement = (
        select(event.id, event.type_id, event.date, actor.actor_id, actor.role, treaty.treaty_id)
        .join_from(t.event, t.event_treaty, treaty.event_id == event.id)
        .join(t.event_actor, actor.event_id == event.id)
        .where(scope.events, treaty.relation == "breaches", event.status == "actual")
        .order_by(event.first_day, event.last_day, event.public_id, treaty.treaty_id, actor.actor_id, actor.role)
    )
    for key, kind, date, who, role, broken in scope.stream(statement):
        if role in _BREAKING.get(kind, _ACTING):
            found = _early(scope, who, broken, edtf.parse(date), "broken")
            if found is not None:
                yield Contradiction(found[1], (key,), found[0], fields=("type", "treaty"))


def _claimed(told: Told, sentence: Sentence) -> Iterator[tuple[str, str, bool]]:
    """State, treaty and whether it is said to be broken (else to bind), for each such claim of the sentence."""
    for pattern, breaks in ((_BREAKS, True), (_BOUND, False)):
        for cue in pattern.finditer(told.text, sentence.start, sentence.end):
            treaty = _object(told, sentence, cue.end())
            subject = _subject(told, sentence, cue.start())
            clause = told.text[sentence.start if subject is None else subject.start : cue.end()]
            whole = told.text[sentence.start : sentence.end]
            if treaty and subject and not _OPEN.search(clause) and not _CONDITION.search(whole):
                yield subject.id, treaty, breaks


def _object(told: Told, sentence: Sentence, start: int) -> str | None:
    """The treaty that the cue's object names just there, perhaps by one of its articles."""
    named = told.treaties(start, sentence.end)
    if not named:
        return None
    gap = told.text[start : named[0].start]
    article = re.fullmatch(r"(?:[Aa]rticles?\s[\dIVX, ()a-z]+\sof\s)?(?:the\s)?(?:UN\s|\d{4}\s)?", gap)
    return named[0].id if article else None


def _subject(told: Told, sentence: Sentence, end: int) -> Mention | None:
    """The state just before the cue, with nothing in between but its own doing and auxiliary verbs."""
    actors = told.actors(sentence.start, end)
    if not actors:
        return None
    last = actors[-1]
    before = told.text[max(sentence.start, last.start - 12) : last.start]
    if re.search(r"\b(?:of|by|with|from|against|to|for|in|and)\s+(?:the\s+)?\Z", before):
        return None
    return last if _SUBJECT.fullmatch(told.text[last.end : end]) else None
