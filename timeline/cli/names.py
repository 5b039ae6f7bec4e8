"""`timeline names`: a name → everything it means here, and its near misses."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from timeline.cli.options import DatabaseOption, JsonOption, opened
from timeline.cli.print_json import print_json

if TYPE_CHECKING:
    from timeline.vocabulary.names import Meaning
    from timeline.vocabulary.vocabulary import Vocabulary


def names(
    text: Annotated[list[str], typer.Argument(metavar="TEXT", help="A name in any form; several words are one name.")],
    json: JsonOption = False,
    db: DatabaseOption = None,
) -> None:
    """Say what a name means: actor, weapon, treaty or type of event, its place in the tree, and what is spelt like it.

    Example: timeline names "Ottawa Treaty"
    """
    from timeline.database.opening import reading
    from timeline.database.vocabulary import stored_vocabulary
    from timeline.errors import UnknownName

    wanted = " ".join(text)
    with reading(opened(db)) as connection:
        vocabulary = stored_vocabulary(connection)
    exact, near = vocabulary.meanings(wanted), vocabulary.near_meanings(wanted)
    if json:
        rows = [_row(vocabulary, meaning, "exact") for meaning in exact]
        rows += [_row(vocabulary, meaning, "near") for meaning in near]
        print_json(rows)
        return
    for meaning in exact:
        typer.echo("\t".join(_row(vocabulary, meaning, "exact").values()) if _piped() else _line(vocabulary, meaning))
    # Near names of what means nothing are told by the error.
    if exact and near and _piped():
        for meaning in near:
            typer.echo("\t".join(_row(vocabulary, meaning, "near").values()))
    elif exact and near:
        typer.echo("Near: " + ", ".join(f"{each.matched.text} ({each.kind} {each.id})" for each in near))
    if not exact:
        raise UnknownName("name", wanted, [each.matched.text for each in near])


def _piped() -> bool:
    return not sys.stdout.isatty()


def _row(vocabulary: "Vocabulary", meaning: "Meaning", match: str) -> dict[str, str]:
    """One meaning with what the thing is; the keys are the JSON names and the order of the tab-separated fields."""
    return {
        "match": match,
        "kind": meaning.kind,
        "id": meaning.id,
        "name": meaning.name,
        "matched": meaning.matched.text,
        "form": meaning.matched.form,
        "ambiguous": "yes" if meaning.matched.ambiguous else "no",
        "about": _about(vocabulary, meaning),
    }


def _line(vocabulary: "Vocabulary", meaning: "Meaning") -> str:
    doubt = ", ambiguous in running text" if meaning.matched.ambiguous else ""
    return (
        f"{meaning.kind} {meaning.id}: {meaning.name}  [{meaning.matched.form} {meaning.matched.text!r}{doubt}]\n"
        f"    {_about(vocabulary, meaning)}"
    )


def _about(vocabulary: "Vocabulary", meaning: "Meaning") -> str:
    thing: Any
    if meaning.kind == "weapon":
        above = sorted(vocabulary.weapons[meaning.id].parents)
        below = len(vocabulary.descendants(meaning.id)) - 1
        kinds = ", ".join(vocabulary.name_of("weapon", parent) for parent in above)
        return f"kind of: {kinds or 'nothing, the root'}; {below} below it"
    if meaning.kind == "actor":
        thing = vocabulary.actors[meaning.id]
        held = [
            f"{office.role}, {vocabulary.name_of('actor', office.actor_id)} {office.start or '?'}/{office.end or '..'}"
            for office in vocabulary.offices
            if office.person_id == meaning.id
        ]
        state = vocabulary.state_of(meaning.id)
        part = f" of {vocabulary.name_of('actor', state)}" if state != meaning.id else ""
        return "; ".join([f"{thing.kind}{part}", *held])
    if meaning.kind == "treaty":
        thing = vocabulary.treaties[meaning.id]
        return f"{thing.full_name}; adopted {thing.adopted or '?'}, in force {thing.entry_into_force or 'never'}"
    thing = vocabulary.event_types[meaning.id]
    return f"{thing.group}: {thing.description}"
