"""A provision that covers an event, a position and a ruling → the Finding with its reason in sentences."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from timeline.law.asked import Asked
from timeline.law.conducts import NOUNS, STATUS_WORDS
from timeline.law.coverage import Match
from timeline.law.findings import Finding, Verdict
from timeline.law.positions import Position
from timeline.law.provisions import Provision
from timeline.law.rules import TreatyRules
from timeline.law.verdicts import Ruling, position_words
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


@dataclass(frozen=True, slots=True)
class Said:
    """What a finding says, whatever the weapon of the event is called."""

    verdict: Verdict
    reason: str
    sources: tuple[str, ...]
    checked: int


class Sentences:
    """Makes reasons; the sentences that many of them share, on rules and on positions, are made once."""

    def __init__(self, weapons: Mapping[str, Weapon]) -> None:
        self._weapons = weapons
        self._rules: dict[int, tuple[str, str]] = {}
        self._positions: dict[int, tuple[Position, str, str]] = {}

    def said(
        self, asked: Asked, match: Match, rules: TreatyRules, decided: Ruling, name: str, position: Position | None
    ) -> Said:
        """The verdict with its reason. `name` is the state's; where there is none, a clause that says who it is."""
        provision = match.provision
        ruled, terms = self._of_rule(provision, rules)
        standing, notes = (sentence(name), "") if position is None else self._of_position(name, position, rules)
        rests_on = [provision.checked, *([position.checked] if position and position.checked is not None else [])]
        checked = min(rests_on)
        parts = (
            joined(readings(asked)),
            standing,
            ruled,
            joined(decided.sentences),
            notes,
            terms,
            sentence(UNCHECKED) if checked == 0 else "",
        )
        return Said(
            decided.verdict,
            " ".join(filter(None, parts)),
            distinct([provision.source, *(position.sources if position else ())]),
            checked,
        )

    def _of_rule(self, provision: Provision, rules: TreatyRules) -> tuple[str, str]:
        """What the provision rules, and on which terms."""
        found = self._rules.get(id(provision))
        if found is None:
            ruled = f"{NOUNS[provision.conduct]} {kind_name(self._weapons, provision.weapon)}"
            found = self._rules[id(provision)] = (
                sentence(f"{rules.name} {article(provision)} {rule_words(provision)} {ruled}"),
                sentence(f"terms: {provision.exception}" if provision.exception else ""),
            )
        return found

    def _of_position(self, name: str, position: Position, rules: TreatyRules) -> tuple[str, str]:
        """Where the state stands, and the notes on that; the position is held, so that no other one takes its id."""
        found = self._positions.get(id(position))
        if found is None:
            words = position_words(name, position, rules)
            found = self._positions[id(position)] = (position, sentence(words), joined(position.notes))
        return found[1:]


def finding(asked: Asked, provision: Provision, said: Said, version: str) -> Finding:
    """The finding on the provision for the participant and the weapon of the event."""
    return Finding(
        treaty=provision.treaty,
        article=provision.article,
        conduct=provision.conduct,
        weapon=asked.weapon,
        actor=asked.actor,
        role=asked.role,
        verdict=said.verdict,
        reason=said.reason,
        sources=said.sources,
        rules_version=version,
        rule=provision.rule,
        rule_weapon=provision.weapon,
        checked=said.checked,
    )


def joined(parts: Iterable[str]) -> str:
    """Parts as sentences after one another, the empty ones left out."""
    return " ".join(sentence(part) for part in parts if part)


def distinct(sources: Iterable[str]) -> tuple[str, ...]:
    """The sources that are named, each once, in order."""
    return tuple(dict.fromkeys(source for source in sources if source))
