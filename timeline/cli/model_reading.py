"""A document → the requests to the models; with their replies → what the built-in extractor and the models find."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline.cli.model_options import ModelOptions
from timeline.errors import UsageError
from timeline.extraction.extract import events_of
from timeline.extraction.extracting import Extracted
from timeline.extraction.read import read
from timeline.extraction.unplaced import unplaced
from timeline.proposing.agreeing import Answered, proposals
from timeline.proposing.asking import requests_for
from timeline.proposing.exchange import ModelSettings, Reply, Request
from timeline.proposing.refusals import Refusal

if TYPE_CHECKING:
    from timeline.documents.document import Document
    from timeline.documents.proposal import ProposedEvent
    from timeline.endpoint.settings import Endpoint
    from timeline.extraction.linear import Models
    from timeline.vocabulary.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Both:
    """What was read in a document. `further` are the events that only models propose.

    `refusals` are what was not believed of the replies, `dropped` counts events of which nothing was left, and `failed`
    are the replies that are only an error.
    """

    extracted: Extracted
    further: "tuple[ProposedEvent, ...]" = ()
    refusals: tuple[Refusal, ...] = ()
    dropped: int = 0
    failed: tuple[Reply, ...] = ()


@dataclass(frozen=True, slots=True)
class Together:
    """The built-in extractor, called `reader`, with these models of its own, and the language models with theirs."""

    vocabulary: "Vocabulary"
    models: "Models | None"
    settings: tuple[ModelSettings, ...]
    reader: str

    def requests(self, document: "Document") -> list[Request]:
        """All that is to be asked about a document."""
        reading = read(document, self.vocabulary)
        return [request for each in self.settings for request in requests_for(reading, self.vocabulary, each)]

    def read(self, document: "Document", replies: Mapping[str, Reply]) -> Both:
        """What is found in a document, with the replies by the names of their requests."""
        reading = read(document, self.vocabulary)
        built_in = events_of(reading, self.vocabulary, self.models)
        answered = [
            Answered(each, self._replies(requests_for(reading, self.vocabulary, each), replies))
            for each in self.settings
        ]
        if not any(each.replies for each in answered):
            return Both(Extracted(tuple(built_in), tuple(unplaced(reading, built_in)), reading.language))
        found = proposals(reading, built_in, answered, self.vocabulary, reader=self.reader)
        extracted = Extracted(found.events, tuple(unplaced(reading, found.events)), reading.language)
        further = tuple(e for e in found.events if e.extractor and not e.extractor.startswith(self.reader))
        failed = tuple(reply for each in answered for reply in each.replies if reply.content is None)
        return Both(extracted, further, found.refusals, found.dropped, failed)

    @staticmethod
    def _replies(requests: Sequence[Request], replies: Mapping[str, Reply]) -> list[Reply]:
        return [replies[request.custom_id] for request in requests if request.custom_id in replies]


def settings_for(options: ModelOptions) -> "tuple[Endpoint | None, tuple[ModelSettings, ...]]":
    """The endpoint that the user set up, and each model's settings; no endpoint where files take its place.

    Raises UsageError.
    """
    from timeline.endpoint.settings import needed_settings, read_settings

    endpoint = needed_settings() if options.sends else read_settings()
    if endpoint is None and not options.names:
        raise UsageError("No language model is set up: say with --model which one the requests are for.")
    base = ModelSettings("") if endpoint is None else endpoint.model
    settings = [replace(base, name=name.strip()) for name in options.names or (base.name,)]
    return endpoint, tuple(settings)
