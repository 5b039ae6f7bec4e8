"""Lines in, lines out: the records, their order, and what a bad line gets."""

import json

import pytest

from timeline.errors import SourceRefused
from timeline.extraction.batch import extract_lines
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()
GOOD = {
    "doc": "a",
    "published": "2024-03-07",
    "text": "Germany on Tuesday approved the sale of 18 howitzers to Ukraine.",
}


def test_each_document_gives_one_record_in_the_same_order() -> None:
    lines = [json.dumps(GOOD), "", json.dumps({"doc": "b", "published": None, "text": "Nothing of the kind."})]
    records = [json.loads(line) for line in extract_lines(lines, VOCABULARY)]
    assert [record["doc"] for record in records] == ["a", "b"]
    assert records[1]["events"] == []
    [event] = [e for e in records[0]["events"] if e["type"] == "transfer-authorization"]
    assert event["date"] == "2024-03-05"
    assert event["participants"] == [{"actor": "DEU", "role": "supplier"}, {"actor": "UKR", "role": "recipient"}]
    assert event["weapons"] == ["large-calibre-artillery-system"]
    assert event["evidence"] == [{"start": 0, "end": len(GOOD["text"]), "quote": GOOD["text"]}]
    assert event["lane"] == "auto"
    assert list(event) == [
        "type",
        "status",
        "date",
        "participants",
        "weapons",
        "treaties",
        "evidence",
        "confidence",
        "lane",
    ]


def test_only_the_lanes_asked_for_are_printed() -> None:
    line = json.dumps(GOOD)
    every = json.loads(next(extract_lines([line], VOCABULARY, ("auto", "review", "archive"))))["events"]
    auto = json.loads(next(extract_lines([line], VOCABULARY, ("auto",))))["events"]
    assert auto == [e for e in every if e["lane"] == "auto"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "Line 2 is not JSON"),
        ("[1]", "Line 2 is not a JSON object"),
        ('{"doc": "x", "published": "2024"}', "Line 2: 'text' must be a text"),
        ('{"doc": 7, "text": "x"}', "Line 2: 'doc' must be a text"),
        ('{"doc": "x", "text": ["x"]}', "Line 2: 'text' must be a text"),
        ('{"doc": "x", "text": "x", "title": 3}', "Line 2: 'title' must be a text"),
        ('{"doc": "x", "text": "x", "published": "soon"}', "Line 2: 'published' is no date"),
    ],
)
def test_a_bad_line_is_refused_with_its_number(line: str, reason: str) -> None:
    with pytest.raises(SourceRefused, match=reason):
        list(extract_lines([json.dumps(GOOD), line], VOCABULARY))
