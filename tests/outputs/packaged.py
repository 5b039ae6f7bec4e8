"""A database that went through everything, with texts that formats trip over → its package, and back."""

from pathlib import Path

from sqlalchemy import Engine

from tests.review.eventful import STEPS
from tests.review.samples import passage_claims
from timeline.api.loading import Loaded, load
from timeline.database.opening import reading, writing
from timeline.documents.document import Document
from timeline.documents.proposal import Participant, ProposedEvent, WeaponLine
from timeline.loaders.headers import Given
from timeline.outputs.package.folder import write_folder
from timeline.outputs.package.package import fill_package
from timeline.outputs.package.release import Release
from timeline.queries.filters import Filters
from timeline.review.adding import add_event
from timeline.review.intake import store_document
from timeline.review.sources import SourceNamed

ALL = Filters(include=frozenset(("review", "archive", "rejected")))
LONG = f"Paris let Kyiv have 40 missiles, “worth €1,5 million; =SUM(A1)”, {'and so on ' * 40}until December 2024 😀."
WHOLE = Document(
    f"A headline\n\n{LONG}\nשלום\u202e end.\n", "2024-12-01", publisher='A, "B"; C', url="https://x.test/a?b=1"
)
HOSTILE = ProposedEvent(
    "transfer-delivery",
    "2024-12~",
    status="alleged",
    participants=(Participant("FRA", "supplier"), Participant("UKR", "recipient")),
    weapons=(WeaponLine("missile", 40, 41, "units", 1_500_000.5, "EUR", "not; in, cities\n=cmd()|'/C calc'!A0"),),
    treaties=("att", "mine-ban"),
    title='=HYPERLINK("x"), a\r\n"title"; שלום 😀',
    place="-Kyiv\t",
    note="@note\r",
    confidence=0.55,
    lane="review",
    claims=(
        *passage_claims(WHOLE, LONG, event="", type="transfer-delivery", recipient="UKR"),
        *passage_claims(WHOLE, "Paris", supplier="FRA"),
        *passage_claims(WHOLE, "December 2024", date="2024-12"),  # beyond what is quoted
    ),
)


def fill(engine: Engine) -> None:
    """All that happens to events, and three more of them; the facts about treaties stay those of the program."""
    for name, step in STEPS.items():
        if "act" not in name.split() and "acts" not in name.split():
            with writing(engine) as connection:
                step(connection)
    with writing(engine) as connection:
        store_document(connection, WHOLE, [HOSTILE], why="loaded it")
        event = ProposedEvent("weapon-use", "2023/..", participants=(Participant("RUS", "user"),), note="=1+1")
        add_event(connection, event, SourceNamed("own observation", f"I saw it; {'x' * 320}"), why="seen")
        add_event(connection, event, SourceNamed("https://x.test/b", "“Seen”,\nthey said."), why="read")


def packaged(engine: Engine, folder: Path, release: Release | None = None, filters: Filters = ALL) -> dict[str, bytes]:
    """Write the package and give what is in it."""
    with reading(engine) as connection:
        write_folder(folder, fill_package(connection, filters, release or Release()))
    return contents(folder)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of the folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def loaded(engine: Engine, folder: Path) -> Loaded:
    """Load the package as the program does."""
    return load(engine, [str(folder)], Given(), jobs=1, keep_good=False)
