"""The closure of any taxonomy holds what can be reached, at the fewest steps, and a ring is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from timeline.database.opening import reading, writing
from timeline.database.taxonomy import closure, refresh_closure, stored_closure, stored_parents
from timeline.errors import UsageError

# Parents come earlier in the alphabet, so that there is no ring.
TAXONOMIES = st.integers(1, 9).flatmap(
    lambda size: st.fixed_dictionaries(
        {
            chr(97 + n): st.lists(st.sampled_from([chr(97 + k) for k in range(n)] or ["a"]), max_size=3, unique=True)
            if n
            else st.just([])
            for n in range(size)
        }
    )
)


def fewest_steps(parents: dict[str, list[str]], weapon: str) -> dict[str, int]:
    """Breadth first: the definition."""
    found, ahead, steps = {weapon: 0}, [weapon], 0
    while ahead:
        steps += 1
        ahead = sorted({above for each in ahead for above in parents[each]} - found.keys())
        found.update(dict.fromkeys(ahead, steps))
    return found


@given(TAXONOMIES)
def test_the_closure_is_what_can_be_reached(parents: dict[str, list[str]]) -> None:
    expected = {(w, above): steps for w in parents for above, steps in fewest_steps(parents, w).items()}
    assert closure(parents) == expected


@pytest.mark.parametrize(
    ("parents", "ring"),
    [({"a": ["a"]}, "a → a"), ({"a": ["b"], "b": ["c"], "c": ["b"]}, "b → c → b")],
)
def test_a_ring_is_refused(parents: dict[str, list[str]], ring: str) -> None:
    with pytest.raises(UsageError, match=f"A weapon cannot be a kind of itself: {ring}. Take one of these"):
        closure(parents)


def test_an_atacms_is_below_both_of_its_parents(engine: Engine) -> None:
    with reading(engine) as connection:
        assert stored_closure(connection) == closure(stored_parents(connection))
        above = {ancestor for weapon, ancestor in stored_closure(connection) if weapon == "m39-atacms"}
    assert {"m39-atacms", "srbm", "missile", "cluster-munition", "weapon"} <= above


def test_a_link_of_the_users_is_followed(engine: Engine) -> None:
    link = text("INSERT INTO weapon_kind (weapon_id, parent_id) VALUES ('anti-personnel-mine', 'booby-trap')")
    with writing(engine) as connection:
        assert not refresh_closure(connection)
        connection.execute(link)
        assert refresh_closure(connection)
        assert stored_closure(connection)["anti-personnel-mine", "booby-trap"] == 1
        connection.execute(text("DELETE FROM weapon_kind WHERE parent_id = 'booby-trap'"))
        assert refresh_closure(connection)
        assert ("anti-personnel-mine", "booby-trap") not in stored_closure(connection)
