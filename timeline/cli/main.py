"""The arguments of the process → one of the commands below."""

import gc
import inspect
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Annotated, Any

import typer

from timeline import __version__
from timeline.cli.boundary import TimelineGroup
from timeline.cli.options import DatabaseOption, use_database

COMMANDS = (
    *("init", "load", "show", "status", "add", "check", "lint", "policy", "link", "explain", "edit", "split", "review"),
    *("log", "undo", "diff"),
    *("names", "search", "stats", "export", "plot", "extract", "dates", "train"),
)
GROUPS = ("treaty", "act", "conflict", "model", "db")
"""Each stands in the module of its name, as a function of that name, or a group as `app`."""


def show_version(wanted: bool) -> None:
    """Print the version and stop, where `--version` was given."""
    if wanted:
        typer.echo(f"timeline {__version__}")
        raise typer.Exit


def root(
    database: DatabaseOption = None,
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=show_version, is_eager=True)
    ] = False,
) -> None:
    """Who decided what about which weapon, when, under which treaty, and who says so."""
    use_database(database)


def application(names: Iterable[str] = (*COMMANDS, *GROUPS)) -> typer.Typer:
    """The program with these of its commands."""
    made = typer.Typer(
        name="timeline",
        cls=TimelineGroup,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        help="Who decided what about which weapon, when, under which treaty, and who says so.",
        epilog="Exit codes: 0 done, 1 a bug, 2 wrong usage, 3 a source refused, 4 database unusable, 5 faults found, "
        "6 output failed, 7 a model's endpoint failed, 130 interrupted.",
    )
    made.callback()(root)
    for name in names:
        module = import_module(f"timeline.cli.{name}")
        if name in GROUPS:
            made.add_typer(module.app, name=name)
        else:
            command, settings = getattr(module, name), getattr(module, "SETTINGS", {})
            made.command(name, epilog=_epilog(command), **settings)(command)
    return made


def _epilog(command: Callable[..., Any]) -> str | None:
    """What is said below the options of a command that takes filters: those that its help does not list."""
    if "not_weapon" not in inspect.signature(command).parameters:
        return None
    from timeline.cli.filtering import EPILOG

    return EPILOG


def __getattr__(name: str) -> Any:  # noqa: ANN401 - what a module's attributes are
    """`app`, the whole program, for the tools that describe it; to run one command is to make that one only."""
    if name == "app":
        return application()
    raise AttributeError(name)


def __dir__() -> list[str]:
    return [*globals(), "app"]


def run() -> None:
    """Run the command that the process was given; the others are made only where they may be asked for.

    To make them all takes a third of the start of a command.
    """
    # Rows make no cycles: to look for some after each 700 of them takes a quarter of an export.
    gc.set_threshold(50_000, 20, 50)
    chosen = _after_database(sys.argv[1:])[:1]
    known = chosen and chosen[0] in (*COMMANDS, *GROUPS)
    (application(chosen) if known else application())(prog_name="timeline")


def _after_database(arguments: list[str]) -> list[str]:
    """The arguments from the command on, where only `--db` stands before it."""
    while arguments and arguments[0].startswith("--db"):
        arguments = arguments[1:] if "=" in arguments[0] else arguments[2:]
    return arguments
