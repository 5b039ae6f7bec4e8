"""The published corpus: its spans, ids and dates are sound, it names nobody beside a quotation, and says what it is."""

import json
import re
import subprocess
import sys
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from timeline import edtf
from timeline.documents.proposal import ROLES, STATUSES
from timeline.extraction.sentences import split_sentences
from timeline.extraction.training.gold import load
from timeline.vocabulary.reading import seed_rows, shipped_vocabulary

CORPUS = Path(__file__).resolve().parent
ROOT = CORPUS.parents[1]
SHEET = (CORPUS / "DATASHEET.md").read_text("utf-8")


def records(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CORPUS / name).read_text("utf-8").splitlines()]


DOCUMENTS, GOLD = records("documents.jsonl"), records("gold.jsonl")
TEXTS: dict[str, str] = {document["doc"]: document["text"] for document in DOCUMENTS}
EVENTS = [(record["doc"], event) for record in GOLD for event in record["events"]]
HELD_BACK = (CORPUS / "held_back.txt").read_text("utf-8").split()

# What opens or closes a quotation; an apostrophe does where a word follows and none stands before.
MARK = re.compile(r"[\"“”„‟«»‘‚‹›]|(?<!\w)['’](?=\w)")
# Words that are part of an office-holder's name, where they mean somebody or something else.
NO_PERSON = re.compile(r"Costa Rica|Test Ban|to Ban|Israel|Secretary of State|May \d|\d May")
TITLE = r"Mr|Mrs|Ms|Sir|Dr|Lord|Lady|Gen|General|Col|Colonel|Captain|Senator|President|Minister|Ambassador|Secretary"
SPEECH = r"said|says|told|tells|wrote|writes|added|adds|replied|called|calls|asked|asks|joked|explained|quipped"
PERSON = rf"[A-Z]\w*[a-z]\w*(?:[ -](?:al-|bin |de |van |von )?[A-Z][\w'-]+)+|(?:{TITLE})\.? [A-Z]\w+"
NAMED = re.compile(
    rf"\b(?:{TITLE})\.? (?!President\b|Assembly\b)[A-Z]|\b(?:{SPEECH}) (?:{PERSON})|"
    rf"\b(?:{PERSON}),? (?:who )?(?:{SPEECH})\b"
)
# Two words in capitals before or after a verb of speech that are no person.
NO_NAMES = re.compile(
    r"Mr President|Russian Federation|United States|High Representative|Security Council|BrahMos Aerospace|"
    r"Global Times|Texas Democrat"
)


@cache
def office_holders() -> re.Pattern[str]:
    """Every name of every office-holder, with the first and the last word of each, also in capitals."""
    names: set[str] = set()
    for row in seed_rows("office_holders"):
        words = row["person"].split()
        aliases = f"{row['aliases']}|{row['ambiguous_aliases']}".split("|")
        names |= {name for name in (row["person"], words[0], words[-1], *aliases) if len(name.strip(".")) > 1}
    names |= {name.upper() for name in names if len(name) > 3}
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?!\w)")


def beside_quotations(text: str) -> Iterator[str]:
    """The sentences that have a quotation mark in them or lie within a quotation."""
    quoted = []
    for paragraph in re.finditer(r"[^\n]+", text):
        marks = [paragraph.start() + found.start() for found in re.finditer('"', paragraph.group())]
        ends = [*marks, paragraph.end()]  # what opens a paragraph and is not closed there goes on to its end
        quoted += [(ends[n], ends[n + 1]) for n in range(0, len(marks), 2)]
    for sentence in split_sentences(text):
        words = text[sentence.start : sentence.end]
        if MARK.search(words) or any(first < sentence.end and sentence.start < last for first, last in quoted):
            yield words


def named_beside_quotations(text: str) -> list[str]:
    """The sentences of a text in which a person seems to be named beside a quotation."""
    holders, found = office_holders(), []
    for sentence in beside_quotations(text):
        known = NO_PERSON.sub("", sentence)
        if holders.search(known) or NAMED.search(NO_NAMES.sub("", known)):
            found.append(sentence)
    return found


