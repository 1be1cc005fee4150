"""Chunks: noun phrases with head, owner and members; verb groups with voice, mood and negation."""

from __future__ import annotations

import pytest

from dragoman.reader.sentence import Sentence
from dragoman.reader.syntax.chunk import Chunk
from tests.reader.build import sentence_of, words_of


def pieces(text: str, kind: str) -> list[str]:
    sentence = sentence_of(text)
    return [words_of(sentence, c) for c in sentence.chunks if c.kind == kind]


def group(text: str) -> Chunk:
    """Give the first verb group."""
    return next(c for c in sentence_of(text).chunks if c.kind == "VG")


def phrase(text: str) -> tuple[Sentence, Chunk]:
    """Give the first noun phrase with its sentence."""
    sentence = sentence_of(text)
    return sentence, next(c for c in sentence.chunks if c.kind == "NP")


# -------------------------------------------------------------------------------- noun phrases


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("The old Chilean embassy in Nairobi closed.", ["The old Chilean embassy", "Nairobi"]),
        ("Chile's embassy closed.", ["Chile 's embassy"]),
        ("All its envoys left.", ["All its envoys"]),
        ("It closed the embassy.", ["It", "the embassy"]),
        ("The 1991 treaty ended.", ["The 1991 treaty"]),
        ("Chile left.", ["Chile"]),
    ],
)
def test_noun_phrases_reach_from_determiner_to_head(text: str, phrases: list[str]) -> None:
    assert pieces(text, "NP") == phrases


def test_head_is_the_last_noun_and_mentions_are_kept() -> None:
    sentence, np = phrase("The old Chilean embassy closed.")
    assert np.low == sentence.tokens.lows[np.head] == "embassy"
    assert [m.party for m in np.mentions] == ["CHL"]


@pytest.mark.parametrize(
    ("text", "owner"),
    [("Chile's embassy left.", "'s"), ("Its embassy left.", "its"), ("The embassy left.", "")],
)
def test_owner_is_the_marker_or_the_pronoun(text: str, owner: str) -> None:
    sentence, np = phrase(text)
    assert (sentence.tokens.lows[np.owner] if np.owner >= 0 else "") == owner


def test_date_outside_a_phrase_is_a_chunk_of_its_own() -> None:
    assert pieces("Chile left Ghana on 3 May 1990.", "D") == ["3 May 1990"]


# -------------------------------------------------------------------------------- coordination


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("Chile and Peru left.", ["Chile", "Peru"]),
        ("Chile, Peru and Norway left.", ["Chile", "Peru", "Norway"]),
        ("Chile, Peru, and Norway left.", ["Chile", "Peru", "Norway"]),
        ("Chile or Peru left.", ["Chile", "Peru"]),
        ("Chile & Peru left.", ["Chile", "Peru"]),
        ("The Chilean and the Norwegian envoys left.", ["The Chilean", "the Norwegian envoys"]),
    ],
)
def test_coordinated_phrases_are_one_with_its_members(text: str, members: list[str]) -> None:
    sentence, np = phrase(text)
    assert [words_of(sentence, item) for item in np.items] == members
    assert np.members == np.items


def test_single_phrase_is_its_own_member() -> None:
    _, np = phrase("Chile left.")
    assert np.items == []
    assert np.members == [np]


@pytest.mark.parametrize(("count", "longest"), [(200, 201), (300, 250)])
def test_an_enumeration_ends_somewhere(count: int, longest: int) -> None:
    """Else a text of one name, a hundred thousand times, would take hours."""
    sentence = sentence_of("Chile, " * count + "and Togo left.")
    assert max(len(c.items) for c in sentence.chunks) == longest


def test_subject_of_the_next_clause_is_not_coordinated() -> None:
    assert pieces("Chile recognized Ghana and Peru recognized Togo.", "NP") == [
        "Chile",
        "Ghana",
        "Peru",
        "Togo",
    ]


