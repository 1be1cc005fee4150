"""The quick look: which sentences are worth encoding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.gazetteer import load_gazetteer
from dragoman.reader.encoder.telling import Telling, words_of
from dragoman.reader.mentions import find_mentions
from dragoman.records import Span

LOOK = Telling({"recognized": 3.0, "rained": -2.0}, bias=-1.0, named=0.5, threshold=0.0)


def test_words_are_those_of_letters_in_lower_case() -> None:
    assert words_of("Peru\u2019s 12 ENVOYS, peru_s envoys") == {"peru", "s", "envoys"}


def test_each_word_counts_once_and_unknown_ones_not() -> None:
    assert LOOK.logit("It rained, rained.", named=False) == LOOK.logit("RAINED", named=False) == -3.0
    assert LOOK.logit("Chile recognized Peru.", named=True) == 2.5


@given(st.text(max_size=60))
def test_a_sentence_that_names_a_party_is_likelier_to_tell(sentence: str) -> None:
    assert LOOK.logit(sentence, named=True) - LOOK.logit(sentence, named=False) == pytest.approx(LOOK.named)


@pytest.mark.parametrize(
    ("sentence", "passes"),
    [
        pytest.param("It was recognized.", True, id="a telling word"),
        pytest.param("It rained.", False, id="a word that tells nothing"),
        pytest.param("Peru sang.", False, id="a party alone"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_a_sentence_passes_by_its_words(sentence: str, passes: bool) -> None:
    mentions = find_mentions(sentence, load_gazetteer(), on=None)
    assert LOOK.passes(sentence, Span(0, len(sentence)), mentions) is passes


def test_a_party_counts_in_its_own_sentence_only() -> None:
    look = Telling({}, bias=0.0, named=1.0, threshold=0.5)
    text = "It rained. Peru sang. It rained."
    mentions = find_mentions(text, load_gazetteer(), on=None)
    spans = [Span(0, 10), Span(11, 21), Span(22, 32)]
    assert [look.passes(text, span, mentions) for span in spans] == [False, True, False]


def test_weights_are_those_of_the_description() -> None:
    told = {"weights": {"recognized": 3.0, "rained": -2.0}, "bias": -1.0, "named": 0.5, "threshold": 0.0}
    assert Telling.load({"telling": told}) == LOOK
