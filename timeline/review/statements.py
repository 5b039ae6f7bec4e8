"""The fields of an event → what a claim can prove: pairs of field and value."""

from collections.abc import Iterable, Sequence

from timeline.documents.document import Passage
from timeline.documents.proposal import ROLES, Claim, ProposedEvent, WeaponLine
from timeline.review.amounts import quantity_words, value_words

Statement = tuple[str, str]


def statements(event: ProposedEvent) -> list[Statement]:
    """What the event says, field by field; a field that says nothing is absent."""
    parts = sorted(event.participants, key=lambda one: (ROLES.index(one.role), one.actor))
    said = [
        ("type", event.type),
        ("status", event.status),
        ("date", event.date),
        *((one.role, one.actor) for one in parts),
        *(("weapon", line.weapon) for line in event.weapons),
        *(("treaty", treaty) for treaty in event.treaties),
        *_of_lines(event.weapons),
        ("title", event.title),
        ("place", event.place),
        ("note", event.note),
    ]
    return [(field, value) for field, value in said if value]


def person_claims(event: ProposedEvent, passages: Sequence[Passage], fields: Iterable[str]) -> tuple[Claim, ...]:
    """A person's claims: the first passage says the fields, each further one the happening as a whole."""
    wanted = set(fields)
    first, *further = passages
    claims = [Claim(field, value, first, status=event.status) for field, value in statements(event) if field in wanted]
    return (*claims, *(Claim("event", "", passage, status=event.status) for passage in further))


def _of_lines(lines: Sequence[WeaponLine]) -> list[Statement]:
    """Number, worth and conditions; of several weapons each is told with its weapon."""
    found = []
    for line in lines:
        of = f"{line.weapon}: " if len(lines) > 1 else ""
        words = (("quantity", quantity_words(line)), ("value", value_words(line)), ("conditions", line.conditions))
        found += [(field, of + said) for field, said in words if said]
    return found
