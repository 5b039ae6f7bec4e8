"""Findings → blocks by event on a terminal, never cut; and what to say of them on stderr."""

import re
import shutil
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TextIO

import typer

from timeline.cli.visible import counted, visible
from timeline.law.findings import EMBARGO, Check, Finding, Ruling, Verdict
from timeline.law.kept import Kept
from timeline.law.wording import article_words
from timeline.queries.checking import EventHead
from timeline.queries.findings import FindingNames

Checked = tuple[EventHead, Check]
DISCLAIMER = "This is an aid to an analyst, not legal advice."
# What weighs most comes first.
ORDER = ("prohibited", "contested", "undetermined", "restricted", "signatory", "not-bound")
NAMED = 3
"""How many events a notice names before it says how many more there are."""
_WIDEST = 120  # columns beyond which a line of prose is hard to read
_LABEL = 14
# A full stop, but not that of "Art. II".
_SENTENCES = re.compile(r"(?<!\bArt)(?<=\.) (?=[A-Z])")
UNCOVERED = "No treaty or embargo known here speaks of what is recorded."


@dataclass(slots=True)
class Told:
    """What was printed, for the words that follow on stderr: verdicts, and sentences with the events they are about."""

    events: int = 0
    passed_over: int = 0
    """Events that were checked and have no finding of those asked for."""
    verdicts: dict[Verdict, int] = field(default_factory=dict)
    notices: dict[str, tuple[int, list[str]]] = field(default_factory=dict)
    _tallies: Kept[tuple[object, Mapping[Verdict, int]]] = field(default_factory=lambda: Kept(6_000))

    def count(self, event_id: str, check: Check, notices: Sequence[str]) -> None:
        """Take one event into account; `notices` are those that were not printed with it."""
        self.events += 1
        for group in check.groups:
            rulings = group.said.rulings
            tally = self._tallies.recall(id(rulings))
            if tally is None:
                found = Counter(ruling.verdict for ruling, _ in rulings)
                tally = self._tallies.keep(id(rulings), (rulings, dict(found)))
            for verdict, number in tally[1].items():
                self.verdicts[verdict] = self.verdicts.get(verdict, 0) + number
        for notice in notices:
            number, named = self.notices.get(notice, (0, []))
            self.notices[notice] = (number + 1, [*named, event_id] if number < NAMED else named)

    def lines(self) -> Iterator[str]:
        """One line for each notice with its events, then how many findings there are."""
        for notice, (number, named) in self.notices.items():
            more = f" and {number - NAMED} more" if number > NAMED else ""
            yield f"{notice} ({', '.join(named)}{more})"
        by_verdict = {name: self.verdicts.get(Verdict(name)) for name in ORDER}
        found = ", ".join(f"{number} {name}" for name, number in by_verdict.items() if number)
        findings = counted(sum(self.verdicts.values()), "finding")
        yield f"{counted(self.events + self.passed_over, 'event')} checked, {findings}" + (
            f": {found}." if found else "."
        )


def tell(told: Told) -> None:
    """Say on stderr what could not be checked, how much was found, and what it is not."""
    for line in told.lines():
        typer.echo(visible(line), err=True)
    if told.verdicts:
        typer.echo(DISCLAIMER, err=True)


def notices_of(check: Check) -> tuple[str, ...]:
    """What to say of an event beside its findings: what could not be checked, or that nothing covers it."""
    return check.unchecked or (() if check.groups else (UNCOVERED,))


def write_blocks(checked: Iterable[Checked], names: FindingNames, stream: TextIO, told: Told) -> None:
    """The findings of each event below its date, title and id, the weightiest first; events without any on stderr."""
    width = min(max(40, shutil.get_terminal_size().columns), _WIDEST)
    for head, check in checked:
        if not check.groups:
            told.count(head.event_id, check, notices_of(check))
            continue
        if told.verdicts:
            stream.write("\n")
        told.count(head.event_id, check, ())
        stream.writelines(visible(line) + "\n" for line in event_lines(head, check, names, width))


def event_lines(head: EventHead, check: Check, names: FindingNames, width: int) -> Iterator[str]:
    """The block of one event."""
    yield from wrapped(f"{head.date}  {head.title or head.type}  {head.event_id}", width, "    ")
    for notice in check.unchecked:
        yield from wrapped(f"  note: {notice}", width, "    ")
    yield from finding_lines(check.findings, names, width)


def finding_lines(findings: Sequence[Finding], names: FindingNames, width: int | None) -> Iterator[str]:
    """Each finding as its verdict, who, by what, and the reason below; the weightiest first.

    Findings for one participant under one treaty stand together, and so do weapons about which all is the same.
    """
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for one in findings:
        groups.setdefault((one.verdict, one.actor, one.role, one.treaty, one.weapon), []).append(one)
    alike: dict[tuple[object, ...], list[list[Finding]]] = {}
    for key, group in groups.items():
        alike.setdefault((*key[:4], *(one.reason for one in group)), []).append(group)
    ranks = {name: rank for rank, name in enumerate(ORDER)}
    for together in sorted(alike.values(), key=lambda groups: ranks[groups[0][0].verdict.value]):
        first, *_ = group = together[0]
        weapons = ", ".join(names.weapon(each[0].weapon) for each in together)
        conducts = ", ".join(dict.fromkeys(one.conduct for one in group))
        rule = f"{names.treaty(first.treaty)} {places(group)}".strip()
        head = f"{names.actor(first.actor)} ({first.role}); {rule}; {conducts}: {weapons}"
        yield from wrapped(f"  {first.verdict.value:<{_LABEL}}{head}", width, " " * (_LABEL + 4))
        for paragraph in paragraphs([one.reason for one in group]):
            yield from wrapped(" " * (_LABEL + 2) + paragraph, width, " " * (_LABEL + 2))


def paragraphs(reasons: Sequence[str]) -> Iterator[str]:
    """The sentences that all the reasons have, then the others of each: together they are the whole of all."""
    sentences = [list(dict.fromkeys(_SENTENCES.split(reason))) for reason in dict.fromkeys(reasons)]
    shared = [each for each in sentences[0] if all(each in others for others in sentences)]
    if shared:
        yield " ".join(shared)
    for each in sentences:
        if own := [sentence for sentence in each if sentence not in shared]:
            yield " ".join(own)


def places(findings: Sequence[Finding]) -> str:
    """Where the rules stand: "Art. 6(3), 7, 11"."""
    found = list(dict.fromkeys(map(place, findings)))
    return ", ".join([found[0], *(each.removeprefix("Art. ") for each in found[1:])])


def place(rule: Finding | Ruling) -> str:
    """Where the rule stands: "Art. 1(1)(b)"; the legal basis of an embargo."""
    return rule.article if rule.rule == EMBARGO else article_words(rule.article)


def wrapped(text: str, width: int | None, indent: str) -> list[str]:
    """The text in lines of that width, those after the first indented; one line where there is no width.

    "Art." and its number stay on one line.
    """
    if width is None:
        return [text]
    lines = textwrap.wrap(text.replace("Art. ", "Art.\0"), width, subsequent_indent=indent, break_on_hyphens=False)
    return [line.replace("\0", " ") for line in lines]
