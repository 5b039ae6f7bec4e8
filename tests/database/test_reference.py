"""Reference facts: loaded quickly and completely, brought up to date, and the user's own rows left alone."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, Row, select, text

from tests.database.soundness import sound
from tests.migrations.rows import add, fill_every_table
from timeline.database import facts, seed_cells
from timeline.database.checking import faults
from timeline.database.fact_keys import KEYS
from timeline.database.models import metadata
from timeline.database.opening import reading, writing
from timeline.database.reference import upgrade_reference
from timeline.vocabulary.fold import fold

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
NOTHING_TO_DO = "The reference facts are those of this version already."
# One row of a table and the file that it comes from; names come from several columns and files.
FILES = {
    "weapon": "weapons",
    "treaty": "treaties",
    "office": "office_holders",
    "membership": "memberships",
    "provision": "treaty_provisions",
    "treaty_action": "treaty_actions",
    "disagreement": "conflicts",
    "embargo": "embargoes",
    "event_type": "event_types",
    "reference_source": "sources",
}


def count(connection: Connection, table: str) -> int:
    """How many rows a table has."""
    return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())  # noqa: S608


def all_rows(connection: Connection) -> dict[str, Sequence[Row[Any]]]:
    """Every reference row without its key, in an order of its own."""
    tables = {name: metadata.tables[name] for name in KEYS}
    return {
        name: sorted(
            connection.execute(select(*(c for c in table.c if c.name != "id" or "id" in KEYS[name]))), key=repr
        )
        for name, table in tables.items()
    }


def test_every_row_of_every_file_is_loaded(engine: Engine) -> None:
    with reading(engine) as connection:
        for table, file in FILES.items():
            with (SEEDS / f"{file}.csv").open(encoding="utf-8", newline="") as stream:
                assert count(connection, table) == sum(1 for _ in csv.DictReader(stream)), table
        for table in KEYS:
            origins = connection.execute(text(f"SELECT DISTINCT origin FROM {table}")).scalars().all()  # noqa: S608
            assert origins == ["reference"], table


def test_what_the_facts_say_of_the_seed_article(engine: Engine) -> None:
    """Ukraine is a party to the Mine Ban Treaty, Austin was the secretary on that day, XXXX is no date."""
    with reading(engine) as connection:
        acts = connection.execute(
            text(
                "SELECT action, date, first_day, contested FROM treaty_action WHERE treaty_id = 'mine-ban'"
                " AND actor_id = 'UKR' ORDER BY first_day"
            )
        ).all()
        office = connection.execute(
            text("SELECT actor_id, role, start_date, end_date FROM office WHERE person_id = 'lloyd-austin'")
        ).all()
        unknown = text("SELECT count(*) FROM membership WHERE start_date = 'XXXX'")
        assert connection.execute(unknown).scalar_one() == 0
        bodies = text("SELECT DISTINCT body_id FROM membership WHERE body_actor_id IS NULL AND body_treaty_id IS NULL")
        assert set(connection.execute(bodies).scalars()) <= {"g7", "un-p5"}
    assert ("suspension", "2025-07-18", True) in [(act.action, act.date, bool(act.contested)) for act in acts]
    assert ("entry_into_force", "2006-06-01") in [(act.action, act.date) for act in acts]
    assert [tuple(row) for row in office] == [("USA", "defence-minister", "2021-01-22", "2025-01-20")]


def test_a_person_with_several_offices_is_one_actor(engine: Engine) -> None:
    with reading(engine) as connection:
        several = text("SELECT person_id FROM office GROUP BY person_id HAVING count(*) > 1 ORDER BY 1")
        persons = connection.execute(several).scalars().all()
        kinds = text("SELECT DISTINCT kind FROM actor WHERE id IN (SELECT person_id FROM office)")
        assert connection.execute(kinds).scalars().all() == ["person"]
    assert "donald-trump" in persons


def test_a_second_upgrade_changes_nothing(engine: Engine) -> None:
    with writing(engine) as connection:
        before = count(connection, "change")
        assert str(upgrade_reference(connection)) == NOTHING_TO_DO
        assert count(connection, "change") == before


def test_an_upgrade_brings_back_what_is_shipped_and_writes_it_down(engine: Engine) -> None:
    with writing(engine) as connection:
        shipped = all_rows(connection)
        connection.execute(text("UPDATE treaty SET withdrawal_notice_months = 99 WHERE id = 'mine-ban'"))
        connection.execute(text("DELETE FROM treaty_action WHERE treaty_id = 'mine-ban' AND actor_id = 'UKR'"))
        connection.execute(
            text("DELETE FROM weapon_kind WHERE weapon_id = 'm39-atacms' AND parent_id = 'cluster-munition'")
        )
        add(connection, "actor", id="QQQ", kind="state", name="Nowhere", origin="reference")
        add(
            connection,
            "actor_name",
            actor_id="QQQ",
            name="Nowhere",
            folded="nowhere",
            form="official",
            origin="reference",
        )
    with writing(engine) as connection:
        changes = upgrade_reference(connection)
    assert (changes.changed, changes.removed, changes.kept) == (1, 2, 0)
    assert changes.added == 5
    with reading(engine) as connection:
        assert all_rows(connection) == shipped
        log = text("SELECT table_name, row_key FROM change WHERE table_name <> 'setting' ORDER BY id")
        logged = [tuple(row) for row in connection.execute(log)]
    assert len(logged) == 8
    assert ("treaty", "mine-ban") in logged
    assert ("actor", "QQQ") in logged
    assert ("weapon_kind", "m39-atacms|cluster-munition") in logged
    assert list(faults(engine)) == []


def test_the_users_own_rows_stay(engine: Engine) -> None:
    with writing(engine) as connection:
        add(connection, "actor", id="acme", kind="company", name="Acme", country_id="USA")
        add(connection, "actor_name", actor_id="USA", name="Uncle Sam", folded="uncle sam", form="alias")
        add(connection, "weapon", id="pogo-mine", name="Pogo mine")
        add(connection, "weapon_kind", weapon_id="pogo-mine", parent_id="anti-personnel-mine")
        # The user's own word on a fact that is shipped as well.
        connection.execute(text("UPDATE treaty SET status = 'mine', origin = 'user' WHERE id = 'mine-ban'"))
        connection.execute(text("UPDATE weapon SET notes = 'stale' WHERE id = 'landmine'"))
    with writing(engine) as connection:
        changes = upgrade_reference(connection)
    assert (changes.added, changes.changed, changes.removed) == (0, 1, 0)
    with reading(engine) as connection:
        assert connection.execute(text("SELECT status FROM treaty WHERE id = 'mine-ban'")).scalar_one() == "mine"
        for table in ("actor", "actor_name", "weapon", "weapon_kind"):
            own = text(f"SELECT count(*) FROM {table} WHERE origin = 'user'")  # noqa: S608
            assert connection.execute(own).scalar_one() == 1, table
        below = text("SELECT count(*) FROM weapon_closure WHERE weapon_id = 'pogo-mine' AND ancestor_id = 'landmine'")
        assert connection.execute(below).scalar_one() == 1


def test_the_users_names_get_the_comparison_key_of_this_version(engine: Engine) -> None:
    with writing(engine) as connection:
        add(connection, "actor_name", actor_id="USA", name="Uncle Sams", folded="uncle-sams", form="alias")
    with writing(engine) as connection:
        changes = upgrade_reference(connection)
        assert (changes.added, changes.changed, changes.removed) == (0, 1, 0)
        folded = text("SELECT folded FROM actor_name WHERE name = 'Uncle Sams'")
        assert connection.execute(folded).scalar_one() == fold("Uncle Sams")
        assert str(upgrade_reference(connection)) == NOTHING_TO_DO


def retire(connection: Connection, shipped: dict[str, list[seed_cells.Row]]) -> None:
    """Store rows that are not shipped any more: a kind of weapon with a model below it, and a body with a part."""
    for weapon, parent in (("old-kind", "landmine"), ("old-model", "old-kind"), ("unused", "landmine")):
        add(connection, "weapon", id=weapon, name=weapon, origin="reference")
        add(connection, "weapon_kind", weapon_id=weapon, parent_id=parent, origin="reference")
        add(
            connection,
            "weapon_name",
            weapon_id=weapon,
            name=weapon,
            folded=fold(weapon),
            form="alias",
            origin="reference",
        )
    add(connection, "actor", id="old-body", kind="other", name="Old body", origin="reference")
    add(connection, "actor", id="old-part", kind="other", name="Old part", parent_id="old-body", origin="reference")
    assert "old-kind" not in {row["id"] for row in shipped["weapon"]}


def test_what_events_refer_to_stays_with_all_that_belongs_to_it(engine: Engine) -> None:
    with writing(engine) as connection:
        fill_every_table(connection)
        retire(connection, facts.shipped_rows())
        add(connection, "event_weapon", event_id=1, weapon_id="old-model")
    with writing(engine) as connection:
        changes = upgrade_reference(connection)
        # `unused` with its link and name, and the body with its part, go; the model keeps its name, link and kind.
        assert (changes.added, changes.changed, changes.removed, changes.kept) == (0, 0, 5, 6)
        assert str(changes) == (
            "Reference facts: 0 added, 0 changed, 5 removed; 6 no longer shipped stay, because other rows need them."
        )
    with reading(engine) as connection:
        old = text("SELECT id FROM weapon WHERE id LIKE 'old-%' OR id = 'unused' ORDER BY id")
        assert connection.execute(old).scalars().all() == ["old-kind", "old-model"]
        facet = text("SELECT count(*) FROM event_weapon_facet WHERE weapon_id = 'old-kind' AND event_id = 1")
        assert connection.execute(facet).scalar_one() == 1
    assert sound(engine)


def test_an_upgrade_that_fails_leaves_everything_as_it_was(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(text("DELETE FROM treaty_name WHERE treaty_id = 'ccm'"))
        before = all_rows(connection)
    with pytest.raises(KeyboardInterrupt), writing(engine) as connection:
        upgrade_reference(connection)
        raise KeyboardInterrupt
    with reading(engine) as connection:
        assert all_rows(connection) == before
