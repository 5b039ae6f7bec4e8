"""Why a source cannot be loaded → a SourceRefused whose sentence says what is wrong and what to do."""

import errno

from timeline.documents.document import Document
from timeline.errors import SourceRefused


class DateMissing(SourceRefused):
    """A document that neither says when it was published nor was given a date.

    `document` is the document as it was read, without a date: whoever can ask a person sets `published` in it
    (`headers.published_date` reads the answer) and goes on, without reading the source a second time.
    """

    def __init__(self, document: Document, doubt: str = "") -> None:
        self.document = document
        why = f"is of a date that cannot be told ({doubt})" if doubt else "does not say when it was published"
        super().__init__(f"{document.origin} {why}; give the date, for example with --published 2024-11-20.")


def unreadable(origin: str, error: OSError) -> SourceRefused:
    """The refusal of a source that the operating system does not let us read."""
    match error.errno:
        case errno.ENOENT | errno.ENOTDIR:
            why = "is not there; check the path (it may have been moved or deleted meanwhile)"
        case errno.EACCES | errno.EPERM:
            why = "may not be read by this user; change its permissions or copy it"
        case errno.ELOOP:
            why = "is a symbolic link that leads back to itself; name the file that it was meant for"
        case errno.EISDIR:
            why = "is a directory now; name the files in it"
        case errno.ENAMETOOLONG:
            why = "is too long for a file name; check the path"
        case _:
            why = f"cannot be read: {error.strerror or error}"
    return SourceRefused(f"{origin} {why}.")
