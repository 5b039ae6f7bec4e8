"""Replies of a model → ms to verify an event, what is lost of sound ones, and which planted faults come through.

Run: python -m benchmarks.verifying
Wanted: at most 10 ms an event; at most 2 % of the right events lost; no fault through.
The replies are those of `tests/proposing/replies.jsonl`, and for comparison such as the script there makes of all
annotated documents that are not held back, without words chosen by hand.
"""

import json
import statistics
import time
from collections import Counter
from collections.abc import Iterable, Mapping

from tests.proposing.careful import CORPUS, as_stated, chosen, reading_of, records, replies, reply_of
from tests.proposing.faults import FAULTS, planted
from timeline.extraction.training.gold import annotated
from timeline.extraction.training.scoring import Score, count
from timeline.proposing.exchange import Reply, request_name
from timeline.proposing.pieces import pieces_of
from timeline.proposing.verifying import Verified, verified
from timeline.vocabulary.reading import shipped_vocabulary

ROUNDS = 5
PIECE = 12_000


def main() -> None:
    """Print the figures."""
    contents = {doc: replies()[doc].content or "" for doc in chosen()}
    print(f"verifying        {speed(contents):6.2f} ms an event (wanted: 10)")
    loss("recorded", contents)
    held_back = set((CORPUS / "held_back.txt").read_text("utf-8").split())
    others = [doc for doc, record in records().items() if record["events"] and doc not in held_back]
    loss("all documents", {doc: str(reply_of(doc)["content"]) for doc in others})
    through = 0
    for name in FAULTS:
        found = list(planted(name))
        missed = sum(not each.caught for each in found)
        through += missed
        print(f"{name:40s} planted {len(found):4d}, through {missed}")
    print(f"faults through   {through} (wanted: 0)")


def speed(contents: Mapping[str, str]) -> float:
    """The median over rounds of the milliseconds for an event, reading the answer included."""
    events = sum(len(json.loads(content)["events"]) for content in contents.values())
    judged(contents.items())
    rounds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        judged(contents.items())
        rounds.append(1000 * (time.perf_counter() - start) / events)
    return statistics.median(rounds)


def judged(contents: Iterable[tuple[str, str]]) -> dict[str, Verified]:
    """What is left of each document's answer."""
    vocabulary = shipped_vocabulary()
    found = {}
    for doc, content in contents:
        reading = reading_of(doc)
        reply = Reply(request_name(reading.document.sha256, 0, 0, {}), content)
        found[doc] = verified(reading, pieces_of(reading, 10**9), [reply], vocabulary)
    return found


def loss(name: str, contents: Mapping[str, str]) -> None:
    """Print how many events are left, and how many core events are right as annotated, by the corpus's own scoring."""
    vocabulary = shipped_vocabulary()
    before, after = Score(), Score()
    kinds: Counter[str] = Counter()
    left = stated = 0
    for doc, found in judged(contents.items()).items():
        gold = annotated(records()[doc], records()[doc], vocabulary).events
        events = json.loads(contents[doc])["events"]
        count(before, gold, [as_stated(event) for event in events], vocabulary)
        count(after, gold, found.events, vocabulary)
        kinds.update(refusal.kind for refusal in found.refusals)
        left, stated = left + len(found.events), stated + len(events)
    lost = [1 - hits / total for hits, total in ((after.relaxed, before.relaxed), (after.strict, before.strict))]
    print(f"{name:16s} {len(contents)} documents, {stated} events, {left} left; {before.core} core events: "
          f"{lost[0]:.1%} no longer loosely right (wanted: 2 %), {lost[1]:.1%} no longer in every field")  # fmt: skip
    print(f"{'':16s} refused: {', '.join(f'{kind} {number}' for kind, number in kinds.most_common())}")


if __name__ == "__main__":
    main()
