"""Questions at the terminal about a treaty, an act or an armed conflict → the options that answer them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from timeline.cli.asking import ask, ask_checked, say
from timeline.cli.asking_events import needed, one_name, optional, several_names
from timeline.cli.fact_options import MOST
from timeline.cli.fact_telling import date_or_none, provision_told
from timeline.errors import UsageError
from timeline.review.fact_words import member
from timeline.vocabulary.treaties import TREATY_KINDS

if TYPE_CHECKING:
    from timeline.vocabulary.vocabulary import Vocabulary

Answers = dict[str, Any]
_HOW = "Answer what is asked; Tab completes names, Ctrl-C stops and writes nothing."
_DATE = "(2024-11-20, 2024-11, 2024"


def ask_for_act(given: Answers, vocabulary: "Vocabulary") -> Answers:
    """Ask for what the options leave out of an act."""
    from timeline.law.acts import ACTIONS

    answers = dict(given)
    say(_HOW)
    for name in ("treaty", "actor"):
        if not answers[name]:
            answers[name] = one_name(name.capitalize(), name, vocabulary)
    if not answers["action"]:
        known = tuple(ACTIONS)
        question = f"What it did ({', '.join(known)})"
        answers["action"] = ask_checked(question, lambda text: member("treaty act", text, known), choices=known)
    if not answers["date"]:
        answers["date"] = ask_checked(f"Date {_DATE}, unknown)", _dated)
    if answers["effective"] is None:
        answers["effective"] = _optional_date("Takes effect on (empty: as the treaty's rule has it)")
    return _ask_for_source(answers)


def ask_for_conflict(given: Answers, vocabulary: "Vocabulary") -> Answers:
    """Ask for what the options leave out of an armed conflict."""
    answers = dict(given)
    say(_HOW)
    if not answers["actor"]:
        answers["actor"] = one_name("State", "actor", vocabulary)
    if not answers["began"]:
        answers["began"] = ask_checked(f"Began {_DATE}, unknown)", _dated)
    if answers["ended"] is None:
        answers["ended"] = _optional_date("Ended (empty while it goes on)")
    if not answers["what"]:
        answers["what"] = ask_checked("Which conflict, in words", needed)
    return _ask_for_source(answers)


def ask_for_treaty(given: Answers, vocabulary: "Vocabulary") -> Answers:
    """Ask for what the options leave out of a treaty: its name and kind, dates, rules, weapons, provisions, source."""
    answers = dict(given)
    say(_HOW)
    if not answers["name"]:
        answers["name"] = ask_checked("Name", needed)
    if not answers["other_name"]:
        answers["other_name"] = _parts(ask("Other names (several with ; between them, empty for none)"))
    if not answers["kind"]:
        answers["kind"] = ask_checked(
            f"Kind ({', '.join(TREATY_KINDS)})",
            lambda text: member("kind of treaty", text, TREATY_KINDS),
            default=TREATY_KINDS[0],
            choices=TREATY_KINDS,
        )
    for name, question in (("adopted", "Adopted"), ("opened", "Opened for signature"), ("in_force", "In force since")):
        if answers[name] is None:
            answers[name] = _optional_date(f"{question} {_DATE}; empty if never or not known)")
    _ask_for_periods(answers)
    if not answers["weapon"]:
        answers["weapon"] = several_names("Weapon", "weapon", vocabulary)
    if not answers["provision"]:
        answers["provision"] = list(_provisions(vocabulary))
    return _ask_for_source(answers)


def _ask_for_periods(answers: Answers) -> None:
    """Ask how long entry into force and a withdrawal take."""
    if answers["entry_after_months"] is None and answers["entry_after_days"] is None:
        answers["entry_after_months"] = _number("Months from a state's consent to entry into force for it")
    if answers["entry_after_months"] and answers["first_of_month"] is None:
        answers["first_of_month"] = ask("On the first day of the month then reached? [y/N]").lower() in ("y", "yes")
    if answers["notice_months"] is None and answers["notice_days"] is None:
        answers["notice_months"] = _number("Months from a notice of withdrawal to its effect")


def _provisions(vocabulary: "Vocabulary") -> list[str]:
    """Provisions one after the other, until the answer is empty."""
    found: list[str] = []
    question = "Provision (article; conduct; weapon; rule; exception; empty when done)"
    while text := ask_checked(question, optional(_taken_as_typed(vocabulary))):
        found.append(text)
    return found


def _taken_as_typed(vocabulary: "Vocabulary") -> Callable[[str], str]:
    def check(text: str) -> str:
        provision_told(text, vocabulary)
        return text

    return check


def _ask_for_source(answers: Answers) -> Answers:
    """Ask where it is told, and for the words that say it."""
    if not answers["source"]:
        answers["source"] = ask_checked("Source (a loaded document, a file, a URL, or 'own observation')", needed)
    if not answers["quote"]:
        answers["quote"] = ask("The words of the source that say it (empty for none)")
    return answers


def _number(question: str) -> int | None:
    answer = ask_checked(f"{question} (empty if not known)", _digits)
    return int(answer) if answer else None


def _digits(text: str) -> str:
    if text and not (text.isascii() and text.isdecimal() and len(text) <= len(str(MOST))):
        raise UsageError("Give a whole number, such as 6.")
    return text


def _optional_date(question: str) -> str | None:
    return ask_checked(question, _date_or_nothing) or None


def _date_or_nothing(text: str) -> str:
    return date_or_none(text) or ""


def _dated(text: str) -> str:
    return date_or_none(needed(text)) or "unknown"


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]
