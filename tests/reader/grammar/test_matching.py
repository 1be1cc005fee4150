"""Which frames a verb or a verbal noun may be, and what stands under a verbal noun."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.ontology import load_ontology
from dragoman.reader.grammar.frames import Frame, index_frames, parse_frame
from dragoman.reader.grammar.matching import has_needed, may_lack_theme, noun_clause, verb_frames
from tests.reader.build import clause_of, noun_of, sentence_of, verb_of, words_of


def frame(verbs: str = "keep", **fields: Any) -> Frame:
    row = {"type": "maintain_mission", "kind": "mission", "verbs": verbs, **fields}
    return parse_frame(row, file="own", number=1, ontology=load_ontology())


BREAK, BREAK_OFF, BREAK_WITH = frame("break"), frame("break_off"), frame("break_with")


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Chile broke the seal.", "broke", [BREAK]),
        ("Chile broke off relations.", "broke", [BREAK_OFF, BREAK]),
        ("Chile broke with Ghana.", "broke", [BREAK, BREAK_WITH]),
    ],
)
def test_verb_is_looked_up_with_its_particle_first(text: str, verb: str, expected: list[Frame]) -> None:
    sentence = sentence_of(text)
    clause = clause_of(sentence, verb)
    index = index_frames([BREAK, BREAK_OFF, BREAK_WITH])
    assert verb_frames(index, sentence.chunks[clause.k], clause) == expected


@pytest.mark.parametrize(
    ("text", "fields", "found"),
    [
        ("Chile kept the embassy open.", {"need": "open"}, True),
        ("Chile kept the embassy.", {"need": "open"}, False),
        ("Chile kept the embassy.", {}, True),
        ("The embassy kept open.", {"need": "open", "adjacent": True}, True),
        ("Chile kept the old embassy open.", {"need": "open", "adjacent": True}, False),
    ],
)
def test_needed_word_stands_in_the_clause(text: str, fields: dict[str, Any], found: bool) -> None:
    sentence = sentence_of(text)
    assert has_needed(frame(**fields), sentence, clause_of(sentence, "kept")) is found


def test_only_what_parties_do_may_go_without_a_theme() -> None:
    assert may_lack_theme(frame(theme="party-act"))
    assert not may_lack_theme(frame(theme="mission"))


def test_verbal_noun_has_its_prepositional_phrases() -> None:
    sentence = sentence_of("The closing of the embassy of Chile in Nairobi by Ghana")
    clause = noun_clause(sentence, noun_of(sentence, "closing"))
    assert [p for p, _ in clause.pps] == ["of", "of", "in", "by"]
    embassy = clause.pp("of")
    assert embassy is not None
    assert [(p, words_of(sentence, inner.np)) for p, inner in embassy.pps] == [("of", "Chile")]
    assert clause.end == len(sentence.chunks)


def test_clause_of_a_verb_is_not_that_of_its_noun() -> None:
    sentence = sentence_of("The closing of the embassy followed.")
    assert clause_of(sentence, "followed").k == verb_of(sentence, "followed")
