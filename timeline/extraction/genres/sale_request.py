"""The sentence of a notice of a sale that tells what the buyer asked for → the request, on its own date."""

import re
from collections.abc import Sequence
from dataclasses import replace

from timeline import edtf
from timeline.documents.proposal import ProposedEvent, WeaponLine
from timeline.extraction.genres.stating import Stated, StatedWeapon, event_of
from timeline.extraction.genres.within import actors_in, times_in
from timeline.extraction.reading import Reading, TimePhrase
from timeline.vocabulary.vocabulary import Vocabulary

CERTAIN = 0.9
_REQUEST = re.compile(r"\b(?:has|have|had) requested\b|\brequested to\b|\bletter of request\b|\basked for\b", re.I)


def request_of(
    reading: Reading,
    after: int,
    seller: Stated,
    buyer: Stated,
    goods: Sequence[StatedWeapon],
    decided: Stated,
    vocabulary: Vocabulary,
) -> list[ProposedEvent]:
    """The first request that is told behind an offset and names no third party, or none.

    Its date is the one that its sentence gives, else some time before the decision; its goods those that the sentence
    counts, else the first of the sale.
    """
    for sentence in reading.sentences:
        asked = _REQUEST.search(reading.text, sentence.start, sentence.end) if sentence.start > after else None
        named = {mention.id for mention in actors_in(reading, sentence.start, sentence.end)} if asked else set()
        if asked is None or named - {buyer.value, seller.value}:
            continue
        passage = reading.document.passage(sentence.start, sentence.end)
        told = [t for t in times_in(reading, asked.start(), sentence.end) if not t.relation and _past(t, reading)]
        if told:
            first = told[0]
            phrase = reading.text[first.start : first.end]
            date = Stated(first.edtf, passage, phrase, first.rule, first.anchor)
        else:
            date = Stated(f"../{decided.value.rpartition('/')[2]}", passage, "", "before-publication")
        roles = [("recipient", Stated(buyer.value, passage if buyer.value in named else buyer.passage))]
        roles.append(("supplier", seller))
        counted = [good for good in goods if good.passage == passage]
        main = [StatedWeapon(replace(good.line, value=None, currency=""), passage) for good in counted]
        wanted = main or bare(goods[:1])
        return [event_of("transfer-request", "actual", passage, date, roles, wanted, vocabulary, confidence=CERTAIN)]
    return []


def bare(goods: Sequence[StatedWeapon]) -> list[StatedWeapon]:
    """The weapons alone, without number and worth."""
    return [StatedWeapon(WeaponLine(good.line.weapon), good.passage) for good in goods]


def _past(time: TimePhrase, reading: Reading) -> bool:
    return reading.published is None or edtf.parse(time.edtf).first <= edtf.parse(reading.published).last
