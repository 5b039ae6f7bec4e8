"""A server on this machine that answers as a careful model would about one report of ours, and the report."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.conftest import SURROUNDINGS
from tests.endpoint.local import Handler, completion
from tests.starter import Starter

REPORT = """The United States will send anti-personnel mines to Ukraine, Defense Secretary
Lloyd Austin said on Wednesday.

On 4 November 2024 nothing remained of the anti-personnel mines of Mongolia.
"""
PUBLISHED = ("--published", "2024-11-20")
KEY = "sk-Zr8vQ2mK7tPx4LwN9cYd"
_SENTENCE = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)


def event(sentence: int, type: str, date: tuple[str, str], people: dict[str, tuple[str, str]], quote: str) -> Any:  # noqa: ANN401
    """An event of an answer; `people` are role and words by id."""
    cited = {"sentence": sentence, "named_in": None}
    nothing = {"quantity": None, "value": None, "currency": None, "conditions": None}
    return {
        "type": type,
        "status": "actual",
        "date": {"edtf": date[0], "phrase": date[1], "sentence": sentence},
        "evidence": [{"sentence": sentence, "quote": quote}],
        "participants": [{"id": id, "role": role, "quote": words, **cited} for id, (role, words) in people.items()],
        "weapons": [{"id": "anti-personnel-mine", "quote": "anti-personnel mines", **cited, **nothing}],
        "treaties": [],
    }


def answer(question: str) -> str:
    """What the model says: both events where they are asked about, and that France gets mines, as no text says."""
    found = []
    for number, words in _SENTENCE.findall(question):
        if "will send" in words:
            people = {
                "USA": ("supplier", "The United States"),
                "UKR": ("recipient", "Ukraine"),
                "FRA": ("recipient", "France"),
            }
            found.append(event(int(number), "transfer-authorization", ("2024-11-20", "on Wednesday"), people, words))
        if "remained" in words:
            people = {"MNG": ("decider", "Mongolia")}
            found.append(
                event(int(number), "stockpile-destruction", ("2024-11-04", "On 4 November 2024"), people, words)
            )
    return json.dumps({"events": found})


def careful(handler: Handler) -> None:
    """The behaviour of an endpoint with that model."""
    said = answer(handler.body["messages"][-1]["content"])
    handler.send(200, json.dumps(completion(said)).encode())


def batch_line(request: dict[str, Any]) -> str:
    """The line of a file of answers to a line of a file of requests."""
    body = completion(answer(request["body"]["messages"][-1]["content"]))
    return json.dumps({"custom_id": request["custom_id"], "response": {"status_code": 200, "body": body}}) + "\n"


@dataclass
class Program:
    """The program as a process with settings and a database of its own; without the starter it starts from nothing."""

    folder: Path
    database: Path
    starter: Starter | None = None
    surroundings: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.surroundings |= {
            "TIMELINE_CONFIG": str(self.folder / "settings"),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "TIMELINE_DB": str(self.database),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        }

    def __call__(self, *arguments: str, stdin: str = "") -> "subprocess.CompletedProcess[str]":
        if self.starter is not None:
            given = {**SURROUNDINGS, **self.surroundings}
            code, out, err = self.starter.run(arguments, stdin.encode(), self.folder, given, 60)
            return subprocess.CompletedProcess(["timeline", *arguments], code, out.decode(), err.decode())
        return subprocess.run(
            [sys.executable, "-m", "timeline", *arguments],
            input=stdin,
            capture_output=True,
            cwd=self.folder,
            env={**SURROUNDINGS, **self.surroundings},
            timeout=60,
            check=False,
            encoding="utf-8",
        )

    def fresh(self, name: str) -> Path:
        """A new database in the folder."""
        path = self.folder / f"{name}.db"
        made = self("--db", str(path), "init")
        assert made.returncode == 0, made.stderr
        return path

    def on(self, database: Path) -> "Program":
        """The same on another database."""
        return Program(self.folder, database, self.starter)
