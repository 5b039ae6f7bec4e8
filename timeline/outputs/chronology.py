"""An Entry → the parts of its item in a chronology: year, particulars, marks, sources and quotes, in plain text."""

from timeline.loaders.cells import cut_quote
from timeline.outputs.date_words import date_words
from timeline.outputs.legible import legible
from timeline.outputs.phrases import independence
from timeline.queries.entries import Entry, SourceEntry

TITLE = "Chronology"
UNDATED = "Beginning not known"
HOW_TO_READ = (
    "Each entry says what happened, who did it, and with which weapon, with the words of its sources in quotation "
    "marks and their numbers in brackets; the sources are listed at the end. Dates are as precise as the sources: "
    "“about” and “uncertain” are theirs. Entries that a machine read and nobody has reviewed yet are marked so, "
    "as are those that are planned, alleged or denied, and those on which sources differ."
)


def year_of(entry: Entry) -> str:
    """The heading that the entry stands under: the year in which it can have happened first."""
    return f"{entry.date_first.year}" if entry.date_first else UNDATED


def headline(entry: Entry) -> str:
    """The title, or the type where it has none."""
    return legible(entry.title).strip() or entry.type.replace("-", " ")


def details(entry: Entry) -> list[str]:
    """What the entry says beyond who and which weapon."""
    conditions = dict.fromkeys(weapon.conditions for weapon in entry.weapons if weapon.conditions)
    told = [("place", entry.place), ("conditions", "; ".join(conditions)), ("note", entry.note)]
    return [f"{name}: {words}" for name, words in told if words.strip()]


def marks(entry: Entry) -> list[str]:
    """What a reader must know before relying on the entry: how sure its date and its reading are, and who differs."""
    return [
        *(["only possibly within the dates asked for"] if entry.possible else []),
        *([entry.status] if entry.status != "actual" else []),
        *_standing(entry),
        *filter(None, (independence(entry), entry.remark)),
        *([f"otherwise in its sources: {'; '.join(entry.otherwise)}"] if entry.otherwise else []),
    ]


def quotes_of(source: SourceEntry) -> list[str]:
    """The passages, each as far as an export gives it, in one line."""
    return [" ".join(cut_quote(quote).split()) for quote in source.quotes if quote.strip()]


def source_words(source: SourceEntry) -> str:
    """Author, title, publisher and date of a source, without its address."""
    title = f"“{source.title}”" if source.title else ""
    known = [source.author, title, source.publisher, date_words(source.date) if source.date else ""]
    return ", ".join(filter(None, known)) or ("source without a title" if source.url else "unnamed source")


def _standing(entry: Entry) -> list[str]:
    """Whose reading it is where no person has accepted it."""
    if entry.review in ("rejected", "withdrawn"):
        return [f"{entry.review} in review"]
    if entry.review != "proposed":
        return []
    if entry.origin != "machine":
        return ["not reviewed"]
    sure = "" if entry.confidence is None else f", confidence {entry.confidence:.2f}"
    state = {"review": "waits for review", "archive": "archived as too doubtful"}.get(entry.lane, "not reviewed")
    return [f"read by the machine, {state}{sure}"]
