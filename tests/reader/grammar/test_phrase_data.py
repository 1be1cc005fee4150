"""The packaged phrases hang together: words that a tokenizer gives, particles, classes and fillers."""

from __future__ import annotations

import pytest

from dragoman.reader.grammar.classes import NounClasses
from dragoman.reader.grammar.frames import KINDS, Frame, load_frames
from dragoman.reader.grammar.roles import FILLERS
from dragoman.reader.lexicon import load_lexicon
from dragoman.reader.syntax.tokens import tokenize

FRAMES = load_frames()
LEXICON = load_lexicon(FRAMES.lemmas)
EACH = pytest.mark.parametrize(
    "frame", FRAMES.frames, ids=lambda frame: f"{frame.type} {(*frame.verbs, *frame.nouns)[0]}"
)


@EACH
def test_words_of_a_frame_are_single_tokens_in_small_letters(frame: Frame) -> None:
    verbs = [part for verb in frame.verbs for part in verb.split("_")]
    for word in (*verbs, *frame.nouns, *frame.need):
        assert tokenize(word, 0, len(word)).lows == [word]


@EACH
def test_particle_of_a_verb_is_a_preposition_or_an_adverb(frame: Frame) -> None:
    particles = {verb.partition("_")[2] for verb in frame.verbs if "_" in verb}
    assert {LEXICON.tags.get(word) for word in particles} <= {"P", "RB"}


@EACH
def test_word_that_must_be_adjacent_is_named(frame: Frame) -> None:
    assert frame.need or not frame.adjacent


def test_every_kind_of_frame_has_a_filler() -> None:
    assert set(FILLERS) == KINDS


def test_classes_by_words_and_by_reference_have_names_of_their_own() -> None:
    by_words = {*LEXICON.classes, *LEXICON.things}
    assert not by_words & (NounClasses.LEVELLED | NounClasses.REFERRING)


def test_modifiers_are_excluded_from_classes_that_exist() -> None:
    assert set(LEXICON.excluded) <= set(LEXICON.classes)


@pytest.mark.parametrize("words", [LEXICON.missions, LEXICON.envoys], ids=["missions", "envoys"])
def test_names_of_missions_and_envoys_have_at_most_two_tokens(words: dict[str, str]) -> None:
    for word in words:
        tokens = tokenize(word.replace("-", " "), 0, len(word)).lows
        assert len(tokens) <= 2, word
