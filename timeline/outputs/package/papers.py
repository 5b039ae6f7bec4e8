"""What a publisher says of a release → its README.md, LICENSE.txt and CITATION.cff."""

import json
from collections.abc import Mapping

from timeline.outputs.package.release import LICENCES, NO_AUTHOR, Release
from timeline.outputs.package.schema import TABLES

_MESSAGE = "If you use these data, please cite this release, and the sources that its rows name."
_README = """\
# {title}

{about}

A row of `events.csv` is one event: who did, decided or said what about which weapon, when, under which treaty, by which
sources. `codebook.md` explains every table, column and value; `datapackage.json` says the same for programs
(Frictionless Data Package).

| file | rows | holds |
|---|---|---|
{files}

`provenance`, `sources`, `quotes`, `claims` and `links` are read back with `events`. The others follow from these, for
whoever works with a spreadsheet, R or pandas: `participants`, `event_weapons` and `event_treaties` are the lists of
`events.csv` with a row for each element; `actors`, `weapons`, `treaties` and `event_types` are the whole vocabulary
from which they were chosen; `findings` are computed from the tables of this package and the rules of the version named
there.

## Before you use it

- Check that nothing was damaged or changed on the way: `sha256sum -c SHA256SUMS`.
- Open the tables in a spreadsheet with every column as *text*: values stand as the sources have them, nothing is put
  before a leading `=`, and dates such as `2024-11` are no days.
- Dates are EDTF and never more precise than the source. `review` says whether a person has looked at an event.
- Not in it are links to events outside of it, acts of states on treaties that no event tells, and the log of changes.

## Loading it back

With Timeline, the program that wrote it:

```
timeline --db my.db load THIS_FOLDER
```

The sums are verified first. Events, their ids, sources, quotes, claims, reviews and links are then as they were, and
the same export from `my.db` gives this folder again, byte for byte, as long as the program has the same vocabulary and
facts about treaties; `findings` follow from these. An event that is there already with other content is refused, and
nothing is loaded.

With pandas:

```python
import pandas as pd

events = pd.read_csv("events.csv", dtype=str, keep_default_na=False)  # Namibia's NA stays NA
quotes = pd.read_csv("quotes.csv", dtype=str, keep_default_na=False).merge(events, on="event_id")
```

## Rights

{rights}
{texts}
"""
_QUOTES = """\
`quotes.csv` has passages of articles and documents to 300 characters each, so that every statement can be checked.
They are quotations: their rights stay with their authors and publishers, whatever the licence of this release.
"""
_TEXTS = """\
**The folder `documents/` has whole texts of third parties.** Nobody but their authors and publishers can license
them; no licence of this release covers them. `sources.csv` says of each whose it is and, where that is known, under
which licence it stands. Before you publish or pass on this folder make sure that you may, or export it again without
`--with-texts`.
"""
_NO_LICENCE = """\
No licence was chosen for this release. Without one all rights stay with whoever made it: ask the publisher before you
pass it on or change it. (For the publisher: timeline export --package DIR --licence CC-BY-4.0.)
"""
_LICENCE = """\
This release is published under the licence

    {name}
    SPDX-License-Identifier: {id}

whose text is at

    {address}
"""
_NOT_COVERED = (
    "\nQuotations of articles and documents belong to their authors and publishers: no licence here covers them.\n"
)
_TEXTS_NOT_COVERED = "Nor does it cover the texts in the folder documents/: see README.md.\n"


def readme(release: Release, rows: Mapping[str, int]) -> str:
    """The text of README.md; `rows` counts the rows of each table."""
    told = {name: table.meaning for name, table in TABLES.items() if name != "codebook"}
    text = _README.format(
        title=release.called,
        about=_about(release),
        files="\n".join(f"| `{name}.csv` | {rows[name]} | {meaning} |" for name, meaning in told.items()),
        rights=f"{_rights(release)}\n{_QUOTES}",
        texts=_TEXTS if release.texts else "",
    )
    return text.rstrip("\n") + "\n"


def licence(release: Release) -> str:
    """The text of LICENSE.txt: which licence the publisher chose, or that none was chosen."""
    said = _NO_LICENCE
    if release.licence:
        name, address = LICENCES[release.licence]
        said = _LICENCE.format(name=name, id=release.licence, address=address)
    return said + _NOT_COVERED + (_TEXTS_NOT_COVERED if release.texts else "")


def citation(release: Release) -> str:
    """The text of CITATION.cff (Citation File Format 1.2.0), every value in the quotes that JSON and YAML share."""
    lines = [
        "cff-version: 1.2.0",
        f"message: {_quoted(_MESSAGE)}",
        "type: dataset",
        f"title: {_quoted(release.called)}",
    ]
    lines.append("authors:")
    for author in release.authors:
        if author.family:
            lines += [f"  - family-names: {_quoted(author.family)}", f"    given-names: {_quoted(author.given)}"]
        else:
            lines.append(f"  - name: {_quoted(author.name)}")
    if not release.authors:
        lines.append(f"  - name: {_quoted(NO_AUTHOR)}")
    if release.version:
        lines.append(f"version: {_quoted(release.version)}")
    if release.date:
        lines.append(f"date-released: {_quoted(release.date)}")
    if release.licence:
        lines.append(f"license: {release.licence}")
    return "\n".join(lines) + "\n"


def _about(release: Release) -> str:
    who = ", ".join(author.name for author in release.authors)
    said = [
        f"Published by {who}." if who else "Whoever published it is not named here.",
        f"Version {release.version}." if release.version else "",
        f"Released on {release.date}." if release.date else "",
    ]
    return " ".join(filter(None, said))


def _rights(release: Release) -> str:
    if not release.licence:
        return "No licence was chosen for this release: ask whoever published it before you pass it on.\n"
    name, address = LICENCES[release.licence]
    return f"The tables, but not what they quote, are under {name} ({release.licence}), {address}.\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
