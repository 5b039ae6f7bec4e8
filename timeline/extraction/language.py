"""A text → the language that it seems to be in, where that is another than English: what cannot be extracted from.

Small words tell: the commonest of each language, those left out that are English words too ("die", "was", "an", "me").
"""

import functools
import re
from collections import Counter

_ENGLISH = frozenset(
    re.findall(
        "[a-z]+",
        "the of and to a in that is was for on with as at by from has have had it its be been were are not this will "
        "which would their they he she his her but or who an after said than more also between into about over under "
        "all no",
    )
)
_SMALL_WORDS = {
    "French": "le la les des du de et en un une dans pour par sur qui que est au aux avec ses ont été cette leur mais",
    "Spanish": "el la los las del de y en que un una por con para se su sus es fue al como más pero entre esta este",
    "Portuguese": "o os as do da dos das de e em que um uma por com para não se foi ao mais seu sua pela pelo",
    "Italian": "il lo la i gli le di e che un una per con del della dei delle nel nella è ha sono si alla dal anche",
    "German": "der das und den von zu mit dem des nicht ein eine einer sich auf für ist im hat auch werden wurde bei",
    "Dutch": "de het een van en ik te dat niet zijn met voor aan er op ook als bij naar heeft werd worden door uit",
    "Swedish": "och att det som en av för med den till inte har är ett om på sig från vid",
    "Danish": "og det er en til af på med den som ikke har et om der fra blev også efter",
    "Norwegian": "og det er en til av på som har et om ikke fra ble også etter skal",
    "Polish": "i w z na nie się że do jest to po od oraz przez dla jak przed przy został które który",
    "Czech": "a v na se že je z do o s k pro za po od byl jsou jako podle které který nebo však",
    "Romanian": "și în de la cu pe nu că din un o pentru este sunt prin care a fost mai după",
    "Hungarian": "a az és hogy nem is egy van meg ez azt szerint volt között után el vagy",
    "Finnish": "ja on ei että se oli myös mutta joka ovat sekä kun mukaan jälkeen hän",
    "Turkish": "ve bir bu da de için ile olarak daha olan en kadar sonra ancak göre çok ise",
    "Indonesian": "yang dan di dengan untuk dari pada ini itu tidak akan telah dalam oleh sebagai juga ke",
    "Croatian": "i u je na se da su za od s koji koje nije bio kako po iz nakon",
    "Vietnamese": "và của là có các trong được cho một với những không này đã từ",
    "Swahili": "ya na wa kwa ni katika za la hiyo kuwa cha huo hilo",
}
_SCRIPTS = (
    ("Cyrillic", "\u0400", "\u052f"),
    ("Greek", "\u0370", "\u03ff"),
    ("Hebrew", "\u0590", "\u05ff"),
    ("Arabic", "\u0600", "\u08ff"),
    ("South Asian", "\u0900", "\u0dff"),
    ("Thai", "\u0e00", "\u0e7f"),
    ("Georgian", "\u10a0", "\u10ff"),
    ("Japanese", "\u3040", "\u30ff"),
    ("Chinese", "\u3400", "\u9fff"),
    ("Korean", "\uac00", "\ud7af"),
)
_WORD = re.compile(r"[^\W\d_]+")
# "Iran's", "U.N.": no small words of another language.
_NO_WORD = re.compile(r"(?<=[^\W\d_])['’]s\b|\b(?:[^\W\d_]\.){2,}")
_LOOKED_AT = 10_000  # characters: enough to tell, however long the text
_LEAST = 8  # words: fewer tell nothing
_MUCH_OTHER = 0.12  # share of words; English with foreign names in it stays below 0.03


def other_language(text: str) -> str:
    """The language ("German") or script ("Cyrillic letters") of a text that is not English; "" where it is, or may be.

    A list or table with few words of any language counts as English.
    """
    words = _WORD.findall(_NO_WORD.sub(" ", text[:_LOOKED_AT].lower()))
    script = "" if text.isascii() else _script("".join(words))
    if script or len(words) < _LEAST:
        return script
    counts = Counter(words)
    hits = {name: sum([counts[word] for word in small]) for name, small in _small_words().items()}
    language = max(hits, key=lambda name: hits[name])
    enough = max(_MUCH_OTHER * len(words), sum([counts[word] for word in _ENGLISH]))
    return language if hits[language] > enough else ""


def _script(letters: str) -> str:
    """The script that more than half of the letters are in, if it is not Latin."""
    for name, signs in _scripts().items():
        if len(signs.findall(letters)) > len(letters) / 2:
            return f"{name} letters"
    return ""


@functools.cache
def _scripts() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(f"[{first}-{last}]") for name, first, last in _SCRIPTS}


@functools.cache
def _small_words() -> dict[str, list[str]]:
    return {name: [word for word in small.split() if word not in _ENGLISH] for name, small in _SMALL_WORDS.items()}
