"""Actors named side by side ("Moscow, Havana and Tehran") → the role that one of them surely has for all of them.

Each actor is weighed by its own place. Of "delivered to Poland, Romania and Slovakia by Germany" the last stands far
from its "to" and near to "by".
"""

import re
from collections.abc import Sequence

from timeline.extraction.nearby import Scored
from timeline.extraction.reading import Candidate, Mention, Reading

SURE = 1.0  # log-odds above which an actor shares its role with those beside it, and which these then have
FREE = 0.1  # log-odds below which an actor has no other role to lose
_COMMA = re.compile(r", (?:the )?")
_AND = re.compile(r",? and (?:the )?")
_BETWEEN = re.compile(r"\bbetween (?:the )?$")


def with_companions(reading: Reading, candidate: Candidate, scored: Sequence[Scored]) -> list[Scored]:
    """The actors with their log-odds by role, those lifted that share the role of one beside them."""
    best: dict[tuple[str, int], tuple[float, str]] = {}  # by actor and place, so that none counts for its other places
    for score, role, near in scored:
        if near.source == "sent" and near.mention is not None:
            place = near.actor, near.mention.start
            best[place] = max(best.get(place, (score, role)), (score, role))
    lifted: set[tuple[str, str]] = set()
    for group in companions(reading, candidate.sentence):
        likeliest, role = max((best[place] for place in group if place in best), default=(0.0, ""))
        if likeliest > SURE:
            lifted |= {(place[0], role) for place in group if place in best and best[place][0] < FREE}
    return [(max(score, SURE) if (n.actor, role) in lifted else score, role, n) for score, role, n in scored]


def companions(reading: Reading, index: int) -> list[set[tuple[str, int]]]:
    """The actors of each list of a sentence that an "and" ends, with the places of their names; "between Russia and
    India" is none."""
    found: list[set[tuple[str, int]]] = []
    run: list[Mention] = []
    for mention in sorted(reading.actors[index], key=lambda m: m.start):
        between = reading.text[run[-1].end : mention.start] if run else ""
        if run and _COMMA.fullmatch(between):
            run.append(mention)
        elif run and _AND.fullmatch(between):
            if not _BETWEEN.search(reading.text, max(0, run[0].start - 14), run[0].start):
                found.append({(each.id, each.start) for each in (*run, mention)})
            run = []
        else:
            run = [mention]
    return found
