"""Positions, provisions and verdicts → the words that people read."""

import re
from collections.abc import Iterable, Mapping

from timeline.edtf import Certainty
from timeline.law.acts import ACTIONS, Act
from timeline.law.positions import Position
from timeline.law.provisions import DUTIES, Provision
from timeline.law.standings import Kind
from timeline.vocabulary.weapons import Weapon

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
    Kind.ENDED: "was in it until the treaty ended",
    Kind.NOT_RECORDED: "not recorded here",
    Kind.NO_RELATION: "no relation",
}


def describe(position: Position) -> str:
    """A position in words: "party since 2006-06-01 (ratified 2005-12-27)".

    An uncertain one begins with "possibly" and names the others that are possible.
    """
    words = KIND_WORDS[position.kind]
    if position.since is not None:
        words += f", bound since {position.since}" if _is_notice(position.kind) else f" since {position.since}"
    elif position.in_force is not Certainty.NO:
        words += ", bound since when unknown"
    if position.until is not None and position.kind in (Kind.WITHDRAWAL_NOTIFIED, Kind.CONSENTED):
        words += f" until {position.until}"
    acts = ", ".join(_act_words(act) for act in position.acts if act.action != "entry_into_force")
    if acts:
        words += f" ({acts})"
    if position.contested:
        words += "; others contest it"
    if position.kind is Kind.NOT_RECORDED:
        return words
    if position.certainty is Certainty.POSSIBLY:
        rest = ", ".join(KIND_WORDS[kind] for kind in position.others)
        words = f"possibly {words}" + (f"; or: {rest}" if rest else "")
    return words


def _is_notice(kind: Kind) -> bool:
    return kind in (Kind.WITHDRAWAL_NOTIFIED, Kind.SUSPENSION_CLAIMED)


def _act_words(act: Act) -> str:
    return f"{ACTIONS[act.action]} {act.date or 'on an unknown date'}"


def article(provision: Provision) -> str:
    """The place of a provision as one cites it: "Art. 1(1)(b)", "Guidelines 2"."""
    if provision.article == "single":
        return "(its single article)"
    return f"Art. {provision.article}" if _NUMBERED.match(provision.article) else provision.article


def rule_words(provision: Provision) -> str:
    """What the provision's rule does to a conduct, as a verb."""
    return _RULE_WORDS[provision.rule]


def kind_name(weapons: Mapping[str, Weapon], id: str) -> str:
    """The name of a kind of weapon within a sentence: "anti-personnel mine", but "MANPADS"."""
    name = weapons[id].name if id in weapons else id
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def listed(names: Iterable[str]) -> str:
    """Names joined by commas and a last "and"."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def sentence(text: str) -> str:
    """The text with a capital at its beginning and one full stop at its end."""
    text = text.strip().rstrip(".;")
    return f"{text[:1].upper()}{text[1:]}." if text else ""
