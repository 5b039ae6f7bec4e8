"""The schema of a package and the types of events → its codebook, as a table and as a text for people."""

from collections.abc import Iterable, Iterator, Mapping

from timeline.outputs.package.meanings import DATE_CONVENTIONS
from timeline.outputs.package.schema import TABLES, Column, Values
from timeline.vocabulary.event_types import EventType

Types = Mapping[str, EventType]


def codebook_rows(types: Types) -> Iterator[tuple[str, ...]]:
    """The rows of codebook.csv: each table, each of its columns, each value that may stand in it."""
    for name, table in TABLES.items():
        yield name, "", "", "", "", table.meaning
        for column, told in table.columns.items():
            yield name, column, "", told.type, "yes" if told.required else "", told.meaning
            for value, meaning in values_of(name, column, types).items():
                yield name, column, value, told.type, "", meaning


def codebook_text(types: Types) -> str:
    """The text of codebook.md."""
    return "\n".join(_lines(types)) + "\n"


def values_of(table: str, column: str, types: Types) -> Values:
    """The values that may stand in a column, with their meanings; none where anything may."""
    if (table, column) == ("events", "type"):
        return {id: f"{one.name}: {_small(one.description)}" for id, one in sorted(types.items())}
    return TABLES[table].columns[column].values


def _lines(types: Types) -> Iterator[str]:
    yield from (
        "# Codebook",
        "",
        "Made from the schema of the tables and the vocabulary of the database; `codebook.csv` holds the same.",
        "All tables are CSV (RFC 4180, UTF-8, a comma between cells). An empty cell is a value that is not known.",
        "",
        "## Dates",
        "",
    )
    yield from (f"- {each}" for each in DATE_CONVENTIONS)
    for name, table in TABLES.items():
        yield from ("", f"## {name}.csv", "", table.meaning)
        if table.key:
            yield from ("", f"Key: {_codes(table.key)}.")
        yield from ("", "| column | type | meaning |", "|---|---|---|")
        for column, told in table.columns.items():
            yield f"| `{column}` | {_type(told)} | {_cell(_told(name, column, told))} |"
        for column in table.columns:
            found = values_of(name, column, types)
            if found:
                yield from ("", f"Values of `{column}`:", "", "| value | meaning |", "|---|---|")
                yield from (f"| `{value}` | {_cell(meaning)} |" for value, meaning in found.items())


def _told(table: str, column: str, told: Column) -> str:
    reference = TABLES[table].references.get(column)
    points = f" → `{reference[0]}.{reference[1]}`" if reference and not told.meaning.endswith(".csv") else ""
    return told.meaning + points


def _type(told: Column) -> str:
    return f"{told.type}, required" if told.required else told.type


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def _small(text: str) -> str:
    """The sentence as the end of another one."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
