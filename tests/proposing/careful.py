"""Twenty annotated documents of the corpus → replies as a careful model would give them, in `replies.jsonl`.

Run: python -m tests.proposing.careful
What is stated is the gold record's; the sentences and quotes are looked for with plain searches for names, not with
the program's own gazetteer, and where a field is said nowhere the reply says it all the same, as an annotator would who
reads it between the lines. All of it is synthetic.
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from timeline import edtf
from timeline.documents.document import Document
from timeline.documents.proposal import Participant, ProposedEvent, WeaponLine
from timeline.extraction.dates import find_dates
from timeline.extraction.predicates import FOLDER
from timeline.extraction.read import read
from timeline.extraction.reading import Reading
from timeline.extraction.training.gold_records import annotated_records
from timeline.proposing.asking import requests_for
from timeline.proposing.exchange import ModelSettings, Reply
from timeline.vocabulary.actors import PERSON
from timeline.vocabulary.reading import shipped_vocabulary

HERE = Path(__file__).resolve().parent
FILE = HERE / "replies.jsonl"
CORPUS = HERE.parent / "corpus"
SETTINGS = ModelSettings("careful")
EACH = 4  # documents of each of the corpus's five fields
# The words that date an event where no plain search finds them: document, event → sentence, words.
PHRASES = {
    ("a27-seimas-verbatim", "e4"): (10, "from the first week"),
    ("a27-seimas-verbatim", "e10"): (39, "by the middle of September"),
    ("a27-seimas-verbatim", "e11"): (39, "six months after the instrument reaches the Secretary-General"),
    ("b01-murted", "e2"): (6, "in the near future"),
    ("b01-murted", "e3"): (6, "at the end of the summer"),
    ("b11-bombs-row", "e1"): (11, "last week"),
    ("b31-berlin-irist", "e2"): (1, "the second half of this month"),
    ("c11-pokhran-two-more", "e8"): (12, "for three days running"),
    ("c11-pokhran-two-more", "e9"): (12, "within a week"),
    ("c31-defence-committee-minutes", "e5"): (10, "the previous day's briefing"),
    ("d11-four-nation-fighter", "e5"): (12, "on the opening day of the show"),
    ("d21-ottawa-signing", "e3"): (4, "on the spot"),
    ("d21-ottawa-signing", "e6"): (7, "the day after President Clinton had said"),
}
Record = dict[str, Any]


@cache
def records() -> dict[str, Record]:
    """The corpus, by id."""
    return annotated_records(CORPUS)


@cache
def chosen() -> tuple[str, ...]:
    """Twenty ids, spread evenly over each field's documents that report events and are not held back."""
    held_back = set((CORPUS / "held_back.txt").read_text("utf-8").split())
    found: list[str] = []
    for letter in "abcde":
        ids = [id for id, r in records().items() if id[0] == letter and r["events"] and id not in held_back]
        found += [ids[place * len(ids) // EACH] for place in range(EACH)]
    return tuple(found)


@cache
def reading_of(id: str) -> Reading:
    """The document as the program reads it: the sentences that a request numbers."""
    record = records()[id]
    return read(Document(record["text"], record["published"], title=record["title"]), shipped_vocabulary())


@cache
def replies() -> dict[str, Reply]:
    """The recorded replies, by the document's id, as answers to the requests of today."""
    lines = map(json.loads, FILE.read_text("utf-8").splitlines())
    return {line["doc"]: Reply(_request_name(line["doc"]), line["content"], model="careful") for line in lines}


def _request_name(id: str) -> str:
    [request] = requests_for(reading_of(id), shipped_vocabulary(), SETTINGS)
    return request.custom_id


@cache
def _names() -> dict[tuple[str, str], tuple[str, ...]]:
    """Every text that means a thing, by kind and id: an organ's and an office-holder's are also those of its state."""
    vocabulary = shipped_vocabulary()
    found: dict[tuple[str, str], dict[str, None]] = {}
    acts_for: dict[str, set[str]] = {}
    for office in vocabulary.offices:
        acts_for.setdefault(office.person_id, set()).add(vocabulary.state_of(office.actor_id))
    for name in vocabulary.names:
        ids = {name.id}
        if name.kind == "actor":
            person = vocabulary.actors[name.id].kind == PERSON
            ids = acts_for.get(name.id, set()) if person else {name.id, vocabulary.state_of(name.id)}
        for id in ids:
            found.setdefault((name.kind, id), {})[name.text] = None
    with (FOLDER / "nouns.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["form"] != "shared":
                found.setdefault((row["kind"], row["id"]), {}).update(dict.fromkeys(row["text"].split("|")))
    persons = {name.text for name in vocabulary.names if name.form in ("name", "short")}
    return {key: tuple(sorted(texts, key=lambda t: (t in persons, -len(t), t))) for key, texts in found.items()}


@dataclass(frozen=True)
class Looker:
    """One document, whose sentences are looked through."""

    reading: Reading

    def text(self, number: int) -> str:
        """A sentence as the request shows it."""
        sentence = self.reading.sentences[number - 1]
        return " ".join(self.reading.text[sentence.start : sentence.end].split())

    def order(self, evidence: list[int]) -> Iterator[int]:
        """The sentences from the event's own outwards, those before first."""
        yield from evidence
        count = len(self.reading.sentences)
        for step in range(1, count):
            for own in evidence:
                yield from (number for number in (own - step, own + step) if 1 <= number <= count)

    def place(self, kind: str, ids: Iterable[str], evidence: list[int]) -> tuple[int, str] | None:
        """The nearest sentence that names one of the things, and the name as it stands there."""
        texts = [text for id in ids for text in _names().get((kind, id), ())]
        for number in self.order(evidence):
            sentence = self.text(number)
            lowered = sentence.lower()
            for text in (text for text in texts if text.lower() in lowered):
                flags = re.IGNORECASE if kind == "weapon" or (kind == "treaty" and len(text) > 6) else 0
                plural = "s?" if kind == "weapon" else ""
                found = re.search(rf"(?<!\w){re.escape(text)}{plural}(?!\w)", sentence, flags)
                if found:
                    return number, found.group()
        return None


def reply_of(id: str) -> Record:
    """The line of `replies.jsonl` about a document."""
    looker = Looker(reading_of(id))
    events = [_event(looker, event, PHRASES.get((id, event["id"]))) for event in records()[id]["events"]]
    return {"doc": id, "content": json.dumps({"events": events}, ensure_ascii=False)}


def _event(looker: Looker, event: Record, words: tuple[int, str] | None) -> Record:
    sentences = looker.reading.sentences
    starts = [passage["start"] for passage in event["evidence"]]
    evidence = sorted({next(s.index + 1 for s in sentences if start < s.end) for start in starts})
    return {
        "type": event["type"],
        "status": event["status"],
        "date": _date(looker, event, evidence, words),
        "evidence": [{"sentence": number, "quote": looker.text(number)} for number in evidence],
        "participants": [
            {**_named(looker, "actor", p["actor"], evidence), "role": p["role"]} for p in event["participants"]
        ],
        "weapons": [
            {**_named(looker, "weapon", weapon, evidence), "quantity": None, "value": None, "currency": None,
             "conditions": None} for weapon in event["weapons"]
        ],
        "treaties": [_named(looker, "treaty", treaty, evidence) for treaty in event["treaties"]],
    }  # fmt: skip


def _named(looker: Looker, kind: str, id: str, evidence: list[int]) -> Record:
    """The thing where it is named in or beside the event's sentences; else these, which refer to where it is named."""
    vocabulary = shipped_vocabulary()
    ids = [id, *sorted(vocabulary.descendants(id) - {id})] if kind == "weapon" else [id]
    place = looker.place(kind, ids, evidence)
    if place and any(-1 <= own - place[0] <= 2 for own in evidence):
        return {"id": id, "sentence": place[0], "quote": place[1], "named_in": None}
    referring = {"id": id, "sentence": evidence[0], "quote": looker.text(evidence[0])}
    if place:
        return {**referring, "named_in": {"sentence": place[0], "quote": place[1]}}
    title = looker.reading.document.title
    bearing = any(re.search(rf"(?<!\w){re.escape(text)}", title) for text in _names().get((kind, id), ()))
    return {**referring, "named_in": {"sentence": 0, "quote": title} if bearing else None}


def _date(looker: Looker, event: Record, evidence: list[int], words: tuple[int, str] | None) -> Record:
    """The words that date the event: those that mean its date, near it; else the first date of its own sentences."""
    if words:
        return {"edtf": event["date"], "phrase": words[1], "sentence": words[0]}
    reading = looker.reading
    wanted = {event["date"], *event["accept_dates"]}
    phrases = list(find_dates(reading.text, edtf.parse(reading.published or "")))
    by_number = {
        number: [
            p for p in phrases if reading.sentences[number - 1].start <= p.start < reading.sentences[number - 1].end
        ]
        for number in range(1, len(reading.sentences) + 1)
    }
    stated = {"edtf": event["date"], "phrase": "", "sentence": evidence[0]}
    own = [(number, phrase) for number in evidence for phrase in by_number[number]]
    for dates in ({event["date"]}, wanted):
        for number, phrase in own:
            if dates & {phrase.edtf, phrase.plain}:
                return {**stated, "phrase": " ".join(phrase.text.split()), "sentence": number}
    if reading.published in wanted or f"../{reading.published}" in wanted:
        return stated
    for number in looker.order(evidence):
        for phrase in by_number[number]:
            if wanted & {phrase.edtf, phrase.plain}:
                return {**stated, "phrase": " ".join(phrase.text.split()), "sentence": number}
    if own:
        return {**stated, "phrase": " ".join(own[0][1].text.split()), "sentence": own[0][0]}
    return {**stated, "phrase": looker.text(evidence[0])}


def main() -> None:
    """Write the replies anew."""
    lines = (json.dumps(reply_of(id), ensure_ascii=False, sort_keys=True) for id in chosen())
    FILE.write_text("".join(line + "\n" for line in lines), "utf-8")


def as_stated(event: dict[str, object]) -> ProposedEvent:
    """An event of an answer as it would be if all of it were believed."""
    said = json.loads(json.dumps(event))
    return ProposedEvent(
        said["type"],
        said["date"]["edtf"],
        said["status"],
        tuple(Participant(each["id"], each["role"]) for each in said["participants"]),
        tuple(WeaponLine(each["id"]) for each in said["weapons"]),
        tuple(each["id"] for each in said["treaties"]),
    )


if __name__ == "__main__":
    main()
