"""The word of a clause that governs another ("may", "is considering", "never") → one name for its kind."""

from timeline.extraction.reading import Words
from timeline.extraction.words import finite

_REACH = 9  # words to the left of the anchor
OPERATORS = {
    "may": "may", "might": "may", "could": "may", "can": "may", "possibly": "may", "perhaps": "may",
    "considering": "weighs", "considers": "weighs", "considered": "weighs", "weighing": "weighs", "weighs": "weighs",
    "mulling": "weighs", "mulls": "weighs", "pondering": "weighs", "debating": "weighs", "discussing": "weighs",
    "thinking": "weighs", "studying": "weighs", "exploring": "weighs", "eyeing": "weighs", "whether": "weighs",
    "looking": "weighs", "discussed": "weighs",
    "will": "will", "shall": "will", "plans": "plans", "planning": "plans", "plan": "plans", "intends": "plans",
    "intend": "plans", "preparing": "plans", "means": "plans", "due": "plans", "set": "plans", "would": "would",
    "not": "not", "never": "not", "n't": "not", "didn't": "not", "hasn't": "not", "won't": "not", "neither": "not",
    "without": "not", "failed": "not", "yet": "not", "no": "not", "refused": "not", "declined": "not",
    "allegedly": "alleged", "reportedly": "alleged", "alleged": "alleged", "suspected": "alleged", "if": "if",
}  # fmt: skip


UNGOVERNED = ("perfect", "none")  # what `operator` says where no word of the table governs


def operator(words: Words, at: int) -> str:
    """The kind of the nearest operator before the word at `at` in its clause, and "have" where a perfect follows ("may
    have used"); "perfect" or "none" where there is no operator.
    """
    clause, perfect = words.clauses[at], False
    for position in range(at - 1, max(-1, at - 1 - _REACH), -1):
        if words.clauses[position] != clause:
            break
        word = words.texts[position]
        perfect = perfect or word in ("have", "has", "had", "having")
        if word in OPERATORS:
            return OPERATORS[word] + (" have" if perfect else "")
    return "perfect" if perfect else "none"


DEEDS = frozenset(
    [
        *("transfer-delivery", "weapon-use", "weapon-test", "weapon-deployment", "weapon-production"),
        *("stockpile-destruction", "treaty-signature", "treaty-ratification", "treaty-entry-into-force"),
    ]
)
"""Types of what is done, not decided or said: to announce one is not to do it."""
CALLED_FOR = frozenset(
    [
        *("embargo", "embargo-lifting", "transfer-suspension", "transfer-resumption", "use-restriction", "sanction"),
        *("transfer-refusal", "treaty-ratification", "treaty-signature", "treaty-withdrawal", "stockpile-destruction"),
    ]
)
"""Types of what others are asked to do: to call for one is not to do it."""
# Of the operators, those that deny or weigh the very next word; "no" or "failed" there may belong to something else.
_NEGATIONS = frozenset(["not", "never", "n't", "didn't", "hasn't", "haven't", "wasn't", "weren't", "isn't", "won't"])
_STOPPED_BEFORE = 5  # words between a stop and what is stopped: "a moratorium on all underground nuclear tests"
_ENDS = ("end", "broke", "break", "shatter", "lift", "abandon")
_HALTS = ("suspend", "halt", "stop", "ceas", "freez", "froz", "moratori", "ban", "discontinu")
# Nouns of a will that "no" denies with what hangs on them: "has no plans to suspend".
_WILLS = frozenset(
    ["plan", "plans", "intention", "intentions", "intent", "need", "reason", "wish", "desire", "interest"]
)
_AGAINST = ("delay", "postpon", "oppos", "resist", "against")  # … a deed that has not been done: "delays lifting it"
_CALLS = frozenset(
    [
        *("called", "calls", "calling", "urged", "urges", "urging", "demanded", "demands", "demanding", "appealed"),
        *("appeals", "wants", "want", "wanted", "proposed", "sought", "asked", "asks", "requested", "pressed"),
    ]
)
_CALLED_BEFORE = 7  # words between a call and what it is for: "urged the Council on Monday to impose"
# Verbs of turning down, each with the words that make them so.
_DOWN = {
    "voted": ("down", "against"),
    "vote": ("down", "against"),
    "threw": ("out",),
    "turned": ("down",),
    "shot": ("down",),
}
_POSSIBLY = frozenset(["may", "might", "could"])
_EXPECTED_BEFORE = 4  # words between "to" and what is expected: "is set to sign a big contract"
_AHEAD = frozenset(["expected", "due", "scheduled", "set", "slated", "likely", "poised"])
_FAILED = frozenset(["failed", "fails", "failing", "failure", "declined", "refused"])
_FAILED_BEFORE = 4  # words between "failed" and its "to": "failed on Friday to impose"
_BETWEEN = frozenset(
    ["of", "about", "on", "at", "into", "whether", "to"]
)  # "thinking of asking", "weighs whether to let"
_TO_OR_OF = frozenset(["to", "of", "in"])
_ADVERBS = frozenset(["yet", "been", "ever", "so", "far", "formally", "officially", "directly"])
# Types that are themselves the negation of a deed: "will not deliver", "shall not use".
_NEGATIVE_TYPES = frozenset(
    [
        "transfer-refusal",
        "transfer-suspension",
        "treaty-suspension",
        "use-restriction",
        "embargo",
        "denial",
        "doctrine-change",
    ]
)
_IS = frozenset(["is", "are", "was", "were", "has", "have", "had", "will", "been"])
_CHANGING = ("alter", "amend", "chang", "modif", "revis")
_CHANGED_BEFORE = 3  # words between a noun and the verb of changing: "has not changed its own nuclear doctrine"
# … but where the word itself stops or changes a deed, a negation denies it: "has not banned", "did not revise".
_STOPPING = (
    *("ban", "block", "cancel", "ceas", "end", "freez", "froz", "halt", "impos", "paus", "refus", "reject", "scrap"),
    *("revok", "stop", "suspend", "terminat", "veto"),
    *_CHANGING,
)


