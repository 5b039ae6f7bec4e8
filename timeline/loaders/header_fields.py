"""A header's key in any of its usual spellings → the field of a Document that it fills."""

import re

from timeline.errors import BadDate
from timeline.loaders.header_dates import header_date

# `updated` dates a page that says nothing else of its date; `source` is a publisher or, where it is an address, a url.
KEYS = {
    "title": ("title", "headline", "subject"),
    "published": (
        "published",
        "published on",
        "date published",
        "publication date",
        "date of publication",
        "pubdate",
        "posted",
        "posted on",
        "released",
        "release date",
        "for release",
        "for immediate release",
        "issued",
    ),
    "date": ("date", "dated"),
    "updated": ("updated", "last updated", "modified", "last modified"),
    "source": ("source",),
    "publisher": ("publisher", "publication", "newspaper", "site", "site name", "website"),
    "author": ("author", "authors", "byline", "by", "creator"),
    "url": ("url", "link", "canonical", "canonical url", "permalink", "source url"),
    "language": ("language", "lang"),
    "licence": ("licence", "license", "rights"),
    "reliability": ("reliability",),
    "retrieved": ("retrieved", "retrieved on", "accessed", "accessed on", "date accessed", "access date"),
}
_FIELD = {key: field for field, keys in KEYS.items() for key in keys}
_DATES = ("published", "date", "updated")


def field_of(key: str) -> str | None:
    """The field that this key names, None for a key that says nothing to us. Case, `_` and `-` do not matter."""
    return _FIELD.get(re.sub(r"[\s_-]+", " ", key.strip().lower()))


def settled(stated: dict[str, str]) -> dict[str, str]:
    """What the header states by field → the fields of a Document: one `published` (as stated), one `url`.

    Values that a Document has no room for are left out: a reliability that is no letter A-F, a `retrieved` that is
    no date.
    """
    fields = {key: value for key, value in stated.items() if key not in (*_DATES, "source")}
    for key in _DATES:
        if key in stated:
            fields["published"] = stated[key]
            break
    if "source" in stated:
        fields.setdefault("url" if re.match(r"https?://\S+$", stated["source"]) else "publisher", stated["source"])
    if "url" in fields:
        fields["url"] = fields["url"].strip("<>")
    if "reliability" in fields:
        fields["reliability"] = fields["reliability"].upper()
        if not re.fullmatch("[A-F]", fields["reliability"]):
            del fields["reliability"]
    if "retrieved" in fields:
        try:
            fields["retrieved"] = header_date(fields["retrieved"]).text
        except BadDate:
            del fields["retrieved"]
    return fields
