"""Rows of treaty_actions.csv → Acts: what one state did about one treaty, on which date, and who says so."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from timeline import edtf
from timeline.edtf import Edtf
from timeline.errors import UnknownName

SIGNING = ("signature", "succession_to_signature")
CONSENTING = ("ratification", "accession", "acceptance", "approval", "succession", "consent_to_be_bound")
# Every action with the words that a sentence uses for it; a date follows.
ACTIONS: dict[str, str] = {
    "signature": "signed",
    "succession_to_signature": "succeeded to the signature",
    "ratification": "ratified",
    "accession": "acceded",
    "acceptance": "accepted",
    "approval": "approved",
    "succession": "succeeded",
    "consent_to_be_bound": "consented to be bound",
    "provisional_application": "began to apply it provisionally",
    "entry_into_force": "in force for it",
    "extension": "extended",
    "suspension": "said that it suspends it",
    "withdrawal_notice": "gave notice of withdrawal",
    "withdrawal_effective": "withdrawal took effect",
    "ratification_withdrawn": "took back its ratification",
    "intention_not_to_become_party": "declared that it will not become a party",
    "expiry": "expired",
}
_CONTESTED = re.compile(r"\bcontested\b|\bdisagree\b|legally invalid", re.IGNORECASE)
_CAPTURE = re.compile(r"\buntc-(\d{4}-\d{2}(?:-\d{2})?)\b")


@dataclass(frozen=True, slots=True)
class Act:
    """One act; `date` is None where no source gives it, `effective` the date on which it takes effect, where said.

    `basis` is `observed` or `derived` (computed by the compilers), `contested` that others deny the act its effect,
    `checked` how many separately compiled sources agree (0 = general knowledge). Raises UnknownName for an action that
    is not one of ACTIONS.
    """

    treaty: str
    actor: str
    action: str
    date: Edtf | None = None
    effective: Edtf | None = None
    basis: str = "observed"
    contested: bool = False
    source: str = ""
    checked: int = 0
    note: str = ""

    def __post_init__(self) -> None:
        if self.action not in ACTIONS:
            raise UnknownName("treaty act", self.action, tuple(ACTIONS))

    @property
    def order(self) -> tuple[str, ...]:
        """A key that puts acts in the same order whatever the order of the rows; undated ones come last."""
        date, effective = self.date or "~", self.effective or "~"
        return (
            str(date),
            str(list(ACTIONS).index(self.action)).zfill(2),
            str(effective),
            self.treaty,
            self.actor,
            self.basis,
            self.source,
            self.note,
            str(self.contested),
            str(self.checked),
        )

    @property
    def known_by(self) -> dt.date | None:
        """The day on which the depositary's page already showed the act, for an act that bears no date itself."""
        captures = [edtf.parse(text).last for text in _CAPTURE.findall(self.source)]
        return min(captures, default=None)


def act_of(row: Mapping[str, str]) -> Act:
    """The act that a row of treaty_actions.csv describes."""
    return Act(
        treaty=row["treaty_id"],
        actor=row["state_iso3"],
        action=row["action"],
        date=edtf.parse(row["date"]) if row["date"] else None,
        basis=row["basis"],
        contested=contested(row["note"]),
        source=row["source"],
        checked=int(row["checked"]),
        note=row["note"],
    )


def contested(note: str) -> bool:
    """Whether the note of an act says that its effect is disputed (a mere difference of dates is not)."""
    return _CONTESTED.search(note) is not None
