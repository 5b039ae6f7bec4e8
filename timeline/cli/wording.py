"""An Entry → the short texts that stand in one row: who, which weapon or treaty, which source."""

from timeline.outputs.phrases import about, independence, who
from timeline.queries.entries import Entry, SourceEntry

__all__ = ["about", "date", "independence", "source", "standing", "what", "who"]


def source(entry: Entry) -> str:
    """The publishers (or titles, or addresses) of the sources with their dates."""
    return "; ".join(dict.fromkeys(_source(each) for each in entry.sources))


def what(entry: Entry) -> str:
    """The type of the event, with its status where it did not simply happen."""
    return entry.type if entry.status == "actual" else f"{entry.type} ({entry.status})"


def date(entry: Entry) -> str:
    """The EDTF date, with a question mark before it where it only possibly lies within the dates asked for."""
    return f"possibly {entry.date}" if entry.possible else entry.date


def standing(entry: Entry) -> str:
    """Whose word it is: accepted by a person, the machine's with its confidence, or a fact; and what is to be said."""
    if entry.event_id.startswith("act-"):
        return entry.remark
    words = entry.review
    if words == "proposed":
        words = "machine" if entry.confidence is None else f"machine {entry.confidence:.2f}"
    return "; ".join(filter(None, (words, independence(entry), entry.remark)))


def _source(each: SourceEntry) -> str:
    name = each.publisher or each.title or each.url or "unnamed source"
    return f"{name}, {each.date}" if each.date else name
