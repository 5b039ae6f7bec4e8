"""A text → its sentences with offsets: abbreviations and quotes kept, wrapped lines joined, headers left out."""

import re

from timeline.extraction.reading import Sentence

_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "lt",
        "col",
        "maj",
        "capt",
        "cmdr",
        "adm",
        "brig",
        "sgt",
        "cpl",
        "sen",
        "rep",
        "gov",
        "st",
        "hon",
        "rev",
        "jr",
        "sr",
        "no",
        "nos",
        "vs",
        "etc",
        "inc",
        "ltd",
        "co",
        "corp",
        "dept",
        "est",
        "approx",
        "fig",
        "vol",
        "art",
        "sec",
        "para",
        "ch",
        "pp",
        "ed",
        "eds",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thurs",
        "fri",
        "sat",
        "sun",
        "ft",
        "mt",
        "messrs",
        "amb",
        "min",
        "pres",
        "supt",
        "det",
        "cf",
        "al",
        "viz",
        "ca",
        "res",
        "doc",
        "ref",
        "tel",
        "ave",
    ]
)
_HEADER = re.compile(r"\s{0,20}(?:date|published|Date|Published):?\s+\d{4}-\d\d-\d\d[ \t]{0,20}(?:\n|(?=\S))")
_PARAGRAPH = re.compile(r"(?<![ \t\r])[ \t\r]*\n[ \t\r]*(?:\n\s*)?")  # a run of blanks is tried once, at its start
_STOP = re.compile(r"[.!?…][\"'”’»)\]]{0,3}(?=\s)|[!?。][\"'”’»)\]]{0,3}(?=[A-Z\"“])")
_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þa-zà-ÿ.'’/ -]{1,40}?(?:, ?[A-Z][A-Za-z. ]{1,25}?)?"
    r"(?:,? ?\(?(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.? \d{1,2}(?:, \d{4})?\)?)?"
    r"(?: ?\([A-Za-z][A-Za-z/ .-]{1,30}\))? ?(?:--|[-–—])\s"
)
_TERMINAL = re.compile(r"[.!?:;\"'”’)\]]\s*\Z")
_BULLET = re.compile(r"(?:[-*•–—]\s|\(?\d{1,3}[.)]\s|\([a-z]\)\s)")
LONGEST = 1500  # characters; a "sentence" without any full stop is cut at a space near here, so that time stays linear


def header_end(text: str) -> int:
    """Where the text proper begins: after a header such as ` date 2024-11-20 ` that downloads put first."""
    found = _HEADER.match(text)
    return found.end() if found else 0


def _paragraphs(text: str, start: int) -> list[tuple[int, int]]:
    """Spans between line breaks that end a paragraph; a break inside a hard-wrapped line ends none."""
    spans = []
    begin = start
    for gap in _PARAGRAPH.finditer(text, start):
        if gap.start() < begin:
            continue
        if gap.group().count("\n") == 1 and _wrapped(text, begin, gap.start(), gap.end()):
            continue
        if text[begin : gap.start()].strip():
            spans.append((begin, gap.start()))
        begin = gap.end()
    if text[begin:].strip():
        spans.append((begin, len(text)))
    return spans


def _wrapped(text: str, begin: int, line_end: int, next_start: int) -> bool:
    """Whether a single line break only wraps a line: the line is long and unfinished, and the next is no list item."""
    line_start = text.rfind("\n", begin, line_end) + 1 or begin
    if line_end - line_start < 50 or _BULLET.match(text, next_start):
        return False
    if line_end - line_start > 100 and _TERMINAL.search(text, max(begin, line_end - 4), line_end):
        return False
    return next_start < len(text) and (text[next_start].islower() or not _TERMINAL.search(text, line_end - 4, line_end))


def _ends_here(text: str, start: int, stop: int) -> bool:
    """Whether the stop ends a sentence: what stands before is no abbreviation, what follows can begin one."""
    after = stop + 1
    while after < len(text) and text[after] in "\"'”’»)]":
        after += 1
    while after < len(text) and text[after].isspace():
        after += 1
    follows = text[after : after + 1]
    if follows and follows.islower():
        return False
    if text[stop] != ".":
        return True
    before = max(start, stop - 15)
    word = text[before:stop].split()[-1] if text[before:stop].split() else ""
    word = word.lstrip("\"'“‘([")
    if word.lower() in _ABBREVIATIONS:
        return word.lower() in ("inc", "ltd", "co", "corp", "etc", "jr", "sr") and follows.isupper()
    if re.fullmatch(r"(?:[A-Z]\.)*[A-Z]", word):  # an initial, or U.S. before a name
        nxt = re.match(r"[A-Za-z]+", text[after : after + 20])
        return "." in word and bool(nxt) and nxt.group().lower() in _STARTERS if nxt else True
    return True


_STARTERS = frozenset(
    [
        "the",
        "a",
        "an",
        "it",
        "in",
        "on",
        "he",
        "she",
        "they",
        "we",
        "but",
        "and",
        "this",
        "that",
        "these",
        "those",
        "there",
        "his",
        "her",
        "its",
        "their",
        "after",
        "before",
        "when",
        "while",
        "as",
        "at",
        "by",
        "for",
        "from",
        "i",
        "if",
        "not",
        "no",
        "one",
        "both",
        "some",
        "all",
        "under",
        "with",
    ]
)


def split_sentences(text: str) -> list[Sentence]:
    """Sentences in order; `text[s.start:s.end]` has no space at either end. Time is linear in the length."""
    sentences: list[Sentence] = []
    for number, (begin, end) in enumerate(_paragraphs(text, header_end(text))):
        line = text[begin:end].strip()
        heading = len(line) < 90 and not _TERMINAL.search(line[-3:])
        entry = bool(_BULLET.match(line))
        kind = "heading" if heading else "entry" if entry else "body"
        start = begin
        for stop in _STOP.finditer(text, begin, end):
            if _ends_here(text, start, stop.start()) and stop.end() > start:
                _append(sentences, text, start, stop.end(), number, kind)
                start = stop.end()
        _append(sentences, text, start, end, number, kind)
    return sentences


def _append(sentences: list[Sentence], text: str, start: int, end: int, paragraph: int, kind: str) -> None:
    while start < end:
        cut = end
        if end - start > LONGEST:
            space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
            cut = space if space > 0 else start + LONGEST
        left, right = start, cut
        while left < right and text[left].isspace():
            left += 1
        while right > left and text[right - 1].isspace():
            right -= 1
        if left < right:
            first = not sentences or sentences[-1].paragraph != paragraph
            line = _DATELINE.match(text, left, min(right, left + 120)) if first and paragraph < 8 else None
            dateline = (
                line.end() if line and line.group().split(",")[0].split("(")[0].strip(" -–—")[:3].isupper() else 0
            )
            sentences.append(Sentence(len(sentences), left, right, paragraph, kind, dateline))
        start = cut
