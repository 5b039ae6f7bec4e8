"""A treaty act → the lines and the record that `timeline explain` prints of it."""

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from timeline.cli.status_words import checked_words, source_words
from timeline.law.acts import ACTIONS
from timeline.queries.act_comparing import Compared
from timeline.queries.standing_sources import Source
from timeline.queries.treaty_acts import TreatyAct, act_marks

_LABEL = 12
_BASES = {"observed": "as the sources state it", "derived": "computed by the treaty's rule"}


def act_lines(each: TreatyAct, sources: Mapping[str, Source], found: Compared, width: int | None) -> Iterator[str]:
    """What is recorded of the act, in lines, wrapped at `width` where there is one."""
    act = each.act
    yield from _wrapped(f"{each.id}  {each.title}", width, 2)
    yield ""
    known = {
        "treaty": f"{each.treaty.id}  {each.treaty.name}",
        "state": f"{each.actor.id}  {each.actor.name}",
        "act": ACTIONS[act.action],
        "date": f"{act.date}, {_BASES[act.basis]}" if act.date else _undated(each),
        "effect": str(act.effective or ""),
        "contested": "others deny it its effect" if act.contested else "",
        "shows as": each.type,
        "checked": f"{act.checked}  {checked_words(act.checked) or 'two sources'}",
        "compared": each.corroboration,
        "note": act.note,
        "recorded by": "the user" if each.origin == "user" else "the reference facts",
    }
    for label, text in known.items():
        if text:
            yield from _wrapped(f"{label:<{_LABEL}}{text}", width, _LABEL + 2)
    yield from _wrapped(f"{'events':<{_LABEL}}{_events(each, found)}", width, _LABEL + 2)
    yield ""
    yield "Sources"
    for piece, source in sources.items():
        told = source_words(source)
        yield from _wrapped(f"  {piece}" + (f" – {told}" if told else ""), width, 4)


def act_record(each: TreatyAct, sources: Mapping[str, Source], found: Compared) -> dict[str, Any]:
    """The same for `--json`."""
    act = each.act
    return {
        "id": each.id,
        "title": each.title,
        "treaty": each.treaty.id,
        "treaty_name": each.treaty.name,
        "actor": each.actor.id,
        "actor_name": each.actor.name,
        "action": act.action,
        "type": each.type,
        "date": act.date.text if act.date else None,
        "days": each.days.text if each.days else None,
        "effective": act.effective.text if act.effective else None,
        "basis": act.basis,
        "contested": act.contested,
        "source": act.source,
        "sources": [
            {"named": piece, "title": source.title, "url": source.url, "as_of": source.as_of}
            for piece, source in sources.items()
        ],
        "checked": act.checked,
        "corroboration": each.corroboration,
        "note": act.note,
        "origin": each.origin,
        "agreeing_events": [step.event_id for step in found.told.get(each.id, ())],
        "differing_events": list(found.acts.get(each.id, ())),
    }


def _undated(each: TreatyAct) -> str:
    """Between which days an act lies that no source dates."""
    return f"no source gives it; some day of {each.days}" if each.days else "; ".join(act_marks(each.act))


def _events(each: TreatyAct, found: Compared) -> str:
    """Which events of documents tell the act too, and which date it otherwise."""
    told = [f"{step.event_id} ({step.date}) agrees" for step in found.told.get(each.id, ())]
    return "; ".join([*told, *found.acts.get(each.id, ())]) or "none of a document tells it"


def _wrapped(text: str, width: int | None, indent: int) -> list[str]:
    if width is None:
        return [text.rstrip()]
    return textwrap.wrap(text, width, subsequent_indent=" " * indent, break_on_hyphens=False) or [""]
