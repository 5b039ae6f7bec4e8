"""An actor of an event → whom a treaty binds in its place: the state that it is, acts for or is based in, or nobody."""

from collections.abc import Mapping
from dataclasses import dataclass

from timeline.law.findings import Verdict
from timeline.law.verdicts import Decision
from timeline.vocabulary.actors import ORGANS, Actor

COMPANIES = ("arms-maker", "company")


@dataclass(frozen=True, slots=True)
class Subject:
    """`state` is None for an actor that is no state's; `lead` says in words what the actor is, where it is no state."""

    state: str | None
    state_name: str
    lead: str = ""
    company: bool = False

    def softened(self, decided: Decision) -> Decision:
        """The ruling for a company: its state is bound and has to see to it, which the record does not settle."""
        if not self.company:
            return decided
        verdict = decided.verdict if decided.verdict is Verdict.NOT_BOUND else Verdict.UNDETERMINED
        return Decision(verdict, (self.lead, *decided.sentences))


class Subjects:
    """The subjects of a vocabulary's actors, made once each."""

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        self._actors = actors
        self._known: dict[str, Subject] = {}

    def of(self, actor: str) -> Subject:
        """The subject that an actor stands for."""
        found = self._known.get(actor)
        if found is None:
            found = self._known[actor] = self._made(actor)
        return found

    def _made(self, id: str) -> Subject:
        actor = self._actors.get(id)
        if actor is None:
            return Subject(None, id, f"{id} is not known here, and treaties bind states")
        if actor.kind == "state":
            return Subject(id, actor.name)
        country = self._actors.get(actor.country_id)
        if country is not None and actor.kind in ORGANS:
            return Subject(country.id, country.name)
        if country is not None and actor.kind in COMPANIES:
            lead = f"{actor.name} is a company; the rule binds its state, {country.name}, which has to see to it"
            return Subject(country.id, country.name, lead, company=True)
        return Subject(None, actor.name, f"{actor.name} is not a state, and the treaty binds states only")