def test_there_is_one_gold_record_for_each_document_in_order() -> None:
    ids = [document["doc"] for document in DOCUMENTS]
    assert ids == sorted(set(ids)) == [record["doc"] for record in GOLD]
    assert [d["published"] for d in DOCUMENTS] == [record["published"] for record in GOLD]
    for record in GOLD:
        events = [event["id"] for event in record["events"]]
        assert len(events) == len(set(events)), record["doc"]


def test_the_files_can_be_compared_line_by_line() -> None:
    for name, kept in (("documents.jsonl", DOCUMENTS), ("gold.jsonl", GOLD)):
        lines = [json.dumps(record, ensure_ascii=False, sort_keys=True) + "\n" for record in kept]
        assert (CORPUS / name).read_bytes().decode("utf-8") == "".join(lines)


def test_every_record_says_that_it_is_synthetic() -> None:
    for record in (*DOCUMENTS, *GOLD):
        assert record["synthetic"] is True
        assert record["notice"].startswith("synthetic, not a source of fact"), record["doc"]
    for name in ("DATASHEET.md", "README.md"):
        assert "synthetic, not a source of fact" in (CORPUS / name).read_text("utf-8").lower().replace(". ", ", ", 1)


def test_every_passage_stands_where_it_is_said_to() -> None:
    wrong = [
        (doc, event["id"], passage)
        for doc, event in EVENTS
        for passage in event["evidence"]
        if not passage["prefix"] or not TEXTS[doc].startswith(passage["prefix"], passage["start"])
    ]
    assert wrong == []
    assert all(event["evidence"] for _, event in EVENTS)


def test_every_id_is_known() -> None:
    actors, weapons, treaties, types = (
        {row["id"] for row in seed_rows(name)} for name in ("actors", "weapons", "treaties", "event_types")
    )
    for doc, event in EVENTS:
        at = (doc, event["id"])
        assert event["type"] in types, at
        assert event["status"] in STATUSES, at
        assert {p["role"] for p in event["participants"]} <= set(ROLES), at
        assert {p["actor"] for p in event["participants"]} <= actors, at
        assert set(event["weapons"]) <= weapons, at
        assert set(event["treaties"]) <= treaties, at
        assert isinstance(event["core"], bool), at


def test_every_date_is_edtf_in_its_normal_form() -> None:
    dates = [d["published"] for d in DOCUMENTS]
    dates += [date for _, event in EVENTS for date in (event["date"], *event["accept_dates"])]
    assert [date for date in dates if edtf.parse(date).text != date] == []


def test_nobody_is_named_beside_a_quotation() -> None:
    assert {doc: found for doc, text in TEXTS.items() if (found := named_beside_quotations(text))} == {}
    holders = office_holders()
    titles = [d["title"] for d in DOCUMENTS if MARK.search(d["title"])]
    assert titles and [title for title in titles if holders.search(title)] == []


def test_no_office_holder_is_a_speaker_of_a_verbatim_record() -> None:
    label = re.compile(r"^(?:(?:Mr|Mrs|Ms|Dr|[A-Z])\.? )*(?:[^\n.:]{1,120}: |[^\n.:]{1,80}\. )", re.MULTILINE)
    records = [document for document in DOCUMENTS if document["kind"] == "parliamentary"]
    labels = [(document["doc"], found.group()) for document in records for found in label.finditer(document["text"])]
    assert len(labels) > 50
    assert [(doc, words) for doc, words in labels if office_holders().search(words)] == []


