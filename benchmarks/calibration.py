"""Held-back documents → how often events were right by stated confidence and lane: docs/calibration.md and its chart.

Run: python -m benchmarks.calibration           (measures on the corpus's held-back fifth, writes docs/)
     python -m benchmarks.calibration FOLDER    (measures on all documents of a folder, prints the page)
Wanted: no filled bin more than 0.1 off; in the auto lane a strict precision of 0.80 at a recall of 0.25.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reliability_chart import Point, chart
from timeline.documents.proposal import LANES, ProposedEvent
from timeline.extraction.batch import SHOWN
from timeline.extraction.confidence import ALONE, AUTO, REVIEW, SHORT
from timeline.extraction.extract import events_of
from timeline.extraction.linear import WEIGHTS, shipped_models
from timeline.extraction.own_weights import digest
from timeline.extraction.training.gold import Annotated, load
from timeline.extraction.training.scoring import Score, count, outcomes
from timeline.vocabulary.reading import shipped_vocabulary
from timeline.vocabulary.vocabulary import Vocabulary

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "tests" / "corpus"
PAGE, CHART = ROOT / "docs" / "calibration.md", ROOT / "docs" / "calibration.svg"
BINS = 10
FEW = 15  # events below which a bin says little
Found = Sequence[tuple[Annotated, list[ProposedEvent]]]


@dataclass(slots=True)
class Bin:
    """The events whose stated confidence lies in one tenth."""

    events: int = 0
    stated: float = 0.0
    strict: int = 0
    loose: int = 0

    def share(self, number: float) -> float:
        """The number divided by the events."""
        return number / self.events


def bins_of(found: Found, vocabulary: Vocabulary) -> list[Bin]:
    """The events of all lanes by tenths of stated confidence; what is paired with an optional event is left out."""
    bins = [Bin() for _ in range(BINS)]
    for document, events in found:
        for event, right in zip(events, outcomes(document.events, events, vocabulary), strict=True):
            if right is not None:
                one = bins[min(BINS - 1, int(event.confidence * BINS + 1e-9))]
                one.events += 1
                one.stated += event.confidence
                one.strict += right[0]
                one.loose += right[1]
    return bins


def points(bins: Sequence[Bin], right: Callable[[Bin], int]) -> list[Point]:
    """What the chart shows of the bins: stated confidence and the share that was right, where there are enough."""
    return [(one.share(one.stated), one.share(right(one))) for one in bins if one.events >= FEW]


def scored(found: Found, vocabulary: Vocabulary, kept: Callable[[ProposedEvent], bool]) -> Score:
    """The score of the events that are kept."""
    total = Score()
    for document, events in found:
        count(total, document.events, [event for event in events if kept(event)], vocabulary)
    return total


def page(found: Found, vocabulary: Vocabulary, of: str, *, chart_too: bool) -> str:
    """The page as Markdown; `of` says which documents were measured on."""
    bins = bins_of(found, vocabulary)
    filled = [one for one in bins if one.events]
    total = sum(one.events for one in filled)
    off = sum(abs(one.strict - one.stated) for one in filled) / total if total else 0.0
    calibration = shipped_models().calibration
    parts = [
        "# How far a confidence can be believed",
        "An event's confidence says how likely it is that all of it is right: its type, its date, who took part in "
        "which role, and one of its weapons or treaties. It is learned with the weights, on documents that no model "
        f"had seen, and measured here on {of}.",
        f"Made by `python -m benchmarks.calibration` with the weights {digest(WEIGHTS.read_bytes())[:12]}, whose "
        f"calibration has the slope {calibration.slope} and the shift {calibration.shift}.",
        "## Stated and found",
        *(["![Share of events that were right, by stated confidence](calibration.svg)"] if chart_too else []),
        "\n".join(_bin_lines(bins)),
        f"On average over the {total} events, the stated confidence of a bin is {off:.2f} off the share that is "
        f"strictly right. A bin of fewer than {FEW} events says little.",
        "## The lanes",
        f"*auto* begins at a confidence of {AUTO}, *review* at {REVIEW} (`timeline/extraction/confidence.py`); what is "
        "below is archived, and shown only where somebody asks for it. So is all of a document of more than "
        f"{SHORT} sentences of which nothing reaches {ALONE}: it is seldom about arms.",
        "\n".join(_lane_lines(found, vocabulary)),
        "## Where else a lane could begin",
        "\n".join(_border_lines(found, vocabulary)),
    ]
    return "\n\n".join(parts) + "\n"


def _bin_lines(bins: Sequence[Bin]) -> Iterator[str]:
    yield "| confidence | events | stated on average | strictly right | loosely right |"
    yield "|---|---|---|---|---|"
    for number, one in enumerate(bins):
        if one.events:
            shares = " | ".join(f"{one.share(each):.2f}" for each in (one.stated, one.strict, one.loose))
            yield f"| {number / BINS:.1f} to {(number + 1) / BINS:.1f} | {one.events} | {shares} |"


def _lane_lines(found: Found, vocabulary: Vocabulary) -> Iterator[str]:
    yield "| lane | events | strict precision | strict recall | loose precision | loose recall | in empty texts |"
    yield "|---|---|---|---|---|---|---|"
    for name, lanes in (*((lane, (lane,)) for lane in LANES), ("auto and review", SHOWN)):
        total = scored(found, vocabulary, lambda event, lanes=lanes: event.lane in lanes)  # type: ignore[misc]
        yield f"| {name} | {total.proposed} | {_shares(total)} | {total.false_on_empty} |"


def _border_lines(found: Found, vocabulary: Vocabulary) -> Iterator[str]:
    yield "| confidence from | events | strict precision | strict recall | loose precision | loose recall | strict F1 |"
    yield "|---|---|---|---|---|---|---|"
    for twentieth in range(2, 19):
        border = twentieth / 20
        total = scored(found, vocabulary, lambda event, border=border: event.confidence >= border)  # type: ignore[misc]
        if total.proposed:
            f1 = 2 * total.strict / (total.proposed + total.core)
            yield f"| {border:.2f} | {total.proposed} | {_shares(total)} | {f1:.2f} |"


def _shares(total: Score) -> str:
    found = []
    for hits in (total.strict, total.relaxed):
        found += [hits / total.proposed if total.proposed else 0.0, hits / total.core if total.core else 0.0]
    return " | ".join(f"{share:.2f}" for share in found)


def main(arguments: Sequence[str]) -> int:
    """Writes the page and the chart, or prints the page where a folder is named."""
    vocabulary = shipped_vocabulary()
    given = Path(arguments[0]) if arguments else None
    documents = load(given or CORPUS, vocabulary, held_back=None if given else True)
    found = [(document, events_of(document.reading, vocabulary, shipped_models())) for document in documents]
    core = sum(event.core for document in documents for event in document.events)
    of = f"{len(documents)} documents with {core} core events"
    if given:
        sys.stdout.write(page(found, vocabulary, of, chart_too=False))
        return 0
    of = f"the {of} that the [corpus](../tests/corpus/README.md) holds back"
    PAGE.write_text(page(found, vocabulary, of, chart_too=True), "utf-8")
    bins = bins_of(found, vocabulary)
    CHART.write_text(chart(points(bins, lambda one: one.strict), points(bins, lambda one: one.loose)), "utf-8")
    sys.stderr.write(f"{PAGE.relative_to(ROOT)} and {CHART.relative_to(ROOT)} written.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
