"""What a person gave of a treaty, an act or an armed conflict → what is to be stored, every name and date resolved."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from timeline.api.telling import typed_date
from timeline.database.domains import CONDUCTS, COVERAGES, FORCES, RULES
from timeline.errors import UsageError
from timeline.review.fact_words import member
from timeline.vocabulary.treaties import TREATY_KINDS

if TYPE_CHECKING:
    from timeline.review.act_checks import ActTold
    from timeline.review.conflict_writing import ConflictTold
    from timeline.review.treaty_writing import TreatyTold
    from timeline.vocabulary.vocabulary import Vocabulary

Given = Mapping[str, Any]
_COLUMNS = {"in_force": "entry_into_force", "ended": "end_date"}
_DATES = ("adopted", "opened", "in_force", "ended")
_WORDS = ("full_name", "depositary", "withdrawal_rule", "status")
_RULE_WORDS = ("threshold", "conflict_clause")
_ANSWERS = ("first_of_month", "open_to_all", "arms_in_general")
# One of a pair replaces the other: a treaty counts in months or in days.
_PAIRS = (
    (("entry_after_months", "months"), ("entry_after_days", "days")),
    (("notice_months", "notice_months"), ("notice_days", "notice_days")),
)
_UNKNOWN = ("", "unknown")


def act_told(given: Given, vocabulary: "Vocabulary") -> "ActTold":
    """The act that the options tell. Raises UsageError where one is missing or means nothing."""
    from timeline.law.acts import ACTIONS
    from timeline.review.act_checks import ActTold

    require(given, "act", ("treaty", "actor", "action", "date", "source"))
    return ActTold(
        vocabulary.resolve("treaty", given["treaty"]),
        acting(vocabulary, given["actor"]),
        member("treaty act", given["action"], tuple(ACTIONS)),
        **act_changes(given),
    )


def act_changes(given: Given) -> dict[str, Any]:
    """The particulars of an act that the options give."""
    found: dict[str, Any] = {name: date_or_none(given[name]) for name in ("date", "effective") if _said(given, name)}
    if given["contested"] is not None:
        found["contested"] = given["contested"]
    if _said(given, "note"):
        found["note"] = given["note"].strip()
    return found


def conflict_told(given: Given, vocabulary: "Vocabulary") -> "ConflictTold":
    """The armed conflict that the options tell. Raises UsageError where one is missing or means nothing."""
    from timeline.review.conflict_writing import ConflictTold

    require(given, "conflict", ("actor", "began", "what", "source"))
    told = {"ended": None, **conflict_changes(given)}
    return ConflictTold(acting(vocabulary, given["actor"]), **told)


def conflict_changes(given: Given) -> dict[str, Any]:
    """The particulars of a conflict that the options give."""
    found: dict[str, Any] = {name: date_or_none(given[name]) for name in ("began", "ended") if _said(given, name)}
    if _said(given, "what"):
        found["what"] = " ".join(given["what"].split())
    return found


def treaty_told(given: Given, vocabulary: "Vocabulary") -> "TreatyTold":
    """What the options say of a treaty. Raises UsageError where one means nothing."""
    from timeline.review.treaty_writing import TreatyTold

    def weapons(option: str) -> tuple[str, ...]:
        names = given.get(option) or ()
        return tuple(dict.fromkeys(vocabulary.resolve("weapon", name) for name in names))

    def provisions(option: str) -> tuple[dict[str, str], ...]:
        found = [provision_told(text, vocabulary) for text in given.get(option) or ()]
        return tuple({tuple(row.items())[:4]: row for row in found}.values())

    return TreatyTold(
        columns=_columns(given),
        rules=_rules(given, vocabulary),
        names=tuple(given["other_name"] or ()),
        weapons=weapons("weapon"),
        provisions=provisions("provision"),
        without_names=tuple(given.get("without_name") or ()),
        without_weapons=weapons("without_weapon"),
        without_provisions=provisions("without_provision"),
    )


def provision_told(text: str, vocabulary: "Vocabulary") -> dict[str, str]:
    """A rule as typed, 'ARTICLE; CONDUCT; WEAPON; RULE; EXCEPTION' → its columns. Raises UsageError."""
    parts = [part.strip() for part in text.split(";", 4)]
    if len(parts) < 3 or not all(parts[:3]):
        raise UsageError(
            f"{text!r} is no provision: write 'ARTICLE; CONDUCT; WEAPON; RULE; EXCEPTION', "
            "as in '1(1)(b); transfer; landmines; prohibited' (the rule is prohibited unless said)."
        )
    rule = member("rule of a provision", parts[3], RULES) if len(parts) > 3 and parts[3] else RULES[0]
    exception = parts[4] if len(parts) > 4 else ""
    if rule == "conditional" and not exception:
        raise UsageError(f"{text!r} forbids under a condition: add the condition, in words, as its fifth part.")
    return {
        "article": parts[0],
        "conduct": member("conduct", parts[1], CONDUCTS),
        "weapon_id": vocabulary.resolve("weapon", parts[2]),
        "rule": rule,
        "exception": exception,
    }


def acting(vocabulary: "Vocabulary", name: str) -> str:
    """The state or organisation that a name acts for: "the Kremlin" is Russia."""
    return vocabulary.state_of(vocabulary.resolve("actor", name))


def require(given: Given, what: str, names: Sequence[str]) -> None:
    """Raises UsageError where one of the options is missing."""
    missing = [f"--{name}" for name in names if not given[name]]
    if missing:
        raise UsageError(f"The {what} lacks {' and '.join(missing)}.")


def date_or_none(text: str) -> str | None:
    """A date as typed → EDTF; None for nothing or `unknown`. Raises BadDate."""
    return None if text.strip().lower() in _UNKNOWN else typed_date(text)


def _said(given: Given, name: str) -> bool:
    return given[name] is not None


def _columns(given: Given) -> dict[str, Any]:
    found: dict[str, Any] = {name: " ".join(given[name].split()) for name in _WORDS if _said(given, name)}
    if given.get("name") is not None:
        if not given["name"].strip():
            raise UsageError("A treaty cannot be without a name: give --name with one, or leave the option out.")
        found["name"] = " ".join(given["name"].split())
    if given["kind"]:
        found["kind"] = member("kind of treaty", given["kind"], TREATY_KINDS)
    for name in _DATES:
        if _said(given, name):
            found[_COLUMNS.get(name, name)] = date_or_none(given[name])
    if given["notice_months"] is not None or given["notice_days"] is not None:
        found["withdrawal_notice_months"] = given["notice_months"]
    return found


def _rules(given: Given, vocabulary: "Vocabulary") -> dict[str, Any]:
    found: dict[str, Any] = {name: " ".join(given[name].split()) for name in _RULE_WORDS if _said(given, name)}
    found |= {name: given[name] for name in _ANSWERS if given[name] is not None}
    for pair in _PAIRS:
        if any(given[option] is not None for option, _ in pair):
            found |= {column: given[option] for option, column in pair}
    closed: dict[str, Callable[[str], str]] = {
        "before_entry": lambda text: member("--before-entry", text, ("own", "treaty")),
        "force": lambda text: member("force of a treaty", text, FORCES),
        "coverage": lambda text: member("coverage", text, COVERAGES),
    }
    found |= {name: known(given[name]) for name, known in closed.items() if given[name]}
    if _said(given, "read_until"):
        found["read_until"] = date_or_none(given["read_until"])
    if _said(given, "annexed_to"):
        found["annexed_to_id"] = vocabulary.resolve("treaty", given["annexed_to"]) if given["annexed_to"] else None
    if _said(given, "members_of"):
        found["members_of"] = _body(vocabulary, given["members_of"]) if given["members_of"] else ""
    return found


def _body(vocabulary: "Vocabulary", name: str) -> str:
    """The actor or the regime whose members take part."""
    from timeline.errors import UnknownName

    try:
        return vocabulary.resolve("actor", name)
    except UnknownName:
        return vocabulary.resolve("treaty", name)