@pytest.mark.parametrize(
    "text",
    [
        'Vladimir Putin called it "a mistake".',
        '"It is a done deal," Cavusoglu told reporters.',
        "The deal was “a mistake”, said Mr Trump.",
        "Blinken spoke of 'a significant step'.",
        "JOE BIDEN called it “obscene”.",
        '"We are not leaving," said Tracey Coyle, 49.',
        'The director, Ms Delvigne, called it "late".',
        'The statement read:\n\n"We regret it. I told Foreign Minister Lavrov so. It will not happen again."',
    ],
)
def test_the_check_of_quotations_finds_names(text: str) -> None:
    assert named_beside_quotations(text)


def test_the_check_of_quotations_leaves_offices_and_indirect_speech() -> None:
    text = (
        'The defence minister called it "a mistake". Putin said that the partners\' talks had failed. On May 29 '
        'Israel\'s prime minister, in words that were new, spoke of "a start". Blinken agreed.'
    )
    assert named_beside_quotations(text) == []


def test_every_fifth_document_is_held_back() -> None:
    assert sorted(TEXTS)[4::5] == HELD_BACK
    assert re.findall(r"`([a-e]\d\d-[\w-]+)`", SHEET) == HELD_BACK
    vocabulary = shipped_vocabulary()
    assert [document.doc for document in load(CORPUS, vocabulary, held_back=True)] == HELD_BACK


def test_the_datasheet_counts_what_is_there() -> None:
    core = [event for _, event in EVENTS if event["core"]]
    words = sum(len(text.split()) for text in TEXTS.values())
    empty = [record["doc"] for record in GOLD if not record["events"]]
    held = [event for doc, event in EVENTS if doc in HELD_BACK]
    named = [
        len({p["actor"] for _, event in EVENTS for p in event["participants"]}),
        len({id for _, event in EVENTS for id in event["weapons"]}),
        len({id for _, event in EVENTS for id in event["treaties"]}),
    ]
    held_core = sum(event["core"] for event in held)
    for sentence in (
        f"- {len(TEXTS)} documents in English, {words:,} words, ",
        f"- {len(EVENTS):,} events: {len(core):,} core and {len(EVENTS) - len(core)} optional; "
        f"{sum(len(event['evidence']) for _, event in EVENTS):,} passages of evidence.",
        f"- {len(empty)} documents report no event.",
        "- {} actors, {} weapons and {} treaties are named".format(*named),
        f"- {sum(d['invented'] for d in DOCUMENTS)} documents are marked `invented`",
        f"{len(HELD_BACK)} with {held_core} core and {len(held) - held_core} optional events",
        f"{len(set(empty) & set(HELD_BACK))} of the {len(empty)} documents without events",
    ):
        assert sentence in SHEET
    rows = {
        tuple(cell.strip() for cell in line.strip("|").split("|")) for line in SHEET.splitlines() if line[:1] == "|"
    }
    rows = {row for row in rows if row[-1].isdigit()}
    wanted: set[tuple[str, ...]] = {(kind, str(count)) for kind, count in Counter(d["kind"] for d in DOCUMENTS).items()}
    for values in (
        Counter((event["type"], event["core"]) for _, event in EVENTS),
        Counter((event["status"], event["core"]) for _, event in EVENTS),
        Counter((p["role"], event["core"]) for _, event in EVENTS for p in event["participants"]),
    ):
        wanted |= {(name, str(values[name, True]), str(values[name, False])) for name, _ in values}
    assert rows == wanted


def test_the_corpus_is_not_shipped(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,), (source,) = tmp_path.glob("*.whl"), tmp_path.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as archive, tarfile.open(source) as tree:
        names = [*archive.namelist(), *tree.getnames()]
    assert len(names) > 100
    marks = ("tests/", "gold.jsonl", "held_back", "DATASHEET")
    assert [name for name in names if any(mark in name for mark in marks)] == []


def test_the_demo_does_not_load_the_corpus() -> None:
    recipe = subprocess.run(["make", "-n", "demo"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert "load seeds/documents" in recipe and "corpus" not in recipe
    for path in (ROOT / "seeds").rglob("*"):
        assert not path.is_file() or "example.org/train" not in path.read_text("utf-8"), path
