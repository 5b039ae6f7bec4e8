"""Positions and changes → a readable list on a terminal, tab-separated lines in a pipe; never cut."""

import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO

from timeline.cli import status_words as words
from timeline.cli.visible import visible
from timeline.edtf import Certainty
from timeline.law.standings import RANKS, Kind
from timeline.queries.standing import Answer, NamedChange, Stand

COLUMNS = ("treaty", "actor", "on", "position", "checked", "sources", "notes")
CHANGE_COLUMNS = ("date", "treaty", "actor", "before", "after", "certainty", "acts", "checked", "sources")
_WITHOUT_RELATION = (Kind.NOT_RECORDED, Kind.NO_RELATION)


def print_answer(answer: Answer, *, changed: bool) -> None:
    """Print the answer in the form that stdout asks for."""
    from timeline.outputs.writing import write_stdout

    if sys.stdout.isatty():
        lines = terminal_lines(answer, _width(), changed=changed)
    else:
        lines = _piped(answer, changed=changed)

    def write(stream: TextIO) -> None:
        stream.writelines(visible(line) + "\n" for line in lines)

    write_stdout(write)


def terminal_lines(answer: Answer, width: int, *, changed: bool) -> Iterator[str]:
    """The positions by kind, or the changes by date, with numbers for the sources, which are listed below."""
    place = {piece: number for number, piece in enumerate(answer.sources, start=1)}
    if changed:
        yield from _change_lines(answer.changes, place, width, one_treaty=answer.rules is not None)
    else:
        yield from _stand_lines(answer, place, width)
    yield from _legend(answer, place, width)


def _legend(answer: Answer, place: Mapping[str, int], width: int) -> Iterator[str]:
    """The sources by their numbers, then what their keys stand for."""
    checked = [stand.position.checked for stand in answer.stands]
    checked += [act.checked for row in answer.changes for act in row.change.acts]
    if any(words.checked_mark(each) for each in checked):
        yield ""
        yield from _wrapped(words.MARKS_EXPLAINED, width, 2)
    if place:
        yield ""
        yield "Sources"
    for piece, number in place.items():
        yield from _wrapped(f"  [{number}] {piece}", width, 6)
    for source in dict.fromkeys(source for source in answer.sources.values() if source.key):
        yield from _wrapped(f"  {source.key}: {words.source_words(source)}", width, 6)


def _width() -> int:
    import shutil

    return max(40, shutil.get_terminal_size().columns)


def _piped(answer: Answer, *, changed: bool) -> Iterator[str]:
    yield "\t".join(CHANGE_COLUMNS if changed else COLUMNS)
    rows = map(_change_fields, answer.changes) if changed else map(_stand_fields, answer.stands)
    for fields in rows:
        yield "\t".join(" ".join(field.split()) for field in fields)


def _stand_fields(stand: Stand) -> Sequence[str]:
    position = stand.position
    return (
        stand.treaty.name,
        stand.actor.name,
        stand.on.text,
        words.position_words(position),
        words.checked_words(position.checked),
        "; ".join(position.sources),
        " ".join(position.notes),
    )


def _change_fields(row: NamedChange) -> Sequence[str]:
    change = row.change
    return (
        change.date.text,
        row.treaty.name,
        row.actor.name,
        words.kind_words(change.before),
        words.kind_words(change.after),
        change.certainty.name.lower(),
        words.change_acts(change),
        words.checked_words(min((act.checked for act in change.acts), default=None)),
        "; ".join(dict.fromkeys(act.source for act in change.acts)),
    )


