"""An Account → the lines that `explain` and `review` print of an event."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from timeline.api.accounts import dating
from timeline.cli.wording import independence
from timeline.law.findings import Check
from timeline.loaders.extracts import EXTRACT_LOADER
from timeline.queries.findings import FindingNames
from timeline.review.account import Account, ChangeTold, ClaimTold, DocumentTold, PassageTold
from timeline.review.statements import statements
from timeline.review.states import event_of
from timeline.review.stored_documents import CSV_LOADER, OBSERVATION_LOADER, QUOTE_LOADER

_LABEL = 12
_MADE_OF = {
    CSV_LOADER: "known by its quote in a table",
    QUOTE_LOADER: "known by its quote",
    OBSERVATION_LOADER: "not a publication",
    EXTRACT_LOADER: "known by what a package quotes of it",
    "reference": "our own summary of it",
}
_STANDINGS = {
    "proposed": "proposed",
    "accepted": "accepted by a person",
    "rejected": "rejected by a person",
    "withdrawn": "withdrawn by a person",
}
_QUIET = ("date_phrase", "date_rule", "date_anchor", "first_day", "last_day", "date_precision")


def account_lines(
    account: Account, width: int | None = None, law: tuple[Check, FindingNames] | None = None
) -> Iterator[str]:
    """The whole account in lines, wrapped at `width` where there is one; with findings where they are given."""
    yield from event_lines(account, width)
    if law is not None:
        yield ""
        yield from _law_lines(*law, width)
    yield from link_lines(account, width)
    yield ""
    yield "History"
    for change in account.history:
        yield from _wrapped("  " + _change_words(change), width, "    ")


def link_lines(account: Account, width: int | None = None) -> Iterator[str]:
    """What the event did to others, and others (←) to it; nothing where it is not linked."""
    if account.links:
        yield ""
        yield "Links"
    for link in account.links:
        arrow = "← " if link.backward else ""
        quote = f" “{link.quote}”" if link.quote else ""
        told = f"  {arrow}{link.relation} {link.event_id}  {link.title} ({link.review}){quote}"
        yield from _wrapped(told, width, "    ")


def event_lines(account: Account, width: int | None = None) -> Iterator[str]:
    """What the event says, with its passages, and how it stands; without links and history."""
    yield from _wrapped(f"{account.entry.event_id}  {account.entry.title}", width, "  ")
    yield ""
    yield from _field_lines(account, width)
    yield from _labelled("standing", _standing_words(account), width)
    yield ""
    told = independence(account.entry)
    yield f"Passages ({told})" if told else "Passages"
    document: DocumentTold | None = None
    for passage in account.passages:
        if passage.document != document:
            document = passage.document
            yield from _wrapped("  " + document_words(document), width, "    ")
        yield from _wrapped(f"  [{passage.number}] {_in_context(passage)}", width, "      ")


def _law_lines(check: Check, names: FindingNames, width: int | None) -> Iterator[str]:
    """What treaties and embargoes mean for the participants."""
    from timeline.cli.checks import DISCLAIMER, finding_lines, notices_of

    yield f"Findings ({DISCLAIMER.rstrip('.')})" if check.findings else "Findings"
    for notice in notices_of(check):
        yield from _wrapped(f"  {notice}", width, "    ")
    yield from finding_lines(check.findings, names, width)


def document_words(document: DocumentTold) -> str:
    """Publisher, title, date and address of a source, and what it is where it is no whole document."""
    title = f"“{document.title}”" if document.title else ""
    known = [document.publisher, title, document.published, document.url]
    words = ", ".join(filter(None, known)) or "unnamed source"
    notes = [f"document {document.id}", _MADE_OF.get(document.loader, "")]
    notes += [f"reliability {document.reliability}"] if document.reliability else []
    notes += [f"prints the story of document {document.syndicated_from}"] if document.syndicated_from else []
    return f"{words} ({'; '.join(filter(None, notes))})"


def _field_lines(account: Account, width: int | None) -> Iterator[str]:
    """Each field with its values, the passages that say so, and what other claims make of it."""
    held = [(field, value) for field, value in statements(event_of(account.state)) if field != "title"]
    fields = list(
        dict.fromkeys([*(field for field, _ in held), *(c.field for c in account.claims if c.field != "event")])
    )
    for field in fields:
        if field == "title":
            continue
        claims = [claim for claim in account.claims if claim.field == field]
        label = field
        for value in (value for name, value in held if name == field):
            own = [claim for claim in claims if claim.value == value]
            name = next((claim.name for claim in own if claim.name), "")
            yield from _labelled(label, "  ".join(filter(None, (value, _other(name, value), _references(own)))), width)
            label = ""
        if field == "date" and dating(account):
            yield from _labelled("", dating(account), width)
        if any(claim.held and not claim.value for claim in claims):
            yield from _labelled(label, f"nothing  {_references([c for c in claims if not c.value])}", width)
            label = ""
        for value in dict.fromkeys(claim.value for claim in claims if not claim.held):
            other = [claim for claim in claims if claim.value == value]
            said = "  ".join(filter(None, (value or "nothing", _other(other[0].name, value), _references(other))))
            yield from _labelled(label, f"otherwise: {said}", width)
            label = ""


def _references(claims: Sequence[ClaimTold]) -> str:
    """`[1, 2]` for passages that the machine read so, `[3 by a person]` for those that a person did."""
    words = []
    for origin, by in (("machine", ""), ("person", " by a person")):
        numbers = sorted({claim.passage for claim in claims if claim.origin == origin})
        if numbers:
            words.append(f"[{', '.join(map(str, numbers))}{by}]")
    speakers = dict.fromkeys(claim.attributed_to for claim in claims if claim.attributed_to)
    words += [f"according to {', '.join(speakers)}"] if speakers else []
    return " ".join(words)


def _other(name: str, value: str) -> str:
    return name if name.casefold() != value.casefold() else ""


def _standing_words(account: Account) -> str:
    entry, state = account.entry, account.state
    by = state["extractor"] or "the machine"
    told = "told by a person" if entry.origin == "person" else f"proposed by {by}, lane {entry.lane}"
    sure = "" if entry.confidence is None else f"confidence {entry.confidence:.2f}"
    if entry.origin == "reference":
        told = "comes with the program"
        return told if entry.review == "accepted" else f"{told}; {_STANDINGS[entry.review]}: {state['review_reason']}"
    review = "" if entry.review == "proposed" else _STANDINGS[entry.review]
    if review and state["review_reason"]:
        review += f": {state['review_reason']}"
    return "; ".join(filter(None, (told, sure, review or "not reviewed")))


def _in_context(passage: PassageTold) -> str:
    """The passage between « », with the rest of its line around it."""
    return " ".join(f"{passage.before}«{passage.quote}»{passage.after}".split())


def _change_words(change: ChangeTold) -> str:
    when = f"{change.at[:10]} {change.at[11:16]} {change.who}"
    if change.made:
        return f"{when}: {change.why}"
    fields = [
        f"{name} {_brief(before)} → {_brief(after)}"
        for name, (before, after) in change.fields.items()
        if name not in _QUIET
    ]
    return f"{when}: {change.why}" + (f" ({'; '.join(fields)})" if fields else "")


def _brief(value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return " ".join(value)
    if isinstance(value, list):
        return ", ".join(_brief(each) for each in value) or "nothing"
    if isinstance(value, dict):
        return " ".join(str(each) for each in value.values() if each not in (None, "", "concerns"))
    return str(value) if value not in (None, "") else "nothing"


def _labelled(label: str, text: str, width: int | None) -> Iterator[str]:
    yield from _wrapped(f"{label:<{_LABEL}}{text}", width, " " * (_LABEL + 2))


def _wrapped(text: str, width: int | None, indent: str) -> Iterator[str]:
    if width is None:
        yield text.rstrip()
        return
    yield from textwrap.wrap(
        text, width, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False, replace_whitespace=True
    ) or [""]
