"""Candidates → drafts: for each the date, the participants, the weapons and treaties, and the status."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from timeline.extraction.antecedents import antecedents
from timeline.extraction.bystanders import without_replaced
from timeline.extraction.candidates import GROUPS, same_deed
from timeline.extraction.date_features import date_choices, date_contexts
from timeline.extraction.datelines import of_dateline
from timeline.extraction.echoes import of_a_step
from timeline.extraction.entry_dates import in_entry
from timeline.extraction.linear import BILLION, Joint, Models, billionths
from timeline.extraction.operators import scoped_status
from timeline.extraction.own_dates import own_dates
from timeline.extraction.parts import UNCAST, Casting, Part
from timeline.extraction.reading import Candidate, Choice, Reading, Words
from timeline.extraction.rival_dates import second_thought
from timeline.extraction.status_features import status_features
from timeline.extraction.thing_features import EMBARGO, thing_contexts, treaty_choices, weapon_choices
from timeline.extraction.two_dates import coordinated
from timeline.vocabulary.vocabulary import Vocabulary

if TYPE_CHECKING:
    from timeline.extraction.rows import Rows

# Log-odds above which the likeliest weapon is meant, others named in the sentence, elsewhere, and only after it.
FIRST_WEAPON, NEXT_WEAPON, OTHER_WEAPON, LATER_WEAPON = -2.5, -1.3, -0.6, 0.3
TREATY = 0.0
NEXT_DATE = 1.5  # a further date is tried where its log-odds come this near to the best one's
MOST_DATES = 3
MOST_WEAPONS = 3
# Against which statuses of the model the words around a deed are believed, by what they say.
OVERRULED = {
    "denied": ("actual", "planned", "considered"),
    "considered": ("actual", "planned"),
    "planned": ("actual",),
}
TREATY_TYPES = frozenset(kind for kind, group in GROUPS.items() if group == "treaty")


@dataclass(slots=True)
class Draft:
    """A candidate with all fields decided; `score` is the log-odds that the whole event is right."""

    candidate: Candidate
    date: Choice
    parts: list[Part]
    weapons: list[Choice]
    treaties: list[Choice]
    key: frozenset[tuple[str, str]]  # who in which role: what two drafts of one happening have in common
    score: float = 0.0
    rank: int = 0  # of its type among the types of the sentence
    lead: float = 0.0  # how much likelier its date is than the likeliest other one
    casting: Casting = UNCAST  # who takes which role, and how narrowly
    also: list[Candidate] = field(default_factory=list)  # candidates of other sentences that tell of the same event
    of_dateline: bool = False  # whether its date is that of the report's dateline
    day: Choice | None = None  # which one of these names, where its own date is that of the publication

    @property
    def undated(self) -> bool:
        """Whether its date is only that of the report, by its publication or its dateline."""
        return self.of_dateline or self.date.rule == "publication"

    @property
    def told_date(self) -> Choice:
        """The date of the event: the draft's own, or the day that another telling lends it."""
        return self.day or self.date


def decide(
    reading: Reading,
    candidate: Candidate,
    models: Models,
    vocabulary: Vocabulary,
    casting: Casting,
    ranked: Sequence[Choice],
) -> list[Draft]:
    """The drafts of one candidate with its dates, likeliest first: one, or some where further dates come near."""
    dates = _likely_dates(reading, candidate, ranked)
    weapons = chosen_weapons(reading, candidate, models, vocabulary)
    treaties = _treaties(reading, candidate, weapons, models, vocabulary)
    parts = [*casting.parts, *_council(candidate, casting.parts, treaties)]
    key = frozenset((p.actor, p.role) for p in parts)
    drafts = [Draft(candidate, date, parts, weapons, treaties, key, casting=casting) for date in dates]
    for draft in drafts:
        draft.of_dateline = of_dateline(reading, candidate, draft.date)
        others = [other.score for other in ranked if other is not draft.date]
        draft.lead = draft.date.score - max(others, default=-9.0)
    return drafts


def _council(candidate: Candidate, parts: Sequence[Part], treaties: Sequence[Choice]) -> Iterator[Part]:
    """The Security Council as the decider of an embargo of the United Nations for which no other is named.

    Only the Council imposes one (UN Charter, Art. 41).
    """
    if candidate.type in ("embargo", "embargo-lifting") and not any(part.role == "decider" for part in parts):
        for treaty in treaties:
            if treaty.value == EMBARGO:
                yield Part("un-security-council", "decider", treaty.score, "sent", treaty.start, treaty.end)


def status_of(reading: Reading, draft: Draft, models: Models) -> str:
    """Whether the event happened, is planned, weighed, alleged or denied; the word before its own may settle it."""
    scores = models.status.scores(status_features(reading, draft.candidate, draft.date.value))
    # That words were not spoken is believed where the text says so just before them, not where the model alone does.
    left_out = "denied" if GROUPS[draft.candidate.type] == "position" else ""
    likeliest = max((status for status in scores if status != left_out), key=lambda status: scores[status])
    candidate, words = draft.candidate, reading.words[draft.candidate.sentence]
    scoped = (scoped_status(words, at, candidate.type) for at in same_deed(reading, candidate))
    found = next(filter(None, scoped), "")
    if likeliest in OVERRULED.get(found, ()):
        return found
    return "planned" if likeliest == "actual" and announced_by_heading(reading, candidate) else likeliest


