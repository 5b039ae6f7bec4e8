"""The values that a column of a package may hold → what each means, for the codebook.

Types of events are explained by the vocabulary itself. A test holds the keys against what the database allows.
"""

STATUSES = {
    "actual": "it happened, or was decided",
    "planned": "it is announced for later",
    "considered": "it is being weighed, or asked for, and not decided",
    "alleged": "one side says so, and it is disputed or unconfirmed",
    "denied": "it is said not to have happened",
}
ROLES = {
    "supplier": "who gives, sells or licenses the weapon",
    "recipient": "who gets it, or is to get it",
    "decider": "whose decision, rule or law it is",
    "speaker": "who says, supports, condemns, accuses, threatens or denies",
    "target": "against whom it is directed",
    "user": "who uses, tests or stations the weapon, or may use it",
    "host": "where the weapon is stationed",
    "producer": "who makes it, or licenses its making",
    "party": "who does something about a treaty",
    "intermediary": "through whom it passes",
}
REVIEWS = {
    "proposed": "the machine's reading, which nobody has looked at yet",
    "accepted": "a person entered or confirmed it",
    "rejected": "a person found that it is no event, or not as it is told",
    "withdrawn": "it stood, and was taken back, for the reason given",
}
PRECISIONS = {
    "day": "one day",
    "month": "some time in that month",
    "season": "some time in that season or quarter",
    "year": "some time in that year",
    "decade": "some time in those ten years",
    "century": "some time in those hundred years",
    "interval": "from one date to another, or some time between them",
}
ORIGINS = {
    "machine": "read by the program in a document",
    "person": "told by a person",
    "reference": "one of the policy decisions that come with the program",
}
LANES = {
    "auto": "the machine is sure enough for the event to be listed",
    "review": "it waits for a decision and is listed only when asked for",
    "archive": "too doubtful to be listed",
}
RELATIONS = {
    "reverses": "ends the other decision, or turns it into its contrary",
    "partly-reverses": "ends a part of the other decision",
    "supersedes": "takes the place of the other decision",
    "extends": "goes on with the other decision, for longer or for more",
    "implements": "carries out the other decision",
    "delivers": "hands over what the other event decided or agreed",
    "responds-to": "answers the other event",
    "same-as": "is the same happening, told twice",
    "distinct-from": "is another happening, although it looks the same",
}
VERDICTS = {
    "prohibited": "a rule that bound the participant on that day forbids the conduct",
    "restricted": "a rule that bound the participant allows the conduct under conditions only",
    "contested": "whether the rule bound the participant is disputed",
    "signatory": "the participant had signed and was not bound yet: it may not defeat the treaty's purpose",
    "not-bound": "the rule covers the conduct, and did not bind the participant on that day",
    "undetermined": "the date, the facts or the words leave it open",
}
RELIABILITIES = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CLAIM_FIELDS = {
    "event": "the happening as a whole",
    "type": "its type",
    "status": "its status",
    "date": "its date",
    "title": "its title",
    **{role: f"who the {role} is" for role in ROLES},
    "weapon": "a weapon",
    "treaty": "a treaty",
    "quantity": "how many",
    "value": "worth how much",
    "conditions": "what it is tied to",
    "place": "where",
    "note": "a remark",
}
LOADERS = {
    "text": "a document, read as plain text",
    "markdown": "a document, read as Markdown",
    "csv": "known by its quote in a table of events",
    "quote": "known by the words that a person quoted",
    "own-observation": "the person's own words: not a publication",
    "reference": "the program's own summary, which names its sources",
}
ACTOR_KINDS = {
    "state": "a state",
    "international-organisation": "an organisation of states, or one of its bodies",
    "ngo": "an organisation that is none of states",
    "research-institute": "an institute that studies and publishes",
    "agency": "a service or office of a state or organisation",
    "ministry": "a ministry",
    "legislature": "a parliament, or one of its houses",
    "armed-non-state-group": "an armed group that is no state's",
    "arms-maker": "a company that makes weapons",
    "media": "a paper, a news agency or a broadcaster",
    "person": "a person, who acts for a state or organisation",
    "company": "another company",
    "court": "a court",
    "other": "anybody else",
}
TREATY_KINDS = {
    "treaty": "an agreement that binds its parties in law",
    "protocol": "an agreement that binds in law and belongs to another one",
    "export-control regime": "rules on exports that its participants agreed, not binding in law",
    "political declaration": "a declaration that states endorse, not binding in law",
}
CHECKED = {
    "0": "general knowledge, compared with no source",
    "1": "in one source",
    "2": "in two separately compiled sources",
}
DATE_CONVENTIONS = (
    "Dates are EDTF (ISO 8601-2, level 1), never more precise than the source. `2024-11-20` is a day, `2024-11` some "
    "time in that month, `2024-22` in that season, `202X` in that decade.",
    "`2024-11-18/2024-11-20` runs from one day to the other, or is some day between them; `2022/..` goes on, `../2024` "
    "began nobody says when, `2022/` ended nobody knows when.",
    "`~` means about, `?` uncertain, `%` both: they never move the first and last day.",
    "`date_first` and `date_last` are the first and the last day that the date allows, empty where that end is open. "
    "Of a date that is not exact neither is the day on which it happened: count it as possible in the whole span.",
)
