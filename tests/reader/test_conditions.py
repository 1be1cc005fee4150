"""If-clauses: which predicates depend on them."""

from __future__ import annotations

import pytest

from dragoman.reader.conditions import is_conditional
from tests.reader.build import sentence_of, verb_of


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("If Chile recognizes Ghana, Peru leaves the pact.", "recognizes"),
        ("If Chile recognizes Ghana, Peru will leave.", "leave"),
        ("Unless Chile recognized Ghana, Peru would leave.", "recognized"),
        ("Should Chile recognize Ghana, Peru will leave.", "leave"),
        ("Chile would recognize Ghana if Peru left.", "recognize"),
        ("Chile might recognize Ghana provided Peru left.", "recognize"),
        ("Chile asked whether Peru recognized Ghana.", "recognized"),
    ],
)
def test_predicate_depends_on_a_condition(text: str, verb: str) -> None:
    sentence = sentence_of(text)
    assert is_conditional(sentence, verb_of(sentence, verb))


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Chile recognized Ghana.", "recognized"),
        ("Chile recognized Ghana; if Peru leaves, all is well.", "recognized"),
        ("Chile will recognize Ghana if Peru leaves.", "recognize"),
        ("Chile would recognize Ghana because Peru left.", "recognize"),
        ("Chile asked, if late, and left, and recognized Ghana.", "recognized"),
        ("When Chile recognized Ghana, Peru left.", "left"),
    ],
)
def test_predicate_depends_on_no_condition(text: str, verb: str) -> None:
    sentence = sentence_of(text)
    assert not is_conditional(sentence, verb_of(sentence, verb))
