"""A sentence of a Reading → named features that tell its event types, and hints from the predicate table."""

import functools
import itertools

from timeline.extraction.reading import QUOTES, Mention, Reading, Trigger

STEM = 5  # letters that the forms of a word mostly share: "autho(rises)", "autho(rization)"
_PLACEHOLDER = {"actor": "ACTOR", "weapon": "WEAPON", "treaty": "TREATY"}


def template(reading: Reading, index: int) -> list[str]:
    """The sentence's words with each name replaced by its kind, dates by DATE and numbers by #."""
    words = reading.words[index]
    spans: list[tuple[int, int, str]] = []
    for group in (reading.actors[index], reading.weapons[index], reading.treaties[index]):
        spans += [(m.start, m.end, _label(m)) for m in group]
    spans += [(t.start, t.end, "DATE") for t in reading.times[index]]
    spans.sort()
    out: list[str] = []
    position, last = 0, ""
    for text, start in zip(words.texts, words.starts, strict=True):
        while position < len(spans) and spans[position][1] <= start:
            position += 1
            last = ""
        if position < len(spans) and spans[position][0] <= start:
            label = spans[position][2]
            if label != last:
                out.append(label)
            last = label
            continue
        last = ""
        out.append("#" if text[0].isdigit() else text)
    return out


def _label(mention: Mention) -> str:
    if mention.form in ("person", "former"):
        return "PERSON"
    return _PLACEHOLDER[mention.kind]


def document_features(reading: Reading) -> list[str]:
    """Features that all sentences of a document share: the words of its title and the weapon it is about."""
    return sorted({*("tw=" + word for word in reading.title_words), *(f"top={id}" for id in reading.topic_weapons[:1])})


def type_features(reading: Reading, index: int) -> list[str]:
    """Features of one sentence for the choice of types."""
    tokens = template(reading, index)
    features = ["w=" + token for token in tokens]
    features += [f"b={a} {b}" for a, b in itertools.pairwise(tokens)]
    features += [f"s={a} {b}" for a, b in zip(tokens, tokens[2:], strict=False)]
    for trigger in reading.triggers[index]:
        features += ["t=" + trigger.lemma, f"t={trigger.lemma}:{trigger.form}"]
    if index:
        features += ["pt=" + trigger.lemma for trigger in reading.triggers[index - 1]]
    sentence = reading.sentences[index]
    features += [
        f"pos={min(index, 3)}",
        f"kind={sentence.kind}",
        f"actors={min(3, len({m.id for m in reading.actors[index]}))}",
        f"weapons={min(2, len(reading.weapons[index]))}",
        f"treaties={min(2, len(reading.treaties[index]))}",
        f"times={min(2, len(reading.times[index]))}",
    ]
    features += ["ac=" + m.id for m in reading.actors[index]]
    features += ["st=" + token[:STEM] for token in tokens if len(token) > STEM]
    features += ["wk=" + m.id for m in reading.weapons[index]]
    features += ["tr=" + m.id for m in reading.treaties[index]]
    if not QUOTES.isdisjoint(tokens):
        features.append("quoted")
    return list(dict.fromkeys(features))


UNHINTED = ("none", "hits=0")  # what hint_features says of a type that no predicate speaks for, here or beside


def hint_features(reading: Reading, index: int, kind: str) -> list[str]:
    """Features shared by all types: what the predicate table says of this sentence for this type."""
    hits = [t for t in reading.triggers[index] if kind in t.types]
    forms = tuple([(t.form, "only" if len(t.types) == 1 else "one of several") for t in hits[:4]])
    before = index > 0 and _states(reading.triggers[index - 1], kind)
    after = index + 1 < len(reading.triggers) and _states(reading.triggers[index + 1], kind)
    return [*_hint_names(forms, min(3, len(hits)), before, after)]


def _states(triggers: list[Trigger], kind: str) -> bool:
    """Whether a predicate of a sentence may state the type."""
    for trigger in triggers:  # noqa: SIM110 - a generator for `any` takes three times as long
        if kind in trigger.types:
            return True
    return False


@functools.lru_cache(maxsize=4096)
def _hint_names(forms: tuple[tuple[str, str], ...], hits: int, before: bool, after: bool) -> tuple[str, ...]:
    names = [name for form, exact in forms for name in (f"{form}:{exact}", form)]
    beside = [*(["before"] if before else []), *(["after"] if after else [])]
    return (*([] if forms else ["none"]), *names, f"hits={hits}", *beside)
