"""The stored vocabulary equals the shipped one, and grows with what the user adds."""

from sqlalchemy import Engine, text

from timeline.database.opening import reading, writing
from timeline.database.vocabulary import stored_vocabulary
from timeline.vocabulary.fold import fold
from timeline.vocabulary.reading import shipped_vocabulary


def test_a_new_database_knows_what_is_shipped(engine: Engine) -> None:
    with reading(engine) as connection:
        stored = stored_vocabulary(connection)
    shipped = shipped_vocabulary()
    assert stored.actors == shipped.actors
    assert stored.weapons == shipped.weapons
    assert stored.treaties == shipped.treaties
    assert stored.offices == shipped.offices
    assert stored.event_types == shipped.event_types
    kinds = ("actor", "weapon", "treaty")
    assert stored.names == [name for kind in kinds for name in shipped.names if name.kind == kind]
    assert [name.folded for name in stored.names] == [fold(name.text) for name in stored.names]


def test_what_the_user_adds_is_known_too(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(text("INSERT INTO weapon (id, name) VALUES ('pogo-mine', 'Pogo mine')"))
        connection.execute(
            text("INSERT INTO weapon_kind (weapon_id, parent_id) VALUES ('pogo-mine', 'anti-personnel-mine')")
        )
        connection.execute(
            text(
                "INSERT INTO weapon_name (weapon_id, name, folded, form) VALUES ('pogo-mine', 'Pogo', 'pogo', 'alias')"
            )
        )
    with reading(engine) as connection:
        stored = stored_vocabulary(connection)
    assert stored.resolve("weapon", "pogos") == "pogo-mine"
    assert "pogo-mine" in stored.descendants("landmine")
