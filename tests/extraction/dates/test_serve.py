"""JSON lines in, JSON lines out, as `timeline dates` reads and writes them: whole outputs compared."""

import json

import pytest

from timeline.errors import SourceRefused, UsageError
from timeline.extraction.dates import date_records

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


def test_lines() -> None:
    assert "".join(line + "\n" for line in date_records(DOCUMENTS.splitlines(keepends=True))) == EXPECTED


def test_the_mode_is_passed_on() -> None:
    document = json.dumps({"doc": "a", "dct": "2024-11-20", "text": "It began in May 1942. In June it ended."})
    assert [json.loads(line)["value"] for line in date_records([document], "narrative")] == ["1942-05", "1942-06"]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('{"dct": "2024-11-20", "text": "x"}', "Line 3: 'doc' must be a text."),
        ('{"doc": "a", "dct": "2024-11-20"}', "Line 3: 'text' must be a text."),
        ('{"doc": "a", "dct": 5, "text": "x"}', "Line 3: 'dct' must be a text."),
        ('{"doc": "a", "dct": "yesterday", "text": "x"}', "Line 3: 'dct' is no date: 'yesterday'"),
        ("[]", "Line 3 is not a JSON object."),
        ("{", "Line 3 is not JSON ("),
    ],
)
def test_a_line_that_is_no_document(line: str, complaint: str) -> None:
    made = date_records(['{"doc": "good", "dct": "2024-11-20", "text": "today"}', "\n", line])
    assert json.loads(next(made))["doc"] == "good"
    with pytest.raises(SourceRefused) as refusal:
        next(made)
    assert str(refusal.value).startswith(complaint)


def test_unknown_mode() -> None:
    with pytest.raises(UsageError, match="poetry"):
        list(date_records(['{"doc": "a", "dct": null, "text": ""}'], "poetry"))
