"""An act that a person tells, and what is known of its treaty and its state → the sentences that speak against it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from timeline import edtf
from timeline.database import tables as t
from timeline.edtf import Edtf
from timeline.errors import UsageError
from timeline.law.acts import ACTIONS, CONSENTING, SIGNING
from timeline.vocabulary.vocabulary import Vocabulary

# What only a state that consented can do.
LEAVING = ("withdrawal_notice", "withdrawal_effective", "ratification_withdrawn", "suspension")
JOINED = (*CONSENTING, "entry_into_force", "provisional_application")
# Who can be bound by a treaty.
ABLE = ("state", "international-organisation")


@dataclass(frozen=True, slots=True)
class ActTold:
    """An act with all names resolved and all dates in EDTF; `date` is None where nobody knows it."""

    treaty: str
    actor: str
    action: str
    date: str | None
    effective: str | None = None
    contested: bool = False
    note: str = ""

    @property
    def on(self) -> Edtf | None:
        """The date as a value."""
        return edtf.parse(self.date) if self.date else None


def require_able(connection: Connection, told: ActTold, vocabulary: Vocabulary) -> None:
    """Raises UsageError where no act of that actor about that treaty could ever count."""
    actor = vocabulary.actors[told.actor]
    if actor.kind not in ABLE:
        raise UsageError(f"{actor.name} is neither a state nor an international organisation: no treaty binds it.")
    rule = t.treaty_rule.c
    body = connection.execute(select(rule.members_of).where(rule.treaty_id == told.treaty)).scalar()
    if body:
        name = vocabulary.treaties[told.treaty].name
        raise UsageError(f"Whoever belongs to {body} takes part in {name}: an act would change nothing.")


def doubts(connection: Connection, told: ActTold, vocabulary: Vocabulary) -> Iterator[str]:
    """What makes the act unlikely to be right, a sentence each."""
    for check in CHECKS:
        yield from check(connection, told, vocabulary)


def _before_treaty(_: Connection, told: ActTold, vocabulary: Vocabulary) -> Iterator[str]:
    """An act before the treaty was adopted, or a signature or consent before it was opened."""
    treaty = vocabulary.treaties[told.treaty]
    opening = told.action in (*SIGNING, *CONSENTING)
    for word, text in (("adopted", treaty.adopted), ("opened for signature", treaty.opened if opening else "")):
        if text and told.on and edtf.before(told.on, edtf.parse(text)) is edtf.Certainty.CERTAINLY:
            yield f"{treaty.name} was {word} only {edtf.with_preposition(edtf.parse(text))}, after {told.date}"
            return


def _before_state(connection: Connection, told: ActTold, vocabulary: Vocabulary) -> Iterator[str]:
    """An act of a state that did not exist yet and does not go on with the acts of another."""
    beginning = t.state_beginning.c
    row = connection.execute(
        select(beginning.began, beginning.before).where(
            beginning.actor_id == told.actor, beginning.continues.is_(False)
        )
    ).first()
    if row and told.on and edtf.before(told.on, edtf.parse(row.began)) is edtf.Certainty.CERTAINLY:
        before = f" (before: {row.before})" if row.before else ""
        when, began = edtf.with_preposition(told.on), edtf.with_preposition(edtf.parse(row.began))
        yield f"{vocabulary.name_of('actor', told.actor)} did not exist {when}: it began {began}{before}"


def _never_joined(connection: Connection, told: ActTold, vocabulary: Vocabulary) -> Iterator[str]:
    """A withdrawal, or a suspension, by a state that had not consented by then."""
    if told.action not in LEAVING:
        return
    act = t.treaty_action.c
    joined = select(act.id).where(act.treaty_id == told.treaty, act.actor_id == told.actor, act.action.in_(JOINED))
    if told.on:
        joined = joined.where(act.first_day <= told.on.last)
    if connection.execute(joined.limit(1)).first() is None:
        by = f" by {told.date}" if told.date else ""
        yield (
            f"{vocabulary.name_of('actor', told.actor)} is not recorded to have consented to "
            f"{vocabulary.treaties[told.treaty].name}{by}, so that it had nothing to leave"
        )


def _effect_before_act(_: Connection, told: ActTold, __: Vocabulary) -> Iterator[str]:
    """An effect before the act itself; only a succession reaches back."""
    if not told.effective or not told.on or "succession" in told.action:
        return
    if edtf.before(edtf.parse(told.effective), told.on) is edtf.Certainty.CERTAINLY:
        effective = edtf.with_preposition(edtf.parse(told.effective))
        yield f"the act cannot take effect {effective}, before its own date {told.date}"


CHECKS: tuple[Callable[[Connection, ActTold, Vocabulary], Iterator[str]], ...] = (
    _before_treaty,
    _before_state,
    _never_joined,
    _effect_before_act,
)
assert set(LEAVING) <= set(ACTIONS)  # noqa: S101 - a slip here would switch a check off
