"""Rival dates: what tells two likely dates of a candidate apart, what it is learned from, and how a trace tells it."""

from dataclasses import replace
from typing import Any

import pytest

from timeline.documents.document import Document
from timeline.extraction.candidates import candidates
from timeline.extraction.date_features import date_choices
from timeline.extraction.decisions import scored_dates
from timeline.extraction.linear import NEVER, Joint, Linear, Models, models_from, shipped_models
from timeline.extraction.read import read
from timeline.extraction.reading import Candidate, Choice
from timeline.extraction.rival_dates import NEAR, ahead_of_likelier, rival_features, second_thought
from timeline.extraction.training.doubts import Doubt, doubts_of, rival_date_model
from timeline.extraction.training.gold import Annotated, GoldEvent
from timeline.extraction.weighing import dates_weighed
from timeline.vocabulary.reading import shipped_vocabulary

READING = read(
    Document("Berlin said in March that it would help. It delivered howitzers to Ukraine on 5 May 2023.", "2023-06-01"),
    shipped_vocabulary(),
)
ALWAYS = Linear(1.0, {})
# The day of the sentence is half a step likelier than the month of the one before, and that is all there is.
WITHOUT = replace(
    shipped_models(), date=Joint(0.0, {"": {"src=sent": 1.0, "src=prev1": 0.5}}), reader=None, rival_date=NEVER
)


def delivery(models: Models) -> Candidate:
    """The delivery that the second sentence tells."""
    return next(c for c in candidates(READING, models) if c.type == "transfer-delivery" and c.sentence == 1)


def two(behind: float) -> list[Choice]:
    """The day of the sentence, and the month of the one before so far behind it."""
    day, month = READING.times[1][0], READING.times[0][0]
    return [
        Choice(day.edtf, 1.0, day.start, day.end, day.rule),
        Choice(month.edtf, 1.0 - behind, month.start, month.end, month.rule),
    ]


@pytest.mark.parametrize(("behind", "model", "swapped"), [(0.5, ALWAYS, True), (0.5, NEVER, False), (4, ALWAYS, False)])
def test_the_second_date_is_taken_where_it_is_near_and_meant(behind: float, model: Linear, swapped: bool) -> None:
    ranked = [*two(behind), Choice("2020", -5.0)]
    found = second_thought(READING, delivery(WITHOUT), ranked, {}, model)
    assert found == ([ranked[1], ranked[0], ranked[2]] if swapped else ranked)
    assert ahead_of_likelier(found) == swapped


def test_what_tells_two_dates_apart() -> None:
    candidate = delivery(WITHOUT)
    features = {"2023-05-05": ["src=sent", "rank=0"], "2023-03": ["src=prev1"]}
    assert rival_features(READING, candidate, two(0.5), features) == [
        "behind=2",
        "places=here>before",
        "src=sent>src=prev1",
        f"rules={READING.times[1][0].rule}>{READING.times[0][0].rule}",
        "transfer-delivery|places=here>before",
        "transfer-delivery|second=before",
        "here>before|second=before",
        "here>before|precision=2>1",
        "here>before|told first=False",
        "here>before|kind=body",
        "here>before|published=before|before",
        "first src=sent",
        "first rank=0",
        "second src=prev1",
    ]
    assert rival_features(READING, candidate, two(NEAR + 0.1), features) == []
    assert rival_features(READING, candidate, two(0.5)[:1], features) == []


def annotated(*dates: str) -> Annotated:
    """The document with one delivery of each of the dates."""
    told = frozenset({("DEU", "supplier"), ("UKR", "recipient")})
    events = [
        GoldEvent("transfer-delivery", "actual", (date,), told, ("howitzer",), (), (1,), core=True, record={})
        for date in dates
    ]
    return Annotated("own", READING, tuple(events))


def test_a_doubt_is_learned_from_where_one_of_two_near_dates_is_right() -> None:
    candidate, features = delivery(WITHOUT), {c.value: row for c, row in date_choices(READING, delivery(WITHOUT))}
    row = rival_features(READING, candidate, scored_dates(READING, candidate, WITHOUT), features)
    assert "behind=2" in row
    assert list(doubts_of(annotated("2023-05-05"), 2, WITHOUT)) == [Doubt(row, False, 2)]
    assert list(doubts_of(annotated("2023-03"), 1, WITHOUT)) == [Doubt(row, True, 1)]
    assert list(doubts_of(annotated("1999"), 0, WITHOUT)) == []  # neither is right
    assert list(doubts_of(annotated("2023-05-05", "2023-03"), 0, WITHOUT)) == []  # it tells of two events


def test_the_model_learns_which_date_its_features_speak_for() -> None:
    doubts = [Doubt(["rules=a>b"], True, 0), Doubt(["rules=b>a"], False, 0)] * 20
    model = models_from({**_EMPTY, "rival date": rival_date_model(doubts)}).rival_date
    assert model.score(["rules=a>b"]) > 0 > model.score(["rules=b>a"])
    assert models_from(_EMPTY).rival_date == NEVER


def test_a_trace_says_what_a_second_thought_was_about() -> None:
    models = replace(WITHOUT, rival_date=Linear(-1.0, {"places=here>before": 9.0, "first rank=0": -0.5}))
    told = list(dates_weighed(READING, delivery(models), models, ()))
    assert [each.value for each in told[:2]] == ["2023-03", "2023-05-05"]
    assert (told[0].why, told[0].reasons) == (
        "by what tells it from the next",
        (("places=here>before", 9.0), ("first rank=0", -0.5)),
    )
    assert (told[1].why, told[1].reasons) == ("", (("src=sent", 1.0),))


_NO_CLASS: dict[str, Any] = {"classes": [], "biases": [], "weights": {}}
_NOUGHT: dict[str, Any] = {"bias": 0.0, "weights": {}}
_EMPTY: dict[str, dict[str, Any]] = {
    **dict.fromkeys(("type", "status"), _NO_CLASS),
    **dict.fromkeys(("hint", "role", "date", "weapon", "treaty", "event"), _NOUGHT),
}