def announced_by_heading(reading: Reading, candidate: Candidate) -> bool:
    """Whether a heading says that somebody is "to" do it, as headings tell of what will come: "Italy to sell tanks"."""
    sentence, words = reading.sentences[candidate.sentence], reading.words[candidate.sentence]
    if sentence.kind != "heading" or candidate.anchor < 2 or words.texts[candidate.anchor - 1] != "to":
        return False
    end = words.ends[candidate.anchor - 2]
    return any(mention.end == end for mention in reading.actors[candidate.sentence])


def scored_dates(reading: Reading, candidate: Candidate, models: Models) -> list[Choice]:
    """Every date that the candidate may bear, likeliest first; in a chronology what the entry's head leaves."""
    return next(dates_scored(reading, [candidate], models))


def dates_scored(reading: Reading, candidates: Sequence[Candidate], models: Models) -> Iterator[list[Choice]]:
    """`scored_dates` of several candidates, which is far faster together than one by one."""
    dates = [date_choices(reading, candidate) for candidate in candidates]
    known, bias = models.known("date"), billionths(models.date.bias)
    rows = known.rows(features for each in dates for _, features in each)
    (sums,) = known.sums(rows, [list(map(date_contexts, candidates))], list(map(len, dates)))
    read = _read(reading, candidates, models, dates, rows)
    scores = iter([(bias + total) / BILLION + added for total, added in zip(sums, read, strict=True)])
    for candidate, choices in zip(candidates, dates, strict=True):
        scored = [Choice(c.value, next(scores), c.start, c.end, c.rule, c.anchor) for c, _ in choices]
        entry = reading.form.dated.get(candidate.sentence)
        if entry is not None:
            scored = in_entry(scored, entry)
        ranked = sorted(own_dates(reading, candidate, scored), key=lambda c: (-c.score, c.value))
        features = {choice.value: row for choice, row in choices}
        yield second_thought(reading, candidate, ranked, features, models.rival_date)


def read_dates(
    reading: Reading, candidate: Candidate, models: Models, choices: list[tuple[Choice, list[str]]]
) -> list[float]:
    """What the sentence reader adds to the log-odds of each date."""
    rows = models.known("date").rows(features for _, features in choices)
    return _read(reading, [candidate], models, [choices], rows)


def _read(
    reading: Reading,
    candidates: Sequence[Candidate],
    models: Models,
    dates: Sequence[list[tuple[Choice, list[str]]]],
    rows: "Rows",
) -> list[float]:
    """`read_dates` of many candidates, one after the other, whose features are the rows."""
    if models.reader is None:
        return [0.0] * sum(map(len, dates))
    places = [[choice.start for choice, _ in each] for each in dates]
    return models.reader.part_scores(reading, "date", candidates, places, rows)["date"]


def _likely_dates(reading: Reading, candidate: Candidate, ranked: Sequence[Choice]) -> Sequence[Choice]:
    """The likeliest date, and those told beside it that come near to it: one may tell of another event."""
    if candidate.order or len(ranked) < 2 or ranked[0].start < 0:
        return ranked[:1]
    near = [c for c in ranked[1:MOST_DATES] if ranked[0].score - c.score < NEXT_DATE]
    beside = (c for c in near if _inside(reading, candidate, c) and coordinated(reading.text, ranked[0], c))
    return [ranked[0], *beside]


def _inside(reading: Reading, candidate: Candidate, choice: Choice) -> bool:
    """Whether it stands in the candidate's own sentence."""
    sentence = reading.sentences[candidate.sentence]
    return sentence.start <= choice.start < sentence.end


def chosen_weapons(reading: Reading, candidate: Candidate, models: Models, vocabulary: Vocabulary) -> list[Choice]:
    """The weapons of a candidate: the likely ones, then those that the general ones among them stand for."""
    likely = likely_weapons(reading, candidate, models, vocabulary)
    return [*likely, *antecedents(reading, likely, vocabulary)][:MOST_WEAPONS]


def likely_weapons(reading: Reading, candidate: Candidate, models: Models, vocabulary: Vocabulary) -> list[Choice]:
    """The likeliest weapon and those that join it: named in the sentence, or likely and of the same kind."""
    scored = scored_things(weapon_choices(reading, candidate, vocabulary), models.weapon, candidate)
    scored = of_the_clause(reading, candidate, scored, vocabulary)
    scored = list(without_replaced(reading, candidate, scored))
    scored = [choice for choice in scored if _of_the_treaty(reading, candidate, choice, vocabulary)]
    here = bool(reading.weapons[candidate.sentence])
    kept = [c for c in scored[:1] if c.score > FIRST_WEAPON]
    for choice in scored[1:]:
        inside = _inside(reading, candidate, choice)
        if named_later(reading, candidate, choice):
            continue
        kin = bool(kept) and _kin(choice.value, kept[0].value, vocabulary)
        easy = inside or (kin and not here)
        least = LATER_WEAPON if _behind(reading, candidate, choice) else NEXT_WEAPON if easy else OTHER_WEAPON
        if choice.score > least and (inside or kin or not here):
            kept.append(choice)
    return kept[:MOST_WEAPONS]


