"""The words of a record of parliament → the state whose parliament it is."""

import functools
import re

from timeline.vocabulary.vocabulary import Vocabulary

_MANNERS = {
    "IRL": r"Dáil|Seanad|Oireachtas|T[áa]naiste|Taoiseach|Ceann Comhairle|Teachta",
    "IND": r"Lok Sabha|Rajya Sabha|(?:un)?starred question",
    "CAN": r"\bOrder [Pp]aper\b|Canadian House of Commons|\bParliamentary Secretary to\b|\bGlobal Affairs Canada\b",
    "AUS": r"\bSenate [Ee]stimates\b|\bLegislation Committee\b|\bon notice\b|Australian (?:Senate|House)",
    "NZL": r"\bNew Zealand (?:House|Parliament|forces)\b|\bAotearoa\b",
    "ZAF": r"\bNCOP\b|\bPortfolio Committee\b",
    "DEU": r"\bFederal Government\b|[Kk]leine Anfrage|\bminor interpellation\b|\bBundestag\b",
    "NLD": r"\bTweede Kamer\b|\bEerste Kamer\b",
    "GBR": r"\bMy Lords\b|\bnoble (?:Lord|Baroness|Lady)\b|\b(?:Her|His) Majesty['’]s Government\b"
    r"|\bhon\. (?:and \w+ )?(?:Member|Friend|Gentleman|Lady)\b|\bthe Member for\b|\bMadam Deputy Speaker\b"
    r"|\bSecretary of State for\b",
}
"""By state, the names and manners of speech that only its parliament's record has; the first that is found counts, so
that the customs which others took over from Westminster stand last."""
_AMERICAN = ("us-congress", "us-senate", "us-house")
TOP = 700  # characters in which a parliament names itself


def house_of(title: str, text: str, vocabulary: Vocabulary) -> str | None:
    """The state whose parliament speaks: it is named at the top, or its manners are; None where neither is."""
    top = f"{title}\n{text[:TOP]}"
    named = _names(vocabulary)[0].search(top)
    if named is not None:
        return _names(vocabulary)[1][named.group()]
    return next((state for state, manners in _patterns() if manners.search(title) or manners.search(text)), None)


@functools.lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((state, re.compile(words)) for state, words in _MANNERS.items())


@functools.lru_cache(maxsize=4)
def _names(vocabulary: Vocabulary) -> tuple[re.Pattern[str], dict[str, str]]:
    """The names of all parliaments but the American one, whose words others use too, with their states."""
    states = {
        name.text: vocabulary.state_of(name.id)
        for name in vocabulary.names
        if name.kind == "actor"
        and not name.ambiguous
        and vocabulary.actors[name.id].kind == "legislature"
        and name.id not in _AMERICAN
    }
    longest = sorted(states, key=lambda text: (-len(text), text))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b" if longest else r"(?!)"), states