def scoped_status(words: Words, at: int, type: str) -> str:
    """What the words around the one at `at` make of it, or "" where they leave it as it is.

    Denied: "has not yet ruled", "failed to impose", "has not signed any contract", "has not altered its doctrine", "no
    intention of stopping", "failed to agree on". Considered: "is weighing whether to let", "might stop", "a court may",
    "called for an embargo", "delays lifting". Planned, of deeds: "will fire".
    """
    deniable = type not in _NEGATIVE_TYPES or words.texts[at].startswith(_STOPPING)
    if (deniable and (_unfulfilled(words, at) or _none_of(words, at))) or _unchanged(words, at):
        return "denied"
    if (deniable and _unwilled(words, at)) or _no_agreement(words, at):
        return "denied"
    if type == "treaty-ratification" and _voted_down(words, at):
        return "denied"
    if at + 1 < len(words.texts) and words.texts[at + 1] in _POSSIBLY and words.clauses[at + 1] == words.clauses[at]:
        return "considered"
    before = _skipped(words, at - 1, _ADVERBS)
    if before < 0 or words.clauses[before] != words.clauses[at]:
        return ""
    if words.texts[before] in _NEGATIONS and deniable:
        return "denied"
    if (type in DEEDS and _to_come(words, before)) or _expected(words, at):
        return "planned"
    weighing = _skipped(words, before, _BETWEEN)
    weighed = OPERATORS.get(words.texts[weighing]) == "weighs" if weighing >= 0 else False
    against = before - (words.texts[before] == "to")  # "opposed to lifting"
    if words.texts[at].endswith("ing") and against >= 0 and words.texts[against].startswith(_AGAINST):
        return "considered"
    # "May not sell" forbids: where the deed hangs on the "not" itself, nothing is weighed.
    possible = words.texts[before] in _POSSIBLY and words.texts[at] not in _NEGATIONS
    return "considered" if weighed or possible or _called_for(words, at, type) else ""


def _to_come(words: Words, before: int) -> bool:
    """Whether the word before a verb leaves the deed to come: "will fire", "plans to ratify"."""
    if words.texts[before] == "to" and before > 0:
        return OPERATORS.get(words.texts[before - 1]) == "plans"
    return OPERATORS.get(words.texts[before]) == "will"


def _expected(words: Words, at: int) -> bool:
    """Whether a deed or vote is to come by the words before it: "had been expected to approve", "poised to sign a
    contract"."""
    for to in range(at, max(0, at - 1 - _EXPECTED_BEFORE), -1):
        if words.clauses[to] != words.clauses[at]:
            return False
        if words.texts[to] == "to" and words.texts[to - 1] in _AHEAD:
            return True
    return False


def _skipped(words: Words, at: int, passed_over: frozenset[str]) -> int:
    """The first place from `at` to the left with a word that is not passed over; -1 where there is none."""
    while at >= 0 and words.texts[at] in passed_over:
        at -= 1
    return at


