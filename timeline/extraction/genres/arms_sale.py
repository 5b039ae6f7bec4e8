"""A notice of a possible foreign military sale → its authorization, request and the reasons given, with every field.

The release says "… has made a determination approving a possible Foreign Military Sale to the Government of … for an
estimated cost of …". The notification with numbered fields ("(i) Prospective Purchaser: …") is `register_notice`.
"""

import itertools
import re
from collections.abc import Sequence

from timeline.documents.document import Passage
from timeline.documents.proposal import ProposedEvent
from timeline.extraction.genres.articles import articles
from timeline.extraction.genres.contractors import contractors
from timeline.extraction.genres.sale_request import bare, request_of
from timeline.extraction.genres.stating import Stated, StatedWeapon, event_of
from timeline.extraction.genres.within import actors_in, sentence_at, times_in
from timeline.extraction.reading import Form, Reading, TimePhrase
from timeline.vocabulary.vocabulary import Vocabulary

SELLER = "USA"  # whose programme Foreign Military Sales is
CERTAIN, LIKELY = 0.9, 0.5
WITHIN = 2500  # characters from the start of the report in which the notice must say what it is
_SALE = re.compile(r"possible\s+foreign\s+military\s+sale", re.IGNORECASE)
_ACT = re.compile(r"\b(?:determination|certification|notif(?:ied|ies|ication)|cleared|approv(?:ed|es|ing))\b", re.I)
_BOILERPLATE = (
    re.compile(r"\bproposed sale\b|\bthe sale will\b", re.I),
    re.compile(r"\b(?:principal|prime) contractors?\b", re.I),
    re.compile(r"\balso included\b|\brequested (?:to buy|that)\b|\brequest(?:ed)? (?:for|to purchase)\b", re.I),
    re.compile(r"\boffsets?\b|\bbasic military balance\b|\bno difficulty\b|\bdefense readiness\b", re.I),
    re.compile(r"\btransmittal\b|\brequired certification\b|\bnews release\b", re.I),
)
LISTS = 3  # sentences that list what is sold
MARKS = 3  # how many kinds of the phrases that all such notices have must be there
_REASON = re.compile(r"\bproposed sale (?:will|is)\b|\bsale will (?:support|help|give|improve|advance)\b", re.I)
_LIST = re.compile(
    r"\b(?:requested to (?:buy|purchase)|also included|would get|package|consists? of|includes?)\b", re.I
)


def arms_sale(reading: Reading, vocabulary: Vocabulary) -> Form | None:
    """The sale; None for a text that only reports one: too few of the phrases of a notice, or no buyer."""
    start = reading.document.body_start
    sale = _SALE.search(reading.text, start, start + WITHIN)
    if sale is None or sum(mark.search(reading.text) is not None for mark in _BOILERPLATE) < MARKS:
        return None
    stating = sentence_at(reading, sale.start())
    buyer = _buyer(reading, sale.end(), stating)
    if buyer is None or not _ACT.search(reading.text, stating.start, stating.end):
        return None
    lists = [stating, *_listing(reading, stating)]
    goods = articles(reading, lists, vocabulary)
    if not goods:
        return None
    date = day_of(reading, stating)
    if date is None:
        return None
    seller = Stated(SELLER, stating)
    events = [_authorization(reading, date, seller, buyer, goods, vocabulary)]
    events += request_of(reading, stating.start, seller, buyer, goods, date, vocabulary)
    events += _reasons(reading, goods, vocabulary)
    lines = [*lists, *(event.claims[0].passage for event in events)]
    return Form(tuple(events), tuple(sorted({(line.start, line.end) for line in lines})))


def _buyer(reading: Reading, after: int, stating: Passage) -> Stated | None:
    """The first actor that stands behind the words "Foreign Military Sale", else the first one of the title."""
    for mention in actors_in(reading, after, stating.end):
        if mention.id != SELLER:
            return Stated(mention.id, stating)
    for mention in actors_in(reading, reading.document.body_start, stating.start):
        if mention.id != SELLER:
            return Stated(mention.id, sentence_at(reading, mention.start))
    return next((Stated(id, stating) for id in reading.title_actors if id != SELLER), None)


def _listing(reading: Reading, stating: Passage) -> list[Passage]:
    """The sentences after the one that states the sale which list what is sold."""
    found = (s for s in reading.sentences if s.start > stating.end and _LIST.search(reading.text, s.start, s.end))
    return [reading.document.passage(sentence.start, sentence.end) for sentence in itertools.islice(found, LISTS)]


def _authorization(
    reading: Reading,
    date: Stated,
    seller: Stated,
    buyer: Stated,
    goods: Sequence[StatedWeapon],
    vocabulary: Vocabulary,
) -> ProposedEvent:
    made = contractors(reading, vocabulary)
    roles = [("supplier", seller), ("recipient", buyer)]
    if made and made.known:
        roles.append(("producer", made.known))
    note = f"Principal contractors: {made.words}" if made else ""
    return event_of(
        "transfer-authorization", "actual", date.passage, date, roles, goods, vocabulary, confidence=CERTAIN, note=note
    )


def day_of(reading: Reading, passage: Passage) -> Stated | None:
    """The day of a decision: the last one that its sentence names up to publication, else the dateline, else that."""
    published = reading.published
    days = [time for time in times_in(reading, passage.start, passage.end) if _is_day(time, published or "")]
    if days:
        last = days[-1]
        return Stated(last.edtf, passage, reading.text[last.start : last.end], last.rule, last.anchor)
    return Stated(published, passage, "", "publication", published) if published else None


def _is_day(time: TimePhrase, published: str) -> bool:
    return re.fullmatch(r"\d{4}-\d\d-\d\d", time.edtf) is not None and (not published or time.edtf <= published[:10])


def _reasons(reading: Reading, goods: Sequence[StatedWeapon], vocabulary: Vocabulary) -> list[ProposedEvent]:
    """The statement of policy: why the seller holds the sale to be right."""
    found = _REASON.search(reading.text, reading.document.body_start)
    if found is None or reading.published is None:
        return []
    passage = sentence_at(reading, found.start())
    date = Stated(reading.published, passage, "", "publication", reading.published)
    speaker = [("speaker", Stated(SELLER, passage))]
    named = bare(goods[:1])
    return [event_of("support", "actual", passage, date, speaker, named, vocabulary, confidence=LIKELY)]
