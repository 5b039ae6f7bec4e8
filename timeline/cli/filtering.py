"""The filter options, defined once → the same parameters on every command that asks for events, and Filters."""

import functools
import inspect
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any, ParamSpec, TypeVar

import typer

from timeline.database.domains import REVIEWS
from timeline.documents.proposal import ROLES, STATUSES
from timeline.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from timeline.queries.filters import Filters

P = ParamSpec("P")
R = TypeVar("R")

INCLUDABLE = ("review", "archive", "rejected")

Names = list[str] | None
FILTER_OPTIONS: dict[str, Any] = {
    "weapon": Annotated[
        Names, typer.Option("--weapon", help="This weapon and all below it: landmines, ATACMS, cluster-munition …")
    ],
    "actor": Annotated[Names, typer.Option("--actor", help="This state, organisation or company, in any role.")],
    "supplier": Annotated[Names, typer.Option("--supplier", help="Who supplies.")],
    "recipient": Annotated[Names, typer.Option("--recipient", help="Who receives.")],
    "treaty": Annotated[Names, typer.Option("--treaty", help='This treaty: "Ottawa Treaty", CCM, att …')],
    "type": Annotated[
        Names, typer.Option("--type", help="This type or group of events: transfer-delivery, condemnation, treaty …")
    ],
    "status": Annotated[Names, typer.Option("--status", help=f"{', '.join(STATUSES)}.")],
    "review": Annotated[Names, typer.Option("--review", help=f"{', '.join(REVIEWS)}.")],
    "since": Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="From this date on: 2024, 2024-11, 2024-11-20 (EDTF).")
    ],
    "until": Annotated[str | None, typer.Option("--until", metavar="DATE", help="Up to and including this date.")],
    "strict_dates": Annotated[
        bool, typer.Option("--strict-dates", help="Leave out events that only possibly lie within the dates.")
    ],
    "include": Annotated[
        Names,
        typer.Option("--include", help="Show these too: review (waiting for a decision), archive, rejected, or all."),
    ],
}


def asks_for_events(command: Callable[P, R]) -> Callable[P, R]:
    """Give a command with a first parameter `asked` the filter options in its place.

    The command receives them as one dictionary, to be handed to `filters_from`.
    """
    own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]
    filters = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            annotation=annotation,
            default=False if name == "strict_dates" else None,
        )
        for name, annotation in FILTER_OPTIONS.items()
    ]

    @functools.wraps(command)
    def with_filters(**options: Any) -> R:  # noqa: ANN401 - whatever Typer parsed
        asked = {name: options.pop(name) for name in FILTER_OPTIONS}
        return command(asked, **options)  # type: ignore[arg-type]

    parameters = [*filters, *(each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in own)]
    with_filters.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    with_filters.__annotations__ = {each.name: each.annotation for each in parameters}
    return with_filters  # type: ignore[return-value]


def filters_from(connection: "Connection", asked: dict[str, Any]) -> "Filters":
    """The options as the user gave them → Filters with every name resolved.

    Raises UnknownName, AmbiguousName or BadDate; UsageError where the dates exclude each other.
    """
    from timeline import edtf
    from timeline.queries.filters import Filters
    from timeline.queries.meaning import event_types, meanings, one_of, recorded_actors

    since = edtf.parse(asked["since"]) if asked["since"] else None
    until = edtf.parse(asked["until"]) if asked["until"] else None
    if since and until and since.first > until.last:
        raise UsageError(f"--since {since} lies after --until {until}: no date can match both.")
    roles = {role: recorded_actors(connection, asked.get(role) or ()) for role in ROLES}
    return Filters(
        weapon=meanings(connection, "weapon", asked["weapon"] or ()),
        actor=recorded_actors(connection, asked["actor"] or ()),
        roles=tuple((role, actors) for role, actors in roles.items() if actors),
        treaty=meanings(connection, "treaty", asked["treaty"] or ()),
        type=event_types(connection, asked["type"] or ()),
        status=one_of("status", asked["status"] or (), STATUSES),
        review=one_of("review state", asked["review"] or (), REVIEWS),
        since=since.first if since else None,
        until=until.last if until else None,
        strict_dates=asked["strict_dates"],
        include=_included(asked["include"] or ()),
    )


def _included(names: Sequence[str]) -> frozenset[str]:
    from timeline.queries.meaning import one_of

    chosen = one_of("state", names, (*INCLUDABLE, "all"))
    return frozenset(INCLUDABLE) if "all" in chosen else frozenset(chosen)
