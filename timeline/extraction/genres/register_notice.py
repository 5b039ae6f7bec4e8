"""A notification in the Federal Register ("(i) Prospective Purchaser: … (viii) Date Report Delivered to Congress: …") →
the authorization of the sale and the earlier cases that it dates, with every field."""

import re
from dataclasses import dataclass

from timeline.documents.document import Passage
from timeline.documents.proposal import ProposedEvent, WeaponLine
from timeline.extraction.amounts import moneys
from timeline.extraction.genres.arms_sale import CERTAIN, LIKELY, SELLER
from timeline.extraction.genres.articles import articles
from timeline.extraction.genres.contractors import contractors
from timeline.extraction.genres.sale_request import bare, request_of
from timeline.extraction.genres.stating import Stated, StatedWeapon, event_of
from timeline.extraction.genres.within import actors_in, times_in, trimmed
from timeline.extraction.reading import Form, Reading, TimePhrase
from timeline.vocabulary.vocabulary import Vocabulary

_FIELD = re.compile(r"^[ \t]*\((?P<number>[ivx]{1,5})\)[ \t]*(?P<label>[A-Z][^:\n]{3,110}):", re.MULTILINE)
_FIELD_END = re.compile(r"\n[ \t]*\n|\n[ \t]*\([ivx]{1,5}\)|^[ \t]*\*|POLICY JUSTIFICATION", re.MULTILINE)
_LABELS = {
    "buyer": re.compile(r"prospective (?:purchaser|recipient)", re.IGNORECASE),
    "worth": re.compile(r"total estimated value", re.IGNORECASE),
    "goods": re.compile(r"description", re.IGNORECASE),
    "prior": re.compile(r"prior related cases", re.IGNORECASE),
    "date": re.compile(r"date report delivered", re.IGNORECASE),
}
_AGREED = re.compile(r"\b(?:accepted|countersigned|signed|concluded|implemented)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Field:
    label: Passage
    value: Passage


def register_notice(reading: Reading, vocabulary: Vocabulary) -> Form | None:
    """The sale; None for a text without the numbered fields for the purchaser, the goods and the date."""
    fields = _fields(reading)
    if not {"buyer", "goods", "date"} <= fields.keys():
        return None
    buyer = _buyer(reading, fields["buyer"])
    day = _last(times_in(reading, fields["date"].value.start, fields["date"].value.end))
    goods = _goods(reading, fields, vocabulary)
    if buyer is None or day is None or not goods:
        return None
    date = Stated(day.edtf, fields["date"].value, reading.text[day.start : day.end], day.rule, day.anchor)
    made = contractors(reading, vocabulary)
    seller = Stated(SELLER, fields["date"].label)
    roles = [("supplier", seller), ("recipient", buyer), *([("producer", made.known)] if made and made.known else [])]
    note = f"Principal contractors: {made.words}" if made else ""
    where = fields["date"].value
    events = [
        event_of(
            "transfer-authorization", "actual", where, date, roles, goods, vocabulary, confidence=CERTAIN, note=note
        )
    ]
    if "prior" in fields:
        events += _prior(reading, fields["prior"], seller, buyer, goods, vocabulary)
    asked = request_of(reading, where.end, seller, buyer, goods, date, vocabulary)
    events += asked
    passages = [event.claims[0].passage for event in asked]
    spans = [(field.label.start, field.value.end) for field in fields.values()]
    lines = tuple(sorted([*spans, *((passage.start, passage.end) for passage in passages)]))
    return Form(tuple(events), lines)


def _fields(reading: Reading) -> dict[str, _Field]:
    found: dict[str, _Field] = {}
    text = reading.text
    for match in _FIELD.finditer(text):
        name = next((name for name, label in _LABELS.items() if label.search(match["label"])), None)
        stop = _FIELD_END.search(text, match.end())
        end = stop.start() if stop else len(text)
        if name is not None and name not in found and text[match.end() : end].strip():
            label = trimmed(reading, match.start(), match.end())
            found[name] = _Field(label, trimmed(reading, match.end(), end))
    return found


def _buyer(reading: Reading, field: _Field) -> Stated | None:
    named = [m.id for m in actors_in(reading, field.value.start, field.value.end) if m.id != SELLER]
    return Stated(named[0], field.value) if named else None


def _last(times: list[TimePhrase]) -> TimePhrase | None:
    return times[-1] if times else None


def _goods(reading: Reading, fields: dict[str, _Field], vocabulary: Vocabulary) -> list[StatedWeapon]:
    """The articles; the greatest sum of the field of values is the worth of the whole."""
    goods = articles(reading, [fields["goods"].value], vocabulary)
    if not goods or "worth" not in fields:
        return goods
    value = fields["worth"].value
    sums = [(amount, currency) for amount, currency, _ in moneys(reading.text, value.start, value.end)]
    if not sums:
        return goods
    line, (amount, currency) = goods[0].line, max(sums)
    line = WeaponLine(line.weapon, line.quantity_min, line.quantity_max, line.unit, amount, currency)
    return [StatedWeapon(line, goods[0].passage, value), *goods[1:]]


def _prior(
    reading: Reading,
    field: _Field,
    seller: Stated,
    buyer: Stated,
    goods: list[StatedWeapon],
    vocabulary: Vocabulary,
) -> list[ProposedEvent]:
    """The earlier case that was accepted on a date: its own articles, else those of this sale."""
    passage = field.value
    agreed = _AGREED.search(reading.text, passage.start, passage.end)
    day = _last(times_in(reading, agreed.end(), passage.end)) if agreed else None
    if day is None:
        return []
    date = Stated(day.edtf, passage, reading.text[day.start : day.end], day.rule, day.anchor)
    earlier = articles(reading, [passage], vocabulary) or bare(goods[:1])
    roles = [("supplier", seller), ("recipient", buyer)]
    return [event_of("transfer-agreement", "actual", passage, date, roles, earlier, vocabulary, confidence=LIKELY)]
