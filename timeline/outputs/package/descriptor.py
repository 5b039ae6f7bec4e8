"""The tables of a package and what its publisher says → datapackage.json, as Frictionless describes a data package.

Data Package and Table Schema, version 1: https://specs.frictionlessdata.io/
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from timeline.loaders.package_columns import FORMAT, MARK
from timeline.outputs.package.release import LICENCES, Release
from timeline.outputs.package.schema import TABLES, TableSchema


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the package: how long it is, and its SHA-256."""

    bytes: int
    sha256: str


def descriptor(release: Release, files: Mapping[str, Written]) -> str:
    """The text of datapackage.json; `files` are those that are written already, by name."""
    authors = [{"title": one.name, "role": "author"} for one in release.authors]
    found: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": _slug(release.title),
        MARK: FORMAT,
        "title": release.called,
        **({"version": release.version} if release.version else {}),
        **({"created": f"{release.date}T00:00:00Z"} if release.date else {}),
        "description": "What was decided and done about weapons, when, under which treaty, and who says so: see "
        "README.md and the codebook.",
        **_licences(release),
        **({"contributors": authors} if authors else {}),
        "resources": [_resource(name, table, files[f"{name}.csv"]) for name, table in TABLES.items()],
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plain))[:60].strip("-") or "timeline-release"


def _licences(release: Release) -> dict[str, Any]:
    if not release.licence:
        return {}
    title, path = LICENCES[release.licence]
    return {"licenses": [{"name": release.licence, "title": title, "path": path}]}


def _resource(name: str, table: TableSchema, written: Written) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "description": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "bytes": written.bytes,
        "hash": f"sha256:{written.sha256}",
        "schema": _schema(table),
    }


def _schema(table: TableSchema) -> dict[str, Any]:
    fields = [
        {
            "name": name,
            "type": column.type,
            "description": column.meaning,
            **({"constraints": column.constraints} if column.constraints else {}),
        }
        for name, column in table.columns.items()
    ]
    keys = [
        {"fields": column, "reference": {"resource": other, "fields": named}}
        for column, (other, named) in table.references.items()
    ]
    return {
        "fields": fields,
        "missingValues": [""],
        **({"primaryKey": list(table.key)} if table.key else {}),
        **({"foreignKeys": keys} if keys else {}),
    }
