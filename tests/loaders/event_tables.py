"""The text of a CSV → the table and the rows that the loader makes of it."""

from timeline.loaders.event_csv import EventTable, read_event_csv
from timeline.loaders.event_rows import EventRow, RowFault
from timeline.loaders.headers import Given
from timeline.loaders.reading import Source
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()


def table(data: str | bytes) -> EventTable:
    return read_event_csv(Source("t.csv", None, data if isinstance(data, bytes) else data.encode()), Given())


def rows(data: str | bytes) -> list[EventRow | RowFault]:
    return list(table(data).rows(VOCABULARY))
