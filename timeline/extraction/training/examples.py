"""examples.txt → small annotated documents: how news copy puts each event, with changing actors, weapons and dates."""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from timeline.extraction.training.gold import Annotated, annotated
from timeline.vocabulary.vocabulary import Vocabulary

FILE = Path(__file__).resolve().parent / "examples.txt"
_NAMED = "example-"  # how the ids of examples begin
ROUNDS = 2  # how often each example is filled
PUBLISHED = "2024-03-07"  # a Thursday
_SLOT = re.compile(r"\{(\w+)(?:\.(\w+))?\}")
_STATES = {
    "USA": ("the United States", "Washington", "US", "U.S. President Joe Biden"),
    "RUS": ("Russia", "Moscow", "Russian", "Russian President Vladimir Putin"),
    "UKR": ("Ukraine", "Kyiv", "Ukrainian", "President Volodymyr Zelensky"),
    "DEU": ("Germany", "Berlin", "German", "Chancellor Olaf Scholz"),
    "FRA": ("France", "Paris", "French", "French President Emmanuel Macron"),
    "GBR": ("Britain", "London", "British", "Prime Minister Rishi Sunak"),
    "CHN": ("China", "Beijing", "Chinese", "Chinese Foreign Minister Wang Yi"),
    "IRN": ("Iran", "Tehran", "Iranian", "Iranian President Ebrahim Raisi"),
    "ISR": ("Israel", "Jerusalem", "Israeli", "Prime Minister Benjamin Netanyahu"),
    "IND": ("India", "New Delhi", "Indian", "Prime Minister Narendra Modi"),
    "TUR": ("Turkey", "Ankara", "Turkish", "President Recep Tayyip Erdogan"),
    "POL": ("Poland", "Warsaw", "Polish", "Prime Minister Donald Tusk"),
    "PRK": ("North Korea", "Pyongyang", "North Korean", "North Korean leader Kim Jong Un"),
    "KOR": ("South Korea", "Seoul", "South Korean", "President Yoon Suk Yeol"),
    "SAU": ("Saudi Arabia", "Riyadh", "Saudi", "Crown Prince Mohammed bin Salman"),
    "TWN": ("Taiwan", "Taipei", "Taiwanese", "President Tsai Ing-wen"),
}
_NGOS = {
    "hrw": "Human Rights Watch",
    "amnesty": "Amnesty International",
    "icrc": "the International Committee of the Red Cross",
}
_MAKERS = {
    "lockheed-martin": "Lockheed Martin",
    "rheinmetall": "Rheinmetall",
    "saab": "Saab",
    "thales": "Thales",
    "baykar": "Baykar",
    "hanwha": "Hanwha Aerospace",
}
_WEAPONS = {
    "cluster-munition": "cluster munitions",
    "anti-personnel-mine": "anti-personnel mines",
    "atacms": "ATACMS missiles",
    "f-16": "F-16 fighters",
    "patriot": "Patriot missile batteries",
    "cruise-missile": "cruise missiles",
    "uncrewed-aerial-vehicle": "drones",
    "battle-tank": "battle tanks",
    "artillery-ammunition": "artillery shells",
    "ballistic-missile": "ballistic missiles",
    "submarine": "submarines",
    "landmine": "landmines",
    "stinger": "Stinger missiles",
    "weapon": "weapons",
    "large-calibre-artillery-system": "howitzers",
    "chemical-weapon": "chemical weapons",
}
_TREATIES = {
    "mine-ban": "the Mine Ban Treaty",
    "ccm": "the Convention on Cluster Munitions",
    "new-start": "New START",
    "npt": "the Nuclear Non-Proliferation Treaty",
    "ctbt": "the Comprehensive Nuclear-Test-Ban Treaty",
}
_DATES = (
    ("on Tuesday", "2024-03-05"),
    ("on Wednesday", "2024-03-06"),
    ("on Thursday", "2024-03-07"),
    ("on Monday", "2024-03-04"),
    ("in 2022", "2022"),
    ("last year", "2023"),
    ("in May 2021", "2021-05"),
    ("this week", "2024-03-04/2024-03-07"),
    ("in October", "2023-10"),
    ("last month", "2024-02"),
)


def is_example(document: Annotated) -> bool:
    """Whether a document is one of these."""
    return document.doc.startswith(_NAMED)


def example_documents(vocabulary: Vocabulary) -> list[Annotated]:
    """Every example filled ROUNDS times; the same on every run."""
    chance = random.Random(20241120)  # noqa: S311
    documents = []
    for number, line in enumerate(_lines()):
        for turn in range(ROUNDS):
            text, record = _filled(line, chance)
            doc = f"{_NAMED}{number}-{turn}"
            documents.append(
                annotated(
                    {"doc": doc, "text": text, "published": PUBLISHED}, {"doc": doc, "events": record}, vocabulary
                )
            )
    return documents


def _lines() -> Iterator[list[str]]:
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [part.strip() for part in line.split(" | ")]


def _filled(line: list[str], chance: random.Random) -> tuple[str, list[dict[str, Any]]]:
    kind, _, status = line[0].partition(" ")
    fixed = dict(pair.split("=", 1) for pair in (line[2].split() if len(line) > 2 else []) if "=" in pair)
    states = list(_STATES)
    chance.shuffle(states)
    held: dict[str, str] = {}
    date = {"value": PUBLISHED, "text": ""}

    def fill(slot: re.Match[str]) -> str:
        name, form = slot.group(1), slot.group(2)
        if name == "date":
            date["text"], date["value"] = chance.choice(_DATES)
            return date["text"]
        table = {"weapon": _WEAPONS, "treaty": _TREATIES, "ngo": _NGOS, "maker": _MAKERS}.get(name)
        if table is not None:
            held.setdefault(name, chance.choice(sorted(table)))
            return table[held[name]]
        held.setdefault(name, states.pop())
        names = _STATES[held[name]]
        return names[2] if form == "adj" else names[3] if form == "person" else names[chance.randrange(2)]

    start = max(0, line[1].find("^"))
    before, after = _SLOT.sub(fill, line[1][:start]), _SLOT.sub(fill, line[1][start:].lstrip("^"))
    text = before[:1].upper() + before[1:] + after[:1].upper() + after[1:]
    if kind == "none":
        return text, []
    held |= {name: value for name, value in fixed.items() if name != "date"}
    held = {name: value for name, value in held.items() if value}  # `ngo=` leaves out who is named but takes no part
    if "ngo" in held:
        held["speaker"] = held.pop("ngo")
    if "maker" in held:
        held["supplier"] = held.pop("maker")
    parts = [{"actor": actor, "role": role} for role, actor in sorted(held.items()) if role not in ("weapon", "treaty")]
    dates = ["2024-02-29/2024-03-07", "2024-03-01/2024-03-07"] if fixed.get("date") == "recent" else []
    event = {
        "type": kind,
        "status": status or "actual",
        "date": date["value"],
        "accept_dates": dates,
        "participants": parts,
        "weapons": [held["weapon"]] if "weapon" in held else [],
        "treaties": [held["treaty"]] if "treaty" in held else [],
        "evidence": [{"start": len(before)}],
        "core": True,
    }
    return text, [event]
