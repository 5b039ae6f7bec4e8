"""A record of parliamentary questions and answers → who speaks for the state: "we", "the Government", "my Department".

What is asked and answered is left to the models. The form tells them whose government answers, which such a record
hardly ever says, and that "the House" and "the Secretary of State" are not those of Washington.
"""

import re
from collections.abc import Iterator

from timeline.extraction.genres.houses import TOP, house_of
from timeline.extraction.reading import Form, Mention, Reading, Sentence
from timeline.vocabulary.vocabulary import Vocabulary

TURNS = 3  # how many turns of speech, or numbered questions, a record must have
_TURN = re.compile(
    r"^[ \t]*(?P<label>(?:(?:The |An )?[A-ZÁÉÍÓÚ][^\n:?!]{1,90}?|A|Q\d{0,2}|\([a-z]\))"
    r"(?::|\.(?=[ \t]+[A-Z])|(?= asked the)|(?= replied)))",
    re.MULTILINE,
)
_QUESTION = re.compile(r"^[ \t]*(?:(?:Q(?:uestion)? ?)?\d{1,4}[.:]|\([a-z]\))[ \t]", re.MULTILINE)
_REPLY = re.compile(r"\b(?:[Rr]esponse|[Rr]eply|[Aa]nswer) of (?:the|Her|His)\b")  # at the top: all of it is an answer
_ASKING = re.compile(
    r"\bTo ask the\b|\basked the (?:[A-Z]\w+ (?:and )?)*(?:Minister|Secretary|President|Prime|T[áa]naiste|Government)"
    r"|\bwill make a statement\b|\b(?:[Ww]ritten|[Oo]ral) [Aa]nswers?\b|\bQuestions? for (?:[Ss]hort|[Ww]ritten)\b"
    r"|\bMr\.? Speaker\b|\bMadam (?:Deputy )?Speaker\b|\bhon\. (?:Member|Friend|Gentleman|Lady)\b|\bMy Lords\b"
    r"|\b(?:[Aa]nswer|[Rr]eply) of the \w+ Government\b|\binterpellation\b|\bPriority Questions?\b"
    r"|\bEstimates\b|\bMember for\b|\bResponse of the Minister\b|\bLodged by\b|\bCeann Comhairle\b"
)
_ANSWERING = re.compile(
    r"minister|secretary|answer|repl(?:y|ied)|government|chancellor|t[áa]naiste|taoiseach|attorney|response|^a$", re.I
)
_OWN = r"(?:[Tt]he|[Tt]his|[Mm]y|[Oo]ur|Federal|Majesty['’]s)(?: (?:right|hon\.|Federal|then|previous|present))*"
_OFFICES = (
    r"(?:Secretary of State|Foreign Secretary|Defence Secretary|Prime Minister|Minister of State|Governments?"
    r"|Department|Ministry|Ministers?|Cabinet|House|Administration|Parliament|Senate|Treasury|minister|department)"
)
_OFFICE = re.compile(rf"\b{_OWN} {_OFFICES}\b(?! of (?!State\b)[A-Z]| in [A-Z])")
_SELF = re.compile(r"\b(?:[Ww]e|[Oo]ur|I|[Uu]s)\b(?![.'’]?S)")
_BARE = frozenset(
    ["House", "Administration", "Government", "Department", "Senate", "Parliament", "Cabinet", "Congress"]
)


def answers(reading: Reading, vocabulary: Vocabulary) -> Form | None:
    """The names of the answering state, with those for its offices; None for what is no record of a parliament."""
    text = reading.text
    turns = list(_TURN.finditer(text, reading.document.body_start))
    if max(len(turns), len(_QUESTION.findall(text))) < TURNS:
        return None
    if not (_ASKING.search(reading.document.title) or _ASKING.search(text)):
        return None
    state = house_of(reading.document.title, text[reading.document.body_start :], vocabulary)
    if state is None:
        return None
    named: dict[int, tuple[Mention, ...]] = {}
    for sentence, label, answering in _spoken(reading, turns):
        named[sentence.index] = tuple(_mentions(reading, sentence, state, label, answering))
    return Form(named=named, subject=state)


def _spoken(reading: Reading, turns: list[re.Match[str]]) -> Iterator[tuple[Sentence, tuple[int, int], bool]]:
    """Each sentence with the label of its turn and whether the government has the word."""
    upcoming = 0
    start = reading.document.body_start
    reply = _REPLY.search(f"{reading.document.title}\n{reading.text[start : start + TOP]}")
    label, answering = (0, 0), reply is not None
    for sentence in reading.sentences:
        while upcoming < len(turns) and turns[upcoming].start("label") < sentence.end:
            label, answering = turns[upcoming].span("label"), _ANSWERING.search(turns[upcoming]["label"]) is not None
            answering = answering and " asked the" not in reading.text[label[1] : label[1] + 12]
            upcoming += 1
        yield sentence, label, answering


def _mentions(
    reading: Reading, sentence: Sentence, state: str, label: tuple[int, int], answering: bool
) -> list[Mention]:
    """The actors of a sentence: those it names, without those of the label of its turn, and the state."""
    text = reading.text
    own = [Mention("actor", state, *m.span(), "organ") for m in _OFFICE.finditer(text, sentence.start, sentence.end)]
    if answering:
        own += [Mention("actor", state, *m.span(), "organ") for m in _SELF.finditer(text, sentence.start, sentence.end)]
    kept = [
        m
        for m in reading.actors[sentence.index]
        if not (label[0] <= m.start < label[1])
        and text[m.start : m.end] not in _BARE
        and not any(m.start < other.end and other.start < m.end for other in own)
    ]
    return sorted([*kept, *own], key=lambda m: (m.start, m.end))
