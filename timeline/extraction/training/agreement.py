"""A predicted and a gold event → whether they agree, strictly or all but so.

Strictly: the type, a gold date, a weapon or treaty, everybody in a role that decides (STRICT_ROLES), and hardly anybody
or anything beyond. All but so: the type, and an actor, a thing and a day in common.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from timeline import edtf
from timeline.errors import BadDate
from timeline.extraction.training.gold import GoldEvent
from timeline.vocabulary.vocabulary import Vocabulary

ANNOUNCED = 0.6  # how right the date of an announcement is for what it announces
STRICT_ROLES = frozenset(("supplier", "recipient", "decider", "user", "party", "speaker"))


def _bounds(text: str) -> tuple[dt.date, dt.date, bool] | None:
    try:
        value = edtf.parse(text)
    except BadDate:
        return None
    if value.loose and "/" not in text:
        slack = max(dt.timedelta(3), (value.last - value.first + dt.timedelta(1)) / 2)
        return value.first - slack, value.last + slack, True
    return value.first, value.last, "/" in text


def date_agrees(gold: Sequence[str], predicted: str) -> bool:
    """Equal to a gold date, or inside one that is an interval or approximate."""
    p = _bounds(predicted)
    for value in gold:
        g = _bounds(value)
        if g and p and (p[:2] == g[:2] or (g[2] and g[0] <= p[0] and p[1] <= g[1])):
            return True
    return False


def date_rightness(event: GoldEvent, predicted: str) -> float:
    """How right a date is: of what is planned, its own date is better than the announcement's, which is accepted too.

    Elsewhere every accepted date is as good as the first.
    """
    if not date_agrees(event.dates, predicted):
        return 0.0
    return 1.0 if event.status != "planned" or date_agrees(event.dates[:1], predicted) else ANNOUNCED


def dates_overlap(gold: Sequence[str], predicted: str) -> bool:
    """Whether a day can be both."""
    p = _bounds(predicted)
    return any(bool(p and g and p[0] <= g[1] and g[0] <= p[1]) for g in map(_bounds, gold))


def weapon_agrees(gold: Iterable[str], predicted: str, vocabulary: Vocabulary) -> bool:
    """Equal ids, or one the other's direct parent."""
    known = vocabulary.weapons
    for id in gold:
        if id == predicted or (id in known and predicted in known[id].parents):
            return True
        if predicted in known and id in known[predicted].parents:
            return True
    return False


def things_agree(gold: GoldEvent, weapons: Iterable[str], treaties: Iterable[str], vocabulary: Vocabulary) -> bool:
    """Whether a weapon or a treaty is common to both, where gold has one."""
    if not (gold.weapons or gold.treaties) or set(gold.treaties) & set(treaties):
        return True
    return any(weapon_agrees(gold.weapons, id, vocabulary) for id in weapons)


def agreement(
    gold: GoldEvent,
    type: str,
    date: str,
    participants: frozenset[tuple[str, str]],
    weapons: Sequence[str],
    treaties: Sequence[str],
    vocabulary: Vocabulary,
) -> tuple[bool, bool]:
    """Whether a prediction agrees strictly, and all but so (type, an actor, a thing and part of the date in common)."""
    if gold.type != type:
        return False, False
    things = things_agree(gold, weapons, treaties, vocabulary)
    need = {p for p in gold.participants if p[1] in STRICT_ROLES}
    modest = len(participants - gold.participants) <= 1 and len(weapons) <= len(gold.weapons) + 2
    strict = things and modest and need <= participants and date_agrees(gold.dates, date)
    actors = {actor for actor, _ in gold.participants}
    met = not actors or bool(actors & {actor for actor, _ in participants})
    return strict, things and met and dates_overlap(gold.dates, date)
