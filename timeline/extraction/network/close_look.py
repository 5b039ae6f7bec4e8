"""Sentences of a Reading → what the sentence reader sees of them: tokens, and what these mean where they stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from timeline.extraction.candidates import promising
from timeline.extraction.network.context_encoder import Meanings, context_encoder
from timeline.extraction.network.tokens import Tokens, sentence_tokens
from timeline.extraction.reading import Reading

BLOCK = 64  # sentences that are looked at together
REMEMBERED = 16  # blocks: what one network has looked at, another looks at soon


@dataclass(frozen=True, slots=True)
class Seen:
    """By sentence its tokens, and their meanings where the sentence is worth a close look."""

    tokens: Mapping[int, Tokens]
    meanings: Mapping[int, Meanings]

    def of(self, sentences: Iterable[int]) -> "Seen":
        """What is seen of some of them."""
        wanted = [index for index in sentences if index in self.tokens]
        close = {index: self.meanings[index] for index in wanted if index in self.meanings}
        return Seen({index: self.tokens[index] for index in wanted}, close)


def seen_of(reading: Reading, sentences: Iterable[int]) -> Seen:
    """What is seen of these sentences; the meanings take most of the time of reading."""
    tokens = {index: sentence_tokens(reading, index) for index in sentences if reading.words[index].texts}
    close = [index for index in tokens if worth_it(reading, index)]
    meanings = context_encoder().meanings([tokens[index].texts for index in close])
    return Seen(tokens, dict(zip(close, meanings, strict=True)))


def worth_it(reading: Reading, index: int) -> bool:
    """Whether a sentence is looked at closely: it can state an event, and names two of actor, thing and deed.

    Half of the sentences of news are not; what is found in the others hardly changes.
    """
    named = bool(reading.weapons[index] or reading.treaties[index]), bool(reading.triggers[index])
    return promising(reading, index) and sum(named) + bool(reading.actors[index]) >= 2


class CloseLook:
    """Blocks of sentences of the latest reading as they are seen; several networks share one look."""

    def __init__(self) -> None:
        self._reading: Reading | None = None
        self._blocks: dict[int, Seen] = {}

    def at(self, reading: Reading, number: int) -> Seen:
        """What is seen of so many sentences together as a block has."""
        if self._reading is not reading:
            self._reading, self._blocks = reading, {}
        seen = self._blocks.get(number)
        if seen is None:
            if len(self._blocks) >= REMEMBERED:
                del self._blocks[next(iter(self._blocks))]
            sentences = range(number * BLOCK, min((number + 1) * BLOCK, len(reading.sentences)))
            known: Seen | None = reading.looked_at
            seen = self._blocks[number] = known.of(sentences) if known else seen_of(reading, sentences)
        return seen