def test_both_ends_of_between_are_coordinated_before_a_verb() -> None:
    assert pieces("Relations between Chile and Peru improved.", "NP")[1] == "Chile and Peru"


def test_place_and_verbal_noun_are_not_coordinated() -> None:
    text = "Embassy in Nairobi and Opening of Legation in Mombasa"
    assert "Nairobi" in pieces(text, "NP")


def test_comma_alone_does_not_coordinate() -> None:
    assert pieces("Chile, Peru left.", "NP") == ["Chile", "Peru"]


# ----------------------------------------------------------------------------------- verb groups


@pytest.mark.parametrize(
    ("text", "lemma", "passive"),
    [
        ("Chile recognized Ghana.", "recognize", False),
        ("Ghana was recognized.", "recognize", True),
        ("Ghana has been formally recognized.", "recognize", True),
        ("Ghana is being recognized.", "recognize", True),
        ("Chile has recognized Ghana.", "recognize", False),
        ("Chile is recognizing Ghana.", "recognize", False),
        ("Chile withdrew from Ghana.", "withdraw", False),
        ("Chile was away.", "be", False),
        ("Chile has an embassy.", "have", False),
    ],
)
def test_verb_group_has_lemma_and_voice(text: str, lemma: str, passive: bool) -> None:
    verb = group(text)
    assert lemma in verb.lemmas
    assert verb.passive is passive


@pytest.mark.parametrize(
    ("text", "modal"),
    [
        ("Chile will recognize Ghana.", "will"),
        ("Chile could have recognized Ghana.", "could"),
        ("Chile is to recognize Ghana.", "be-to"),
        ("Chile has to recognize Ghana.", "have-to"),
        ("Chile recognized Ghana.", ""),
    ],
)
def test_verb_group_has_its_modal(text: str, modal: str) -> None:
    assert group(text).modal == modal


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Chile did not recognize Ghana.", True),
        ("Chile has never recognized Ghana.", True),
        ("Chile didn't recognize Ghana.", True),
        ("Chile did recognize Ghana.", False),
    ],
)
def test_verb_group_knows_whether_it_is_negated(text: str, negated: bool) -> None:
    assert group(text).negated is negated


def test_infinitive_is_its_own_group_and_not_finite() -> None:
    first, second = [c for c in sentence_of("Chile agreed to recognize Ghana.").chunks if c.kind == "VG"]
    assert (first.infinitive, first.finite) == (False, True)
    assert (second.infinitive, second.finite) == (True, False)


@pytest.mark.parametrize(
    ("text", "bare"), [("Chile recognized Ghana.", True), ("Chile has recognized Ghana.", False)]
)
def test_bare_form_has_nothing_before_it(text: str, bare: bool) -> None:
    assert group(text).bare is bare


def test_gerund_carries_no_clause() -> None:
    verbs = [c for c in sentence_of("Chile left, recognizing Ghana.").chunks if c.kind == "VG"]
    assert [c.finite for c in verbs] == [True, False]


def test_adverbs_behind_a_copula_are_given_back() -> None:
    sentence = sentence_of("Chile was still formally absent.")
    assert words_of(sentence, next(c for c in sentence.chunks if c.kind == "VG")) == "was"


def test_inverted_auxiliary_joins_its_verb_and_negates_it() -> None:
    sentence = sentence_of("Nor has Chile recognized Ghana.")
    verb = next(c for c in sentence.chunks if c.low == "recognized")
    assert verb.negated
    assert verb.auxiliaries == ("has",)


def test_fronted_should_is_a_condition() -> None:
    sentence = sentence_of("Should Chile recognize Ghana, it gains.")
    assert (sentence.chunks[0].kind, sentence.chunks[0].low) == ("S", "if")


def test_negation_without_a_verb_is_a_chunk_of_its_own() -> None:
    assert pieces("Chile, not Ghana, left.", "NEG") == ["not"]
