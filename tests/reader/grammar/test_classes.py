"""The classes of noun phrases that frames ask for."""

from __future__ import annotations

import pytest

from dragoman.reader.discourse import Discourse
from dragoman.reader.grammar.classes import NounClasses
from tests.reader.build import sentence_of


def level(name: str, text: str, discourse: Discourse | None = None) -> str | None:
    """Give the level by which the first noun phrase is of class `name`, None where it is not."""
    discourse = discourse or Discourse()
    sentence = sentence_of(text, discourse=discourse)
    t = next(t for t, c in enumerate(sentence.chunks) if c.kind == "NP")
    phrase, _ = sentence.walker.phrase(t)
    return NounClasses(sentence, discourse).level(name, phrase.np, phrase)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("relations", "Diplomatic relations ended."),
        ("relations", "Trade and diplomatic ties ended."),
        ("recognition", "Its recognition ended."),
        ("sanctions", "The arms embargo ended."),
        ("agreement", "The Treaty Paris ended."),
        ("forces", "Chilean troops left."),
        ("party", "Chile left."),
        ("party", "The Chilean government left."),
        ("recognizable", "The independence of Ghana ended."),
        ("party-act", "The Chilean decision ended."),
        ("org", "NATO left."),
        ("territory", "Ghana fell."),
        ("territory", "The Chilean republic fell."),
        ("place", "Nairobi fell."),
        ("independent", "An independent state grew."),
        ("observer", "The observer status ended."),
    ],
)
def test_phrase_is_of_its_class(name: str, text: str) -> None:
    assert level(name, text) == ""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("relations", "Trade relations ended."),
        ("relations", "Relations officers left."),
        ("recognition", "The embassy ended."),
        ("party", "The Chilean port fell."),
        ("recognizable", "The sovereignty over Ghana ended."),
        ("party-act", "The Chilean weather ended."),
        ("org", "Chile left."),
        ("territory", "The Chilean envoy left."),
        ("territory", "NATO fell."),
        ("place", "The house fell."),
        ("independent", "A state grew."),
        ("no-such-class", "Chile left."),
    ],
)
def test_phrase_is_not_of_another_class(name: str, text: str) -> None:
    assert level(name, text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Chilean embassy closed.", "embassy"),
        ("Embassy Nairobi closed.", "embassy"),
        ("The consulate general closed.", "consulate_general"),
        ("The consulate closed.", "consulate"),
        ("The high commission closed.", "high_commission"),
        ("The embassy guard left.", None),
        ("The house closed.", None),
    ],
)
def test_mission_has_its_level(text: str, expected: str | None) -> None:
    assert level("mission", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Chilean ambassador left.", "ambassador"),
        ("Ambassador Soto left.", "ambassador"),
        ("The minister left.", "minister"),
        ("The prime minister left.", None),
        ("The foreign minister left.", None),
        ("The minister resident left.", "minister_resident"),
        ("The ambassador guard left.", None),
    ],
)
def test_envoy_has_a_level_and_a_minister_at_home_has_none(text: str, expected: str | None) -> None:
    assert level("envoy", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Maria Soto left.", ""), ("The guest left.", None), ("The consul left.", "consul")],
)
def test_person_may_stand_for_an_envoy(text: str, expected: str | None) -> None:
    assert level("envoy-person", text) == expected


def test_pronoun_recalls_only_what_was_spoken_of_last() -> None:
    relations = Discourse(last_theme="relations")
    assert level("relations", "Them it severed.", relations) == ""
    assert level("sanctions", "Them it severed.", relations) is None
    assert level("relations", "Them it severed.") is None


def test_sanctions_are_recalled_by_it_too() -> None:
    assert level("sanctions", "It ended.", Discourse(last_theme="sanctions")) == ""
    assert level("relations", "It ended.", Discourse(last_theme="relations")) is None


def test_each_other_is_anybody() -> None:
    discourse = Discourse()
    sentence = sentence_of("Each other they saw.", discourse=discourse)
    np = next(c for c in sentence.chunks if c.kind == "NP")
    assert NounClasses(sentence, discourse).is_mutual(np)
