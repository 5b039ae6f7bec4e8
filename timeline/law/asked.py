"""One participant's conduct with one weapon in one event: the question that each rule is put."""

import datetime as dt
from typing import NamedTuple

from timeline.edtf import Edtf
from timeline.law.conducts import ConductRule
from timeline.law.findings import EventFacts

# Stands for the date of an event without one: what holds on every day holds on its day too.
ANY_DAY = Edtf("", dt.date.min, dt.date.max, "interval")


class Asked(NamedTuple):
    """`rule` says which conduct the participant's role amounts to, `on` is the event's date or ANY_DAY."""

    event: EventFacts
    on: Edtf
    actor: str
    role: str
    rule: ConductRule
    weapon: str

    @property
    def in_doubt(self) -> bool:
        """Whether the event's type leaves open if the conduct began or ended."""
        return self.rule.doubt and self.event.ending is None
