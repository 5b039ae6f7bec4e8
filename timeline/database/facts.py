"""The shipped reference facts in seeds/*.csv → the rows of every table that holds them."""

import hashlib
import re
from collections.abc import Iterable, Iterator

from timeline import edtf
from timeline.database.law_facts import law_rows
from timeline.database.seed_cells import Row, checked, date_cell, listed, renamed
from timeline.shipped import shipped_folder
from timeline.vocabulary.reading import seed_rows, shipped_vocabulary
from timeline.vocabulary.vocabulary import Vocabulary

# What a note says where a state's act was not accepted by the others.
_CONTESTED = re.compile(r"\bcontested\b|\bparties disagree\b|\blegally invalid\b", re.IGNORECASE)


def shipped_rows() -> dict[str, list[Row]]:
    """The rows of every table, without `origin`; a table comes after those that its rows refer to."""
    vocabulary = shipped_vocabulary()
    return {
        "reference_source": [renamed(row, {"key": "id"}) for row in seed_rows("sources")],
        "event_type": _event_types(vocabulary),
        "actor": _actors(vocabulary),
        "actor_name": _names(vocabulary, "actor"),
        "weapon": [
            {"id": each.id, "name": each.name, "notes": each.notes, "source": each.source, "checked": each.checked}
            for each in vocabulary.weapons.values()
        ],
        "weapon_name": _names(vocabulary, "weapon"),
        "weapon_kind": _links(("weapon_id", "parent_id"), ((w.id, w.parents) for w in vocabulary.weapons.values())),
        "weapon_maker": _links(
            ("weapon_id", "country_id"),
            ((w.id, listed(w.manufacturer_country_id)) for w in vocabulary.weapons.values()),
        ),
        "weapon_code": [
            {"weapon_id": weapon.id, "scheme": scheme, "code": code}
            for weapon in vocabulary.weapons.values()
            for scheme, code in weapon.codes
        ],
        "treaty": _treaties(vocabulary),
        "treaty_name": _names(vocabulary, "treaty"),
        "treaty_weapon": _links(("treaty_id", "weapon_id"), ((t.id, t.weapons) for t in vocabulary.treaties.values())),
        "office": _offices(vocabulary),
        "membership": _memberships(vocabulary),
        "provision": [checked(row) for row in seed_rows("treaty_provisions")],
        "treaty_action": [_action(row) for row in seed_rows("treaty_actions")],
        **law_rows(),
        "disagreement": [_disagreement(row) for row in seed_rows("conflicts")],
        "embargo": [_embargo(row) for row in seed_rows("embargoes")],
        "embargo_weapon": _links(
            ("embargo_id", "weapon_id"), ((row["id"], listed(row["weapons"])) for row in seed_rows("embargoes"))
        ),
    }


