"""A name and the words beside it → whether it names something else there: "Iran-backed", "Yemen's Houthis"."""

import re
from collections.abc import Sequence

from timeline.extraction.reading import Mention
from timeline.vocabulary.vocabulary import Vocabulary

# Whoever stands behind somebody, or holds a place, is not who acts there.
_BEHIND = re.compile(
    r"[-‑](?:backed|supported|sponsored|funded|financed|trained|armed|aligned|allied|installed|occupied|held|controlled|ruled"
    r"|based|born|brokered|mediated|era|style|piloted|flown|crewed|speaking|language)\b"
)
# "Lebanon's U.N. ambassador", "its envoy to the United Nations": who sits there speaks for a state.
_SENT_TO = re.compile(r"\b(?:ambassadors?|envoys?|representatives?|missions?|delegates?) to (?:the )?$", re.IGNORECASE)
_AMBASSADOR = re.compile(r" ambassadors?\b", re.IGNORECASE)
_ENVOY = re.compile(r" (?:envoys?|representatives?|missions?|delegates?|delegations?)\b", re.IGNORECASE)
_OWNED = re.compile(r"(?:['’]s?|\bits|\btheir|\bhis|\bher) $")
# "Bahrain, a neighbour of Iran, bought …"; "a conference chaired by Norway".
_ASIDE = re.compile(
    r"(?:, (?:once )?(?:an?|the|its) (?:[\w-]+ ){0,3}"
    r"(?:neighbou?r|ally|rival|foe|enemy|adversary|friend|partner|client|patron) of"
    r"|\b(?:wedged|sandwiched) between|\b(?:chaired|presided over|moderated|mediated|brokered) by(?: [\w'’.-]+){0,4})"
    r" (?:the )?$"
)
# "Britain, America's closest ally, backed it", "Pakistan's rival India tested it".
_KIN = re.compile(
    r"['’]s? (?:[\w-]+ ){0,4}?"
    r"(?:ally|allies|rivals?|neighbou?rs?|foes?|enemy|adversary|partner|patron|friend|investor|backer|creditor"
    r"|protector|sponsor)\b( [A-Z])?"
)
# "The North African nation" is no Korea.
_COMPASS, _CAPITAL = re.compile(r"[Tt]he (?:North|South)"), re.compile(r" [A-Z]")
# A society of a country is not the state: "the Norwegian Refugee Council".
_SOCIETY = re.compile(
    r" (?:[A-Z][\w’'-]+ ){0,3}(?:Red Cross|Red Crescent|Refugee Council|Council of Churches|Nobel|Society|Network"
    r"|Observatory|Institute|Foundation|Association|University"
    r"|(?:Centre|Center|Organi[sz]ation|Monitor) (?:for|of) [A-Z][\w’'-]+)\b"
)
_AGAINST = re.compile(
    r",? with ([A-Z][^;:.()\n]{2,80}?) "
    r"(?:opposing|objecting|abstaining|dissenting|boycotting|(?:voting|vote) (?:against|no))\b"
)
# A paper of a country is not the state: "Britain's Sunday Telegraph newspaper", "the Israeli daily Haaretz".
_PRESS = re.compile(
    r"(?:['’]s?)? (?:[A-Z][\w-]+ ){0,3}"
    r"(?:(?:newspapers?|magazine|broadcaster|tabloid|journalists?)\b"
    r"|(?:daily|dailies|weekly|press)\b(?= [A-Z]|,| said| says| reported| wrote))"
)
_FIGHTERS = frozenset(["fighter", "fighters"])
_WARRING = re.compile(
    r"\b(?:rebels?|foreign|opposition|resistance|guerrillas?|islamists?|jihadists?|jihadis?|militants?|militias?"
    r"|insurgents?|separatists?|tribal|kurdish|enemy|armed|masked|wounded|captured|former|loyalist"
    r"|pro-\w+|anti-\w+|street|freedom|fire|prize|mercenary|irregular|local"
    r"|wagner|islamic state|is|isis|isil|al[- ]qaida|al[- ]qaeda)[- ]$",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r" (?:loyal to|belonging to|opened fire|fired|firing|ambushed|attacked|stormed|captured|seized|overran|withdrew"
    r"|fled|died|armed with|and civilians|and their|were (?:killed|wounded|captured)|who\b|killed|wounded|dead)\b"
)
_AT_HOME = (" ", "'s ", "’s ", "' ", "’ ")


def no_actor(text: str, start: int, end: int, form: str, id: str) -> bool:
    """Whether the name of an actor at `text[start:end]` only says whose somebody or something else is."""
    if _BEHIND.match(text, end) or _PRESS.match(text, end) or _ASIDE.search(text, max(0, start - 60), start):
        return True
    if _COMPASS.fullmatch(text, start, end) and _CAPITAL.match(text, end):
        return True
    kin = _KIN.match(text, end)
    if kin and (kin[1] or text.endswith(", ", 0, start)):
        return True
    if id == "un":
        before = text[max(0, start - 40) : start]
        if _SENT_TO.search(before) or _AMBASSADOR.match(text, end):
            return True
        return bool(_ENVOY.match(text, end) and _OWNED.search(before))
    return form == "demonym" and bool(_SOCIETY.match(text, end))


def _voting_against(text: str) -> list[tuple[int, int]]:
    """Where a text says aside who did not take part: "with Iran and Syria opposing it"."""
    return [match.span(1) for match in _AGAINST.finditer(text)]


def told_of(text: str, mentions: Sequence[Mention], vocabulary: Vocabulary) -> list[Mention]:
    """The mentions of a text, in its order, but for "fighters" that are people, for states that only say where an armed
    group is at home ("Yemen's Houthis"), and for whoever is named aside for having voted against.
    """
    kept: list[Mention] = []
    aside = _voting_against(text)
    for mention in mentions:
        if mention.kind == "actor" and any(start <= mention.start < end for start, end in aside):
            continue
        last = kept[-1] if kept else None
        between = text[last.end : mention.start] if last is not None and last.kind == "actor" else "."
        if last is not None and between in _AT_HOME and _is_group(mention, vocabulary) and _is_state(last, vocabulary):
            kept.pop()
        if mention.kind == "weapon" and text[mention.start : mention.end].lower() in _FIGHTERS:
            of_group = last is not None and between in (" ", "-") and _is_group(last, vocabulary)
            before = text[max(0, mention.start - 24) : mention.start]
            if of_group or _WARRING.search(before) or _PEOPLE.match(text, mention.end):
                continue
        kept.append(mention)
    return kept


def _is_group(mention: Mention, vocabulary: Vocabulary) -> bool:
    """Whether it is an armed group against a state; Wagner is one of Russia's, which acts by it."""
    kind = vocabulary.actors[mention.id].kind if mention.kind == "actor" else ""
    return kind == "armed-non-state-group" and mention.id != "wagner"


def _is_state(mention: Mention, vocabulary: Vocabulary) -> bool:
    return mention.kind == "actor" and vocabulary.actors[mention.id].kind == "state"
