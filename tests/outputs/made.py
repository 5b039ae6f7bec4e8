"""Three Entries with everything in them that a format can trip over, and what writes them → bytes."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence

from timeline.outputs.formats import FORMATS
from timeline.outputs.layouts import LAYOUTS, Table
from timeline.queries.entries import Entry, NamedId, SourceEntry, WeaponEntry

KINDS = {"m39-atacms": "Short-range ballistic missile", "anti-personnel-mine": "Landmine"}
MADE = [
    Entry(
        event_id="ev-0000000001",
        type="transfer-authorization",
        group="transfer",
        status="actual",
        date="2024-11-20",
        date_first=dt.date(2024, 11, 20),
        date_last=dt.date(2024, 11, 20),
        date_precision="day",
        title='=SUM(A1); the "reversal", in two\nlines 😀',
        participants={
            "recipient": (NamedId("UKR", "Ukraine"),),
            "supplier": (NamedId("USA", "United States"), NamedId("GBR", "United Kingdom; Britain")),
        },
        weapons=(
            WeaponEntry("m39-atacms", "M39 ATACMS"),
            WeaponEntry(
                "anti-personnel-mine",
                "Anti-personnel mine",
                100,
                150,
                "units",
                275_000_000.0,
                "USD",
                "not in cities; fused",
            ),
        ),
        treaties=(NamedId("mine-ban", "Mine Ban Treaty"),),
        sources=(
            SourceEntry("https://example.org/b", "Wire", "2024-11-21", "T", "b" * 64, ("Second; said.", "x" * 301)),
            SourceEntry("", "Example Gazette", "2024-11-20", "T", "a" * 64, ("First.",)),
        ),
        review="accepted",
        confidence=0.9,
        place="Kyiv",
        note="-1",
        remark="treaty act agrees: Ukraine ratified 2005-12-27 (untc-2026-02-03:XXVI-5, one source)",
    ),
    Entry("ev-0000000002", "embargo", "transfer", "alleged", "2022/..", dt.date(2022, 1, 1), None, "interval"),
    Entry(
        event_id="ev-0000000003",
        type="transfer-delivery",
        group="transfer",
        status="planned",
        date="2025-02~",
        date_first=dt.date(2025, 2, 1),
        date_last=dt.date(2025, 2, 28),
        date_precision="month",
        title="<script>alert(1)</script> [a](javascript:b) \u202etxet\u2028שלום\t# 1. {x} \\ $ % & _ ^ ~",
        participants={"recipient": (NamedId("شركة", "شركة السلاح"),)},
        weapons=(WeaponEntry("mine", "Mine, =cmd()|'/C calc'!A0", 7, 7, "units", 1.5, "EUR"),),
        sources=(
            SourceEntry(
                'javascript:alert("x")',
                "Agence {Presse} & fils",
                "2025~",
                "Les « mines » à 100 %",
                "c" * 64,
                ("@said </blockquote> “quoted”\r\nwww.example.org and\x07 bell",),
                author="Jane_Doe",
                retrieved="2026-01-05",
                language="fr",
            ),
            SourceEntry("https://example.org/?q={a}&b=<c>", "", "", "", "d" * 64),
            SourceEntry("https://example.org/b", "Wire", "2024-11-21", "T", "b" * 64, ("Elsewhere said.",)),
        ),
        lane="review",
        confidence=0.4,
        possible=True,
        otherwise=("date 2025-03", "recipient Ukraine"),
    ),
]


def written(
    name: str, entries: Iterable[Entry] = MADE, layout: str = "wide", columns: Sequence[str] = ()
) -> tuple[bytes, list[str]]:
    """What the format makes of the Entries, and what it says that it left out."""
    form, stream = FORMATS[name], io.BytesIO()
    if form.rows:
        losses = form.rows(Table(entries, LAYOUTS[layout], columns, KINDS), stream)
    else:
        assert form.entries
        losses = form.entries(entries, stream)
    return stream.getvalue(), list(losses or ())
