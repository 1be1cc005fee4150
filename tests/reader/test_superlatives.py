"""Record claims: which words make one, how many they count, and which happening they are about."""

from __future__ import annotations

import pytest

from dragoman.reader.proposal import Proposal
from dragoman.reader.superlatives import Superlative, placed, superlative_in
from dragoman.records import RecordClaim, Span


def found(sentence: str) -> RecordClaim | None:
    superlative = superlative_in(sentence, Span(0, len(sentence)))
    return superlative.claim if superlative else None


@pytest.mark.parametrize(
    ("sentence", "kind", "n"),
    [
        ("Peru became the first state to recognize Togo.", "first", None),
        ("The first African country to do it was Togo.", "first", None),
        ("Peru was first to recognize Togo.", "first", None),
        ("Peru is the only country that recognizes Togo.", "only", None),
        ("Peru, the sole state to recognize Togo, was silent.", "only", None),
        ("Peru stands alone in recognizing Togo.", "only", None),
        ("No other state has recognized Togo.", "none_other", None),
        ("No country recognizes Togo.", "none_other", None),
        ("Most of the countries recognize Togo.", "most", None),
        ("Most African states recognize Togo.", "most", None),
        ("Togo is recognized by 12 states.", "count", 12),
        ("Seven countries recognize Togo.", "count", 7),
        ("147 of the UN's member states now recognize Togo.", "count", 147),
        ("Togo was left with only four allies.", "count", 4),
        ("Peru became the third state to recognize Togo.", "count", 3),
        ("Peru became the 41st state to recognize Togo.", "count", 41),
        ("Peru is the 112th country to recognize Togo.", "count", 112),
        ("Peru became the twelfth African state to formally recognize Togo.", "count", 12),
    ],
)
def test_words_that_make_a_record_claim(sentence: str, kind: str, n: int | None) -> None:
    claim = found(sentence)
    assert claim is not None
    assert (claim.kind, claim.n) == (kind, n)


@pytest.mark.parametrize(
    "sentence",
    [
        "Peru recognized Togo.",
        "Peru recognized Togo in the first week of May.",
        "The first secretary left Lima.",
        "The two states have an embassy each.",
        "Both states recognize Togo.",
        "It was the only house in the street.",
    ],
)
def test_words_that_make_none(sentence: str) -> None:
    assert found(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        (
            "Peru became the first state to recognize Togo since May 1991.",
            "became the first state to recognize Togo since May 1991",
        ),
        (
            "Peru was the only state to recognize Togo, and Chile was silent.",
            "the only state to recognize Togo",
        ),
        ("In 1991 seven states recognized Togo; Chile did not.", "seven states recognized Togo"),
    ],
)
def test_the_scope_goes_to_the_end_of_the_clause_as_printed(sentence: str, scope: str) -> None:
    claim = found(sentence)
    assert claim is not None
    assert claim.scope == scope


def test_only_the_span_is_searched_and_offsets_are_those_of_the_text() -> None:
    text = "The first state to act was Togo. Peru was silent. Peru was the first to answer."
    assert superlative_in(text, Span(33, 49)) is None
    superlative = superlative_in(text, Span(50, len(text)))
    assert superlative is not None
    assert text[superlative.start :].startswith("was the first")


def proposal_at(start: int) -> Proposal:
    return Proposal(
        type="recognize", sentence=Span(0, 90), trigger=Span(start, start + 5), actors=(), targets=()
    )


@pytest.mark.parametrize(
    ("triggers", "start", "again", "chosen"),
    [
        ([10, 40], 20, False, 40),
        ([10, 40], 50, False, 40),
        ([10, 20], 50, False, 20),
        ([10, 20, 60], 50, True, 20),
        ([60, 70], 50, True, 60),
        ([60, 70], 5, False, 60),
    ],
)
def test_a_record_claim_is_given_to_one_happening(
    triggers: list[int], start: int, again: bool, chosen: int
) -> None:
    claim = RecordClaim(kind="first")
    given = placed(Superlative(claim, start, again), [proposal_at(t) for t in triggers])
    assert [p.trigger.start for p in given if p.record_claim == claim] == [chosen]
    assert [p.trigger.start for p in given] == triggers


def test_to_do_so_points_back() -> None:
    sentence = "Peru recognized Togo, the first state to do so."
    superlative = superlative_in(sentence, Span(0, len(sentence)))
    assert superlative is not None
    assert superlative.again


def test_without_a_record_claim_or_a_happening_nothing_is_placed() -> None:
    proposals = [proposal_at(10)]
    assert placed(None, proposals) == proposals
    assert placed(Superlative(RecordClaim(kind="only"), 3, again=False), []) == []
