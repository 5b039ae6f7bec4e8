"""guidance.txt and the Vocabulary → what a model is told before it reads: the task, the form, the rulings, an example.

The rulings are those by which the corpus was annotated, in short. The example's words stand in no document: given back
as an answer they are refused.
"""

import functools
from pathlib import Path

from timeline.documents.proposal import ROLES, STATUSES
from timeline.vocabulary.vocabulary import Vocabulary

_FILE = Path(__file__).resolve().parent / "guidance.txt"


def guidance(vocabulary: Vocabulary) -> str:
    """All that does not depend on the document: the same for every request with one vocabulary."""
    kinds = sorted(vocabulary.event_types.values(), key=lambda kind: (kind.group, kind.id))  # databases have their own
    types = (f"- {kind.id}: {kind.description[:1].lower()}{kind.description[1:]}" for kind in kinds)
    words = {"{types}": "\n".join(types), "{statuses}": ", ".join(STATUSES), "{roles}": ", ".join(ROLES)}
    text = _text()
    for place, said in words.items():
        text = text.replace(place, said, 1)
    return text


@functools.cache
def _text() -> str:
    return _FILE.read_text("utf-8").strip()
