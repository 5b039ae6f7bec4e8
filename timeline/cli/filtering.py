"""The filter options, defined once, and what the user gave of them → Filters."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from timeline.database.domains import REVIEWS, VERDICTS
from timeline.documents.proposal import ROLES, STATUSES
from timeline.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from timeline.queries.filters import Filters

# What waits, was put aside or comes with the program; `all` is all of the user's own.
OWN = ("review", "archive", "rejected")
INCLUDABLE = (*OWN, "reference")

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
    "finding": Annotated[
        Names,
        typer.Option("--finding", metavar="VERDICT", help=f"With a finding that is {', '.join(VERDICTS)}."),
    ],
    "since": Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="From this date on: 2024, 2024-11, 2024-11-20 (EDTF).")
    ],
    "until": Annotated[str | None, typer.Option("--until", metavar="DATE", help="Up to and including this date.")],
    "strict_dates": Annotated[
        bool, typer.Option("--strict-dates", help="Leave out events that only possibly lie within the dates.")
    ],
    "include": Annotated[
        Names,
        typer.Option(
            "--include",
            help="Show these too: review (waiting for a decision), archive, rejected, or all of them; and reference "
            "(policy decisions that come with the program).",
        ),
    ],
}


def filters_from(connection: "Connection", given: Mapping[str, Any]) -> "Filters":
    """The options as the user gave them → Filters with every name resolved; one that was not used is absent or None.

    Raises UnknownName, AmbiguousName or BadDate; UsageError where the dates exclude each other.
    """
    from timeline import edtf
    from timeline.queries.filters import Filters
    from timeline.queries.meaning import event_types, meanings, one_of, recorded_actors

    def texts(option: str) -> Sequence[str]:
        return given.get(option) or ()

    since, until = (edtf.parse(given[name]) if given.get(name) else None for name in ("since", "until"))
    if since and until and since.first > until.last:
        raise UsageError(f"--since {since} lies after --until {until}: no date can match both.")
    roles = {role: recorded_actors(connection, texts(role)) for role in ROLES}
    return Filters(
        weapon=meanings(connection, "weapon", texts("weapon")),
        actor=recorded_actors(connection, texts("actor")),
        roles=tuple((role, actors) for role, actors in roles.items() if actors),
        treaty=meanings(connection, "treaty", texts("treaty")),
        type=event_types(connection, texts("type")),
        status=one_of("status", texts("status"), STATUSES),
        review=one_of("review state", texts("review"), REVIEWS),
        finding=one_of("verdict", texts("finding"), VERDICTS),
        since=since.first if since else None,
        until=until.last if until else None,
        strict_dates=bool(given.get("strict_dates")),
        include=_included(texts("include")),
    )


def _included(names: Sequence[str]) -> frozenset[str]:
    from timeline.queries.meaning import one_of

    chosen = one_of("state", names, (*INCLUDABLE, "all"))
    return frozenset(chosen) - {"all"} | (frozenset(OWN) if "all" in chosen else frozenset())
