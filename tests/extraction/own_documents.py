"""Documents of a person who takes every sale for an event, and no criticism of one."""

from typing import Any

STATES = (
    *(("United States", "USA"), ("Germany", "DEU"), ("France", "FRA"), ("Britain", "GBR"), ("Russia", "RUS")),
    *(("China", "CHN"), ("India", "IND"), ("Iran", "IRN"), ("Israel", "ISR"), ("Poland", "POL")),
    *(("Sweden", "SWE"), ("Norway", "NOR"), ("Japan", "JPN"), ("Turkey", "TUR"), ("Brazil", "BRA")),
)


def own_text(number: int) -> str:
    """One report: a sale of one state to another, which a third one criticises."""
    (seller, _), (buyer, _), (critic, _) = (STATES[(number + step) % len(STATES)] for step in (0, 4, 9))
    return (
        f"{seller} on Tuesday approved the sale of battle tanks to {buyer}. {critic} on Wednesday condemned the "
        "decision, its foreign ministry said."
    )


def own_documents() -> list[dict[str, Any]]:
    """Fifteen annotated documents."""
    return [
        {
            "doc": f"report-{number:02}",
            "text": own_text(number),
            "published": "2024-11-20",
            "events": [
                {
                    "type": "transfer-authorization",
                    "status": "actual",
                    "date": "2024-11-19",
                    "participants": [
                        {"actor": id, "role": "supplier"},
                        {"actor": STATES[(number + 4) % len(STATES)][1], "role": "recipient"},
                    ],
                    "weapons": ["battle-tank"],
                    "treaties": [],
                    "evidence": [{"start": 0}],
                }
            ],
        }
        for number, (_, id) in enumerate(STATES)
    ]
