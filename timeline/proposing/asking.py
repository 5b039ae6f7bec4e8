"""A document's Reading, the Vocabulary and ModelSettings → the Requests that ask a model for the document's events."""

import math
from collections.abc import Iterable, Sequence
from typing import Any

from timeline.extraction.reading import Mention, Reading
from timeline.proposing.dating import parsed
from timeline.proposing.exchange import ModelSettings, Request, in_bytes, request_name
from timeline.proposing.guidance import guidance
from timeline.proposing.pieces import Piece, pieces_of
from timeline.proposing.refusals import one_line, shown
from timeline.vocabulary.vocabulary import Vocabulary

BYTES_A_TOKEN = 3.5
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MARK = 16  # signs of the document's digest in the lines that enclose it: no text holds its own digest


def requests_for(reading: Reading, vocabulary: Vocabulary, settings: ModelSettings) -> list[Request]:
    """The requests of a document, by piece and run; none where there is nothing to read (no text, another language).

    The same reading, vocabulary and settings give the same bytes, always.
    """
    from timeline.proposing.answers import answer_schema

    given = reading.given or reading.document
    form = {"type": "json_schema", "json_schema": {"name": "events", "strict": True, "schema": answer_schema()}}
    system = guidance(vocabulary)
    requests = []
    for piece in pieces_of(reading, settings.piece_characters):
        user = asked(reading, piece, vocabulary)
        for run in range(settings.runs):
            body: dict[str, Any] = {
                "model": settings.name,
                "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
                "response_format": form,
                "temperature": settings.temperature,
                "max_tokens": settings.max_tokens,
            }
            if settings.runs > 1:
                body["seed"] = run
            requests.append(Request(request_name(given.sha256, piece.number, run, body), body))
    return requests


def tokens(request: Request) -> int:
    """About how many tokens a request has, without a tokenizer: one for every 3.5 bytes of its body, rounded up.

    English prose has more bytes a token, JSON and ids have fewer; on the whole the estimate is a little high. The
    answer may have `max_tokens` of the body beside them.
    """
    return math.ceil(len(in_bytes(request.body)) / BYTES_A_TOKEN)


def asked(reading: Reading, piece: Piece, vocabulary: Vocabulary) -> str:
    """What a request says of one piece: the ids that it may need, and the piece itself as data between marker lines."""
    given = reading.given or reading.document
    mark = f"<<<document {given.sha256[:_MARK]}>>>"
    head = [f"Date of the document: {_day(reading.published or 'unknown')}"]
    if piece.first:
        head.append("The document is long. This is a later part of it; the sentences before it tell what it is about.")
        if piece.date:
            head.append(f"Last date named before this part: {piece.date} (sentence {piece.dated})")
    lists = [f"{title}\n{listed}" for title, listed in _lists(reading, piece, vocabulary) if listed]
    title = one_line(reading.document.title) or "(none)"
    lines = [f"[0] (title) {title}"]
    lines += [_line(reading, index) for index in piece.before]
    lines += ["[…]"] if piece.before else []
    lines += [_line(reading, index) for index in range(piece.first, piece.end)]
    return "\n\n".join(["\n".join(head), *lists, "\n".join([mark, *lines, mark])])


def _day(published: str) -> str:
    date = parsed(published)
    exact = date is not None and date.first == date.last
    return f"{published} ({_DAYS[date.first.weekday()]})" if date is not None and exact else published


def _line(reading: Reading, index: int) -> str:
    sentence = reading.sentences[index]
    return f"[{index + 1}] {one_line(reading.text[sentence.start : sentence.end])}"


def _lists(reading: Reading, piece: Piece, vocabulary: Vocabulary) -> Iterable[tuple[str, str]]:
    """The ids of what the piece, the title and the document as a whole name; of weapons their kinds too."""
    actors = _ids(reading.actors, piece, (*reading.title_actors, *reading.topic_actors))
    weapons = _ids(reading.weapons, piece, (*reading.title_weapons, *reading.topic_weapons))
    kinds = {parent for weapon in weapons for parent in vocabulary.weapons[weapon].parents}
    treaties = _ids(reading.treaties, piece, (*reading.title_treaties, *reading.topic_treaties))
    yield "Actors that the text may name:", _named("actor", actors, vocabulary)
    yield "Weapons (with their kinds):", _named("weapon", {*weapons, *kinds, "weapon"}, vocabulary)
    yield "Treaties:", _named("treaty", treaties, vocabulary)


def _ids(mentions: Sequence[Sequence[Mention]], piece: Piece, topics: Iterable[str]) -> set[str]:
    return {mention.id for index in piece.sentences for mention in mentions[index]} | set(topics)


def _named(kind: str, ids: Iterable[str], vocabulary: Vocabulary) -> str:
    return "\n".join(f"- {id}: {shown(vocabulary.name_of(kind, id))}" for id in sorted(ids))
