"""Whose word a clause is, and where its quotation stands."""

from __future__ import annotations

import pytest

from dragoman.reader.discourse import Discourse
from dragoman.reader.speech import speaker_of
from dragoman.records import Speaker
from tests.reader.build import noun_of, sentence_of, verb_of


def speaker(text: str, verb: str = "recognized", discourse: Discourse | None = None) -> Speaker | None:
    sentence = sentence_of(text, discourse=discourse)
    return speaker_of(sentence, verb_of(sentence, verb))


@pytest.mark.parametrize(
    ("text", "words", "party"),
    [
        ("The Norwegian ministry said that Chile recognized Ghana.", "The Norwegian ministry", "NOR"),
        ("The Norwegian ministry said Chile recognized Ghana.", "The Norwegian ministry", "NOR"),
        ("Chile recognized Ghana, the Norwegian ministry said.", "the Norwegian ministry", "NOR"),
        ("Chile recognized Ghana, said the Norwegian ministry.", "the Norwegian ministry", "NOR"),
        ("According to Norway, Chile recognized Ghana.", "Norway", "NOR"),
        ("Chile recognized Ghana, according to Norway.", "Norway", "NOR"),
        ("Chile recognized Ghana, an old friend said.", "an old friend", ""),
    ],
)
def test_speaker_is_who_says_it(text: str, words: str, party: str) -> None:
    found = speaker(text)
    assert found is not None
    assert (found.text, found.party) == (words, party)
    assert found.span is not None
    assert found.span.of(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Chile recognized Ghana.",
        "Chile recognized Ghana; Norway said that Peru left.",
        "Norway spoke, and Chile recognized Ghana.",
        "It was said that Chile recognized Ghana.",
        "Norway wants to say that Chile recognized Ghana.",
    ],
)
def test_publisher_speaks_where_nobody_else_does(text: str) -> None:
    assert speaker(text) is None


def test_what_is_confirmed_is_not_what_is_said() -> None:
    sentence = sentence_of("Norway confirmed the recognition of Ghana.")
    assert speaker_of(sentence, noun_of(sentence, "recognition")) is None


def test_saying_is_not_ascribed_to_itself() -> None:
    assert speaker("Norway said that Chile recognized Ghana.", "said") is None


def test_second_verb_of_saying_does_not_hide_the_one_that_closes() -> None:
    found = speaker("Chile recognized Ghana, which said it was glad, Norway said.")
    assert found is not None
    assert found.party == "NOR"


def test_speaker_of_a_verbal_noun() -> None:
    sentence = sentence_of("Norway said that the recognition of Ghana was late.")
    found = speaker_of(sentence, noun_of(sentence, "recognition"))
    assert found is not None
    assert found.party == "NOR"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('"Chile recognized Ghana," Norway said.', "Chile recognized Ghana,"),
        ("\u201cChile recognized Ghana,\u201d Norway said.", "Chile recognized Ghana,"),
        ("Chile recognized Ghana, Norway said.", None),
    ],
)
def test_quotation_stands_between_the_marks(text: str, quoted: str | None) -> None:
    found = speaker(text)
    assert found is not None
    assert (found.quotation.of(text) if found.quotation else None) == quoted


def test_speaker_may_be_a_pronoun() -> None:
    found = speaker("Chile recognized Ghana, he said.", discourse=Discourse(person="NOR"))
    assert found is not None
    assert (found.text, found.party) == ("he", "NOR")
