"""Judging: what both propose is one proposal, and what speaks for it makes it surer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reader import Context, Grammar, Proposal, Sentence, propose_all
from dragoman.reader.discourse import Referent
from dragoman.reader.encoder.judging import FEATURES, Judge, Judged, judged
from dragoman.reader.encoder.model import load_model
from dragoman.reader.encoder.proposer import EncoderProposer, Reading
from dragoman.reader.encoder.views import View, view_of
from dragoman.records import Interval, Modality
from tests.reader.encoder import tiny
from tests.reader.texts import EXPLICIT, document, reader_of

rows = st.tuples(*[st.floats(-7, 7)] * len(FEATURES))
judges = st.builds(Judge, weights=st.tuples(*[st.floats(-2, 2)] * len(FEATURES)), bias=st.floats(-5, 5))


class Echo:
    """An encoder that proposes what it was given, from one reading."""

    def __init__(self, encoder: EncoderProposer, proposals: Sequence[Proposal]) -> None:
        self._encoder, self._proposals = encoder, proposals

    def proposals(self, view: View, reading: Reading) -> Sequence[Proposal]:
        return self._proposals

    def reading_at(self, *where: object) -> Reading | None:
        return self._encoder.reading_at(*where)  # type: ignore[arg-type]  # passed on as they came


class Trial:
    """Joins what the grammar says of each sentence with what a test makes of it."""

    def __init__(self, folder: Path, change: object) -> None:
        self.model, self.change = load_model(folder), change
        self.said: list[Proposal] = []
        self.own: list[Proposal] = []
        self.judged: list[Judged] = []

    def __call__(self, context: Context) -> Trial:
        self._discourse, self._grammar = context.discourse, Grammar(context)
        self._encoder = EncoderProposer(self.model, context)
        return self

    def propose(self, sentence: Sentence) -> list[Proposal]:
        view = view_of(sentence, self._discourse)
        said = list(self._grammar.propose(sentence))
        own = [self.change(p) for p in said]  # type: ignore[operator]
        reading = self._encoder.reading_at(view, said[0].type, said[0].trigger) if said else None
        echo = Echo(self._encoder, own)
        self.said, self.own = self.said + said, self.own + own
        self.judged += judged(view, echo, [reading] if reading else [], said)  # type: ignore[arg-type]
        return []


def tried(folder: Path, text: str, change: object) -> Trial:
    trial = Trial(folder, change)
    propose_all(document(text), reader=reader_of(trial))
    return trial


def feature(one: Judged, name: str) -> float:
    return one.features[FEATURES.index(name)]


@pytest.mark.parametrize("text", EXPLICIT[:8])
def test_what_both_propose_is_one_proposal(tiny_model: Path, text: str) -> None:
    trial = tried(tiny_model, text, lambda p: replace(p, reader="own/1", modality=Modality.PLANNED))
    single = sum(max(len(p.actors), 1) * max(len(p.targets), 1) for p in trial.said)
    if single > 1:
        assert len(trial.judged) >= len(trial.said)
        return
    (one,) = trial.judged
    assert (feature(one, "both"), feature(one, "said")) == (1, 1)
    assert one.proposal.modality == Modality.PLANNED
    assert (one.proposal.date, one.proposal.city) == (trial.said[0].date, trial.said[0].city)
    assert feature(one, "agreed_modality") == float(trial.said[0].modality == Modality.PLANNED)


def test_a_proposal_of_other_parties_stands_beside_the_grammars(tiny_model: Path) -> None:
    trial = tried(
        tiny_model,
        "France recognized Kosovo on 18 February 2008.",
        lambda p: replace(p, targets=(Referent("SRB"),), reader="own/1"),
    )
    own, said = trial.judged
    assert [feature(one, "both") for one in (own, said)] == [0, 0]
    assert [feature(one, "said") for one in (own, said)] == [0, 1]
    assert [feature(one, "other_type") for one in (own, said)] == [1, 0]
    assert (own.proposal, said.proposal) == (trial.own[0], trial.said[0])


def test_a_date_that_the_grammar_lacks_is_the_encoders(tiny_model: Path) -> None:
    when = Interval.at(2008, 2)
    trial = tried(
        tiny_model, "France recognized Kosovo.", lambda p: replace(p, date=when, date_text="February")
    )
    (one,) = trial.judged
    assert (one.proposal.date, one.proposal.date_text) == (when, "February")


def test_parties_without_an_order_may_be_swapped(tiny_model: Path) -> None:
    def swapped(p: Proposal) -> Proposal:
        return replace(p, actors=p.targets, targets=p.actors)

    trial = tried(tiny_model, "Venezuela severed diplomatic relations with Colombia.", swapped)
    assert [feature(one, "both") for one in trial.judged] == [1]
    ordered = tried(tiny_model, "France recognized Kosovo.", swapped)
    assert [feature(one, "both") for one in ordered.judged] == [0, 0]


def test_coordinated_parties_are_judged_alike(tiny_model: Path) -> None:
    trial = tried(
        tiny_model, "France, Italy and Spain recognized Kosovo.", lambda p: replace(p, actors=p.actors[:1])
    )
    actors = [one.proposal.actors[0].party for one in trial.judged]
    assert sorted(actors) == ["ESP", "FRA", "ITA"]
    assert [feature(one, "both") for one in trial.judged] == pytest.approx([1 / 3] * 3)  # of one alone
    assert len({one.features for one in trial.judged}) == 1


def test_a_features_family_is_that_of_the_type(tiny_model: Path) -> None:
    (one,) = tried(tiny_model, "France recognized Kosovo.", lambda p: p).judged
    families = FEATURES[FEATURES.index("recognition") :]
    assert {name: feature(one, name) for name in families} == {
        name: float(name == "recognition") for name in families
    }


@given(judges, rows, st.integers(0, len(FEATURES) - 1), st.floats(0, 7))
def test_confidence_rises_with_what_speaks_for_a_proposal(
    judge: Judge, features: tuple[float, ...], n: int, more: float
) -> None:
    weights = (*judge.weights[:n], abs(judge.weights[n]), *judge.weights[n + 1 :])
    judge = Judge(weights, judge.bias)
    raised = (*features[:n], features[n] + more, *features[n + 1 :])
    assert 0 <= judge.confidence(features) <= judge.confidence(raised) <= 1


@given(judges, rows, st.integers(0, len(FEATURES) - 1), st.floats(0, 2))
def test_confidence_is_monotone_in_a_weight(
    judge: Judge, features: tuple[float, ...], n: int, more: float
) -> None:
    features = (*features[:n], abs(features[n]), *features[n + 1 :])
    heavier = Judge((*judge.weights[:n], judge.weights[n] + more, *judge.weights[n + 1 :]), judge.bias)
    assert judge.confidence(features) <= heavier.confidence(features)


def test_without_weights_a_proposal_is_as_likely_right_as_wrong() -> None:
    judge = Judge((0.0,) * len(FEATURES), 0.0)
    assert judge.confidence((3.0,) * len(FEATURES)) == 0.5


def test_a_judge_takes_its_weights_by_name() -> None:
    said = tiny.description()
    judge = Judge.load(said)
    assert dict(zip(FEATURES, judge.weights, strict=True)) == said["judge"]["weights"]
    assert judge.bias == said["judge"]["bias"]
