"""Records in, records out, as `timeline dates` reads and writes them: whole outputs compared."""

import json

import pytest

from timeline.errors import UsageError
from timeline.extraction.dates import dated_records

DOCUMENTS = """\
{"doc": "a", "dct": "2024-11-20", "text": "This week, Kyiv fired. It was so for years, until 2022 and since May."}
{"doc": "b", "dct": "20130322", "text": "On Friday it ended."}
{"doc": "c", "dct": "1998-02-13T14:26:00", "text": "It began yesterday."}
{"doc": "d", "dct": null, "text": "It began Tuesday, 3 May 2021, and ended Friday."}
{"doc": "e", "dct": "", "text": "No time at all."}
"""
EXPECTED = """\
{"doc": "a", "start": 0, "end": 9, "text": "This week", "type": "DATE", "value": "2024-W47", "edtf": "2024-11-18/2024-11-20", "first": "2024-11-18", "last": "2024-11-20", "rule": "unit-same"}
{"doc": "a", "start": 37, "end": 42, "text": "years", "type": "DURATION", "value": "PXY", "edtf": null, "first": null, "last": null, "rule": "duration"}
{"doc": "a", "start": 50, "end": 54, "text": "2022", "type": "DATE", "value": "2022", "edtf": "../2022", "first": null, "last": "2022-12-31", "rule": "year"}
{"doc": "a", "start": 65, "end": 68, "text": "May", "type": "DATE", "value": "2024-05", "edtf": "2024-05/..", "first": "2024-05-01", "last": null, "rule": "month-before"}
{"doc": "b", "start": 3, "end": 9, "text": "Friday", "type": "DATE", "value": "2013-03-22", "edtf": "2013-03-22", "first": "2013-03-22", "last": "2013-03-22", "rule": "weekday-same"}
{"doc": "c", "start": 9, "end": 18, "text": "yesterday", "type": "DATE", "value": "1998-02-12", "edtf": "1998-02-12", "first": "1998-02-12", "last": "1998-02-12", "rule": "day-word"}
{"doc": "d", "start": 9, "end": 28, "text": "Tuesday, 3 May 2021", "type": "DATE", "value": "2021-05-03", "edtf": "2021-05-03", "first": "2021-05-03", "last": "2021-05-03", "rule": "day-in-full"}
{"doc": "d", "start": 40, "end": 46, "text": "Friday", "type": "DATE", "value": "XXXX-WXX-5", "edtf": null, "first": null, "last": null, "rule": "weekday-without-date"}
"""  # noqa: E501


def test_records() -> None:
    documents = [json.loads(line) for line in DOCUMENTS.splitlines()]
    assert "".join(json.dumps(record) + "\n" for record in dated_records(documents)) == EXPECTED


def test_the_mode_is_passed_on() -> None:
    document = {"doc": "a", "dct": "2024-11-20", "text": "It began in May 1942. In June it ended."}
    assert [record["value"] for record in dated_records([document], "narrative")] == ["1942-05", "1942-06"]


@pytest.mark.parametrize(
    ("record", "complaint"),
    [
        ({"dct": "2024-11-20", "text": "x"}, 'Record 2 needs "doc" and "text"'),
        ({"doc": "a", "dct": "2024-11-20"}, 'Record 2 needs "doc" and "text"'),
        ({"doc": "a", "dct": "yesterday", "text": "x"}, "The \"dct\" of document 'a' is no date"),
        ({"doc": "a", "dct": 5, "text": "x"}, "The \"dct\" of document 'a' is no date"),
    ],
)
def test_a_record_that_cannot_be_read(record: dict[str, object], complaint: str) -> None:
    good: dict[str, object] = {"doc": "good", "dct": "2024-11-20", "text": "today"}
    made = dated_records([good, record])
    assert next(made)["doc"] == "good"
    with pytest.raises(UsageError) as refusal:
        next(made)
    assert complaint in str(refusal.value)


def test_unknown_mode() -> None:
    with pytest.raises(UsageError, match="poetry"):
        list(dated_records([{"doc": "a", "dct": None, "text": ""}], "poetry"))
