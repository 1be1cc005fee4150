"""Calibration: what a confidence is worth, measured and fitted on documents held out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.evaluation import GoldDocument, parse_answer
from dragoman.ontology import load_ontology
from dragoman.reader import Proposal
from dragoman.reader.discourse import Referent
from dragoman.reader.encoder.judging import FEATURES, Judge
from dragoman.records import Document, Span
from dragoman.training.calibration import (
    THRESHOLDS,
    Bin,
    HeldOut,
    Weighed,
    calibration_error,
    choose_threshold,
    claims_of,
    cross_checked,
    f1,
    fit_judge,
    reliability,
)
from dragoman.training.examples import Passage

TEXT = "Peru praised Chile. Togo praised Mali. Japan praised Niger. Ghana praised Chad."
PAIRS = (("PER", "CHL"), ("TGO", "MLI"), ("JPN", "NER"), ("GHA", "TCD"))


def features(**values: float) -> tuple[float, ...]:
    return tuple(values.get(name, 0.0) for name in FEATURES)


def proposal(n: int) -> Proposal:
    at = [k for k in range(len(TEXT)) if TEXT.startswith("praised", k)][n]
    actor, target = PAIRS[n]
    sentence = Span(TEXT.rfind(".", 0, at) + 2 if n else 0, TEXT.index(".", at) + 1)
    return Proposal(
        type="support",
        sentence=sentence,
        trigger=Span(at, at + 7),
        actors=(Referent(actor),),
        targets=(Referent(target),),
    )


def held_out(name: str, *weighed: tuple[float, bool | None]) -> HeldOut:
    """A document of up to four proposals: the logit of each and whether gold has it."""
    events = [
        {"type": "support", "actor": PAIRS[n][0], "target": PAIRS[n][1]}
        for n, (_, right) in enumerate(weighed)
        if right
    ]
    answers = tuple(parse_answer(event, load_ontology()) for event in events)
    return HeldOut(
        Passage(doc=Document(text=TEXT, name=name), events=events),
        GoldDocument(name=name, answers=answers, row={}),
        [Weighed(proposal(n), features(trigger=x), right) for n, (x, right) in enumerate(weighed)],
    )


def by_trigger(weight: float, bias: float = 0.0) -> Judge:
    return Judge(features(trigger=weight), bias)


def test_bins_hold_like_confidences() -> None:
    bins = reliability([(0.11, False), (0.19, True), (0.95, True), (1.0, True)])
    assert [(b.count, b.right) for b in bins] == [(2, 0.5), (2, 1.0)]
    assert [b.confidence for b in bins] == pytest.approx([0.15, 0.975])


def test_the_error_is_the_mean_distance_weighted_by_number() -> None:
    bins = [Bin(30, 0.9, 0.8), Bin(10, 0.2, 0.6)]
    assert calibration_error(bins) == pytest.approx((30 * 0.1 + 10 * 0.4) / 40)


def test_without_proposals_there_is_no_error() -> None:
    assert (reliability([]), calibration_error([])) == ([], 0.0)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_bins_count_everything_once(pairs: list[tuple[float, bool]]) -> None:
    bins = reliability(pairs)
    assert sum(b.count for b in bins) == len(pairs)
    assert sum(b.count * b.right for b in bins) == pytest.approx(sum(right for _, right in pairs))
    assert 0 <= calibration_error(bins) <= 1


def test_a_judge_separates_what_a_feature_separates() -> None:
    judge = fit_judge(held_out(f"d{n}", (2.0, True), (-2.0, False)) for n in range(40))
    assert judge.confidence(features(trigger=2.0)) > 0.9
    assert judge.confidence(features(trigger=-2.0)) < 0.1
    assert [name for name, w in zip(FEATURES, judge.weights, strict=True) if abs(w) > 1e-9] == ["trigger"]


def test_a_judge_of_nothing_to_go_by_gives_the_share_that_is_right() -> None:
    judge = fit_judge(
        held_out(f"d{n}", (0.0, True), (0.0, False), (0.0, False), (0.0, False)) for n in range(9)
    )
    assert judge.confidence(features()) == pytest.approx(0.25, abs=1e-3)


def test_what_gold_is_silent_on_does_not_count() -> None:
    documents = [held_out(f"d{n}", (2.0, True), (-2.0, False)) for n in range(9)]
    silent = [held_out(f"s{n}", (-2.0, None), (2.0, None)) for n in range(30)]
    assert fit_judge(documents) == fit_judge([*documents, *silent])


def test_a_judge_fitted_on_drawn_outcomes_is_calibrated() -> None:
    drawn = np.random.default_rng(5)
    documents = []
    for n in range(400):
        xs = drawn.normal(scale=2, size=4)
        rights = drawn.random(4) < 1 / (1 + np.exp(-(1.5 * xs - 1)))
        documents.append(held_out(f"d{n}", *zip(xs.tolist(), rights.tolist(), strict=True)))
    judge = fit_judge(documents)
    assert judge.weights[FEATURES.index("trigger")] == pytest.approx(1.5, abs=0.2)
    assert judge.bias == pytest.approx(-1, abs=0.2)
    checked = cross_checked(documents)
    assert len(checked) == 1600
    assert calibration_error(reliability(checked)) < 0.03


def test_cross_checking_judges_each_document_by_the_others() -> None:
    odd = held_out("odd", (2.0, False))
    checked = cross_checked([odd, *(held_out(f"d{n}", (2.0, True), (-2.0, False)) for n in range(9))])
    (confidence,) = {c for c, right in checked if c > 0.5 and not right}
    assert confidence > 0.9  # it had no say in its own judge


def test_claims_are_those_from_the_cut_on() -> None:
    doc = held_out("d", (2.0, True), (0.0, False), (-2.0, False))
    found = {t: len(claims_of(doc, by_trigger(1), t)) for t in (0.0, 0.4, 0.6, 0.95)}
    assert found == {0.0: 2, 0.4: 2, 0.6: 1, 0.95: 0}  # the least sure promises less than it costs


def test_f1_is_that_of_the_claims() -> None:
    doc = held_out("d", (2.0, True), (0.0, False), (-2.0, True))
    assert f1([doc], by_trigger(1), 0.6) == pytest.approx(2 / 3)  # one of one read, one of two in gold
    assert f1([doc], by_trigger(1), 0.95) == 0


def test_the_threshold_is_the_highest_of_the_best() -> None:
    documents = [held_out(f"d{n}", (3.0, True), (0.0, False)) for n in range(3)]
    best = choose_threshold([documents], by_trigger(1))
    assert best == max(THRESHOLDS)
    low = [held_out(f"d{n}", (0.0, True), (-0.8, False)) for n in range(3)]  # 0.5 and 0.31
    assert choose_threshold([low], by_trigger(1)) == 0.5


def test_groups_of_documents_count_alike() -> None:
    many = [held_out(f"m{n}", (0.0, True)) for n in range(12)]  # wants at most 0.5
    few = [held_out("f", (0.2, True), (0.1, False), (0.1, False), (0.1, False))]  # wants more than 0.525
    assert choose_threshold([many, few], by_trigger(1)) <= 0.5
    assert choose_threshold([few], by_trigger(1)) > 0.525
