"""Echoes of the last event, and verbs that are left out."""

from __future__ import annotations

import pytest

from dragoman.reader.grammar.echoes import echo_subject, gaps, is_echo
from tests.reader.build import clause_of, sentence_of, verb_of, words_of


@pytest.mark.parametrize(
    ("text", "verb", "echo"),
    [
        ("Chile did so in May 1990.", "did", True),
        ("Chile did likewise.", "did", True),
        ("Chile did the same.", "did", True),
        ("So did Chile.", "did", True),
        ("Chile did the work.", "did", False),
        ("Chile followed suit.", "followed", True),
        ("Chile followed Ghana's example.", "followed", True),
        ("Chile followed.", "followed", True),
        ("Chile followed in May 1990.", "followed", True),
        ("Chile followed the talks.", "followed", False),
        ("Chile was followed by Ghana.", "followed", False),
        ("Chile recognized Ghana.", "recognized", False),
    ],
)
def test_verb_only_points_back(text: str, verb: str, echo: bool) -> None:
    sentence = sentence_of(text)
    assert is_echo(sentence, verb_of(sentence, verb)) is echo


@pytest.mark.parametrize("text", ["Chile did so.", "So did Chile."])
def test_subject_of_an_echo_stands_on_either_side(text: str) -> None:
    sentence = sentence_of(text)
    subject = echo_subject(sentence, verb_of(sentence, "did"), clause_of(sentence, "did"))
    assert subject is not None
    assert words_of(sentence, subject.np) == "Chile"


@pytest.mark.parametrize(
    ("text", "unsaid"),
    [
        ("Ghana suspended Chile in May 2021 and Peru in June 2022.", [("Peru", "June 2022")]),
        (
            "Ghana suspended Chile in May 2021, Peru in June 2022 and Togo on 3 July 2023.",
            [("Peru", "June 2022"), ("Togo", "3 July 2023")],
        ),
        ("Ghana suspended Chile in May 2021 and Peru left in June 2022.", []),
        ("Ghana suspended Chile in May 2021 and the envoy in June 2022.", []),
        ("Ghana suspended Chile in May 2021 and Peru.", []),
    ],
)
def test_phrases_with_a_date_share_the_verb(text: str, unsaid: list[tuple[str, str]]) -> None:
    sentence = sentence_of(text)
    found = [
        (words_of(sentence, np), words_of(sentence, dates[-1]))
        for np, dates in gaps(sentence, clause_of(sentence, "suspended"))
    ]
    assert found == unsaid
