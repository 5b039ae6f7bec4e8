"""Positions, provisions and verdicts → the words that people read."""

import re
from collections.abc import Iterable, Mapping

from timeline.edtf import Certainty, Edtf, before, with_preposition
from timeline.law.acts import ACTIONS, SIGNING, Act
from timeline.law.positions import Position
from timeline.law.provisions import DUTIES, Provision
from timeline.law.standings import Kind
from timeline.vocabulary.weapons import Weapon

# Names that have no plural, where the head of a name ends, and what joins two names.
_UNCOUNTED = ("aircraft", "ammunition", "material", "equipment", "software", "technology")
_TAIL = re.compile(r" (?:of|in|with|for) ")
_JOINT = re.compile(r" (?:or|and) ")
_CODED = re.compile(r"\d|[A-Z].*[A-Z]")
# Names that stand without "the": numbered protocols, START.
_BARE = re.compile(r"\bProtocol [IVX]+$|\bSTART\b|^the ", re.IGNORECASE)
_NUMBERED = re.compile(r"[0-9IVX]+(?![a-z])")
_RULE_WORDS = {
    "prohibited": "prohibits",
    "restricted": "restricts",
    "conditional": "forbids, under a condition,",
    **dict.fromkeys(DUTIES, "lays a duty on"),
}
# What each kind of position is called; `since` and `until` follow where they are known.
KIND_WORDS: dict[Kind, str] = {
    Kind.PARTY: "party",
    Kind.PARTICIPANT: "participant",
    Kind.SUSPENSION_CLAIMED: "party that claims to have suspended it",
    Kind.WITHDRAWAL_NOTIFIED: "withdrawal notified, still bound",
    Kind.PROVISIONAL: "applies it provisionally",
    Kind.CONSENTED: "has consented, not yet in force for it",
    Kind.SIGNATORY: "signatory",
    Kind.RATIFICATION_WITHDRAWN: "has taken back its ratification",
    Kind.NOT_JOINING: "signatory that declared it will not become a party",
    Kind.WITHDRAWN: "withdrawn",
    Kind.ENDED: "treaty ended",
    Kind.NOT_RECORDED: "not recorded here",
    Kind.NO_RELATION: "no relation",
}


# What a date with ~ ? or % leaves open where all the days that it names have one answer.
_LOOSE = "something else, as the date is approximate or in doubt"


def describe(position: Position) -> str:
    """A position in words: "party since 2006-06-01 (ratified 2005-12-27)".

    An uncertain one begins with "possibly" and names the others that are possible.
    """
    words = _standing_words(position)
    told = told_acts(position.acts, position.kind, position.since)
    acts = ", ".join(_act_words(act) for act in told if act.action != "entry_into_force")
    if acts:
        words += f" ({acts})"
    if position.contested:
        words += "; others contest it"
    if position.kind is Kind.NOT_RECORDED:
        return words
    if position.certainty is Certainty.POSSIBLY:
        rest = ", ".join(KIND_WORDS[kind] for kind in position.others)
        words = f"possibly {words}; or: {rest or _LOOSE}"
    return words


def _standing_words(position: Position) -> str:
    """The position with since when and until when; each date is said once."""
    words, since = KIND_WORDS[position.kind], position.since
    if position.kind is Kind.CONSENTED:
        return f"has consented, in force for it only from {position.until}" if position.until is not None else words
    if position.kind is Kind.ENDED:
        words = f"{_former(position.acts)} until the treaty ended"
        return words if since is None else f"{words} {with_preposition(since)}"
    if position.kind is Kind.WITHDRAWAL_NOTIFIED:
        words += f" until {position.until}" if position.until is not None else ""
        words += ", party"
    elif position.kind is Kind.SUSPENSION_CLAIMED or (since is None and position.in_force is not Certainty.NO):
        words += ", bound"
    if since is not None:
        return f"{words} since {since}"
    return words if position.in_force is Certainty.NO else f"{words} since when unknown"


def _former(acts: Iterable[Act]) -> str:
    """What a state was in a treaty that has ended; who belonged to a body did nothing about the treaty itself."""
    done = {act.action for act in acts} - {"expiry"}
    if not done:
        return KIND_WORDS[Kind.PARTICIPANT]
    return KIND_WORDS[Kind.SIGNATORY if done <= set(SIGNING) else Kind.PARTY]


def told_acts(acts: Iterable[Act], kind: Kind, since: Edtf | None) -> list[Act]:
    """The acts to be named beside a position of that kind that counts from `since`.

    That a withdrawal took effect is not said while it still runs, nor of a day that an armed conflict put off.
    """
    return [
        act
        for act in acts
        if act.action != "withdrawal_effective" or (kind is Kind.WITHDRAWN and not _put_off(act, since))
    ]


def _put_off(effect: Act, since: Edtf | None) -> bool:
    """Whether a withdrawal counts only from after the day for which its effect is recorded."""
    return effect.date is not None and since is not None and before(effect.date, since) is Certainty.CERTAINLY


def _act_words(act: Act) -> str:
    return f"{ACTIONS[act.action]} {act.date or 'on an unknown date'}"


def article(provision: Provision) -> str:
    """The place of a provision as one cites it: "Art. 1(1)(b)", "Guidelines 2"."""
    return article_words(provision.article)


def article_words(place: str) -> str:
    """An article as it is recorded → as one cites it."""
    if place == "single":
        return "(its single article)"
    return f"Art. {place}" if _NUMBERED.match(place) else place


def rule_words(provision: Provision) -> str:
    """What the provision's rule does to a conduct, as a verb."""
    return _RULE_WORDS[provision.rule]


def kind_name(weapons: Mapping[str, Weapon], id: str) -> str:
    """The name of a kind of weapon within a sentence, in the plural: "anti-personnel mines", but "MANPADS"."""
    name = weapons[id].name if id in weapons else id
    first = name.partition(" ")[0]
    return plural(name if _CODED.search(first) else f"{name[:1].lower()}{name[1:]}")


def plural(name: str) -> str:
    """The plural of a kind's name: its head, before "of", "in", "with", ends in s; each side of "or" and "and" does."""
    joint = _JOINT.search(name)
    if joint:
        return f"{plural(name[: joint.start()])}{joint[0]}{plural(name[joint.end() :])}"
    end = _TAIL.search(name)
    head, rest = (name[: end.start()], name[end.start() :]) if end else (name, "")
    if head.lower().endswith(("s", *_UNCOUNTED)):
        return name
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        return f"{head[:-1]}ies{rest}"
    return f"{head}s{rest}"


def with_article(name: str) -> str:
    """The name of a treaty as it stands within a sentence: "the Mine Ban Treaty", but "CCW Protocol II"."""
    return name if _BARE.search(name) else f"the {name}"


def listed(names: Iterable[str]) -> str:
    """Names joined by commas and a last "and"."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def sentence(text: str) -> str:
    """The text with a capital at its beginning and one full stop at its end."""
    text = text.strip().rstrip(".;")
    return f"{text[:1].upper()}{text[1:]}." if text else ""
