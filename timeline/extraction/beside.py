"""A name and the words beside it → whether whoever it names cannot have used a weapon, supplied one, or judged."""

import re

from timeline.extraction.own_dates import ANSWER
from timeline.extraction.reading import Candidate, Mention, Reading

_HANDED_BY = re.compile(
    r"\b(?:supplied|provided|donated|sold|given|delivered|made|built|manufactured|produced|developed|designed|obtained"
    r"|bought|purchased|acquired|imported) (?:to \w+ )?(?:by|from) (?:the )?(?:[\w-]+ (?:company|firm|maker|group) )?$"
)
_OFF = re.compile(r"\boff(?: the (?:coast|shores?) of)? (?:the )?$")
_NEAR_COAST = re.compile(r"\b(?:near|outside) (?:the )?$")
_SHIP = re.compile(r"\b(?:tanker|ship|vessel|freighter|frigate|merchantman|supertanker|trawler|destroyer)s?\b")
_BEFORE = 40  # characters before a name
_COMPLAINT = re.compile(
    r"\b(?:criticism|rebukes?|protests?|objections?|condemnation|complaints?|outrage|pressure|opposition)"
    r" (?:from|by) (?:the )?$"
)
_WITH = re.compile(r"\b(?:with|using|used|uses|use) (?:[\w-]+ ){0,2}$")
_TO_WEAPON = 12  # characters between the origin of a weapon and its name: "Iranian Shahed drones"
_PEOPLE = re.compile(
    r"(?=[.,;])| (?:for|who|on|to|over|of|and|accused|charged|men|man|women|woman|brothers|citizens?|nationals?"
    r"|businessm[ae]n|merchants?|dealers?|traders?|officers?)\b"
)
_VIEWING = re.compile(
    r"(?:['’]s (?:[\w-]+ ){1,4}| )(?:(?:has|have|had|also|again|later|\w+ly|(?:on )?\w+day) ){0,2}"
    r"(?:blam|condemn|critici[sz]|denounc|h[eo]ld|accus|demand|protest|deplor|regret|rebuk|urg|slamm|assail|decri|lambast"
    r"|castigat|berat|chid)(?:s|ed|es|d|e)?\b"
)
_GOING_ON = re.compile(r";| and | but ")


def no_user(reading: Reading, candidate: Candidate, mention: Mention) -> bool:
    """Whether a name stands where that of a weapon's user never does: "bombs supplied by Syria", "hit off Dubai",
    "shelled platforms in retaliation for a missile attack"."""
    sentence = reading.sentences[candidate.sentence]
    before = reading.text[max(sentence.start, mention.start - _BEFORE) : mention.start]
    if _HANDED_BY.search(before) or _OFF.search(before) or _views(reading, candidate, mention):
        return True
    use = reading.words[candidate.sentence].starts[candidate.anchor]
    answers = ANSWER.finditer(reading.text, sentence.start, sentence.end)
    # "Israel in response to rocket fire bombed it" tells of its own deed.
    if any(mention.end + 2 < each.start() < use < each.end() for each in answers):
        return True
    return bool(_NEAR_COAST.search(before) and _SHIP.search(reading.text, sentence.start, sentence.end))


def complains(reading: Reading, candidate: Candidate, mention: Mention) -> bool:
    """Whether a name is that of whoever complains of a deed or presses for it: "under pressure from Washington"."""
    start = reading.sentences[candidate.sentence].start
    return bool(_COMPLAINT.search(reading.text, max(start, mention.start - _BEFORE), mention.start))


def of_weapon(reading: Reading, candidate: Candidate, mention: Mention) -> bool:
    """Whether a name only says whose make a weapon is that is used: "struck Stepanakert with Israeli drones"."""
    start = reading.sentences[candidate.sentence].start
    near = (w for w in reading.weapons[candidate.sentence] if 0 <= w.start - mention.end <= _TO_WEAPON)
    with_it = _WITH.search(reading.text, max(start, mention.start - _BEFORE), mention.start)
    return with_it is not None and any("," not in reading.text[mention.end : w.start] for w in near)


def accused_there(reading: Reading, mention: Mention) -> bool:
    """Whether a name is that of people: "convicted two Iranians", "sentenced a Pakistani businessman"."""
    return mention.form == "demonym" and bool(_PEOPLE.match(reading.text, mention.end))


def _views(reading: Reading, candidate: Candidate, mention: Mention) -> bool:
    """Whether a name is that of whoever voices a view of a use: "Britain blamed Syria for the sarin attack".

    Of the annotated documents' core events told in such words 31 have another user, 4 this one.
    """
    found = _VIEWING.match(reading.text, mention.end)
    use = reading.words[candidate.sentence].starts[candidate.anchor]
    return found is not None and found.end() <= use and not _GOING_ON.search(reading.text, found.end(), use)
