"""Who held which office when: one holder at a time, no remark among the names, ends known where they are said."""

from datetime import date, timedelta

from timeline import edtf
from timeline.vocabulary.offices import Office
from timeline.vocabulary.reading import seed_rows, shipped_vocabulary

VOCABULARY = shipped_vocabulary()
SINGLE = (
    "head-of-state",
    "head-of-government",
    "head-of-state-and-government",
    "defence-minister",
    "foreign-minister",
    "secretary-general",
    "secretary general",
    "director-general",
    "director general",
    "high representative",
    "president",
    "vice-president",
    "supreme leader",
)
# Presidents of the Soviet Union and of Russia, and their foreign ministers, in its last year: both are RUS here.
TOGETHER = {("Mikhail Gorbachev", "Boris Yeltsin"), ("Eduard Shevardnadze", "Andrei Kozyrev")}


def _first(office: Office) -> date:
    return edtf.parse(office.start).last if office.start else date.min


def _last(office: Office) -> date:
    return edtf.parse(office.end).first if office.end else date.max


def test_an_office_has_one_holder_at_a_time() -> None:
    offices = [office for office in VOCABULARY.offices if office.role in SINGLE]
    wrong = [
        (one, other)
        for rank, one in enumerate(offices)
        for other in offices[rank + 1 :]
        if (one.role, one.actor_id) == (other.role, other.actor_id)
        and min(_last(one), _last(other)) - max(_first(one), _first(other)) > timedelta(days=3)
        and (one.person, other.person) not in TOGETHER
    ]
    assert wrong == []


def test_the_end_is_known_where_it_is_said_to_be() -> None:
    assert [row for row in seed_rows("office_holders") if (row["end_status"] == "ended") != bool(row["to"])] == []


def test_persons_act_for_states_and_organisations() -> None:
    kinds = {VOCABULARY.actors[office.actor_id].kind for office in VOCABULARY.offices}
    assert kinds <= {"state", "international-organisation", "agency", "ngo", "armed-non-state-group"}


def test_names_of_persons_are_names_only() -> None:
    rows = seed_rows("office_holders")
    texts = {text for row in rows for text in (row["aliases"] + "|" + row["ambiguous_aliases"]).split("|") if text}
    assert sorted(text for text in texts if set(text) & set("()0123456789") or len(text) < 2) == []
    assert [row["person"] for row in rows if set(row["aliases"].split("|")) & {row["person"]}] == []
