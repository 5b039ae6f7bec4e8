"""The tree of weapons, persons in office on a date, organs and their states, and what a name can mean."""

import subprocess
import sys

from timeline import edtf
from timeline.vocabulary.lookup import nearest_of
from timeline.vocabulary.names import Name
from timeline.vocabulary.reading import shipped_vocabulary
from timeline.vocabulary.vocabulary import Vocabulary
from timeline.vocabulary.weapons import Weapon

VOCABULARY = shipped_vocabulary()


def test_a_weapon_with_two_parents_is_below_both() -> None:
    assert VOCABULARY.ancestors("m39-atacms") == {
        "m39-atacms",
        "atacms",
        "srbm",
        "ballistic-missile",
        "missile",
        "cluster-munition",
        "explosive-ordnance",
        "conventional-weapon",
        "weapon",
    }
    assert "m39-atacms" in VOCABULARY.descendants("cluster-munition")
    assert "m39-atacms" in VOCABULARY.descendants("missile")
    assert "m57-atacms" not in VOCABULARY.descendants("cluster-munition")


def test_landmines_are_everything_below_and_no_cluster_munitions() -> None:
    below = VOCABULARY.descendants("landmine")
    assert {"landmine", "anti-personnel-mine", "adam", "m692", "pfm-1", "anti-vehicle-mine", "raam"} <= below
    assert not below & VOCABULARY.descendants("cluster-munition")
    assert "naval-mine" not in below


def test_up_and_down_agree_and_the_root_holds_all() -> None:
    assert VOCABULARY.descendants("weapon") == set(VOCABULARY.weapons)
    for id in VOCABULARY.weapons:
        assert all(id in VOCABULARY.descendants(above) for above in VOCABULARY.ancestors(id))


def test_a_ring_of_parents_ends() -> None:
    ring = Vocabulary({}, {"a": Weapon("a", "A", ("b",)), "b": Weapon("b", "B", ("a",))}, {}, [], {}, [])
    assert ring.ancestors("a") == ring.descendants("a") == {"a", "b"}


def _held(person: str, on: str) -> list[tuple[str, str]]:
    return [(office.role, office.actor_id) for office in VOCABULARY.offices_of(person, edtf.parse(on))]


def test_a_person_acts_for_a_state_only_in_office() -> None:
    assert _held("Austin", "2024-11-20") == [("defence-minister", "USA")]
    assert _held("Lloyd Austin", "2025-02-01") == []
    assert _held("Austin", "2020-11-20") == []
    assert _held("Trump", "2024-11-20") == []
    assert _held("Donald Trump", "2025-01") == [("head-of-state-and-government", "USA")]
    assert _held("nobody at all", "2024-11-20") == []


def test_the_date_tells_bearers_of_one_name_apart() -> None:
    assert {office.person for office in VOCABULARY.offices_of("Bush", edtf.parse("1991-03"))} == {"George H. W. Bush"}
    assert {office.person for office in VOCABULARY.offices_of("Bush", edtf.parse("2004-03"))} == {"George W. Bush"}
    assert _held("Mark Rutte", "2023") == [("head-of-government", "NLD")]
    assert _held("Rutte", "2025") == [("secretary general", "nato")]


def test_an_unknown_end_leaves_an_office_open() -> None:
    assert _held("Sergei Lavrov", "2024-11-19") == [("foreign-minister", "RUS")]
    assert _held("lavrov", "../2003") == []


def test_an_organ_stands_for_its_state_or_organisation() -> None:
    acted_for = {id: VOCABULARY.state_of(id) for id in ("us-dod", "seimas", "european-commission", "hrw", "UKR", "rsf")}
    assert acted_for == {
        "us-dod": "USA",
        "seimas": "LTU",
        "european-commission": "eu",
        "hrw": "hrw",
        "UKR": "UKR",
        "rsf": "rsf",
    }


def test_meanings_of_every_kind_certain_ones_first() -> None:
    found = [(meaning.kind, meaning.id, meaning.matched.ambiguous) for meaning in VOCABULARY.meanings("landmines")]
    assert found == [("weapon", "landmine", False), ("weapon", "anti-personnel-mine", True)]
    assert [(meaning.kind, meaning.id) for meaning in VOCABULARY.meanings("INF")] == [("treaty", "inf")]
    assert [(meaning.kind, meaning.id) for meaning in VOCABULARY.meanings("UA")] == [("actor", "UKR")]
    assert [meaning.id for meaning in VOCABULARY.meanings("withdrawal")] == ["treaty-withdrawal"]
    assert VOCABULARY.meanings("qqqq") == []


def test_a_name_that_held_for_some_years_says_which() -> None:
    (meaning,) = VOCABULARY.meanings("Soviet Union")
    assert (meaning.id, meaning.matched.valid_from, meaning.matched.valid_to) == ("RUS", "1922-12-30", "1991-12-26")


def test_near_misses_leave_out_what_the_text_means() -> None:
    near = VOCABULARY.near_meanings("Iran")
    assert ("actor", "IRN") not in {(meaning.kind, meaning.id) for meaning in near}
    assert ("actor", "IRQ") in {(meaning.kind, meaning.id) for meaning in near}


def test_nearest_of_a_short_list() -> None:
    assert nearest_of("recipent", ("supplier", "recipient", "decider")) == ["recipient"]
    assert nearest_of("zzz", ("supplier", "recipient")) == []


def test_spellings_with_and_without_accents_are_both_kept_for_running_text() -> None:
    texts = {name.text for name in VOCABULARY.names if name.id == "BRA"}
    assert {"Brasilia", "Brasília"} <= texts


def test_names_keep_what_the_caller_knows() -> None:
    assert Name("Defence Ministries", "actor", "x").folded == "defense ministry"
    assert Name("Anything", "actor", "x", folded="stored key").folded == "stored key"


def test_reading_imports_nothing_heavy() -> None:
    script = (
        "import sys\n"
        "from timeline.vocabulary.reading import shipped_vocabulary\n"
        "vocabulary = shipped_vocabulary(); vocabulary.resolve('weapon', 'landmines')\n"
        "heavy = {'rapidfuzz', 'pandas', 'sqlalchemy', 'typer'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
