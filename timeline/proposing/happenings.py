"""Two events read in one document → whether they are the same happening; if so, one with the passages of both."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from timeline import edtf
from timeline.documents.proposal import Claim, ProposedEvent
from timeline.vocabulary.vocabulary import Vocabulary

NO = 0
MOST = 300  # events of a type that one is compared with: it bounds the time that hostile answers can take


def likeness(one: ProposedEvent, other: ProposedEvent, vocabulary: Vocabulary) -> int:
    """How much speaks for one happening: NO where something speaks against it, or too little for it.

    One type, dates that can be one, nobody whom the other contradicts in a role, weapons of one line; and a participant
    or a passage in common.
    """
    if one.type != other.type or not _dates_meet(one, other) or _contradict(one, other):
        return NO
    if not _kin(_weapons(one), _weapons(other), vocabulary) or not _some_in_common(one.treaties, other.treaties):
        return NO
    shared = len(set(one.participants) & set(other.participants))
    passages = _passages_meet(one, other)
    if not shared and not passages:
        return NO
    exact = one.date == other.date
    return 2 * passages + shared + 2 * exact + len(_weapons(one) & _weapons(other)) + (one.status == other.status)


def equal(one: ProposedEvent, other: ProposedEvent) -> bool:
    """Whether two events say the same in every field that makes an event, and with the same doubts."""
    return _fields(one) == _fields(other)


def with_passages_of(event: ProposedEvent, other: ProposedEvent) -> ProposedEvent:
    """The event with the other's claims on values that it has itself."""
    known = {(claim.field, claim.value) for claim in event.claims}
    lent = [replace(c, status=event.status) for c in other.claims if (c.field, c.value) in known]
    return replace(event, claims=_distinct((*event.claims, *lent)))


def _distinct(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(dict.fromkeys(claims))


def pairs(
    ones: Sequence[ProposedEvent], others: Sequence[ProposedEvent], vocabulary: Vocabulary
) -> list[tuple[int, int]]:
    """Which of the one side are which of the other, each used once, the likest first."""
    by_type: dict[str, list[int]] = {}
    for place, event in enumerate(others):
        by_type.setdefault(event.type, []).append(place)
    alike = sorted(
        (-worth, i, j)
        for i, event in enumerate(ones)
        for j in nearest(event, by_type.get(event.type, ()), others)
        if (worth := likeness(event, others[j], vocabulary)) > NO
    )
    found: list[tuple[int, int]] = []
    left: set[int] = set()
    right: set[int] = set()
    for _, i, j in alike:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            found.append((i, j))
    return sorted(found)


def nearest(event: ProposedEvent, places: Sequence[int], others: Sequence[ProposedEvent]) -> Sequence[int]:
    """Of the places of others those that stand nearest to the event in the text, where they are too many."""
    if len(places) <= MOST:
        return places
    start = event.claims[0].passage.start
    return sorted(places, key=lambda place: (abs(others[place].claims[0].passage.start - start), place))[:MOST]


def _fields(event: ProposedEvent) -> tuple[object, ...]:
    return (
        event.type,
        event.status,
        event.date,
        set(event.participants),
        set(event.weapons),
        set(event.treaties),
        event.note,
    )


def _weapons(event: ProposedEvent) -> set[str]:
    return {line.weapon for line in event.weapons}


def _dates_meet(one: ProposedEvent, other: ProposedEvent) -> bool:
    mine, theirs = edtf.parse(one.date), edtf.parse(other.date)
    return mine.first <= theirs.last and theirs.first <= mine.last


def _contradict(one: ProposedEvent, other: ProposedEvent) -> bool:
    """Whether some role names nobody in common, though both fill it."""
    for role in {p.role for p in one.participants} & {p.role for p in other.participants}:
        mine = {p.actor for p in one.participants if p.role == role}
        if not mine & {p.actor for p in other.participants if p.role == role}:
            return True
    return False


def _kin(mine: set[str], theirs: set[str], vocabulary: Vocabulary) -> bool:
    if not mine or not theirs:
        return True
    return any(a in vocabulary.ancestors(b) or b in vocabulary.ancestors(a) for a in mine for b in theirs)


def _some_in_common(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    return not mine or not theirs or bool(set(mine) & set(theirs))


def _passages_meet(one: ProposedEvent, other: ProposedEvent) -> bool:
    """Whether the words that state one event overlap those that state the other."""
    mine, theirs = ([claim.passage for claim in event.claims if claim.field == "type"] for event in (one, other))
    return any(a.start < b.end and b.start < a.end for a in mine for b in theirs)
