"""The actors of candidates in their roles → the same, but for clauses without a predicate: "…, and Spain on Friday".

The subject of such a clause has the roles that the subject of the clause before it has; all others have them as there.
"""

from collections.abc import Sequence

from timeline.extraction.nearby import Scored
from timeline.extraction.reading import Candidate, Reading, Trigger


def with_subjects(
    reading: Reading, candidates: Sequence[Candidate], roles: Sequence[list[Scored]]
) -> list[list[Scored]]:
    """The log-odds of each actor in each role of each candidate; see `gapped` for the clauses."""
    first: dict[Place, list[Scored]] = {
        (each.sentence, each.type, each.trigger): scored
        for each, scored in zip(candidates, roles, strict=True)
        if each.trigger and each.trigger.start == reading.words[each.sentence].starts[each.anchor]
    }
    told: list[list[Scored]] = []
    for each, scored in zip(candidates, roles, strict=True):
        before = first.get((each.sentence, each.type, each.trigger)) if each.since else None
        told.append(_as_before(reading, each, scored, before) if before else scored)
    return told


Place = tuple[int, str, Trigger | None]
"""The sentence of a candidate, its type, and its predicate."""


def _as_before(reading: Reading, candidate: Candidate, scored: list[Scored], before: Sequence[Scored]) -> list[Scored]:
    """The subject of the clause has each role at least as likely as the subject before has it; whom the clause does not
    name has its roles as before."""
    known = {(near.actor, role): score for score, role, near in before}
    held: dict[str, float] = {}
    for score, role, near in before:
        if near.mention and near.source == "sent" and near.mention.start < candidate.since:
            held[role] = max(score, held.get(role, score))
    end = reading.words[candidate.sentence].starts[candidate.anchor]
    start = max((time.end for time in reading.times[candidate.sentence] if time.end < end), default=end)
    found: list[Scored] = []
    for score, role, near in scored:
        if near.mention and near.source == "sent" and start <= near.mention.start < end:
            found.append((max(score, held.get(role, score)), role, near))
        elif (near.actor, role) in known:  # a bystander of the clause before is one here
            found.append((known[near.actor, role], role, near))
    return found
