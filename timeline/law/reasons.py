"""A provision that covers an event, a position and a ruling → the Finding with its reason in sentences."""

from collections.abc import Iterable, Iterator, Mapping

from timeline.law.asked import Asked
from timeline.law.conducts import NOUNS, STATUS_WORDS
from timeline.law.coverage import Match
from timeline.law.findings import Finding
from timeline.law.positions import Position
from timeline.law.rules import TreatyRules
from timeline.law.verdicts import Ruling
from timeline.law.wording import article, kind_name, listed, rule_words, sentence
from timeline.vocabulary.weapons import Weapon

UNCHECKED = "this rests on general knowledge, not on a source"


def readings(asked: Asked) -> Iterator[str]:
    """How the event is read, where it is not simply the conduct done on a known day."""
    if asked.event.status != "actual":
        yield STATUS_WORDS.get(asked.event.status, asked.event.status)
    if asked.rule.note and not asked.rule.doubt:
        yield asked.rule.note
    if asked.event.date is None:
        yield "the event has no date"
    elif asked.on.loose:
        yield "the event's date is approximate or in doubt"


def open_points(asked: Asked, match: Match, weapons: Mapping[str, Weapon]) -> Iterator[str]:
    """Why it is open whether the provision covers the event at all, as far as the weapon and the type are concerned."""
    kind, weapon = kind_name(weapons, match.provision.weapon), weapon_name(weapons, asked.weapon)
    if not match.covered and match.variants == (match.provision.weapon,):
        yield f"the record says “{weapon}”, which may or may not mean {kind}, of which the rule speaks"
    elif not match.covered:
        variants = listed(weapon_name(weapons, variant) for variant in match.variants)
        yield f"only some variants of {weapon} fall under the rule as {kind} ({variants}), and the record names none"
    if asked.in_doubt:
        yield asked.rule.note


def weapon_name(weapons: Mapping[str, Weapon], id: str) -> str:
    """The name of a weapon; the id of one that is not known."""
    weapon = weapons.get(id)
    return weapon.name if weapon else id


def finding(
    asked: Asked,
    match: Match,
    rules: TreatyRules,
    decided: Ruling,
    standing: str,
    position: Position | None,
    weapons: Mapping[str, Weapon],
    version: str,
) -> Finding:
    """The finding; `standing` is the sentence on where the participant stands, `position` None where it is no state."""
    provision = match.provision
    checks = [provision.checked, *([position.checked] if position and position.checked is not None else [])]
    ruled = f"{NOUNS[provision.conduct]} {kind_name(weapons, provision.weapon)}"
    parts = [
        *readings(asked),
        standing,
        f"{rules.name} {article(provision)} {rule_words(provision)} {ruled}",
        *decided.sentences,
        *(position.notes if position else ()),
        f"terms: {provision.exception}" if provision.exception else "",
        UNCHECKED if min(checks) == 0 else "",
    ]
    return Finding(
        treaty=provision.treaty,
        article=provision.article,
        conduct=provision.conduct,
        weapon=asked.weapon,
        actor=asked.actor,
        role=asked.role,
        verdict=decided.verdict,
        reason=joined(parts),
        sources=distinct([provision.source, *(position.sources if position else ())]),
        rules_version=version,
        rule=provision.rule,
        rule_weapon=provision.weapon,
        checked=min(checks),
    )


def joined(parts: Iterable[str]) -> str:
    """Parts as sentences after one another, the empty ones left out."""
    return " ".join(sentence(part) for part in parts if part)


def distinct(sources: Iterable[str]) -> tuple[str, ...]:
    """The sources that are named, each once, in order."""
    return tuple(dict.fromkeys(source for source in sources if source))
