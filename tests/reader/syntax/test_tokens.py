"""Tokens: where words are cut, and that their offsets quote the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reader.syntax.tokens import tokenize
from dragoman.records import Span


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Chile's embassy", ["Chile", "'s", "embassy"]),
        ("Chile\u2019s embassy", ["Chile", "\u2019s", "embassy"]),
        ("the envoys' quarters", ["the", "envoys", "'", "quarters"]),
        ("did n't, didn't", ["did", "n't", ",", "did", "n't"]),
        ("they'll, we've", ["they", "'ll", ",", "we", "'ve"]),
        ("the U.S. envoy", ["the", "U.S.", "envoy"]),
        ("Gen. Smith met St. Lucia's", ["Gen.", "Smith", "met", "St.", "Lucia", "'s"]),
        ("closed in Lima.", ["closed", "in", "Lima", "."]),
        ("vice-consul re-opened", ["vice-consul", "re-opened"]),
        ("1,400 men, $3.5, 3rd, F-16", ["1,400", "men", ",", "$", "3.5", ",", "3rd", ",", "F-16"]),
        ("d'affaires", ["d'affaires"]),
        ("Côte d\u2019Ivoire", ["Côte", "d\u2019Ivoire"]),
        ("(Lima)", ["(", "Lima", ")"]),
        ("", []),
    ],
)
def test_text_is_cut_into(text: str, words: list[str]) -> None:
    assert tokenize(text, 0, len(text)).words == words


def test_lows_are_small_letters_with_straight_apostrophes() -> None:
    assert tokenize("CHILE\u2019S", 0, 7).lows == ["chile", "'s"]


def test_only_the_range_asked_for_is_cut() -> None:
    text = "Before. The envoy left. After."
    tokens = tokenize(text, 8, 23)
    assert tokens.words == ["The", "envoy", "left", "."]
    assert tokens.starts[0] == 8


@given(st.text(alphabet="aZé'\u2019-. 19,$()\n\u2013中", max_size=60))
def test_every_token_quotes_the_text(text: str) -> None:
    tokens = tokenize(text, 0, len(text))
    for i, word in enumerate(tokens.words):
        assert tokens.span(i, i + 1).of(text) == tokens.quote(i, i + 1) == word
    assert tokens.starts == sorted(tokens.starts)
    assert all(end <= start for end, start in zip(tokens.ends, tokens.starts[1:], strict=False))


@given(st.text(alphabet="ab-.,' ", max_size=40))
def test_nothing_but_blanks_is_left_out(text: str) -> None:
    assert "".join(tokenize(text, 0, len(text)).words) == text.replace(" ", "")


def test_at_gives_the_first_token_that_ends_behind_an_offset() -> None:
    tokens = tokenize("Lima is far", 0, 11)
    assert [tokens.at(offset) for offset in (0, 3, 4, 5, 7, 8, 10, 11)] == [0, 0, 1, 1, 2, 2, 2, 3]


def test_names_have_single_blanks_and_quotes_are_as_printed() -> None:
    text = "the\n  People's Republic"
    tokens = tokenize(text, 0, len(text))
    assert tokens.quote(0, 4) == text
    assert tokens.name(0, 4) == "the People's Republic"
    assert tokens.name(2, 2) == ""
    assert tokens.span(1, 3) == Span(6, 14)
