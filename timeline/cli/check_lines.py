"""Findings → one tab-separated line each, for a pipe; never cut."""

from collections.abc import Iterable
from functools import lru_cache, partial
from typing import NamedTuple, TextIO

from timeline.cli.checks import Checked, Told, notices_of, place
from timeline.cli.visible import visible
from timeline.law.findings import Footing, Ruling
from timeline.law.kept import Kept
from timeline.queries.findings import FindingNames

COLUMNS = ("date", "event_id", "verdict", "who", "role", "treaty", "article", "conduct", "weapon", "reason", "sources")
_KEPT = 6_000


class _Ruled(NamedTuple):
    """The cells of a ruling, and it itself, so that nothing else takes its identity; texts that follow have a space."""

    verdict: str
    rule: str
    ruled: str
    terms: str
    source: str
    ruling: Ruling


class _Stood(NamedTuple):
    """The same of a footing: what comes before has a space after it, what follows one before it."""

    words: str
    notes: str
    source: str
    footing: Footing


def write_lines(checked: Iterable[Checked], names: FindingNames, stream: TextIO, told: Told) -> None:
    """A header and one line a finding, fields parted by tabs."""
    stream.write("\t".join(COLUMNS) + "\n")
    rules: Kept[_Ruled] = Kept(_KEPT)
    standings: Kept[_Stood] = Kept(_KEPT)

    @lru_cache(2_000)
    def who(actor: str) -> str:
        return _plain(names.actor(actor))

    @lru_cache(2_000)
    def what(weapon: str) -> str:
        return _plain(names.weapon(weapon))

    for head, check in checked:
        told.count(head.event_id, check, notices_of(check))
        event = f"{_plain(head.date)}\t{head.event_id}"
        lines = []
        for actor, role, weapon, opening, (rulings, footings) in check.groups:
            by, of, read = f"{who(actor)}\t{role}", what(weapon), _plain(opening) + " " if opening else ""
            stood = [standings.get(id(one)) or standings.answer(id(one), partial(_stood, one)) for one in footings]
            for ruling, at in rulings:
                cells = rules.get(id(ruling)) or rules.answer(id(ruling), partial(_ruled, ruling, names))
                verdict, rule, ruled, terms, source, _ = cells
                words, notes, their_source, footing = stood[at]
                if source and ruling.sources[0] not in footing.sources:
                    source += their_source
                else:
                    source = _named((*ruling.sources, *footing.sources))
                reason = f"{read}{words}{ruled}{notes}{terms}"
                lines.append(f"{event}\t{verdict}\t{by}\t{rule}\t{of}\t{reason}\t{source}\n")
        stream.write("".join(lines))


def _ruled(ruling: Ruling, names: FindingNames) -> _Ruled:
    where = (names.treaty(ruling.treaty), place(ruling), ruling.conduct)
    ruled, terms = _plain(ruling.ruled), f" {_plain(ruling.terms)}" if ruling.terms else ""
    # Of several sources any may be one of the footing's too: these are put together every time.
    source = _plain(ruling.sources[0]) if len(ruling.sources) == 1 else ""
    return _Ruled(ruling.verdict.value, "\t".join(map(_plain, where)), ruled, terms, source, ruling)


def _stood(footing: Footing) -> _Stood:
    words = f"{_plain(footing.words)} " if footing.words else ""
    notes = f" {_plain(footing.notes)}" if footing.notes else ""
    return _Stood(words, notes, f"; {_named(footing.sources)}" if footing.sources else "", footing)


def _named(sources: Iterable[str]) -> str:
    """The sources, each once."""
    return _plain("; ".join(dict.fromkeys(sources)))


def _plain(text: str) -> str:
    if text.isprintable() and "  " not in text and text.strip() == text:
        return text
    return visible(" ".join(text.split()))
