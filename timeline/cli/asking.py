"""A question for the person at the terminal → the answer; nobody at the terminal, no question.

Questions and their hints go to stderr, so that stdout holds data alone. Where both ends are a terminal and Python
has readline, Tab completes names.
"""

import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence

from timeline.errors import AmbiguousName, UnknownName, UsageError

NOTHING = "-"


def can_ask() -> bool:
    """Whether somebody is there to answer: stdin and stderr are both a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def say(words: str = "") -> None:
    """One line for the person, on stderr."""
    sys.stderr.write(words + "\n")
    sys.stderr.flush()


def ask(question: str, *, default: str = "", choices: Sequence[str] = ()) -> str:
    """The answer to one question, stripped; an empty answer gives the default. Tab completes to one of `choices`.

    Raises `KeyboardInterrupt` at Ctrl-C and at the end of the input (Ctrl-D): the command stops and writes nothing.
    """
    shown = f"{question} [{default}]: " if default else f"{question}: "
    with _completing(choices):
        try:
            answer = _line(shown)
        except EOFError:
            say()
            raise KeyboardInterrupt from None
    return answer.strip() or default


def ask_checked(question: str, check: Callable[[str], str], *, default: str = "", choices: Sequence[str] = ()) -> str:
    """Ask until `check` takes the answer; what `check` returns. Its `UsageError` is shown and the question asked again.

    Near names of an unknown one are numbered: a number then chooses. `check` sees an empty answer too.
    """
    offered: tuple[str, ...] = ()
    while True:
        answer = ask(question, default=default, choices=choices)
        if offered and answer.isdigit() and 1 <= int(answer) <= len(offered):
            answer = offered[int(answer) - 1]
        try:
            return check(answer)
        except UsageError as error:
            offered = _offer(error)


def confirm(question: str, *, default: bool = True) -> bool:
    """Yes or no."""
    hint = "Y/n" if default else "y/N"
    while True:
        answer = ask(f"{question} [{hint}]").lower()
        if not answer:
            return default
        if answer in ("y", "yes", "n", "no"):
            return answer.startswith("y")
        say("Answer y or n.")


def _offer(error: UsageError) -> tuple[str, ...]:
    """Show what is wrong with the answer; the names that it may have meant, numbered."""
    names: tuple[str, ...] = ()
    if isinstance(error, UnknownName):
        names = error.nearest
        say(f"  Nothing is called {error.name!r}." + (" Did you mean:" if names else ""))
    elif isinstance(error, AmbiguousName):
        names = error.choices
        say(f"  {error.name!r} could be:")
    else:
        say(f"  {error}")
    for number, name in enumerate(names, start=1):
        say(f"    {number}  {name}")
    return names


def _line(prompt: str) -> str:
    """One line of stdin. `input` prints its prompt on stdout unless that is a terminal too: then stderr is used."""
    if sys.stdout.isatty():
        return input(prompt)
    sys.stderr.write(prompt)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n")


@contextlib.contextmanager
def _completing(choices: Sequence[str]) -> Iterator[None]:
    """Let Tab complete to one of the choices while a question stands; nothing where Python came without readline."""
    try:
        import readline
    except ImportError:
        yield
        return

    def complete(text: str, state: int) -> str | None:
        matching = [choice for choice in choices if choice.casefold().startswith(text.casefold())]
        return matching[state] if state < len(matching) else None

    previous, delimiters = readline.get_completer(), readline.get_completer_delims()
    readline.set_completer(complete)
    readline.set_completer_delims("")
    readline.parse_and_bind("tab: complete")
    try:
        yield
    finally:
        readline.set_completer(previous)
        readline.set_completer_delims(delimiters)
