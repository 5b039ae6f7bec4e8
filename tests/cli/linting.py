"""A database and the command `lint` on it → what it finds, for the tests of its checks."""

import json
from collections.abc import Sequence

from sqlalchemy import URL, Engine

from tests.conftest import TimelineCli

Found = tuple[str, list[str], str, list[str]]


class Lint:
    """The command on one database: what it finds as certainty, titles of events, message and quotes."""

    def __init__(self, run: TimelineCli, engine: Engine, url: URL) -> None:
        self.run, self.engine, self.url = run, engine, url.render_as_string(hide_password=False)

    def __call__(self, check: str, *arguments: str) -> list[Found]:
        self.engine.dispose()
        ran = self.run("--db", self.url, "lint", "--check", check, "--possible", "--json", *arguments)
        found = [
            (each["certainty"], [event["title"] for event in each["events"]], each["message"],
             [passage["quote"] for passage in each["passages"]])
            for each in json.loads(ran.stdout)
            if each["check"] == check
        ]  # fmt: skip
        assert ran.returncode == (5 if found else 0), ran.stderr
        return found


def events(found: Sequence[Found]) -> list[tuple[str, list[str]]]:
    """What was found without its words."""
    return [(certainty, titles) for certainty, titles, *_ in found]
