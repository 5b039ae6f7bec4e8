"""A Draft → whether the words around it say that its deed was not done: tests that stop, plans that are dropped."""

import re
from collections.abc import Callable

from timeline.extraction.buyers import ENDED
from timeline.extraction.candidates import GROUPS
from timeline.extraction.decisions import Draft
from timeline.extraction.operators import stopped
from timeline.extraction.reading import Candidate, Choice, Reading
from timeline.extraction.words import finite

Check = Callable[[Reading, Candidate], bool]

_REACH = 120  # characters before a deed
_NEAR = 5  # words before a moratorium or a "rule out"
_WORD = r"[\w'’$.-]+"
_GAP = rf"(?:(?!and |but ){_WORD} )"
_GIVEN_UP = re.compile(
    rf"\b(?:{ENDED}) {_GAP}{{0,3}}(?:plans?|proposals?|intentions?|bid|offers?|requests?) (?:to|for) {_GAP}{{0,3}}$",
    re.IGNORECASE,
)
_CALLED_OFF = re.compile(rf"\b(?:{ENDED}) (?:the|an?|its|their|his|this) {_GAP}{{0,4}}$", re.IGNORECASE)
_TAKEN_OUT = re.compile(
    r"\b(?:dropp?\w*|remov\w*|delet\w*|str[iu]ck\w*|striking|exclud\w*)\b"
    rf"(?:(?!stock|inventor|under )[^,;.]){{0,60}}\b(?:from|out of) {_GAP}{{0,5}}$",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)\b (?:(?! as | who | which | while | when )[^,;]){0,30}?"
    r"\b(?:that|it|they|he|she|having|\w+ing)"
    r"|(?:dismiss|reject|rubbish|refut|scoff|brush|shrug|disput|repudiat)\w* (?:(?:at|off|aside|as|the|all|new) ){0,2}"
    r"(?:claims?|allegations?|charges|reports?|accusations?|suggestions?|assertions?) (?:that )?"
    r"(?:it|they|he|she|having|of \w+ing))\b(?:(?! and | but | as | who | which | while | when )[^,;])*$",
    re.IGNORECASE,
)
_CARGO = re.compile(
    r" (?:an?|the|another|two|three) (?:(?!missile|rocket|drone| at | near )[^,.;]){0,40}"
    r"\b(?:boat|dhow|ship|vessel|freighter|shipment|cargo|trawler)s?\b"
)
_QUESTION = re.compile(r"\W*To ask the\b")
_CALLED_FOR = re.compile(
    r"\b(?:call(?:s|ed|ing)? (?:on|upon)|appeal(?:s|ed|ing)? to|urg(?:e|es|ed|ing)|invit(?:e|es|ed|ing)"
    r"|encourag(?:e|es|ed|ing)|press(?:es|ed|ing)|ask(?:s|ed|ing)?|recommend(?:s|ed|ing))\b(?! by\b)"
    r"(?:(?!decid|vot|agreed|became|moved|promis|pledg|parliament|Duma|Senate|Congress|lawmaker|deputies)[^.;]){0,80}"
    rf"\bto (?:{_WORD} ){{0,2}}$",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(r"\b(?:stay\w*|remain\w*|st(?:and|ood)\w*|opt\w*|kept?) (?:out|outside|aloof)\b")
_OPPOSED = re.compile(
    r"\b(?:(?:block|veto|reject|resist|thwart)(?:s|es|ed|ing)?|oppos(?:es|ed|ing))\b"
    r"(?:(?! and | but |impos|declar|extend|announc|renew|tighten)[^,.;]){0,40}$",
    re.IGNORECASE,
)
_FAILED = re.compile(
    r"(?:(?! that | which )[^,.;]){0,40}\b(?:failed\b(?! to )|was (?:rejected|vetoed|blocked|defeated|voted down))"
)
_SHOULD = re.compile(rf"\bshould (?:be (?:allowed|permitted|able|free) to )?(?:{_WORD} ){{0,2}}$")
_DECIDED = re.compile(r"\b(?:agreed|decided|ruled|approved|voted)\b", re.IGNORECASE)
_REVERSED = re.compile(
    rf"\b(?:revers\w+|overturn\w*|rescind\w*|undid|undo\w*|w[eo]nt back on|going back on|back\w+ away from) "
    rf"{_GAP}{{0,3}}?(?P<decision>(?:decision|move|plan|order|ruling|vote) to )?{_GAP}?$",
    re.IGNORECASE,
)
_WAS_REVERSED = re.compile(r"[^,.;]{0,60}\b(?:was|were|is|been) (?:\w+ly )?(?:revers|overturn|rescind)\w+")
_MEASURES = ("ban", "embargo", "freeze", "halt", "suspension", "block", "hold", "pause", "moratori", "restrict", "curb")
_CLAIMS = re.compile(r"\b(?:claim|accus|alleg|report|suggest|charge|critici|assert|notion|idea)", re.IGNORECASE)
_SALES = ("sale", "package", "deal", "purchase", "transfer", "shipment")
_CONTRACTS = ("contract", "deal", "order", "purchase", "agreement")
_STOPPING = ("intercept", "stop", "seiz", "board")
_LIFTED = re.compile(
    r"\b(?:no longer|stopp?\w*|ceas\w*|lift\w*|dropp?\w*|withdr[ae]w\w*|remov\w*|ended|ends|releas\w*|overc[ao]me\w*"
    r"|waiv\w*) (?:its |their |his |the |an? )?(?:\w+ )?"
    r"(?:block\w*|veto|oppos\w+|objections?|resist\w+|hold\w*|obstruct\w*)\b(?:(?! and | but )[^,.;]){0,60}",
    re.IGNORECASE,
)
_HALTING = ("suspend", "halt", "stop", "ceas", "paus")
_LEAVING = ("withdr", "leav", "left", "quit", "exit", "pull")
_STAYING = 8  # words between "stay outside" and what a way out hangs on
_FIRE = 4  # words between a halt and the fire: "halted drone and missile attacks"
_ENDING = ("end", "broke", "break", "lift", "abandon", "revok", "scrap", "discard", "drop", "rescind")
_RULING = frozenset(["rule", "ruled", "ruling"])
_NOT = frozenset(
    ["not", "never", "n't", "refused", "refuses", "refusing", "declined", "declines", "declining", "cannot"]
)
_PERMISSION = ("permission", "approv", "consent", "authori", "licen", "permit", "allow", "re-export", "clearance")
_ASKING = frozenset(
    [
        *("seek", "seeks", "sought", "seeking", "ask", "asks", "asked", "asking", "request", "requests", "requested"),
        *("requesting", "apply", "applies", "applied", "applying", "await", "awaits", "awaiting", "needs", "need"),
    ]
)
_GIVING = ("grant", "gave", "give", "approv", "receiv", "obtain", "won")
_PERMITTED = 3  # words between a permission and its deed: "permission on Wednesday to send"
_ASKED = 8  # words between the asking and what is asked for: "asked Berlin on Monday for leave to"
_OBJECT = 5  # words between a verb and the name of the treaty that it rejects
_GIVING_UP = frozenset(["transfer-refusal", "transfer-suspension", "transfer-resumption", "embargo", "embargo-lifting"])


def not_done(reading: Reading, draft: Draft) -> bool:
    """Whether everything that tells of a draft's deed says that it was not done."""
    kind = draft.candidate.type
    checks = (*OF_TYPE.get(kind, ()), *OF_GROUP.get(GROUPS[kind], ()), _only_asked)
    return all(
        any(check(reading, each) for check in checks)
        or (kind in OVER and OVER[kind](reading, each) and not _dated_apart(reading, each, draft.told_date))
        for each in (draft.candidate, *draft.also)
    )


def unsaid(draft: Draft, status: str) -> bool:
    """Whether words were not spoken ("has not protested"): nothing happened; a deed that is denied may be news."""
    return status == "denied" and GROUPS[draft.candidate.type] == "position"


def _before(reading: Reading, candidate: Candidate) -> str:
    """The text of a sentence before its deed."""
    first = reading.words[candidate.sentence].starts[candidate.anchor]
    return reading.text[max(reading.sentences[candidate.sentence].start, first - _REACH) : first]


def _tests_stop(reading: Reading, candidate: Candidate) -> bool:
    """As in "suspended its nuclear tests"."""
    return stopped(reading.words[candidate.sentence], candidate.anchor)


def _not_ruled_out(reading: Reading, candidate: Candidate) -> bool:
    """As in "would not rule out the sale": of 26 such sentences none tells of a refusal."""
    texts, at = reading.words[candidate.sentence].texts, candidate.anchor
    behind = texts[at : at + _NEAR]
    ruling = "out" in behind and not _RULING.isdisjoint(behind)
    return ruling and not _NOT.isdisjoint(texts[max(0, at - _NEAR) : at + 1])


def _moratorium_ends(reading: Reading, candidate: Candidate) -> bool:
    """As in "ending an 18-month moratorium"."""
    texts, at = reading.words[candidate.sentence].texts, candidate.anchor
    return texts[at] == "moratorium" and any(word.startswith(_ENDING) for word in texts[max(0, at - _NEAR) : at])


def _contract_called_off(reading: Reading, candidate: Candidate) -> bool:
    """As in "scrapped a contract for helicopters": of 48 such sentences 27 tell of a suspension or refusal, 8 of the
    contract too, most with its date."""
    contract = reading.words[candidate.sentence].texts[candidate.anchor].startswith(_CONTRACTS)
    return contract and bool(_CALLED_OFF.search(_before(reading, candidate)))


def _dated_apart(reading: Reading, candidate: Candidate, date: Choice) -> bool:
    """Whether a date is that of a clause behind the deed's own: "a moratorium that it had kept since 1992"."""
    words, at = reading.words[candidate.sentence], candidate.anchor
    behind = words.starts[at] <= date.start < reading.sentences[candidate.sentence].end
    return behind and words.clauses[words.at(date.start)] != words.clauses[at]


def _taken_out(reading: Reading, candidate: Candidate) -> bool:
    """As in "dropped the missiles from an arms package"."""
    sale = reading.words[candidate.sentence].texts[candidate.anchor].startswith(_SALES)
    return sale and bool(_TAKEN_OUT.search(_before(reading, candidate)))


def _leave_asked(reading: Reading, candidate: Candidate) -> bool:
    """As in "sought Berlin's permission to send": of 84 such sentences none tells of a leave that was given."""
    words, at = reading.words[candidate.sentence], candidate.anchor
    asked = range(at, max(-1, at - 1 - _PERMITTED), -1)
    leave = next((place for place in asked if words.texts[place].startswith(_PERMISSION)), 0)
    left = words.texts[max(0, leave - _ASKED) : leave]
    if any(word.startswith(_GIVING) for word in left) or not {"and", "but"}.isdisjoint(words.texts[leave:at]):
        return False
    for place in range(leave - 1, max(-1, leave - 1 - _ASKED), -1):
        if words.clauses[place] != words.clauses[leave] or words.texts[place] in ("and", "but"):
            return False
        if words.texts[place] in _ASKING:
            return True
    return False


def _fire_stops(reading: Reading, candidate: Candidate) -> bool:
    """As in "halted missile attacks", "stopped firing", "ended its bombing"."""
    words, at = reading.words[candidate.sentence], candidate.anchor
    for place in range(at - 1, max(-1, at - 1 - _FIRE), -1):
        goes_on = words.texts[place] in ("and", "but") and finite(words.texts[place + 1])
        parted = words.texts[place] in (",", "by", "with", "as") or words.capital[place]
        if words.clauses[place] != words.clauses[at] or goes_on or parted:
            return False
        if words.texts[place].startswith(_HALTING) or words.texts[place] == "ended":
            return True
    return False


def _cargo_stopped(reading: Reading, candidate: Candidate) -> bool:
    """As in "intercepted a dhow carrying rockets": of 30 such sentences none tells of their use."""
    words, at = reading.words[candidate.sentence], candidate.anchor
    return words.texts[at].startswith(_STOPPING) and bool(_CARGO.match(reading.text, words.ends[at]))


def _only_asked(reading: Reading, candidate: Candidate) -> bool:
    """As in "To ask the Secretary of State when …": of 26 such questions two tell of an event."""
    return bool(_QUESTION.match(reading.text, reading.sentences[candidate.sentence].start))


def _called_for(reading: Reading, candidate: Candidate) -> bool:
    """As in "called on all states to accede": of 76 such sentences seven tell of a step under a treaty."""
    return bool(_CALLED_FOR.search(_before(reading, candidate)))


def _never_in(reading: Reading, candidate: Candidate) -> bool:
    """As in "said it would stay outside the convention": of 130 such sentences none tells of a way out."""
    words, at = reading.words[candidate.sentence], candidate.anchor
    first, last = max(0, at - _STAYING), min(at + _STAYING, len(words.ends) - 1)
    if any(word.startswith(_LEAVING) for word in words.texts[first : last + 1]):
        return False
    found = _OUTSIDE.search(reading.text, words.starts[first], words.ends[last])
    return found is not None and words.clauses[words.at(found.start())] == words.clauses[at]


def _embargo_stopped(reading: Reading, candidate: Candidate) -> bool:
    """As in "vetoed an embargo", "a resolution for one failed": no embargo of 755 that was imposed is told so."""
    words, at = reading.words[candidate.sentence], candidate.anchor
    if not words.texts[at].startswith(("arms", *_MEASURES)):
        return False
    after = reading.text[words.ends[at] : reading.sentences[candidate.sentence].end]
    return bool(_OPPOSED.search(_before(reading, candidate)) or _FAILED.match(after))


def _should_be(reading: Reading, candidate: Candidate) -> bool:
    """As in "said Ukraine should be allowed to strike": of 15 such sentences one tells of a leave."""
    before = _before(reading, candidate)
    return bool(_SHOULD.search(before)) and not _DECIDED.search(before)


def _lifted(reading: Reading, candidate: Candidate) -> bool:
    """As in "is no longer blocking the sale", "lifted its veto on the sale"."""
    words, sentence = reading.words[candidate.sentence], reading.sentences[candidate.sentence]
    deed = words.starts[candidate.anchor]
    lifted = _LIFTED.finditer(reading.text, sentence.start, sentence.end)
    return any(each.start() <= deed <= each.end() for each in lifted)


def _reversed(reading: Reading, candidate: Candidate) -> bool:
    """As in "reversed its decision to suspend exports", "reversed Carter's ban"."""
    words, at = reading.words[candidate.sentence], candidate.anchor
    found, measure = _REVERSED.search(_before(reading, candidate)), words.texts[at].startswith(_MEASURES)
    if measure and _WAS_REVERSED.match(reading.text, words.ends[at], reading.sentences[candidate.sentence].end):
        return True
    return found is not None and bool(found["decision"] or measure)


def _treaty_rejected(reading: Reading, candidate: Candidate) -> bool:
    """As in "rejected the treaty", which denies nothing, unlike "rejected claims that it broke the treaty"."""
    words, at = reading.words[candidate.sentence], candidate.anchor
    if not words.texts[at].startswith("reject"):
        return False
    end = words.ends[min(at + _OBJECT, len(words.ends) - 1)]
    named = any(words.ends[at] < mention.start < end for mention in reading.treaties[candidate.sentence])
    return named and not _CLAIMS.search(reading.text, words.ends[at], end)


def _denied(reading: Reading, candidate: Candidate) -> bool:
    """As in "denied that it had shipped": of 445 such deeds of the annotated documents 419 are no core event, and 14 of
    the others are told elsewhere too."""
    return bool(_DENIED.search(_before(reading, candidate)))


def _plan_dropped(reading: Reading, candidate: Candidate) -> bool:
    """As in "dropped plans to sell": of 27 such sentences 14 tell of a refusal or suspension, one of a sale."""
    return candidate.type not in _GIVING_UP and bool(_GIVEN_UP.search(_before(reading, candidate)))


OF_TYPE: dict[str, tuple[Check, ...]] = {
    "weapon-test": (_tests_stop,),
    "weapon-use": (_cargo_stopped, _fire_stops),
    "use-permission": (_should_be,),
    "use-restriction": (_not_ruled_out, _reversed),
    "treaty-signature": (_called_for,),
    "treaty-ratification": (_called_for,),
    "treaty-withdrawal": (_never_in,),
    "embargo": (_embargo_stopped, _reversed),
    "transfer-suspension": (_reversed, _lifted),
    "transfer-refusal": (_not_ruled_out, _reversed, _lifted),
    "transfer-authorization": (_leave_asked, _taken_out),
    "transfer-agreement": (_taken_out,),
    "denial": (_not_ruled_out, _treaty_rejected),
}
OF_GROUP: dict[str, tuple[Check, ...]] = {
    "transfer": (_denied, _plan_dropped),
    "weapon": (_denied, _plan_dropped),
}
OVER: dict[str, Check] = {"use-restriction": _moratorium_ends, "transfer-agreement": _contract_called_off}
"""What comes to an end: an event only with the date of its beginning."""
