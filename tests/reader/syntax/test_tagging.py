"""Tags: what sort of word each token is, by the words around it."""

from __future__ import annotations

import pytest

from tests.reader.build import sentence_of


def tags_of(text: str, *, heading: bool = False) -> dict[str, str]:
    """Give the tag of each word; of a word that occurs twice, the last one's."""
    tokens = sentence_of(text, heading=heading).tokens
    return dict(zip(tokens.words, tokens.tags, strict=True))


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("Chile closed its embassy in Nairobi.", "closed", "V"),
        ("The closed embassy in Nairobi reopened.", "reopened", "V"),
        ("The opening of the embassy was late.", "opening", "N"),
        ("Chile is opening an embassy.", "opening", "V"),
        ("Chile plans to open an embassy.", "open", "V"),
        ("Chile may visit Ghana.", "visit", "V"),
        ("The visit to Ghana was short.", "visit", "N"),
        ("Its visit to Ghana was short.", "visit", "N"),
        ("Chile supports Ghana.", "supports", "V"),
        ("Chile's support of Ghana grew.", "support", "N"),
        ("They recognize Ghana.", "recognize", "V"),
        ("Chile, which recognizes Ghana, agreed.", "recognizes", "V"),
        ("The treaty that was signed in Nairobi lapsed.", "signed", "V"),
        ("Chile has recognized Ghana.", "recognized", "V"),
        ("Chile did not recognize Ghana.", "recognize", "V"),
        ("The set of rules was long.", "set", "N"),
        ("Chile set up an embassy.", "set", "V"),
        ("Both states left.", "states", "N"),
    ],
)
def test_form_that_can_be_a_verb_is_tagged_by_its_neighbours(text: str, word: str, tag: str) -> None:
    assert tags_of(text)[word] == tag


def test_capitalized_form_is_a_verb_only_in_a_heading() -> None:
    assert tags_of("Chile Recognizes Ghana", heading=True)["Recognizes"] == "V"
    assert tags_of("The Chile Recognizes Ghana Society met.")["Recognizes"] == "N"


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("Chile agreed to close it.", "to", "TO"),
        ("Chile went to Ghana.", "to", "P"),
        ("Chile agreed to formally close it.", "to", "TO"),
        ("The state that recognized Ghana left.", "that", "W"),
        ("Chile said that Ghana left.", "that", "S"),
        ("Chile closed that embassy.", "that", "DT"),
        ("Since 1990 Chile is away.", "Since", "P"),
        ("Since Chile left Ghana, it is calm.", "Since", "S"),
        ("Before the war, it was calm.", "Before", "P"),
        ("Smith served as ambassador.", "as", "P"),
        ("It left as the troops came.", "as", "S"),
        ("About 300 men left.", "About", "DT"),
        ("It spoke about Ghana.", "about", "P"),
        ("No state left.", "No", "DT"),
        ("Chile did no such thing.", "did", "DO"),
        ("Neither state left.", "Neither", "DT"),
        ("Both states left.", "Both", "DT"),
        ("It did not leave, nor Ghana.", "nor", "CC"),
        ("Envoys, such as consuls, left.", "as", "P"),
        ("The first state left.", "first", "N"),
        ("First it left.", "First", "RB"),
        ("It left formally.", "formally", "RB"),
        ("An ally left.", "ally", "N"),
    ],
)
def test_small_words_are_tagged_by_what_follows(text: str, word: str, tag: str) -> None:
    assert tags_of(text)[word] == tag


def test_mentions_and_dates_keep_their_own_tags() -> None:
    tags = tags_of("Chile left Nairobi on 3 May 1990.")
    assert (tags["Chile"], tags["Nairobi"], tags["May"], tags["on"]) == ("M", "M", "D", "P")


def test_marks_are_sorted() -> None:
    tags = tags_of('Chile (the state) left; "so" \u2013 \u201cit\u201d: ended!')
    marks = ("(", ")", ";", '"', "\u2013", "\u201c", ":", "!")
    assert [tags[mark] for mark in marks] == ["(", ")", ";", '"', ";", '"', ";", "."]


def test_adjectives_of_parties_are_modifiers_and_names_are_not() -> None:
    sentence = sentence_of("The Chilean envoy left Chile.")
    assert [sentence.tokens.words[i] for i in sorted(sentence.tokens.modifiers)] == ["Chilean"]
