"""The files of a package and the columns of those tables that are read back, in their order."""

from timeline.loaders.columns import COLUMNS

DESCRIPTOR = "datapackage.json"
SUMS = "SHA256SUMS"
TEXTS = "documents"
"""The folder of the documents' texts, each named by its SHA-256."""
MARK = "timeline-package"
"""The property of the descriptor by which a package of ours is known."""
FORMAT = 1
"""Raised where a package is made that older programs would read wrongly."""

READ_BACK: dict[str, tuple[str, ...]] = {
    "events": COLUMNS,
    "provenance": (
        *("event_id", "origin", "lane", "review_reason", "extractor", "date_phrase", "date_rule", "date_anchor"),
    ),
    "sources": (
        *("source_id", "sha256", "publisher", "title", "url", "published", "author", "language", "reliability"),
        *("licence", "retrieved", "loader", "syndicated_from", "text"),
    ),
    "quotes": ("source_id", "event_id", "start", "end", "quote"),
    "claims": ("event_id", "source_id", "start", "end", "field", "value", "status", "attributed_to"),
    "links": ("event_id", "relation", "other_id", "quote", "origin", "review"),
}
FOLLOWING = (
    *("participants", "event_weapons", "event_treaties", "findings", "actors", "weapons", "treaties"),
    *("event_types", "codebook"),
)
"""Tables that follow from the others, or from the database that reads the package."""
PAPERS = ("README.md", "LICENSE.txt", "CITATION.cff", "codebook.md")
FILES = (*(f"{name}.csv" for name in (*READ_BACK, *FOLLOWING)), *PAPERS, DESCRIPTOR)
"""What a package holds besides SHA256SUMS and the texts of documents."""
