"""A text → the names that are spelt like it, exactly (after folding) or nearly."""

from collections.abc import Callable, Collection, Iterable, Sequence

from timeline.vocabulary.fold import fold, squash
from timeline.vocabulary.names import Name

NEAR_ENOUGH = 60.0
BEHIND_THE_BEST = 20.0


class NameIndex:
    """The names of one vocabulary by kind and folded text."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._by_kind: dict[str, dict[str, list[Name]]] = {}
        self._squashed: dict[str, dict[str, list[Name]]] = {}
        for name in names:
            self._by_kind.setdefault(name.kind, {}).setdefault(name.folded, []).append(name)

    def bearers(self, kind: str, text: str) -> list[Name]:
        """The names of that kind with the text's folded form; else those that differ from it in spaces only."""
        folded = fold(text)
        of_kind = self._by_kind.get(kind, {})
        if folded in of_kind:
            return of_kind[folded]
        if kind not in self._squashed:
            squashed: dict[str, list[Name]] = {}
            for key, names in of_kind.items():
                squashed.setdefault(squash(key), []).extend(names)
            self._squashed[kind] = squashed
        return self._squashed[kind].get(squash(folded), [])

    def near(self, kind: str, text: str, limit: int, without: Collection[str] = ()) -> list[Name]:
        """The names of that kind spelt most like the text, best first, one a thing, save those `without`."""
        of_kind = self._by_kind.get(kind, {})
        folded = fold(text)
        if not folded:
            return []
        likeness = _likeness()
        floor, found = NEAR_ENOUGH, dict[str, Name]()
        for score, key in sorted((-likeness(folded, key), key) for key in of_kind):
            if -score < floor or len(found) == limit:
                break
            for name in sorted(of_kind[key], key=lambda name: (name.ambiguous, name.id)):
                if name.id not in without and len(found) < limit:
                    floor = max(floor, -score - BEHIND_THE_BEST) if not found else floor
                    found.setdefault(name.id, name)
        return list(found.values())


def nearest_of(text: str, choices: Sequence[str], limit: int = 5) -> list[str]:
    """Those of a fixed list (roles, statuses, columns, formats) that are spelt most like the text, best first."""
    likeness = _likeness()
    scored = sorted((-likeness(fold(text), fold(choice)), rank, choice) for rank, choice in enumerate(choices))
    return [choice for score, _, choice in scored if -score >= NEAR_ENOUGH][:limit]


def _likeness() -> Callable[[str, str], float]:
    """A measure of 0-100 on folded texts: letters first, then the same words in another order or among others."""
    from rapidfuzz import fuzz  # only a name that misses pays for it

    def likeness(one: str, other: str) -> float:
        return max(
            fuzz.ratio(one, other),
            0.95 * fuzz.token_sort_ratio(one, other),
            0.8 * fuzz.token_set_ratio(one, other),
            0.75 * fuzz.partial_ratio(one, other) if min(len(one), len(other)) > 4 else 0.0,
        )

    return likeness
