"""The cut of a document: what promises the best F1."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reader.cut import STRICTEST, best_cut

CONFIDENCES = st.lists(st.integers(1, 99).map(lambda n: n / 100), max_size=9)


def expected_f1(chosen: list[float], everything: list[float]) -> float:
    """Give the mean F1 of taking some proposals, over every way in which proposals may be right."""
    total = 0.0
    for rights in product((0, 1), repeat=len(everything)):
        chance = 1.0
        for right, p in zip(rights, everything, strict=True):
            chance *= p if right else 1 - p
        hits = sum(rights[: len(chosen)])
        total += chance * (2 * hits / (len(chosen) + sum(rights)) if hits else 0.0)
    return total


@given(CONFIDENCES)
def test_the_cut_promises_nearly_the_best_f1_that_a_cut_can_have(confidences: list[float]) -> None:
    ranked = sorted(confidences, reverse=True)
    cut = best_cut(confidences, 0, 1)
    best = max((expected_f1(ranked[:k], ranked) for k in range(len(ranked) + 1)), default=0.0)
    taken = [p for p in ranked if p >= cut]
    assert expected_f1(taken, ranked) >= best - 0.08


@given(CONFIDENCES, st.permutations(range(9)))
def test_the_order_of_proposals_does_not_matter(confidences: list[float], order: list[int]) -> None:
    shuffled = [confidences[k] for k in order if k < len(confidences)]
    assert best_cut(shuffled, 0.3) == best_cut(confidences, 0.3)


@given(CONFIDENCES)
def test_the_cut_is_within_its_bounds(confidences: list[float]) -> None:
    assert 0.3 <= best_cut(confidences, 0.3) <= STRICTEST


@pytest.mark.parametrize(
    ("confidences", "cut"),
    [
        ([], STRICTEST),
        ([0.95] * 8 + [0.4] * 2, STRICTEST),  # much is sure: the doubtful is left out
        ([0.4] * 8, 0.4),  # nothing is: it is worth having
        ([0.1] * 8, 0.3),  # but not below the least
    ],
)
def test_a_sure_document_is_cut_higher_than_a_doubtful_one(confidences: list[float], cut: float) -> None:
    assert best_cut(confidences, 0.3) == cut
