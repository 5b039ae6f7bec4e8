"""A provision that covers an event, a position and a decision → the sentences of a finding: Ruling and Footing."""

from collections.abc import Iterable, Iterator, Mapping

from timeline.law.asked import Asked
from timeline.law.conducts import NOUNS, STATUS_WORDS, ConductRule
from timeline.law.coverage import Match
from timeline.law.findings import Footing, Ruling
from timeline.law.positions import Position
from timeline.law.rules import TreatyRules
from timeline.law.verdicts import Decision, position_words
from timeline.law.wording import article, kind_name, listed, rule_words, sentence
from timeline.vocabulary.weapons import Weapon

UNCHECKED = "this rests on general knowledge, not on a source"


def opening_of(status: str, rule: ConductRule, undated: bool, loose: bool) -> str:
    """How the event is read where it is not simply the conduct done on a known day, in sentences."""
    return joined(_readings(status, rule, undated, loose))


def _readings(status: str, rule: ConductRule, undated: bool, loose: bool) -> Iterator[str]:
    if status != "actual":
        yield STATUS_WORDS.get(status, status)
    if rule.note and not rule.doubt:
        yield rule.note
    if undated:
        yield "the event has no date"
    elif loose:
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


def ruling_of(
    asked: Asked,
    match: Match,
    rules: TreatyRules,
    decided: Decision,
    weapons: Mapping[str, Weapon],
    rests_on: int | None,
    version: str,
) -> Ruling:
    """The ruling that is decided on.

    `rests_on` is how well the position is checked, None where it rests on nothing.
    """
    provision = match.provision
    checked = provision.checked if rests_on is None else min(provision.checked, rests_on)
    conduct = f"{NOUNS[provision.conduct]} {kind_name(weapons, provision.weapon)}"
    ruled = f"{rules.name} {article(provision)} {rule_words(provision)} {conduct}"
    terms = f"terms: {provision.exception}" if provision.exception else ""
    return Ruling(
        treaty=provision.treaty,
        article=provision.article,
        conduct=asked.rule.conduct,
        rule=provision.rule,
        rule_weapon=provision.weapon,
        verdict=decided.verdict,
        ruled=joined([ruled, *decided.sentences]),
        terms=joined([terms, UNCHECKED if checked == 0 else ""]),
        sources=distinct([provision.source]),
        checked=checked,
        rules_version=version,
    )


def footing_of(name: str, position: Position, rules: TreatyRules) -> Footing:
    """Where the state of that name stands, and the notes on that."""
    words = sentence(position_words(name, position, rules))
    return Footing(words, joined(position.notes), distinct(position.sources))


def joined(parts: Iterable[str]) -> str:
    """Parts as sentences after one another, the empty ones left out."""
    return " ".join(sentence(part) for part in parts if part)


def distinct(sources: Iterable[str]) -> tuple[str, ...]:
    """The sources that are named, each once, in order."""
    return tuple(dict.fromkeys(source for source in sources if source))
