"""A few words → an event to check; a check → the findings of one treaty for one actor."""

from timeline import edtf
from timeline.law.findings import Check, EventFacts, Finding


def event_of(
    type: str,
    date: str,
    participants: str,
    weapon: str,
    status: str = "actual",
    text: str = "",
    ending: bool | None = None,
) -> EventFacts:
    """`participants` as "USA supplier, UKR recipient"."""
    pairs = tuple((one.split()[0], one.split()[1]) for one in participants.split(", ")) if participants else ()
    on = edtf.parse(date) if date else None
    return EventFacts(type, on, pairs, (weapon,) if weapon else (), status, text, ending)


def findings(check: Check, treaty: str, actor: str) -> list[Finding]:
    return [finding for finding in check.findings if (finding.treaty, finding.actor) == (treaty, actor)]


def finding(check: Check, treaty: str, actor: str, article: str = "") -> Finding:
    (found,) = [finding for finding in findings(check, treaty, actor) if not article or finding.article == article]
    return found
