from __future__ import annotations

import os
import random
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ledger.copies import (
    THRESHOLD,
    Fingerprint,
    bands,
    estimate,
    fingerprint,
    shingles,
    signature,
    similarity,
)
from tests.ledger.build import text_of


def changed(text: str, share: float, *, seed: int) -> str:
    """Give `text` with a run of its words replaced; `share` of the words stays."""
    words = text.split()
    gone = round(len(words) * (1 - share))
    start = random.Random(seed).randrange(len(words) - gone + 1)  # noqa: S311 - repeatable, not secret
    return " ".join([*words[:start], *(f"new{n}" for n in range(gone)), *words[start + gone :]])


def test_shingles_are_runs_of_five_words_without_case_and_punctuation() -> None:
    assert shingles("One, two; THREE four - five six!") == {
        "one two three four five",
        "two three four five six",
    }


def test_shingles_of_a_short_text_are_its_words() -> None:
    assert shingles("Two words.") == {"two words"}


@pytest.mark.parametrize("text", ["", " \n", "…!?"])
def test_a_text_without_words_is_like_nothing(text: str) -> None:
    printed = fingerprint(text)
    assert printed == Fingerprint(frozenset(), b"", ())
    assert similarity(printed.shingles, printed.shingles) == 0
    assert estimate(printed.signature, printed.signature) == 0


def test_similarity_is_the_share_of_common_shingles() -> None:
    assert similarity(frozenset("abcd"), frozenset("cdef")) == pytest.approx(2 / 6)


@given(st.integers(0, 50), st.floats(0.3, 1), st.integers(0, 5))
def test_estimates_lie_near_the_exact_share(number: int, share: float, seed: int) -> None:
    text = text_of(number, sentences=30)
    a, b = shingles(text), shingles(changed(text, share, seed=seed))
    assert abs(estimate(signature(a), signature(b)) - similarity(a, b)) < 0.3  # 4.8 standard errors


def test_near_copies_are_nearly_always_candidates_and_other_texts_nearly_never() -> None:
    found = strays = tried = 0
    for number in range(150):
        text = text_of(number, sentences=20)
        copy = changed(text, 0.85, seed=number)
        if similarity(shingles(text), shingles(copy)) < THRESHOLD:
            continue
        tried += 1
        mine = set(fingerprint(text).bands)
        found += bool(mine & set(fingerprint(copy).bands))
        strays += bool(mine & set(fingerprint(text_of(number + 1000, sentences=20)).bands))
    assert tried > 100
    assert found >= 0.97 * tried
    assert strays == 0


def test_bands_depend_on_their_place() -> None:
    assert len(set(bands(b"\0" * 256))) == 16


def test_fingerprints_do_not_depend_on_the_order_of_a_set() -> None:
    script = (
        "from dragoman.ledger.copies import fingerprint;"
        "p = fingerprint('The quick brown fox jumps over the lazy dog today');"
        "print(p.signature.hex(), p.bands)"
    )
    printed = {
        subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1
    assert "(" in printed.pop()


def test_fingerprints_never_change() -> None:
    """The bands of a text are on record in every ledger: another value would find no older copy."""
    printed = fingerprint("The quick brown fox jumps over the lazy dog today")
    assert printed.signature[:8].hex() == "a289dd336dd82dc6"
    assert (printed.bands[0], printed.bands[-1]) == (-9019225886015088659, 8227328469889551375)
