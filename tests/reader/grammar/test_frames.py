"""Frames: what a row of the data files may say, and that what it names exists."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.errors import DataError
from dragoman.ontology import load_ontology
from dragoman.reader.grammar.classes import NounClasses
from dragoman.reader.grammar.frames import FILES, KINDS, Frame, index_frames, load_frames, parse_frame
from dragoman.reader.lexicon import load_lexicon

ROW: dict[str, Any] = {"type": "recognize", "kind": "directed", "verbs": "recognize"}
FRAMES = load_frames()
PHRASES = frozenset(("subject", "object", "theme", "owner", "theme-owner", "theme-adjective", "list"))


def parsed(**changes: Any) -> Frame:
    row = {name: value for name, value in (ROW | changes).items() if value is not None}
    return parse_frame(row, file="own.toml", number=7, ontology=load_ontology())


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"type": "recognise"}, "type 'recognise' is not in the ontology"),
        ({"applied": "apply"}, "applied 'apply' is not in the ontology"),
        ({"type": None}, "names no type"),
        ({"kind": "sideways"}, "kind 'sideways' is none of authority, authority-lost, bilateral"),
        ({"kind": None}, "kind None is none of"),
        ({"colour": "red", "size": 3}, "unknown fields colour, size"),
        ({"verbs": None}, "names neither verbs nor nouns"),
        ({"verbs": ""}, "names neither verbs nor nouns"),
        ({"weight": 1.2}, "weight 1.2 lies outside [0, 1]"),
        ({"weight": -0.1}, "weight -0.1 lies outside [0, 1]"),
    ],
)
def test_a_damaged_row_is_refused_with_its_place(changes: dict[str, Any], problem: str) -> None:
    with pytest.raises(DataError) as caught:
        parsed(**changes)
    assert problem in str(caught.value)
    assert "own.toml" in str(caught.value)
    assert "frame 7" in str(caught.value)


@pytest.mark.parametrize("weight", [0, 1])
def test_the_ends_of_the_range_are_weights(weight: float) -> None:
    assert parsed(weight=weight).weight == weight


def test_lists_are_split_and_flags_taken_over() -> None:
    frame = parsed(
        verbs="break_off end", nouns="break", theme="relations", at="with to", performative=True, city_at="to"
    )
    assert (frame.verbs, frame.nouns, frame.at) == (("break_off", "end"), ("break",), ("with", "to"))
    assert frame.performative
    assert not frame.ongoing
    assert (frame.theme, frame.city_at, frame.level_at) == (("relations",), "to", "")


def test_a_frame_of_an_interaction_says_so() -> None:
    assert parsed(type="accuse").is_interaction
    assert not parsed().is_interaction


def test_the_index_keeps_the_order_of_frames_with_one_verb() -> None:
    first, second = parsed(verbs="open break_off"), parsed(type="accuse", verbs="open", nouns="opening")
    index = index_frames([first, second])
    assert index.by_verb == {"open": (first, second), "break_off": (first,)}
    assert index.by_noun == {"opening": (second,)}
    assert index.lemmas == ("break", "open")
    assert index.lemma_set == {"break", "open"}
    assert index.particles == {"break_off"}


def test_frames_are_loaded_once() -> None:
    assert load_frames() is FRAMES
    assert len(FILES) == 2
    assert {frame.kind for frame in FRAMES.frames} == KINDS


@pytest.mark.parametrize(
    "frame", FRAMES.frames, ids=lambda frame: f"{frame.type} {(*frame.verbs, *frame.nouns)[0]}"
)
def test_every_word_class_that_a_frame_names_exists(frame: Frame) -> None:
    lexicon = load_lexicon(FRAMES.lemmas)
    known = {*lexicon.classes, *lexicon.things, *NounClasses.LEVELLED, *NounClasses.REFERRING}
    assert set(frame.theme) <= known


@pytest.mark.parametrize(
    "frame", FRAMES.frames, ids=lambda frame: f"{frame.type} {(*frame.verbs, *frame.nouns)[0]}"
)
def test_every_place_where_a_frame_looks_is_a_role_or_a_preposition(frame: Frame) -> None:
    lexicon = load_lexicon(FRAMES.lemmas)
    places = {*frame.at, *frame.actor, *frame.target, *frame.nominal_target} - PHRASES
    places |= {place for place in (frame.city_at, frame.level_at) if place and place != "object"}
    tags = {place: lexicon.tags.get(place) for place in places}
    assert {place for place, tag in tags.items() if tag not in ("P", "S")} == set()


def test_every_verb_is_inflected_for_the_tagger() -> None:
    lexicon = load_lexicon(FRAMES.lemmas)
    lemmas = {lemma for kinds in lexicon.verbs.values() for lemma, _ in kinds}
    assert FRAMES.lemma_set - lemmas - {"be", "have", "do"} == set()


def test_the_noun_classes_of_a_frame_have_words() -> None:
    lexicon = load_lexicon(FRAMES.lemmas)
    assert [name for name, words in {**lexicon.classes, **lexicon.things}.items() if not words] == []
    assert not set(lexicon.classes) & set(lexicon.things)
