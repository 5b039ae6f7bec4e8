"""The options that tell an event and its source, defined once → the same parameters on `add` and `edit`."""

from typing import Annotated, Any

import typer

from timeline.documents.proposal import ROLES, STATUSES

Names = list[str] | None
Text = str | None
_ROLE_WORDS = {
    "supplier": "Who supplies",
    "recipient": "Who receives",
    "decider": "Who decides",
    "speaker": "Who speaks",
    "target": "Whom it is aimed at",
    "user": "Who uses the weapon",
    "host": "Where it is stationed",
    "producer": "Who makes it",
    "party": "Who is or becomes party to the treaty",
    "intermediary": "Through whom it goes",
}
EVENT_OPTIONS: dict[str, Any] = {
    "type": Annotated[
        Text, typer.Option("--type", help="The type: transfer-delivery, condemnation, treaty-signature …")
    ],
    "date": Annotated[
        Text, typer.Option("--date", help="When: 2024-11-20, 2024-11, 2022, 2024-11-18/2024-11-20, 2024-11~ (EDTF).")
    ],
    "status": Annotated[Text, typer.Option("--status", help=f"{', '.join(STATUSES)}.")],
    **{
        role: Annotated[
            Names, typer.Option(f"--{role}", metavar="NAME", help=f"{_ROLE_WORDS[role]}; may be given several times.")
        ]
        for role in ROLES
    },
    "weapon": Annotated[
        Names, typer.Option("--weapon", metavar="NAME", help="Which weapon; may be given several times.")
    ],
    "treaty": Annotated[
        Names, typer.Option("--treaty", metavar="NAME", help="Which treaty; may be given several times.")
    ],
    "quantity": Annotated[
        Names,
        typer.Option("--quantity", help="How many: 31, 5..10 launchers; of several weapons: atacms=31."),
    ],
    "value": Annotated[Names, typer.Option("--value", help="The worth: 275000000 USD; of several weapons: atacms=…")],
    "conditions": Annotated[Names, typer.Option("--conditions", help="Conditions, in words.")],
    "title": Annotated[
        Text, typer.Option("--title", help="A line that names the event; made from the rest otherwise.")
    ],
    "place": Annotated[Text, typer.Option("--place", help="Where.")],
    "note": Annotated[Text, typer.Option("--note", help="Your own words about the event.")],
    "source": Annotated[
        Text,
        typer.Option(
            "--source",
            help="A loaded document (its number or the start of its SHA-256), a file, a URL, or 'own observation'.",
        ),
    ],
    "quote": Annotated[
        Text, typer.Option("--quote", help="The words of the source that say it; parts are joined by […].")
    ],
    "publisher": Annotated[Text, typer.Option("--publisher", help="Who published the source.")],
    "published": Annotated[Text, typer.Option("--published", metavar="DATE", help="When the source was published.")],
}
REPEATED = frozenset((*ROLES, "weapon", "treaty", "quantity", "value", "conditions"))
