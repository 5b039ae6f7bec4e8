"""The weapons of a sentence, or of those before it → which actors are of the country that makes them, as features.

Who hands over Bayraktars that another sentence names is likelier Turkey than a neighbour of the buyer. The makers are
facts of `seeds/weapons.csv`; that a maker's own country sells is learned, as is how often it does not.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from timeline.extraction.reading import Reading
from timeline.vocabulary.vocabulary import Vocabulary

_BACK = 3  # sentences back whose weapons a sentence that names no model may be about


def makers_of(weapons: Iterable[str], vocabulary: Vocabulary) -> frozenset[str]:
    """The countries that make the weapons, of those whose maker is recorded."""
    recorded = (vocabulary.weapons[weapon].manufacturer_country_id for weapon in weapons)
    return frozenset(country for each in recorded for country in each.split("|") if country)


def homes(actors: Collection[str], vocabulary: Vocabulary) -> dict[str, str]:
    """The country of each actor: a state's own, a company's or an armed group's where it has one."""
    return {actor: vocabulary.actors[actor].country_id or actor for actor in actors}


def maker_features(reading: Reading, index: int, near: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """For each of the actors near a sentence whether it is of a country that makes the weapons; empty where none does.

    The weapons are those of the sentence, else of the last one before that names a model, else of the whole document.
    """
    where, makers = _made(reading, index)
    if not makers:
        return {}
    at_home = {actor for actor in near if reading.homes.get(actor, actor) in makers}
    others = ("made " + where + "=other", f"made {where}=other,maker near={bool(at_home)}")
    home = ("made " + where + "=home", f"made {where}=home,of {min(3, len(at_home))}")
    return {actor: home if actor in at_home else others for actor in near}


def _made(reading: Reading, index: int) -> tuple[str, frozenset[str]]:
    for back in range(min(_BACK, index) + 1):
        if makers := reading.makers[index - back]:
            return ("before" if back else "here"), makers
    return "somewhere", reading.topic_makers
