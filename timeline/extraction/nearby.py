"""A Candidate → the actors that its sentence, those before it, the title and the topic name, each once."""

from typing import NamedTuple

from timeline.extraction.reading import Candidate, Mention, Reading


class Nearby(NamedTuple):
    """An actor with the mention of it that is nearest to the candidate, and where that stands."""

    actor: str
    mention: Mention | None
    source: str  # sent | prev1 | prev2 | next | title | topic


Scored = tuple[float, str, Nearby]  # the log-odds of an actor in a role


def nearby_actors(reading: Reading, candidate: Candidate) -> list[Nearby]:
    """Every actor of the sentence, of the two before it, of the title and of the topic, each once; but for the
    subject of the clause before in one that leaves out the predicate and has a subject of its own."""
    index = candidate.sentence
    anchor = reading.words[index].starts[candidate.anchor]
    found: dict[str, Nearby] = {}
    # "U.S.-made" says where a weapon comes from; another mention says more of what the United States do.
    for mention in sorted(reading.actors[index], key=lambda m: (m.form == "maker", abs(m.start - anchor), m.start)):
        if mention.id not in found:
            found[mention.id] = Nearby(mention.id, mention, "sent")
    for back in (1, 2):
        if index >= back:
            for mention in reversed(reading.actors[index - back]):
                if mention.id not in found:
                    found[mention.id] = Nearby(mention.id, mention, f"prev{back}")
    for source, actors in (("title", reading.title_actors), ("topic", reading.topic_actors)):
        for actor in actors:
            if actor not in found:
                found[actor] = Nearby(actor, None, source)
    own = {mention.id for mention in reading.actors[index] if mention.start >= candidate.since}
    others = {mention.id for mention in reading.actors[index]} - own
    return [each for each in found.values() if each.actor not in others]
