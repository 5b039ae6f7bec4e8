"""The base form of a verb or noun → the forms in which running text has it."""

_IRREGULAR = {
    "arise": "arose arisen",
    "bar": "barred",
    "be": "was been",
    "bear": "bore borne",
    "beg": "begged",
    "begin": "began begun",
    "bind": "bound",
    "blow": "blew blown",
    "break": "broke broken",
    "bring": "brought",
    "build": "built",
    "buy": "bought",
    "choose": "chose chosen",
    "come": "came",
    "cut": "cut",
    "drop": "dropped",
    "fall": "fell fallen",
    "fly": "flew flown",
    "forbid": "forbade forbidden",
    "forswear": "forswore forsworn",
    "freeze": "froze frozen",
    "gas": "gassed",
    "get": "got gotten",
    "give": "gave given",
    "go": "went gone",
    "hit": "hit",
    "hold": "held",
    "keep": "kept",
    "lay": "laid",
    "leave": "left",
    "let": "let",
    "make": "made",
    "melt": "melted",
    "permit": "permitted",
    "plan": "planned",
    "put": "put",
    "quit": "quit",
    "refer": "referred",
    "rewrite": "rewrote rewritten",
    "roll": "rolled",
    "rescind": "rescinded",
    "scrap": "scrapped",
    "seek": "sought",
    "sell": "sold",
    "send": "sent",
    "set": "set",
    "ship": "shipped",
    "shoot": "shot",
    "sink": "sank sunk",
    "slam": "slammed",
    "slap": "slapped",
    "snap": "snapped",
    "spend": "spent",
    "split": "split",
    "stand": "stood",
    "stop": "stopped",
    "strike": "struck",
    "swear": "swore sworn",
    "take": "took taken",
    "tear": "tore torn",
    "tell": "told",
    "throw": "threw thrown",
    "transfer": "transferred",
    "vet": "vetted",
    "walk": "walked",
    "win": "won",
    "withdraw": "withdrew withdrawn",
    "withhold": "withheld",
    "write": "wrote written",
    "uphold": "upheld",
    "say": "said",
    "commit": "committed",
    "submit": "submitted",
    "rebut": "rebutted",
    "unveil": "unveiled",
    "curb": "curbed",
    "find": "found",
    "strafe": "strafed",
    "overturn": "overturned",
    "catch": "caught",
    "lead": "led",
    "pay": "paid",
    "fight": "fought",
    "repel": "repelled",
    "allot": "allotted",
    "ban": "banned",
    "pin": "pinned",
    "red": "red",
    "span": "spanned",
    "plug": "plugged",
}
_VOWELS = "aeiou"
_DOUBLED = frozenset(
    [
        "annul",
        "ban",
        "bar",
        "beg",
        "begin",
        "cut",
        "drop",
        "get",
        "let",
        "lob",
        "pan",
        "patrol",
        "permit",
        "plan",
        "put",
        "quit",
        "ram",
        "rap",
        "refer",
        "rip",
        "scrap",
        "set",
        "ship",
        "slam",
        "slap",
        "snap",
        "snub",
        "stop",
        "transfer",
        "vet",
        "win",
        "commit",
        "submit",
        "rebut",
        "plug",
        "pin",
        "hit",
        "forbid",
    ]
)


# Doubled in Britain and not in America: "cancelled", "canceled".
_EITHER = frozenset(["cancel", "funnel", "pummel", "signal", "fuel", "level", "marshal", "initial", "counsel"])


def verb_forms(lemma: str) -> tuple[str, ...]:
    """All forms of a verb; of a phrase ("hand over") the first word's, of "test-fire" the last part's."""
    head, space, rest = lemma.partition(" ")
    prefix, hyphen, stem = head.rpartition("-")
    forms = {stem, *_past(stem), _third(stem), _gerund(stem)}
    if stem in _EITHER:
        forms.add(stem + stem[-1] + "ing")
    return tuple(sorted(prefix + hyphen + form + space + rest for form in forms))


def past_forms(lemma: str) -> tuple[str, ...]:
    """The past tense and the participle alone: "sell off" → "sold off"."""
    head, space, rest = lemma.partition(" ")
    prefix, hyphen, stem = head.rpartition("-")
    return tuple(sorted(prefix + hyphen + form + space + rest for form in _past(stem)))


def _past(stem: str) -> tuple[str, ...]:
    if stem in _IRREGULAR:
        return tuple(_IRREGULAR[stem].split())
    if stem in _EITHER:
        return stem + "ed", stem + stem[-1] + "ed"
    if stem in _DOUBLED:
        return (stem + stem[-1] + "ed",)
    if stem.endswith("e"):
        return (stem + "d",)
    if stem.endswith("y") and stem[-2:-1] not in _VOWELS:
        return (stem[:-1] + "ied",)
    return (stem + "ed",)


def _third(stem: str) -> str:
    if stem.endswith("y") and stem[-2:-1] not in _VOWELS:
        return stem[:-1] + "ies"
    return stem + ("es" if stem.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _gerund(stem: str) -> str:
    if stem in _DOUBLED:
        return stem + stem[-1] + "ing"
    if stem.endswith("e") and not stem.endswith(("ee", "be")):
        return stem[:-1] + "ing"
    return stem + "ing"
