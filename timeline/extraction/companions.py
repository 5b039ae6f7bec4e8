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
# "President Bush and Russian President Boris Yeltsin": two, the second with a title.
TITLE = r"(?:(?:[A-Z][\w.-]+|former|then|acting) ){0,4}"
_AND = re.compile(rf",? and (?:the )?{TITLE}")
TITLED = re.compile(rf" {TITLE}")
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
    run: list[list[Mention]] = []
    words = reading.words[index]
    for names in _members(reading, index):
        between = reading.text[run[-1][-1].end : names[0].start] if run else ""
        if run and words.mains[words.at(run[-1][-1].start)] != words.mains[words.at(names[0].start)]:
            run = [names]  # "halted sales to Israel, and Spain cancelled an order"
        elif run and _COMMA.fullmatch(between):
            run.append(names)
        elif run and _AND.fullmatch(between):
            first = run[0][0].start
            if not _BETWEEN.search(reading.text, max(0, first - 14), first):
                found.append({(name.id, name.start) for each in (*run, names) for name in each})
            run = []
        else:
            run = [names]
    return found


def _members(reading: Reading, index: int) -> list[list[Mention]]:
    """The names of a sentence in their order, those of one person together: "Russian President Boris Yeltsin"."""
    members: list[list[Mention]] = []
    for mention in sorted(reading.actors[index], key=lambda m: m.start):
        last = members[-1][-1] if members else None
        if last and last.id == mention.id and TITLED.fullmatch(reading.text, last.end, mention.start):
            members[-1].append(mention)
        else:
            members.append([mention])
    return members