def shipped_version() -> str:
    """What tells one state of the shipped facts from another: SHA-256 over the files, by name."""
    digest = hashlib.sha256()
    for path in sorted(shipped_folder("seeds").glob("*.csv")):
        digest.update(f"{path.name}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _event_types(vocabulary: Vocabulary) -> list[Row]:
    return [
        {
            "id": each.id,
            "group_name": each.group,
            "name": each.name,
            "description": each.description,
            "plover": each.plover,
            "cameo": each.cameo,
        }
        for each in vocabulary.event_types.values()
    ]


def _actors(vocabulary: Vocabulary) -> list[Row]:
    rows = {
        each.id: {
            "id": each.id,
            "kind": each.kind,
            "name": each.name,
            "official_name": each.official_name,
            "iso2": each.iso2,
            "cow": each.cow,
            "parent_id": each.parent_id or None,
            "country_id": each.country_id or None,
            "notes": each.notes,
            "source": each.source,
            "checked": each.checked,
        }
        for each in vocabulary.actors.values()
    }
    return list(_parents_first(rows))


def _parents_first(rows: dict[str, Row]) -> Iterator[Row]:
    """The actors in an order in which each comes after those that it belongs to."""
    given: set[str] = set()
    while len(given) < len(rows):
        ready = [
            row
            for row in rows.values()
            if row["id"] not in given
            and all(
                row[above] is None or row[above] in given or row[above] not in rows
                for above in ("parent_id", "country_id")
            )
        ]
        if not ready:
            raise ValueError(f"actors that belong to each other: {sorted(rows.keys() - given)}")
        given.update(row["id"] for row in ready)
        yield from ready


def _names(vocabulary: Vocabulary, kind: str) -> list[Row]:
    return [
        {
            f"{kind}_id": name.id,
            "name": name.text,
            "folded": name.folded,
            "form": name.form,
            "ambiguous": name.ambiguous,
            "valid_from": name.valid_from,
            "valid_to": name.valid_to,
        }
        for name in vocabulary.names
        if name.kind == kind
    ]


def _treaties(vocabulary: Vocabulary) -> list[Row]:
    return [
        {
            "id": each.id,
            "name": each.name,
            "full_name": each.full_name,
            "kind": each.kind,
            "adopted": date_cell(each.adopted),
            "opened": date_cell(each.opened),
            "entry_into_force": date_cell(each.entry_into_force),
            "depositary": each.depositary,
            "withdrawal_notice_months": each.withdrawal_notice_months,
            "withdrawal_rule": each.withdrawal_rule,
            "status": each.status,
            "end_date": date_cell(each.end_date),
            "source": each.source,
            "checked": each.checked,
        }
        for each in vocabulary.treaties.values()
    ]


def _offices(vocabulary: Vocabulary) -> list[Row]:
    return [
        {
            "person_id": each.person_id,
            "role": each.role,
            "actor_id": each.actor_id,
            "acting": each.acting,
            "start_date": date_cell(each.start),
            "end_date": date_cell(each.end),
            "end_status": each.end_status,
            "source": each.source,
            "checked": each.checked,
        }
        for each in vocabulary.offices
    ]


def _memberships(vocabulary: Vocabulary) -> list[Row]:
    return [
        {
            "body_id": row["body"],
            "body_actor_id": row["body"] if row["body"] in vocabulary.actors else None,
            "body_treaty_id": row["body"] if row["body"] in vocabulary.treaties else None,
            "actor_id": row["actor"],
            "start_date": date_cell(row["from"]),
            "end_date": date_cell(row["to"]),
            "source": row["source"],
            "checked": int(row["checked"]),
        }
        for row in seed_rows("memberships")
    ]


def _action(row: dict[str, str]) -> Row:
    date = date_cell(row["date"])
    first, last = edtf.days_of(date)
    return {
        "treaty_id": row["treaty_id"],
        "actor_id": row["state_iso3"],
        "action": row["action"],
        "date": date,
        "first_day": first,
        "last_day": last,
        "effective_date": None,
        "basis": row["basis"],
        "contested": bool(_CONTESTED.search(row["note"])),
        "corroboration": row["corroboration"],
        "source": row["source"],
        "checked": int(row["checked"]),
        "note": row["note"],
    }


def _disagreement(row: dict[str, str]) -> Row:
    return {
        "treaty_id": row["treaty_id"],
        "actor_id": None if row["state_iso3"] == "*" else row["state_iso3"],
        "what": row["what"],
        "kept": row["kept"],
        "other": row["other"],
        "comment": row["comment"],
    }


def _embargo(row: dict[str, str]) -> Row:
    kept = {name: row[name] for name in ("id", "scope", "legal_basis", "exceptions", "source")}
    return {
        **kept,
        "imposed_by_id": row["imposed_by"],
        "target_id": row["target_actor"],
        "start_date": date_cell(row["from"]),
        "end_date": date_cell(row["to"]),
        "checked": int(row["checked"]),
    }


def _links(columns: tuple[str, str], pairs: Iterable[tuple[str, Iterable[str]]]) -> list[Row]:
    """One row for each thing that a thing is linked to, with its place in the source's order."""
    return [
        {columns[0]: one, columns[1]: other, "position": position}
        for one, others in pairs
        for position, other in enumerate(others)
    ]