def _unfulfilled(words: Words, at: int) -> bool:
    """Whether a verb is what somebody "has yet to" do or "failed on Friday to" do."""
    if at < 2 or words.texts[at - 1] != "to":
        return False
    if words.texts[at - 2] == "yet":
        return True
    left = range(at - 2, max(-1, at - 2 - _FAILED_BEFORE), -1)
    return any(words.texts[place] in _FAILED and words.clauses[place] == words.clauses[at] for place in left)


def _unwilled(words: Words, at: int) -> bool:
    """Whether a verb is what somebody has no will to do: "has no intention of stopping", "sees no need to halt"."""
    will = _skipped(words, at - 1, _TO_OR_OF)
    return 0 < will < at - 1 and words.texts[will] in _WILLS and words.texts[will - 1] in ("no", "any", "little")


def _no_agreement(words: Words, at: int) -> bool:
    """Whether a noun or verb is what somebody could not agree on: "failed to agree on an arms embargo"."""
    left = range(at - 1, max(0, at - 1 - _FAILED_BEFORE), -1)
    agreed = next((place for place in left if words.texts[place] == "agree"), 0)
    if not agreed or words.clauses[agreed] != words.clauses[at] or "on" not in words.texts[agreed:at]:
        return False
    before = _skipped(words, agreed - 1, frozenset(["to"]))
    return before >= 0 and words.texts[before] in _NEGATIONS | _FAILED | {"unable", "cannot"}


def _voted_down(words: Words, at: int) -> bool:
    """Whether a parliament has turned a treaty down: "voted against ratification", "rejected the treaty"."""
    for place in range(at, max(-1, at - 1 - _CALLED_BEFORE), -1):
        if words.clauses[place] != words.clauses[at]:
            return False
        word, after = words.texts[place], words.texts[place + 1 : place + 2]
        if word.startswith("reject") or (word in _DOWN and after and after[0] in _DOWN[word]):
            return True
    return False


def _called_for(words: Words, at: int, type: str) -> bool:
    """Whether a measure is what somebody calls for: "called for an arms embargo", "urged the Council to lift it"."""
    if type not in CALLED_FOR:
        return False
    for place in range(at - 1, max(-1, at - 2 - _CALLED_BEFORE), -1):
        if words.clauses[place] != words.clauses[at]:
            return False
        if words.texts[place] == "and" and place < at and finite(words.texts[place + 1]):
            return False  # "demanded a ceasefire and imposed an embargo"
        if words.texts[place] in _CALLS and words.texts[place + 1] != "off":
            if words.texts[place + 1] == "to":  # "wants to ratify": its own deed
                return False
            return not {"for", "to"}.isdisjoint(words.texts[place + 1 : at]) or words.texts[place].startswith("demand")
    return False


def stopped(words: Words, at: int) -> bool:
    """Whether a noun is what somebody stops, or the stop is of it: "suspended its nuclear tests", "a halt to tests"."""
    for place in range(at - 1, max(-1, at - 1 - _STOPPED_BEFORE), -1):
        if words.clauses[place] != words.clauses[at]:
            return False
        if words.texts[place].startswith(_HALTS):
            left = words.texts[max(0, place - _STOPPED_BEFORE) : place]
            return not any(word.startswith(_ENDS) for word in left)  # "ended its moratorium with an explosion"
    return False


def _unchanged(words: Words, at: int) -> bool:
    """Whether a noun is what somebody has not changed: "has not altered its doctrine"."""
    left = range(at - 1, max(0, at - 2 - _CHANGED_BEFORE), -1)
    changed = next((place for place in left if words.texts[place].startswith(_CHANGING)), 0)
    before = _skipped(words, changed - 1, _ADVERBS) if changed else -1
    return before >= 0 and words.clauses[before] == words.clauses[at] and words.texts[before] in _NEGATIONS


def _none_of(words: Words, at: int) -> bool:
    """Whether "any" before a noun takes up a negation of its clause ("has not signed any contract"), or none at all is
    the subject of a verb."""
    left = [place for place in range(at - 1, max(-1, at - _REACH), -1) if words.clauses[place] == words.clauses[at]]
    some = next((place for place in left[:3] if words.texts[place] == "any"), None)
    if some is not None and any(words.texts[place] in _NEGATIONS for place in left if place < some):
        return True
    # "No licences have been revoked", "none of the tanks was delivered", "not a single rocket has been fired".
    opens = next(
        (place for place in reversed(left) if place == 0 or words.clauses[place - 1] != words.clauses[at]), None
    )
    if opens is None or not _IS.intersection(words.texts[opens:at]):
        return False
    first = words.texts[opens : opens + 3]
    return first[0] in ("no", "none", "neither") or first == ["not", "a", "single"]
