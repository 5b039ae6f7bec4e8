"""Keys of sources, and treaties or actors that were asked for → what the keys stand for, and where sources disagree."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, select

from timeline.database import tables as t
from timeline.queries.entries import NamedId

BETWEEN = " | "  # joins the sources of one fact


@dataclass(frozen=True, slots=True)
class Source:
    """What the reference facts were read from: `key` is what sources begin with; `as_of` is EDTF, "unknown" or ""."""

    key: str = ""
    title: str = ""
    url: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two sources differ on a fact about a treaty, of one actor or (None) of the treaty as a whole."""

    treaty: NamedId
    actor: NamedId | None
    what: str
    kept: str
    other: str
    comment: str


def pieces(texts: Iterable[str]) -> list[str]:
    """The single sources that facts name, each once, in the order in which they come."""
    return list(dict.fromkeys(piece.strip() for text in texts for piece in text.split(BETWEEN) if piece.strip()))


def sources_of(connection: Connection, texts: Iterable[str]) -> dict[str, Source]:
    """Each single source that the texts name → what is known of it, in the order in which they come."""
    source = t.reference_source.c
    rows = connection.execute(select(source.id, source.title, source.url, source.as_of))
    known = {key: Source(key, *rest) for key, *rest in rows}
    return {piece: known.get(_key(piece, known), Source()) for piece in pieces(texts)}


def _key(piece: str, known: Mapping[str, object]) -> str:
    """The key that a source begins with: "untc-2026-02-03" of "untc-2026-02-03:XXVI-5 end notes"."""
    first = piece.split(" ", 1)[0]
    return first if first in known else first.partition(":")[0]


def disagreements(connection: Connection, treaties: Sequence[str], actors: Sequence[str]) -> tuple[Disagreement, ...]:
    """Where sources disagree about the treaties (all, where none is given), of the actors or of all, in a fixed order.

    What concerns a treaty as a whole is left out where actors are asked for.
    """
    said, actor, treaty = t.disagreement.c, t.actor.c, t.treaty.c
    asked = [said.treaty_id.in_(treaties)] if treaties else []
    asked += [said.actor_id.in_(actors)] if actors else []
    rows = connection.execute(
        select(treaty.id, treaty.name, actor.id, actor.name, said.what, said.kept, said.other, said.comment)
        .select_from(t.disagreement)
        .join(t.treaty, treaty.id == said.treaty_id)
        .outerjoin(t.actor, actor.id == said.actor_id)
        .where(and_(True, *asked))
    )
    found = [
        Disagreement(NamedId(treaty_id, named), NamedId(actor_id, name) if actor_id else None, *rest)
        for treaty_id, named, actor_id, name, *rest in rows
    ]
    return tuple(sorted(found, key=lambda each: (each.treaty.name, each.actor.name if each.actor else "", each.what)))
