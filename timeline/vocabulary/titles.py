"""The fields of an event → its title, one readable line: "United States → Ukraine: Anti-personnel mine, delivery"."""

from collections.abc import Iterable

from timeline.documents.proposal import Participant, WeaponLine
from timeline.vocabulary.vocabulary import Vocabulary

_LEFT = ("supplier", "decider", "speaker", "user", "party", "producer")
_RIGHT = ("recipient", "target", "host")
_MOST = 3  # names of one side that a title lists before it says "and others"


def event_title(
    type: str,
    status: str,
    participants: Iterable[Participant],
    weapons: Iterable[WeaponLine],
    treaties: Iterable[str],
    vocabulary: Vocabulary,
) -> str:
    """The title: who, to or against whom, what, and which kind of event; a status other than actual is said."""
    people = list(participants)
    left = [p.actor for role in _LEFT for p in people if p.role == role]
    right = [p.actor for role in _RIGHT for p in people if p.role == role]
    who = _names("actor", left, vocabulary)
    whom = _names("actor", right, vocabulary)
    sides = f"{who} → {whom}" if who and whom else who or whom
    named = [w.weapon for w in weapons]
    kinds = {id for weapon in named for id in vocabulary.ancestors(weapon) if id != weapon}
    about = _names("weapon", [weapon for weapon in named if weapon not in kinds], vocabulary)
    agreed = _names("treaty", list(treaties), vocabulary)
    what = (agreed or about) if type.startswith("treaty-") else (about or agreed)
    kind = vocabulary.event_types[type].name if type in vocabulary.event_types else type
    kind = kind[:1].lower() + kind[1:]
    said = f"{kind} ({status})" if status != "actual" else kind
    rest = ", ".join(part for part in (what, said) if part)
    return f"{sides}: {rest}" if sides else rest


def _names(kind: str, ids: list[str], vocabulary: Vocabulary) -> str:
    known = list(dict.fromkeys(ids))
    names = [vocabulary.name_of(kind, id) for id in known[:_MOST]]
    return ", ".join(names) + (" and others" if len(known) > _MOST else "")
