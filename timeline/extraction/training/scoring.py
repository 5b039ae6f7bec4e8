"""Annotated documents and the models → how many events are found, strictly and loosely, by the guide's rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline.documents.proposal import ProposedEvent
from timeline.extraction.batch import SHOWN
from timeline.extraction.extract import events_of
from timeline.extraction.linear import Models
from timeline.extraction.training.agreement import agreement, date_agrees, dates_overlap, things_agree
from timeline.extraction.training.gold import Annotated, GoldEvent
from timeline.extraction.training.pairing import best_pairs
from timeline.vocabulary.vocabulary import Vocabulary


@dataclass(slots=True)
class Score:
    """Counts over documents: core events, proposals that count, and what agrees."""

    core: int = 0
    proposed: int = 0
    strict: int = 0
    relaxed: int = 0
    empty: int = 0  # documents that report no event
    false_on_empty: int = 0

    def shares(self, hits: int) -> tuple[float, float, float]:
        """Precision, recall and F1 of one measure."""
        precision = hits / self.proposed if self.proposed else 0.0
        recall = hits / self.core if self.core else 0.0
        return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0

    def line(self, name: str, hits: int) -> str:
        """Precision, recall and F1 of one measure, for people."""
        precision, recall, f1 = self.shares(hits)
        counts = f"{hits} of {self.core} core events, {self.proposed} proposed"
        return f"{name:8} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}   ({counts})"

    def lines(self) -> list[str]:
        """The whole score, for people."""
        empty = f"{self.empty} documents without events: {self.false_on_empty} events proposed in them"
        return [self.line("strict", self.strict), self.line("relaxed", self.relaxed), empty]


def score(documents: Iterable[Annotated], vocabulary: Vocabulary, models: Models) -> Score:
    """The score of the events that the models propose in these documents, in the lanes that are shown."""
    total = Score()
    for document in documents:
        found = events_of(document.reading, vocabulary, models)
        count(total, document.events, [event for event in found if event.lane in SHOWN], vocabulary)
    return total


def count(total: Score, gold: Sequence[GoldEvent], found: Sequence[ProposedEvent], vocabulary: Vocabulary) -> None:
    """Adds one document: its events are paired one to one; what is paired with an optional event does not count."""
    counted = [outcome for outcome in outcomes(gold, found, vocabulary) if outcome is not None]
    total.core += sum(event.core for event in gold)
    total.proposed += len(counted)
    if not gold:
        total.empty += 1
        total.false_on_empty += len(counted)
    total.strict += sum(strict for strict, _ in counted)
    total.relaxed += sum(relaxed for _, relaxed in counted)


def outcomes(
    gold: Sequence[GoldEvent], found: Sequence[ProposedEvent], vocabulary: Vocabulary
) -> list[tuple[bool, bool] | None]:
    """Of each found event whether it is strictly and whether loosely right; None where its pair is optional."""
    fits = [[fit(event, proposal, vocabulary) for proposal in found] for event in gold]
    pairs = best_pairs([[worth for _, _, worth in row] for row in fits])
    told: list[tuple[bool, bool] | None] = [(False, False)] * len(found)
    for row, column in pairs.items():
        told[column] = fits[row][column][:2] if gold[row].core else None
    return told


def fit(gold: GoldEvent, found: ProposedEvent, vocabulary: Vocabulary) -> tuple[bool, bool, float]:
    """Whether the two agree strictly, whether loosely, and what it is worth to pair them: nothing in unlike groups."""
    types = vocabulary.event_types
    if types[gold.type].group != types[found.type].group:
        return False, False, 0.0
    people = frozenset((p.actor, p.role) for p in found.participants)
    weapons, treaties = [line.weapon for line in found.weapons], found.treaties
    strict, _ = agreement(gold, found.type, found.date, people, weapons, treaties, vocabulary)
    wanted, named = {actor for actor, _ in gold.participants}, {actor for actor, _ in people}
    things, dated = things_agree(gold, weapons, treaties, vocabulary), dates_overlap(gold.dates, found.date)
    relaxed = things and dated and (not wanted or bool(wanted & named))
    worth = (
        1.0 + 2.0 * (gold.type == found.type) + (len(wanted & named) / len(wanted | named) if wanted | named else 1.0)
    )
    worth += date_agrees(gold.dates, found.date) + 0.5 * dated + things
    worth += 4.0 * strict + 2.0 * relaxed + 0.25 * gold.core
    return strict, relaxed, worth
