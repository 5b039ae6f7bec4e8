"""A text → its Reading, and a Reading → the dates that its form gives to sentences, for the tests of genres."""

from timeline.documents.document import Document
from timeline.extraction.read import read
from timeline.extraction.reading import Reading
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()


def reading_of(text: str, published: str = "2024-11-20", title: str = "") -> Reading:
    """The reading of a text published on that day."""
    return read(Document(text, published, title=title), VOCABULARY)


def dated_sentences(reading: Reading) -> list[tuple[str, str]]:
    """Each dated sentence's first 20 characters with its date."""
    return [
        (reading.text[sentence.start : min(sentence.start + 20, sentence.end)], date.edtf)
        for sentence in reading.sentences
        if (date := reading.form.dated.get(sentence.index)) is not None
    ]
