"""What a publisher says of a release → a Release, or what is wrong with it."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.errors import BadDate, UnknownName, UsageError
from timeline.vocabulary.lookup import nearest_of

NO_TITLE = "Events of arms policy, exported from Timeline (release without a title)"
NO_AUTHOR = "Publisher of this release (not named)"
NO_LICENCE = "none"
# SPDX identifier → name and address of the licence's text. Those that data are published under.
LICENCES = {
    "CC0-1.0": ("CC0 1.0 Universal", "https://creativecommons.org/publicdomain/zero/1.0/legalcode"),
    "CC-BY-4.0": (
        "Creative Commons Attribution 4.0 International",
        "https://creativecommons.org/licenses/by/4.0/legalcode",
    ),
    "CC-BY-SA-4.0": (
        "Creative Commons Attribution-ShareAlike 4.0 International",
        "https://creativecommons.org/licenses/by-sa/4.0/legalcode",
    ),
    "CC-BY-NC-4.0": (
        "Creative Commons Attribution-NonCommercial 4.0 International",
        "https://creativecommons.org/licenses/by-nc/4.0/legalcode",
    ),
    "CC-BY-NC-SA-4.0": (
        "Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International",
        "https://creativecommons.org/licenses/by-nc-sa/4.0/legalcode",
    ),
    "ODbL-1.0": ("Open Data Commons Open Database License 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    "ODC-By-1.0": ("Open Data Commons Attribution License 1.0", "https://opendatacommons.org/licenses/by/1-0/"),
    "PDDL-1.0": (
        "Open Data Commons Public Domain Dedication and License 1.0",
        "https://opendatacommons.org/licenses/pddl/1-0/",
    ),
}
_SIGNS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Author:
    """Who is to be cited: a person with a family name, else a body or a name as it stands."""

    name: str
    family: str = ""
    given: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """What a release says of itself. Nothing is taken from the clock: without `date` it has none."""

    title: str = ""
    authors: tuple[Author, ...] = ()
    version: str = ""
    date: str = ""
    licence: str = ""
    texts: bool = False

    @property
    def called(self) -> str:
        """The title, or what stands for it."""
        return self.title or NO_TITLE


def release(
    *,
    title: str | None = None,
    authors: Sequence[str] = (),
    version: str | None = None,
    date: str | None = None,
    licence: str | None = None,
    texts: bool = False,
) -> Release:
    """What the options say. Raises UsageError for a licence, date or author that cannot be meant."""
    return Release(
        _line("--release-title", title),
        tuple(_author(name) for name in authors),
        _line("--release-version", version),
        _day(date),
        _licence(licence),
        texts,
    )


def _author(text: str) -> Author:
    """`Family, Given` is a person; anything else is a name as it stands."""
    name = _line("--release-author", text)
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma and not (family and given):
        raise UsageError(f"--release-author {text!r} is no name: write 'Family, Given', or a body's name.")
    return Author(f"{given} {family}", family, given) if comma else Author(name)


def _line(option: str, text: str | None) -> str:
    if text is None:
        return ""
    if not text.strip() or _SIGNS.search(text):
        raise UsageError(f"{option} {text!r} is empty or not one line of text; write it on one line, or leave it out.")
    return text.strip()


def _day(text: str | None) -> str:
    if text is None:
        return ""
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            raise ValueError(text)
        return dt.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise BadDate(f"--release-date {text!r} is no day: write it as 2026-01-31.") from error


def _licence(text: str | None) -> str:
    if text is None or text.strip().lower() == NO_LICENCE:
        return ""
    wanted = re.sub(r"[\s_]+", "-", text.strip()).lower()
    known = {name.lower(): name for name in LICENCES}
    if wanted not in known:
        near = nearest_of(wanted, tuple(known))
        names = [known[name] for name in near] or [*LICENCES, NO_LICENCE]
        raise UnknownName("licence", text, names, whole=not near)
    return known[wanted]
