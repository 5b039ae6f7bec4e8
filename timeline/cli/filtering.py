"""The filter options, defined once → the same parameters on every command that asks for events.

What they mean is `timeline.queries.asking`. Every filter that may be repeated has a negation, `--not-weapon` of
`--weapon`, which the help of a command names in one line instead of sixteen.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from timeline.database.domains import RELIABILITIES, REVIEWS, VERDICTS
from timeline.documents.proposal import ROLES, STATUSES

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from timeline.queries.filters import Filters

Names = list[str] | None
_HELP: dict[str, str] = {
    "weapon": "This weapon and all below it: landmines, ATACMS, cluster-munition …",
    "actor": "This state, organisation or company, in any role. EU, NATO, G7, UN P5 and CSTO mean their members on "
    "the day too, members:BODY the members of any body alone.",
    "supplier": "Who supplies; so too --decider, --speaker, --target, --user, --host, --producer, --party and "
    "--intermediary.",
    "recipient": "Who receives.",
    "treaty": 'This treaty: "Ottawa Treaty", CCM, att …',
    "type": "This type or group of events: transfer-delivery, condemnation, treaty …",
    "status": f"{', '.join(STATUSES)}.",
    "review": f"{', '.join(REVIEWS)}.",
    "finding": f"With a finding that is {', '.join(VERDICTS)}.",
    "source": "Told by this document: its number, the start of its SHA-256, or its URL.",
    "publisher": "Told by a document of this publisher.",
    "reliability": f"Told by a document of this reliability: {', '.join(RELIABILITIES)}.",
    "confidence": "How sure the machine is: 0.8.. (at least), 0.3..0.5; what people entered counts as 1.",
    "quantity": "How many: 100.., 5..10 launchers, ..300.",
    "value": "The worth: 1000000.., 1000000..5000000 USD.",
    "place": "With these words in the place.",
    "text": "With these words in the title, note, place, conditions or a quote.",
}
_METAVARS = {
    "finding": "VERDICT",
    "source": "DOCUMENT",
    "confidence": "RANGE",
    "quantity": "RANGE",
    "value": "RANGE",
    "place": "WORDS",
    "text": "WORDS",
}
_ROLES = {role: f"Who is the {role}." for role in ROLES if role not in _HELP}
EPILOG = (
    "Filters may be repeated (any of them will do) and negated: --not-weapon, --not-recipient, --not-type … leave out "
    "what the filter would find."
)


def _option(name: str, help: str, *, hidden: bool = False) -> Any:  # noqa: ANN401 - an annotation for Typer
    metavar = _METAVARS.get(name.removeprefix("not_"), "NAME")
    return Annotated[Names, typer.Option(f"--{name.replace('_', '-')}", metavar=metavar, help=help, hidden=hidden)]


_REPEATED = {**_HELP, **_ROLES}
FILTER_OPTIONS: dict[str, Any] = {
    **{name: _option(name, help, hidden=name in _ROLES) for name, help in _REPEATED.items()},
    **{f"not_{name}": _option(f"not_{name}", f"Not what --{name} finds.", hidden=True) for name in _REPEATED},
    "since": Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="From this date on: 2024, 2024-11, 2024-11-20 (EDTF).")
    ],
    "until": Annotated[str | None, typer.Option("--until", metavar="DATE", help="Up to and including this date.")],
    "on": Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="On this day, or within this month or year.")
    ],
    "strict_dates": Annotated[
        bool, typer.Option("--strict-dates", help="Leave out events that only possibly lie within the dates.")
    ],
    "exact": Annotated[
        bool, typer.Option("--exact", help="Only the weapons and actors named: nothing below them, no bloc's members.")
    ],
    "include": Annotated[
        Names,
        typer.Option(
            "--include",
            metavar="STATE",
            help="Show these too: review (waiting for a decision), archive, rejected (and withdrawn), or all of "
            "them; and reference (policy decisions that come with the program).",
        ),
    ],
}


def filters_from(connection: "Connection", given: Mapping[str, Any]) -> "Filters":
    """What was given → Filters, as `asking.filters_from` makes them; Typer's part ends here."""
    from timeline.queries import asking

    return asking.filters_from(connection, given)
