"""A mistake that the user can put right → one sentence for stderr and a documented exit code."""

from collections.abc import Sequence


class TimelineError(Exception):
    """A mistake that the user can put right: `str()` is the sentence shown, `exit_code` what the process returns.

    Anything that is not a `TimelineError` is a bug of ours and keeps its traceback (exit code 1).
    """

    exit_code = 1


class UsageError(TimelineError):
    """An option, name, date or column that means nothing here."""

    exit_code = 2


class BadDate(UsageError):
    """A date that is not EDTF level 1 (ISO 8601-2), or one that the calendar does not have."""


class UnknownName(UsageError):
    """A name that nothing in the vocabulary bears; the message lists the nearest known ones, or the `whole` list."""

    def __init__(self, kind: str, name: str, nearest: Sequence[str] = (), *, whole: bool = False) -> None:
        self.kind, self.name, self.nearest = kind, name, tuple(nearest)
        hint = f" {'Known' if whole else 'Nearest'}: {', '.join(nearest)}." if nearest else ""
        super().__init__(f"Unknown {kind} {name!r}.{hint}")


class AmbiguousName(UsageError):
    """A name that means more than one thing; the message lists the choices."""

    def __init__(self, kind: str, name: str, choices: Sequence[str]) -> None:
        self.kind, self.name, self.choices = kind, name, tuple(choices)
        super().__init__(f"{name!r} could be more than one {kind}: {', '.join(choices)}. Use one of these.")


class SourceRefused(TimelineError):
    """A source document that cannot be loaded: unreadable, empty, binary, too large, without a date, rows at fault."""

    exit_code = 3


class DatabaseUnusable(TimelineError):
    """A database that is missing, locked, read-only, damaged, no database at all, older or newer than the program."""

    exit_code = 4


class FaultsFound(TimelineError):
    """A check that found faults, already listed on stdout."""

    exit_code = 5


class OutputFailed(TimelineError):
    """A file that cannot be written, or one that is there already."""

    exit_code = 6


class EndpointFailed(TimelineError):
    """A language model's endpoint that cannot be reached, refuses, or answers nothing of use."""

    exit_code = 7