def _of_the_treaty(reading: Reading, candidate: Candidate, choice: Choice, vocabulary: Vocabulary) -> bool:
    """Whether a weapon can be meant by an act under a treaty: it stands in the sentence, or the treaty that this names
    covers it by name, or a kind of it."""
    if candidate.type not in TREATY_TYPES or _inside(reading, candidate, choice):
        return True
    covered = [vocabulary.treaties[mention.id].weapons for mention in reading.treaties[candidate.sentence]]
    return not any(covered) or any(choice.value in vocabulary.ancestors(one) for each in covered for one in each)


def named_later(reading: Reading, candidate: Candidate, choice: Choice) -> bool:
    """Whether a weapon stands only after the sentence, which names one itself; `refining` tells if it is a kind."""
    return bool(reading.weapons[candidate.sentence]) and _behind(reading, candidate, choice)


def _behind(reading: Reading, candidate: Candidate, choice: Choice) -> bool:
    """Whether it stands after the candidate's sentence."""
    return choice.start >= reading.sentences[candidate.sentence].end


def of_the_clause(
    reading: Reading, candidate: Candidate, scored: Sequence[Choice], vocabulary: Vocabulary
) -> list[Choice]:
    """Where a weapon follows the predicate in its clause, those of clauses before it, of the one that the clause breaks
    off, and of elsewhere are left out.

    "The reversal on mines comes days after it was allowed to use missiles" is, of the use, about missiles alone.
    """
    words = reading.words[candidate.sentence]
    named = {c.value: words.at(c.start) for c in scored if _inside(reading, candidate, c)}
    clause = words.clauses[candidate.anchor]
    own = [one for one, at in named.items() if at > candidate.anchor and words.clauses[at] == clause]
    if not own:
        return list(scored)
    return [
        c
        for c in scored
        if (c.value in named and _may_be_its(words, candidate.anchor, named[c.value]))
        or any(one == c.value or _kin(one, c.value, vocabulary) for one in own)
    ]


def _may_be_its(words: Words, anchor: int, at: int) -> bool:
    """Whether a word stands in the predicate's clause, or behind it in one that does not go on around that; not in one
    that tells of somebody else's deed."""
    clause = words.clauses[anchor]
    if words.mains[at] != words.mains[anchor]:
        return False
    return words.clauses[at] == clause or (at > anchor and words.clauses[at] > clause)


def _kin(one: str, other: str, vocabulary: Vocabulary) -> bool:
    """Whether one weapon is a kind of the other."""
    return one in vocabulary.ancestors(other) or other in vocabulary.ancestors(one)


def _treaties(
    reading: Reading, candidate: Candidate, weapons: Sequence[Choice], models: Models, vocabulary: Vocabulary
) -> list[Choice]:
    """The likeliest treaty, if it is likely; one that another sentence names only if it is about one of the weapons."""
    scored = scored_things(treaty_choices(reading, candidate, vocabulary), models.treaty, candidate)
    view = GROUPS[candidate.type] == "position" and of_a_step(reading, candidate.sentence, TREATY_TYPES)
    floor = TREATY - 2.0 if view or candidate.type in TREATY_TYPES else TREATY
    return [c for c in scored[:1] if c.score > floor and suits(reading, candidate, c, weapons, vocabulary)]


def suits(
    reading: Reading, candidate: Candidate, treaty: Choice, weapons: Sequence[Choice], vocabulary: Vocabulary
) -> bool:
    """Whether a treaty can be meant: it is named here, or the event is one of treaties, or about its weapons.

    A weapon is its own when it is one that it covers, a kind of it, or what it is a kind of; of some treaties nothing
    is recorded.
    """
    covered = vocabulary.treaties[treaty.value].weapons
    return (
        candidate.type in TREATY_TYPES
        or _inside(reading, candidate, treaty)
        or not covered
        or any(one == weapon.value or _kin(one, weapon.value, vocabulary) for one in covered for weapon in weapons)
    )


def scored_things(choices: list[tuple[Choice, list[str]]], model: Joint, candidate: Candidate) -> list[Choice]:
    """The weapons or treaties with their log-odds, likeliest first."""
    scores = model.scores([features for _, features in choices], thing_contexts(candidate))
    scored = [Choice(c.value, score, c.start, c.end) for (c, _), score in zip(choices, scores, strict=True)]
    return sorted(scored, key=lambda c: (-c.score, c.value))
