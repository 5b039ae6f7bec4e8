"""What a person gave of an event, by option or by answer → a ProposedEvent or Changes, with every name resolved."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from timeline.documents.proposal import ROLES, STATUSES, Participant, ProposedEvent, WeaponLine
from timeline.errors import BadDate, UsageError

if TYPE_CHECKING:
    from timeline.review.changes import Changes
    from timeline.review.sources import SourceNamed
    from timeline.vocabulary.vocabulary import Vocabulary

Given = Mapping[str, Any]
"""The options by name, None where not used; see `event_options`."""

AMOUNTS = ("quantity", "value", "conditions")
WORDS = ("title", "place", "note")


_NO_DATE = ("unknown", "undated", "none", "?")


def typed_date(text: str) -> str:
    """A date as typed, in EDTF or in any form that the head of a document may have → EDTF. Raises BadDate."""
    from timeline import edtf
    from timeline.loaders.headers import published_date

    if text.strip().lower() in _NO_DATE:
        raise BadDate(
            "An event needs a date, be it a wide one: write what the source allows, as in ../2024-11-20 for something "
            "that had happened by then, 2020/2024 for some time in these years, or 202X."
        )
    try:
        return edtf.parse(text).text
    except BadDate:
        return published_date(text)


def status_of(text: str) -> str:
    """The status that the text is, in any case. Raises UnknownName with the known ones."""
    from timeline.queries.meaning import one_of

    return one_of("status", [text], STATUSES)[0]


def event_told(given: Given, vocabulary: "Vocabulary") -> ProposedEvent:
    """The event that the options tell. Raises UsageError where one is missing or means nothing."""
    from timeline.review.amounts import with_amounts
    from timeline.vocabulary.titles import event_title

    missing = [f"--{name}" for name in ("type", "date", "source") if not given[name]]
    if missing:
        raise UsageError(f"The event lacks {' and '.join(missing)}: every event needs a type, a date and a source.")
    kind = vocabulary.resolve("event-type", given["type"])
    date, status = typed_date(given["date"]), status_of(given["status"] or "actual")
    participants = tuple(Participant(actor, role) for role in ROLES for actor in _ids(vocabulary, "actor", given[role]))
    treaties = _ids(vocabulary, "treaty", given["treaty"])
    weapons = with_amounts(
        [WeaponLine(weapon) for weapon in _ids(vocabulary, "weapon", given["weapon"])],
        lambda name: vocabulary.resolve("weapon", name),
        **_amounts(given),
    )
    if not (participants or weapons or treaties):
        raise UsageError("The event names nobody and nothing: give an actor (--supplier …), a --weapon or a --treaty.")
    return ProposedEvent(
        kind,
        date,
        status,
        participants,
        weapons,
        treaties,
        title=given["title"] or event_title(kind, status, participants, weapons, treaties, vocabulary),
        place=given["place"] or "",
        note=given["note"] or "",
    )


def changes_told(given: Given, cleared: Sequence[str], vocabulary: "Vocabulary") -> "Changes":
    """The changes that the options ask for; `cleared` are fields that shall say nothing any more. Raises UsageError."""
    from timeline.queries.meaning import one_of
    from timeline.review.changes import Changes

    texts: dict[str, str] = {name: given[name].strip() for name in WORDS if given[name] is not None}
    if given["type"]:
        texts["type"] = vocabulary.resolve("event-type", given["type"])
    if given["status"]:
        texts["status"] = status_of(given["status"])
    if given["date"]:
        texts["date"] = typed_date(given["date"])
    participants = {role: _ids(vocabulary, "actor", given[role]) for role in ROLES if given[role]}
    weapons = _ids(vocabulary, "weapon", given["weapon"]) if given["weapon"] else None
    treaties = _ids(vocabulary, "treaty", given["treaty"]) if given["treaty"] else None
    amounts = _amounts(given)
    for name in one_of("field that can be cleared", cleared, (*ROLES, "weapon", "treaty", *WORDS)):
        if given[name]:
            raise UsageError(f"--clear {name} and --{name} contradict each other: give one of them.")
        if name in WORDS:
            texts[name] = ""
        elif name in ROLES:
            participants[name] = ()
        else:
            weapons, treaties = (() if name == "weapon" else weapons), (() if name == "treaty" else treaties)
    return Changes(texts=texts, participants=participants, weapons=weapons, treaties=treaties, **amounts)


def source_told(given: Given) -> "SourceNamed":
    """The source that the options name."""
    from timeline.review.sources import SourceNamed

    return SourceNamed(
        given["source"] or "",
        (given["quote"] or "").strip(),
        (given["publisher"] or "").strip(),
        typed_date(given["published"]) if given["published"] else "",
    )


def _ids(vocabulary: "Vocabulary", kind: str, names: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(vocabulary.resolve(kind, name) for name in names or ()))


def _amounts(given: Given) -> dict[str, tuple[str, ...]]:
    return {
        plural: tuple(given[name] or ())
        for name, plural in zip(AMOUNTS, ("quantities", "values", "conditions"), strict=True)
    }
