"""The trace of a document says what extraction itself decides, and its reasons account for every score."""

import io
import math
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.extraction.genres.test_arms_sale import RELEASE
from tests.extraction.genres.test_chronology import FORMS
from tests.extraction.genres.test_status_box import BOX, TITLE
from timeline.documents.document import Document
from timeline.documents.proposal import ProposedEvent
from timeline.extraction.batch import documents
from timeline.extraction.candidates import type_scores
from timeline.extraction.date_features import date_choices, date_contexts
from timeline.extraction.decisions import status_of
from timeline.extraction.extract import actor_kinds, considered, draft_events, events_of
from timeline.extraction.linear import shipped_models
from timeline.extraction.parts import judged, read_roles, role_rows
from timeline.extraction.read import read
from timeline.extraction.reading import Reading
from timeline.extraction.thing_features import thing_contexts, weapon_choices
from timeline.extraction.tracing import FATES, SentenceTrace, traces
from timeline.extraction.type_features import document_features, type_features
from timeline.extraction.weighing import REASONS, role_reasons, type_reasons
from timeline.loaders.headers import Given
from timeline.loaders.loading import load
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY, MODELS = shipped_vocabulary(), shipped_models()
CORPUS = Path(__file__).parents[1] / "corpus" / "documents.jsonl"
SALE = """Germany on Tuesday approved the sale of ten howitzers to Ukraine.

Berlin approved the sale of howitzers to Ukraine on Tuesday, its defence ministry said.

The choir sang until late.
"""


def reading(text: str, title: str = "") -> Reading:
    return read(Document(text, "2024-03-07", title=title), VOCABULARY)


def traced(read_before: Reading) -> list[SentenceTrace]:
    return list(traces(read_before, VOCABULARY, MODELS))


@pytest.fixture(scope="module")
def samples() -> list[Reading]:
    """Reports, annotated documents, a notice of a sale, a country profile, chronologies, and nothing at all."""
    found = load([str(ROOT / "seeds" / "documents")], Given(""), io.BytesIO())
    reports = [read(each, VOCABULARY) for each in found if isinstance(each, Document)]
    lines = CORPUS.read_text("utf-8").splitlines()[::60]
    annotated = [read(document, VOCABULARY) for _, document in documents(lines)]
    forms = [reading(RELEASE), reading(BOX, TITLE), *(reading(text) for text, _ in FORMS.values())]
    return [*reports, *annotated, *forms, reading(SALE.replace("howitzers", "how\u00aditzers")), reading("")]


def test_the_events_of_a_trace_are_those_of_extract(samples: list[Reading]) -> None:
    fates = set()
    for sample in samples:
        trace = traced(sample)
        assert _sorted(event for each in trace for event in each.events) == _sorted(
            events_of(sample, VOCABULARY, MODELS)
        )
        fates |= {draft.fate for each in trace for c in each.candidates for draft in c.drafts}
        fates |= {"stated" for each in trace if each.stated}
    assert {"told", "repeats", "form", "stated"} <= fates <= {*FATES, "stated"}


def _sorted(events: Iterable[ProposedEvent]) -> list[ProposedEvent]:
    return sorted(events, key=repr)


def test_what_a_trace_calls_taken_is_what_was_decided(samples: list[Reading]) -> None:
    for sample in samples:
        drafts = iter(draft_events(sample, VOCABULARY, MODELS))
        for trace in traced(sample):
            for candidate in trace.candidates:
                for told, draft in zip(candidate.drafts, drafts, strict=False):
                    assert (candidate.candidate, told.date) == (draft.candidate, draft.date.value)
                    assert (told.score, candidate.dates[0].taken) == (draft.score, True)
                    taken = [(e.role, e.value, e.score) for e in candidate.participants if e.taken]
                    assert taken == [(p.role, p.actor, p.score) for p in draft.parts]
                    chosen = [(each.value, each.score) for each in candidate.weapons if each.taken]
                    assert chosen == [(w.value, w.score) for w in draft.weapons]
                    chosen = [(each.value, each.score) for each in candidate.treaties if each.taken]
                    assert chosen == [(t.value, t.score) for t in draft.treaties]
                    assert [each.value for each in told.statuses if each.taken] == [status_of(sample, draft, MODELS)]
                    assert told.status == status_of(sample, draft, MODELS)
                    assert told.event is None or told.event.status == told.status
                    assert told.event is None or (told.event.confidence, told.event.lane) == (
                        told.confidence,
                        told.lane,
                    )
        assert next(drafts, None) is None


