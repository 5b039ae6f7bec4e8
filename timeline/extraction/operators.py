"""The word of a clause that governs another ("may", "is considering", "never") → one name for its kind."""

from timeline.extraction.reading import Words

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


# Of the operators, those that deny or weigh the very next word; "no" or "failed" there may belong to something else.
_NEGATIONS = frozenset(["not", "never", "n't", "didn't", "hasn't", "haven't", "wasn't", "weren't", "isn't", "won't"])
_POSSIBLY = frozenset(["may", "might", "could"])
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
# … but where the word itself stops a deed, a negation denies it: "has not banned", "did not block".
_STOPPING = ("ban", "block", "freez", "froz", "halt", "impos", "paus", "refus", "reject", "stop", "suspend", "veto")


def scoped_status(words: Words, at: int, type: str) -> str:
    """What the word just before the one at `at` makes of it: denied ("has not yet ruled", "never threatened"),
    considered ("is weighing", "might stop"), or "" where it leaves it as it is.
    """
    before = at - 1
    while before >= 0 and words.texts[before] in _ADVERBS:
        before -= 1
    if before < 0 or words.clauses[before] != words.clauses[at]:
        return ""
    word = words.texts[before]
    if word in _NEGATIONS and (type not in _NEGATIVE_TYPES or words.texts[at].startswith(_STOPPING)):
        return "denied"
    weighed = OPERATORS.get(word) == "weighs" or word in _POSSIBLY
    return "considered" if weighed else ""
