"""The checks of `timeline lint`, by name: what each looks for, in a line, and the function that looks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from timeline.queries.linting.acts import disagreeing_acts
from timeline.queries.linting.amounts import impossible_amounts, own_recipients
from timeline.queries.linting.contradictions import Contradiction
from timeline.queries.linting.dates import contradicting_dates
from timeline.queries.linting.delivery import early_deliveries
from timeline.queries.linting.obligations import early_obligations
from timeline.queries.linting.offices import holders_out_of_office
from timeline.queries.linting.scope import Scope
from timeline.queries.linting.signatories import signatories_that_are_parties
from timeline.queries.linting.withdrawals import early_effects


@dataclass(frozen=True, slots=True)
class Check:
    """One check: `about` is its line in the list of checks."""

    about: str
    find: Callable[[Scope], Iterator[Contradiction]]


CHECKS: dict[str, Check] = {
    "delivery-before-authorization": Check("A delivery dated before the decision that allows it.", early_deliveries),
    "signatory-said-of-a-party": Check(
        "A state called a signatory, or said to sign, when the acts say that it is party.", signatories_that_are_parties
    ),
    "obligation-before-force": Check(
        "A treaty said to bind a state, or to be broken by it, before it was in force for it.", early_obligations
    ),
    "office-holder-out-of-office": Check(
        "A person named as acting for a state on a date outside the office.", holders_out_of_office
    ),
    "withdrawal-before-notice-period": Check(
        "A withdrawal said to take effect before the treaty's period of notice is over.", early_effects
    ),
    "dates-contradict": Check(
        "Passages that date one event apart, or linked events in an order that cannot be.", contradicting_dates
    ),
    "acts-disagree": Check("A signature, ratification … that the treaty acts have on another date.", disagreeing_acts),
    "own-recipient": Check("An actor that is supplier and recipient of one transfer.", own_recipients),
    "impossible-amount": Check("A number or a worth that cannot be.", impossible_amounts),
}
