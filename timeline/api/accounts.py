"""An Account of an event and its findings → the record that `explain --json` prints."""

from dataclasses import asdict
from typing import Any

from timeline.extraction.dates.explaining import explain
from timeline.law.findings import Check
from timeline.outputs.findings import finding_record
from timeline.outputs.records import record
from timeline.review.account import Account


def account_record(account: Account, check: Check) -> dict[str, Any]:
    """What an export says of the event, and all else that is known of it, with its findings."""
    state = account.state
    return {
        **record(account.entry),
        "lane": account.entry.lane,
        "origin": account.entry.origin,
        "independent_sources": account.entry.independent,
        "extractor": state["extractor"],
        "review_reason": state["review_reason"],
        "date_basis": {
            "phrase": state["date_phrase"],
            "rule": state["date_rule"],
            "anchor": state["date_anchor"],
            "words": dating(account),
        },
        "claims": [asdict(claim) for claim in account.claims],
        "passages": [asdict(passage) for passage in account.passages],
        "links": [asdict(link) for link in account.links],
        "history": [asdict(change) for change in account.history],
        "findings": [finding_record(account.entry.event_id, finding) for finding in check.findings],
        "unchecked": list(check.unchecked),
    }


def dating(account: Account) -> str:
    """Why the event bears its date; empty where no rule dated it."""
    state = account.state
    if not state["date_rule"]:
        return ""
    numbers = {claim.passage for claim in account.claims if claim.field in ("date", "event")}
    dates = [passage.document.published for passage in account.passages if passage.number in numbers]
    published = dates[0] if dates else None
    return explain(state["date_phrase"], state["date"], state["date_rule"], state["date_anchor"], published)
