"""Questions at the terminal about an event → the options that answer them, every name checked as it is typed."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from timeline.api.telling import AMOUNTS, WORDS, status_of, typed_date
from timeline.cli.asking import ask, ask_checked, say
from timeline.cli.event_options import REPEATED
from timeline.documents.proposal import ROLES, STATUSES
from timeline.errors import UsageError

if TYPE_CHECKING:
    from timeline.vocabulary.vocabulary import Vocabulary

Answers = dict[str, Any]
_MORE = "several with ; between them, empty for none"


def ask_for_event(given: Answers, vocabulary: "Vocabulary") -> Answers:
    """Ask for what the options leave out: first what every event needs, then what its type usually has."""
    from timeline.extraction.predicates import frames

    answers = dict(given)
    say("Answer what is asked; Tab completes names, Ctrl-C stops and writes nothing.")
    if not answers["type"]:
        answers["type"] = one_name("Type of event", "event-type", vocabulary)
    kind = vocabulary.resolve("event-type", answers["type"])
    if not answers["date"]:
        answers["date"] = ask_checked("Date (2024-11-20, 2024-11, 2022, 2024-11-18/2024-11-20)", typed_date)
    if not answers["status"]:
        answers["status"] = ask_checked("Status", status_of, default="actual", choices=STATUSES)
    frame = frames().get(kind)
    for role in frame.roles if frame else ROLES:
        if not answers[role]:
            answers[role] = several_names(role.capitalize(), "actor", vocabulary)
    for name in ("weapon", "treaty"):
        if not answers[name]:
            answers[name] = several_names(name.capitalize(), name, vocabulary)
    if answers["weapon"] and not answers["quantity"]:
        answers["quantity"] = _split(ask("Quantity (31, 5..10 launchers; empty if not said)"))
    return _ask_for_source(answers)


def _ask_for_source(answers: Answers) -> Answers:
    """Ask where the event is told, and for its words."""
    if not answers["source"]:
        answers["source"] = ask_checked("Source (a loaded document, a file, a URL, or 'own observation')", needed)
    remote = str(answers["source"]).lower().startswith(("http://", "https://"))
    if not answers["quote"]:
        question = "The words of the source that say it"
        answers["quote"] = ask_checked(question, needed) if remote else ask(f"{question} (empty: the whole of it)")
    if remote and not answers["publisher"]:
        answers["publisher"] = ask("Who published it")
    if remote and not answers["published"]:
        answers["published"] = ask_checked("When it was published (empty if not known)", optional(typed_date))
    if not answers["note"]:
        answers["note"] = ask("Note (empty for none)")
    return answers


def ask_for_changes(given: Answers, vocabulary: "Vocabulary") -> tuple[Answers, list[str]]:
    """Ask field by field what shall be changed → the options, and the fields that shall say nothing any more."""
    fields = ("type", "date", "status", *ROLES, "weapon", "treaty", *AMOUNTS, *WORDS)
    answers = dict(given)
    cleared: list[str] = []
    clearable = {*ROLES, "weapon", "treaty", *WORDS}
    while name := ask_checked("Field to change (empty when done)", optional(_member(fields)), choices=fields):
        value = _value(name, vocabulary, clearable)
        if value:
            answers[name] = value
            cleared = [field for field in cleared if field != name]
        elif name in clearable:
            answers[name] = None
            cleared.append(name)
    return answers, cleared


def _value(name: str, vocabulary: "Vocabulary", clearable: set[str]) -> str | list[str]:
    """The new value of a field; empty takes it away where the event can do without."""
    if name in ROLES:
        return several_names(name.capitalize(), "actor", vocabulary)
    if name in ("weapon", "treaty"):
        return several_names(name.capitalize(), name, vocabulary)
    if name == "type":
        return one_name("Type of event", "event-type", vocabulary)
    if name in ("date", "status"):
        check: Callable[[str], str] = typed_date if name == "date" else status_of
        return ask_checked(name.capitalize(), check, choices=STATUSES if name == "status" else ())
    answer = ask(f"{name.capitalize()}{' (empty for none)' if name in clearable else ''}")
    return _split(answer) if name in REPEATED and answer else answer


def one_name(question: str, kind: str, vocabulary: "Vocabulary") -> str:
    """The id of the thing named; an unknown name is asked for again with the nearest ones."""
    return ask_checked(question, lambda text: _shown(vocabulary, kind, text), choices=_choices(vocabulary, kind))


def several_names(question: str, kind: str, vocabulary: "Vocabulary") -> list[str]:
    """The ids of the things named, each checked; an unknown one is asked for again with the nearest names."""

    def check(text: str) -> str:
        return ";".join(_shown(vocabulary, kind, name) for name in _split(text))

    return _split(ask_checked(f"{question} ({_MORE})", check, choices=_choices(vocabulary, kind)))


def _shown(vocabulary: "Vocabulary", kind: str, text: str) -> str:
    """The id that the text means; said to the person where it is not what was typed."""
    found = vocabulary.resolve(kind, text)
    if found != text:
        say(f"  {text} = {found} ({vocabulary.name_of(kind, found)})")
    return found


def _choices(vocabulary: "Vocabulary", kind: str) -> Sequence[str]:
    if kind == "event-type":
        return sorted(vocabulary.event_types)
    return sorted({name.text for name in vocabulary.names if name.kind == kind})


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def needed(text: str) -> str:
    """The answer, which must say something. Raises UsageError."""
    if not text:
        raise UsageError("This cannot be left empty.")
    return text


def optional(check: Callable[[str], str]) -> Callable[[str], str]:
    """The check for an answer that may be empty."""
    return lambda text: check(text) if text else ""


def _member(known: Sequence[str]) -> Callable[[str], str]:
    from timeline.queries.meaning import one_of

    return lambda text: one_of("field", [text], known)[0]