def _stand_lines(answer: Answer, place: Mapping[str, int], width: int) -> Iterator[str]:
    by_treaty = answer.rules is not None
    first: str | None = None
    for about, stands in _groups(answer, by_treaty=by_treaty):
        yield from ["", about] if first is not None else [about]
        first = about
        related = [each for each in stands if each.position.kind not in _WITHOUT_RELATION or len(stands) == 1]
        if by_treaty and len(stands) > 1:
            related.sort(key=lambda each: (RANKS[each.position.kind], -each.position.certainty))
        heading = ""
        names = [each.actor.name if by_treaty else each.treaty.name for each in related]
        column = min(max(map(len, names), default=0), width * 3 // 10)
        for stand, name in zip(related, names, strict=True):
            if by_treaty and len(stands) > 1 and _heading(stand) != heading:
                heading = _heading(stand)
                number = sum(1 for each in related if _heading(each) == heading)
                yield ""
                yield f"{heading} ({number})"
            yield from _row(name, column, _said(stand, place), width)
        if len(stands) == 1:
            yield from _act_lines(stands[0], place, width)
        if by_treaty and not related:
            yield from ("", "No state had any relation to it that is recorded here.")
            continue
        for kind in _WITHOUT_RELATION if len(stands) > 1 else ():
            yield from _rest(kind, stands, width, by_treaty=by_treaty)


def _groups(answer: Answer, *, by_treaty: bool) -> Iterator[tuple[str, list[Stand]]]:
    """The positions under one heading: those of the treaty, or those of each actor in turn."""
    groups: dict[str, list[Stand]] = {}
    for stand in answer.stands:
        about = stand.treaty.name if by_treaty else stand.actor.name
        groups.setdefault(f"{about} on {stand.on}", []).append(stand)
    yield from groups.items()


def _heading(stand: Stand) -> str:
    possibly = "possibly " if stand.position.certainty is Certainty.POSSIBLY else ""
    text = possibly + words.kind_words(stand.position.kind)
    return text[:1].upper() + text[1:]


def _said(stand: Stand, place: Mapping[str, int]) -> str:
    position = stand.position
    marks = words.numbers(position.sources, place) + words.checked_mark(position.checked)
    return "  ".join(filter(None, (words.position_words(position), marks, " ".join(position.notes))))


def _act_lines(stand: Stand, place: Mapping[str, int], width: int) -> Iterator[str]:
    """The acts that a single position rests on, each with its sources and what is noted of it."""
    for act in stand.position.acts:
        marks = words.numbers([act.source], place) + words.checked_mark(act.checked)
        yield from _wrapped("    " + "  ".join(filter(None, (words.act_words(act), marks, act.note))), width, 8)


def _rest(kind: Kind, stands: Sequence[Stand], width: int, *, by_treaty: bool) -> Iterator[str]:
    """The states, or treaties, of which nothing more is to be said, in one paragraph."""
    found = [each for each in stands if each.position.kind is kind]
    if not found:
        return
    yield ""
    text = words.kind_words(kind)
    names = ", ".join(each.actor.name if by_treaty else each.treaty.name for each in found)
    yield f"{text[:1].upper()}{text[1:]} ({len(found)})"
    yield from _wrapped(f"  {names}", width, 2)


def _change_lines(
    changes: Sequence[NamedChange], place: Mapping[str, int], width: int, *, one_treaty: bool
) -> Iterator[str]:
    inside, column = True, max((len(row.change.date.text) for row in changes), default=0)
    for row in changes:
        if inside and not row.inside:
            inside = False
            yield from ("", "Possibly in this time")
        change = row.change
        possibly = "possibly " if change.certainty is Certainty.POSSIBLY else ""
        who = row.actor.name if one_treaty else f"{row.actor.name}, {row.treaty.name}"
        what = f"{words.kind_words(change.before)} → {possibly}{words.kind_words(change.after)}"
        acts = words.change_acts(change)
        numbers = words.numbers([act.source for act in change.acts], place)
        numbers += words.checked_mark(min((act.checked for act in change.acts), default=None))
        said = "  ".join(filter(None, (f"{who}: {what}", f"({acts})" if acts else "", numbers)))
        yield from _row(change.date.text, min(column, width // 3), said, width)


def _row(name: str, column: int, text: str, width: int) -> Iterator[str]:
    """The name in its column and the text beside it, both wrapped."""
    beside = textwrap.wrap(text, max(20, width - column - 4), break_on_hyphens=False) or [""]
    names = textwrap.wrap(name, max(8, column), break_on_hyphens=False) or [""]
    for number in range(max(len(beside), len(names))):
        left = names[number] if number < len(names) else ""
        right = beside[number] if number < len(beside) else ""
        yield f"  {left:<{column}}  {right}".rstrip()


def _wrapped(text: str, width: int, indent: int) -> list[str]:
    return textwrap.wrap(text, width, subsequent_indent=" " * indent, break_on_hyphens=False, break_long_words=True)