def test_reasons_account_for_the_scores() -> None:
    """Every feature with a weight is among the reasons when all are asked for: bias and reasons make the log-odds."""
    sample = reading(SALE)
    found = considered(sample, VOCABULARY, MODELS)
    shared = document_features(sample)
    base, kinds = MODELS.type.scores(shared), actor_kinds(sample, VOCABULARY)
    for candidate, scored in zip(found.candidates, found.roles, strict=True):
        index, kind = candidate.sentence, candidate.type
        features = [*type_features(sample, index), *shared]
        bias = MODELS.hint.bias + MODELS.type.biases[MODELS.type.classes.index(kind)]
        reasons = type_reasons(sample, index, kind, features, MODELS, None)
        assert math.isclose(bias + _sum(reasons), type_scores(sample, index, MODELS, base)[kind], abs_tol=1e-6)
        rows = {(row.role, row.actor.actor): row for row in role_rows(sample, candidate, kinds)}
        read_too = read_roles(sample, candidate, MODELS, kinds)
        for each in judged(candidate, scored, found.agreed):
            added = read_too[each.actor.actor, each.role]
            reasons = role_reasons(rows[each.role, each.actor.actor], each.share, added, MODELS, None)
            assert math.isclose(MODELS.role.bias + _sum(reasons), each.score, abs_tol=1e-6)
        contexts = date_contexts(candidate)
        for _, features in date_choices(sample, candidate):
            reasons = tuple(MODELS.date.reasons(features, contexts, None))
            assert math.isclose(MODELS.date.bias + _sum(reasons), MODELS.date.score(features, contexts), abs_tol=1e-6)
        for _, features in weapon_choices(sample, candidate, VOCABULARY):
            contexts = thing_contexts(candidate)
            reasons = tuple(MODELS.weapon.reasons(features, contexts, None))
            score = MODELS.weapon.score(features, contexts)
            assert math.isclose(MODELS.weapon.bias + _sum(reasons), score, abs_tol=1e-6)


def _sum(reasons: tuple[tuple[str, float], ...]) -> float:
    return math.fsum(weight for _, weight in reasons)


def test_reasons_are_the_weightiest_first_and_few() -> None:
    for trace in traced(reading(SALE)):
        for candidate in trace.candidates:
            fields = (candidate.participants, candidate.dates, candidate.weapons, candidate.treaties)
            for each in [*trace.types, *(weighed for field in fields for weighed in field)]:
                weights = [abs(weight) for _, weight in each.reasons]
                assert weights == sorted(weights, reverse=True)
                assert len(weights) <= REASONS


@pytest.mark.parametrize(
    ("text", "type", "fate"),
    [
        ("France suspended its nuclear tests on Wednesday.", "weapon-test", "not done"),
        ("Moscow approved a bill revoking its ratification of the test ban treaty.", "treaty-ratification", "undone"),
    ],
)
def test_what_only_stops_or_undoes_says_so(text: str, type: str, fate: str) -> None:
    (trace,) = traced(reading(text))
    assert fate in {draft.fate for c in trace.candidates if c.candidate.type == type for draft in c.drafts}


def test_a_second_telling_says_which_one_it_repeats() -> None:
    first, second, other = traced(reading(SALE))
    (told,) = [d for c in first.candidates for d in c.drafts if c.candidate.type == "transfer-authorization"]
    (again,) = [d for c in second.candidates for d in c.drafts if c.candidate.type == "transfer-authorization"]
    by_fate = {told.fate: told, again.fate: again}
    assert set(by_fate) == {"told", "repeats"}
    twin = by_fate["repeats"].twin
    assert twin is not None and (twin.type, twin.date) == ("transfer-authorization", "2024-03-05")
    assert by_fate["repeats"].lent
    # The sentence that lost its telling is still one of the event's passages.
    repeating = second if again.fate == "repeats" else first
    assert [(each.sentence, each.fields) for each in repeating.cited] == [(twin.sentence, ("type",))]
    assert (other.types, other.candidates, other.cited) == ((), (), ())


def test_one_sentence_can_be_asked_for() -> None:
    sample = reading(SALE)
    assert list(traces(sample, VOCABULARY, MODELS, {1})) == [traced(sample)[1]]


def test_clauses_cover_the_words_in_order() -> None:
    (trace, *_) = traced(
        reading("Berlin, which sold the guns to Kyiv, said that it would send shells; no date was set.")
    )
    spans = [trace.text[start - trace.start : end - trace.start] for start, end in trace.clauses]
    assert spans == ["Berlin,", "which sold the guns to Kyiv,", "said that it would send shells", "; no date was set"]


def test_a_weapon_or_a_treaty_that_its_number_would_let_in_says_what_kept_it_out() -> None:
    text = (
        "Ghana ratified the convention outlawing cluster munitions on Wednesday.\n\n"
        "Mali accused Algeria on Tuesday of shooting down one of its drones."
    )
    second = traced(reading(text, "Ghana ratifies cluster bomb pact"))[1]
    accusation = next(each for each in second.candidates if each.candidate.type == "accusation")
    whys = {each.value: (each.taken, each.why) for each in [*accusation.weapons, *accusation.treaties]}
    assert whys["uncrewed-aerial-vehicle"] == (True, "")
    assert whys["cluster-munition"] == (False, "another is in the clause")
    assert whys["ccm"] == (False, "not about its weapons")
