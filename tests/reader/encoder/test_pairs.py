"""Pairs: what a marked source does to a marked target, wherever and however often they are marked."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.reader.encoder.model import Model, load_model
from dragoman.reader.encoder.pairs import root_of
from dragoman.records import Span
from tests.reader.encoder import tiny
from tests.reader.texts import EXPLICIT, LEANING

TEXT = "Japan and Peru recognized Kosovo and Togo."
LONG = "Japan " + "recognized the embassy of Peru " * 250 + "Kosovo."
NOBODY: tuple[Span, ...] = ()


@pytest.fixture(scope="module")
def model(tiny_model: Path) -> Model:
    return load_model(tiny_model)


def spans(*words: str, text: str = TEXT) -> tuple[Span, ...]:
    return tuple(Span(text.rindex(word), text.rindex(word) + len(word)) for word in words)


@pytest.mark.parametrize(
    ("source", "target"),
    list(product((NOBODY, spans("Japan"), spans("Japan", "Peru"), (Span(0, len(TEXT)),)), repeat=2)),
)
def test_any_number_of_spans_gives_a_root(
    model: Model, source: tuple[Span, ...], target: tuple[Span, ...]
) -> None:
    assert root_of(model, TEXT, source, target) in tiny.ROOTS


def test_the_order_of_spans_does_not_count(model: Model) -> None:
    one, other = spans("Japan", "Peru"), spans("Peru", "Japan")
    assert root_of(model, TEXT, one, spans("Togo")) == root_of(model, TEXT, other, spans("Togo"))


def test_source_target_and_sentence_all_count(model: Model) -> None:
    words = TEXT.rstrip(".").split()
    read = {root_of(model, TEXT, spans(a), spans(b)) for a, b in product(words, repeat=2)}
    assert len(read) > 1
    assert len({root_of(model, text, NOBODY, NOBODY) for text in EXPLICIT + LEANING}) > 1


@pytest.mark.parametrize("word", ["Japan", "Kosovo"])
def test_of_a_long_sentence_the_part_around_the_marks_is_read(
    model: Model, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    vectors = Model.vectors

    def listening(self: Model, window: object) -> object:
        shown.append(self.tokenizer.decode(window.ids))  # type: ignore[attr-defined]
        return vectors(self, window)  # type: ignore[arg-type]

    monkeypatch.setattr(Model, "vectors", listening)
    assert root_of(model, LONG, spans(word, text=LONG), NOBODY) in tiny.ROOTS
    assert [word.lower() in text for text in shown] == [True]
    assert all(("japan" in text) != ("kosovo" in text) for text in shown)


def test_marks_at_both_ends_of_a_long_sentence_give_a_root(model: Model) -> None:
    assert root_of(model, LONG, spans("Japan", text=LONG), spans("Kosovo", text=LONG)) in tiny.ROOTS
    assert root_of(model, LONG, (Span(0, len(LONG)),), NOBODY) in tiny.ROOTS


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\n\n"])
def test_a_sentence_without_words_gives_a_root(model: Model, text: str) -> None:
    assert root_of(model, text, NOBODY, (Span(0, len(text)),)) in tiny.ROOTS


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=4))
def test_any_marks_in_any_text_give_one_root(
    tiny_model: Path, text: str, ends: list[tuple[int, int]]
) -> None:
    marked = [Span(*sorted(pair)) for pair in ends]
    model = load_model(tiny_model)
    first = root_of(model, text, marked[:2], marked[2:])
    assert first in tiny.ROOTS
    assert root_of(model, text, marked[:2], marked[2:]) == first
