"""The values that a column of the database may hold, for the CHECK constraints and for whoever offers a choice.

Statuses, roles and lanes are defined by the proposal, kinds of treaties by the vocabulary. Widening a domain needs a
migration, because the CHECK constraints are built from these tuples.
"""

from timeline.documents.proposal import ROLES
from timeline.vocabulary.actors import ACTOR_KINDS as KNOWN_KINDS
from timeline.vocabulary.names import FORMS

# A user may add actors of kinds that the reference facts do not have.
ACTOR_KINDS = (*KNOWN_KINDS, "company", "court", "other")
NAME_FORMS = FORMS
REVIEWS = ("proposed", "accepted", "rejected", "withdrawn")
# Who made a row of the reference facts or the vocabulary; an event, a claim or a link is a machine's or a person's, or
# one of the policy decisions that come with the program.
FACT_ORIGINS = ("reference", "user")
REFERENCE = "reference"
EVENT_ORIGINS = ("machine", "person", REFERENCE)
# The loaders of documents whose text is not known: a row of a CSV, a quote typed in, a person's own words, the summary
# that comes with the program, and what a package quotes.
FRAGMENT_LOADERS = ("csv", "quote", "own-observation", REFERENCE, "package")
DATE_PRECISIONS = ("day", "month", "season", "year", "decade", "century", "interval")
TREATY_RELATIONS = ("concerns", "invokes", "implements", "breaches")
EVENT_RELATIONS = (
    "reverses",
    "partly-reverses",
    "supersedes",
    "extends",
    "implements",
    "delivers",
    "responds-to",
    "same-as",
    "distinct-from",
)
TREATY_ACTIONS = (
    "signature",
    "succession_to_signature",
    "ratification",
    "acceptance",
    "approval",
    "accession",
    "succession",
    "consent_to_be_bound",
    "provisional_application",
    "entry_into_force",
    "extension",
    "expiry",
    "suspension",
    "withdrawal_notice",
    "withdrawal_effective",
    "ratification_withdrawn",
    "intention_not_to_become_party",
)
ACTION_BASES = ("observed", "derived")
CONDUCTS = (
    "use",
    "threaten",
    "develop",
    "produce",
    "test",
    "acquire",
    "stockpile",
    "retain",
    "deploy",
    "transfer",
    "assist",
)
RULES = ("prohibited", "restricted", "conditional", "reporting", "destruction-deadline", "clearance")
# How a treaty binds, and how much of what states did about it is recorded: as in timeline.law.rules.
FORCES = ("binding", "voluntary", "disputed")
COVERAGES = ("complete", "partial", "none")
VERDICTS = ("prohibited", "restricted", "contested", "signatory", "not-bound", "undetermined")
# Admiralty code: A-F for how reliable the source is, 1-6 for how credible what it says is (STANAG 2511).
RELIABILITIES = ("A", "B", "C", "D", "E", "F")
# A field of an event that a passage can prove; `event` where a passage proves the happening as a whole.
CLAIM_FIELDS = (
    "event",
    "type",
    "status",
    "date",
    "title",
    *ROLES,
    "weapon",
    "treaty",
    "quantity",
    "value",
    "conditions",
    "place",
    "note",
)
