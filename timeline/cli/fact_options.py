"""The options that tell a treaty, a treaty act or an armed conflict, defined once → parameters of several commands."""

from typing import Annotated, Any

import typer

from timeline.cli.event_options import EVENT_OPTIONS
from timeline.database.domains import COVERAGES, FORCES
from timeline.vocabulary.treaties import TREATY_KINDS

# Months or days that a treaty may let pass.
MOST = 9999
Names = list[str] | None
Text = str | None
Number = int | None
Answer = bool | None


def _text(flag: str, help: str, metavar: str = "TEXT") -> Any:  # noqa: ANN401 - an annotation
    return Annotated[Text, typer.Option(flag, metavar=metavar, help=help)]


def _date(flag: str, help: str) -> Any:  # noqa: ANN401
    return _text(flag, help, "DATE")


def _number(flag: str, help: str) -> Any:  # noqa: ANN401
    return Annotated[Number, typer.Option(flag, metavar="N", min=0, max=MOST, help=help)]


def _names(flag: str, help: str, metavar: str = "NAME") -> Any:  # noqa: ANN401
    return Annotated[Names, typer.Option(flag, metavar=metavar, help=f"{help}; may be given several times.")]


def _answer(flags: str, help: str) -> Any:  # noqa: ANN401
    return Annotated[Answer, typer.Option(flags, help=help, show_default=False)]


SOURCE_OPTIONS: dict[str, Any] = {name: EVENT_OPTIONS[name] for name in ("source", "quote", "publisher", "published")}
_PROVISION = "'ARTICLE; CONDUCT; WEAPON; RULE; EXCEPTION'"
TREATY_OPTIONS: dict[str, Any] = {
    "full_name": _text("--full-name", "Its name in full."),
    "other_name": _names("--other-name", "Another name or an acronym of it"),
    "kind": _text("--kind", f"{', '.join(TREATY_KINDS)}."),
    "adopted": _date("--adopted", "When it was adopted (EDTF: 2024-11-20, 2024-11, 2024)."),
    "opened": _date("--opened", "When it was opened for signature."),
    "in_force": _date("--in-force", "When it entered into force as a whole; without it, it binds nobody."),
    "ended": _date("--ended", "When it ended."),
    "depositary": _text("--depositary", "Who keeps the instruments."),
    "entry_after_months": _number(
        "--entry-after-months", "It enters into force for a state so many months after its consent."
    ),
    "entry_after_days": _number("--entry-after-days", "… so many days after its consent."),
    "first_of_month": _answer(
        "--first-of-month/--same-day", "… on the first day of the month reached, or on the same day of it."
    ),
    "before_entry": _text(
        "--before-entry",
        "For who consents before the treaty is in force: own (the same time passes) or treaty (from its first day).",
        "own|treaty",
    ),
    "threshold": _text("--threshold", "What it takes to enter into force, in words."),
    "notice_months": _number("--notice-months", "A withdrawal takes effect so many months after the notice."),
    "notice_days": _number("--notice-days", "… so many days after the notice."),
    "withdrawal_rule": _text("--withdrawal-rule", "The rule on withdrawal, in words."),
    "conflict_clause": _text("--conflict-clause", "The article that puts off a withdrawal in an armed conflict."),
    "annexed_to": _text("--annexed-to", "The treaty that it is a protocol of.", "TREATY"),
    "members_of": _text("--members-of", "The body whose members take part in it, where nobody signs.", "BODY"),
    "force": _text("--force", f"How it binds: {', '.join(FORCES)}."),
    "open_to_all": _answer("--open-to-all/--closed", "Whether any state may join."),
    "arms_in_general": _answer(
        "--arms-in-general/--named-arms", "Whether an event about arms in general can fall under it."
    ),
    "coverage": _text(
        "--coverage", f"How much of what states did is recorded here: {', '.join(COVERAGES)}; partial unless said."
    ),
    "read_until": _date("--read-until", "Up to when what states did was read."),
    "weapon": _names("--weapon", "A kind of weapon that it covers"),
    "provision": _names(
        "--provision", "A rule: '1(1)(b); transfer; landmines; prohibited; but for training'", _PROVISION
    ),
    "status": _text("--status", "Words on how it stands, such as 'in force'."),
    **SOURCE_OPTIONS,
}
AMENDED_OPTIONS: dict[str, Any] = {
    "name": _text("--name", "Another main name."),
    **TREATY_OPTIONS,
    "without_name": _names("--without-name", "Take a name away"),
    "without_weapon": _names("--without-weapon", "Take a kind of weapon away"),
    "without_provision": _names("--without-provision", "Take a rule away", "'ARTICLE; CONDUCT; WEAPON; RULE'"),
}
_ACT_PARTICULARS: dict[str, Any] = {
    "date": _date("--date", "When (EDTF), or unknown."),
    "effective": _date("--effective", "When it takes effect, where the act or a source says so."),
    "contested": _answer("--contested/--uncontested", "Whether others deny it its effect."),
    "note": _text("--note", "Your own words about it."),
    **SOURCE_OPTIONS,
}
ACT_OPTIONS: dict[str, Any] = {
    "treaty": _text("--treaty", "Which treaty.", "NAME"),
    "actor": _text("--actor", "Which state or organisation.", "NAME"),
    "action": _text("--action", "What it did: signature, ratification, accession, withdrawal_notice …"),
    **_ACT_PARTICULARS,
}
AMENDED_ACT_OPTIONS: dict[str, Any] = _ACT_PARTICULARS
_CONFLICT_PARTICULARS: dict[str, Any] = {
    "began": _date("--began", "When it began (EDTF), or unknown."),
    "ended": _date("--ended", "When it ended; left out while it goes on."),
    "what": _text("--what", "Which conflict, in words."),
    **SOURCE_OPTIONS,
}
CONFLICT_OPTIONS: dict[str, Any] = {
    "actor": _text("--actor", "The state that was in it.", "NAME"),
    **_CONFLICT_PARTICULARS,
}
AMENDED_CONFLICT_OPTIONS: dict[str, Any] = _CONFLICT_PARTICULARS
AnywayOption = Annotated[
    bool, typer.Option("--anyway", help="Store it although something speaks against it, such as a missing consent.")
]
FactReasonOption = Annotated[str, typer.Option("--reason", help="Why; kept in the change log.")]
OwnOption = Annotated[bool, typer.Option("--own", help="Only what you added or changed yourself.")]
