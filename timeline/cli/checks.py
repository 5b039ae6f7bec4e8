"""Findings → blocks by event on a terminal, tab-separated lines in a pipe; never cut."""

import re
import shutil
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TextIO

import typer

from timeline.cli.visible import counted, visible
from timeline.law.findings import EMBARGO, Check, Finding, Footing, Ruling, Verdict
from timeline.law.kept import Kept
from timeline.law.wording import article_words
from timeline.queries.checking import EventHead
from timeline.queries.findings import FindingNames

Checked = tuple[EventHead, Check]
DISCLAIMER = "This is an aid to an analyst, not legal advice."
COLUMNS = ("date", "event_id", "verdict", "who", "role", "treaty", "article", "conduct", "weapon", "reason", "sources")
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

    def count(self, event_id: str, findings: Sequence[Finding], notices: Sequence[str]) -> None:
        """Take one event into account; `notices` are those that were not printed with it."""
        self.events += 1
        for finding in findings:
            verdict = finding.ruling.verdict
            self.verdicts[verdict] = self.verdicts.get(verdict, 0) + 1
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
    return check.unchecked or (() if check.findings else (UNCOVERED,))


def write_lines(checked: Iterable[Checked], names: FindingNames, stream: TextIO, told: Told) -> None:
    """A header and one line a finding, fields parted by tabs."""
    stream.write("\t".join(COLUMNS) + "\n")
    # Each with what its key names, so that no other ruling or footing takes that identity.
    rules: Kept[tuple[Ruling, str, str]] = Kept(6_000)
    texts: Kept[tuple[Ruling, Footing, str]] = Kept(3_000)

    @lru_cache(2_000)
    def who(actor: str) -> str:
        return _plain(names.actor(actor))

    @lru_cache(2_000)
    def what(weapon: str) -> str:
        return _plain(names.weapon(weapon))

    def cells(ruling: Ruling) -> tuple[Ruling, str, str]:
        where = (names.treaty(ruling.treaty), place(ruling), ruling.conduct)
        return ruling, ruling.verdict.value, "\t".join(map(_plain, where))

    def text(one: Finding) -> tuple[Ruling, Footing, str]:
        return one.ruling, one.footing, f"{_plain(one.reason)}\t{_plain('; '.join(one.sources))}\n"

    for head, check in checked:
        told.count(head.event_id, check.findings, notices_of(check))
        event = f"{_plain(head.date)}\t{head.event_id}"
        lines = []
        for one in check.findings:
            actor, role, weapon, ruling, footing = one
            _, verdict, rule = rules.get(id(ruling)) or rules.keep(id(ruling), cells(ruling))
            key = (id(ruling), id(footing))
            said = (texts.get(key) or texts.keep(key, text(one)))[2]
            lines.append(f"{event}\t{verdict}\t{who(actor)}\t{role}\t{rule}\t{what(weapon)}\t{said}")
        stream.write("".join(lines))


def _plain(text: str) -> str:
    if text.isprintable() and "  " not in text and text.strip() == text:
        return text
    return visible(" ".join(text.split()))


def write_blocks(checked: Iterable[Checked], names: FindingNames, stream: TextIO, told: Told) -> None:
    """The findings of each event below its date, title and id, the weightiest first; events without any on stderr."""
    width = min(max(40, shutil.get_terminal_size().columns), _WIDEST)
    for head, check in checked:
        if not check.findings:
            told.count(head.event_id, (), notices_of(check))
            continue
        if told.verdicts:
            stream.write("\n")
        told.count(head.event_id, check.findings, ())
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
