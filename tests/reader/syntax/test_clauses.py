"""Clauses: subject, objects, prepositional phrases, dates and governors of verbs."""

from __future__ import annotations

import pytest

from dragoman.reader.sentence import Sentence
from dragoman.reader.syntax.clause import Clause, Phrase
from tests.reader.build import clause_of, sentence_of, verb_of, words_of


def words(sentence: Sentence, phrase: Phrase | None) -> str:
    return words_of(sentence, phrase.np) if phrase is not None else ""


def arguments(text: str, verb: str) -> tuple[str, str]:
    """Give the words of subject and object."""
    sentence = sentence_of(text)
    clause = clause_of(sentence, verb)
    return words(sentence, clause.subject), words(sentence, clause.object)


def under(sentence: Sentence, clause: Clause) -> list[tuple[str, str]]:
    return [(preposition, words(sentence, phrase)) for preposition, phrase in clause.pps]


@pytest.mark.parametrize(
    ("text", "verb", "subject", "object_"),
    [
        ("Chile recognized Ghana.", "recognized", "Chile", "Ghana"),
        ("Ghana was recognized by Chile.", "recognized", "Ghana", ""),
        ("The envoy of Chile left Ghana.", "left", "The envoy", "Ghana"),
        ("In May 1990 Chile recognized Ghana.", "recognized", "Chile", "Ghana"),
        ("Chile, which recognized Ghana, left.", "recognized", "Chile", "Ghana"),
        ("Chile, which recognized Ghana, left.", "left", "Chile", ""),
        ("Chile closed its embassy and recalled its envoy.", "recalled", "Chile", "its envoy"),
        ("Chile agreed to recognize Ghana.", "recognize", "Chile", "Ghana"),
        ("Chile urged Peru to recognize Ghana.", "recognize", "Peru", "Ghana"),
        ("Peru was urged to recognize Ghana.", "recognize", "Peru", "Ghana"),
        ("Chile left Togo, recognizing Ghana.", "recognizing", "Chile", "Ghana"),
        ("Chile (a republic) recognized Ghana.", "recognized", "Chile", "Ghana"),
        ("Chile recognized (after years) Ghana.", "recognized", "Chile", "Ghana"),
        ("Peru, the neighbour, recognized Ghana.", "recognized", "Peru", "Ghana"),
        ("Chile is one of the few states that recognized Ghana.", "recognized", "Chile", "Ghana"),
        ("Talks to open embassies began.", "began", "Talks", ""),
        ("After closing its embassy, Chile left.", "left", "Chile", ""),
    ],
)
def test_subject_and_object_are(text: str, verb: str, subject: str, object_: str) -> None:
    assert arguments(text, verb) == (subject, object_)


def test_prepositional_phrases_are_kept_in_order_and_hang_on_the_object() -> None:
    sentence = sentence_of("Chile opened an embassy in Nairobi with help from Norway.")
    clause = clause_of(sentence, "opened")
    assert under(sentence, clause) == [("in", "Nairobi"), ("with", "help"), ("from", "Norway")]
    assert clause.object is not None
    assert words(sentence, clause.object.pp("in")) == "Nairobi"


def test_phrase_under_of_holds_what_follows() -> None:
    sentence = sentence_of("Chile closed the embassy of Peru in Nairobi.")
    clause = clause_of(sentence, "closed")
    assert words(sentence, clause.pp("of")) == "Peru"
    inner = clause.pp("of")
    assert inner is not None
    assert words(sentence, inner.pp("in")) == "Nairobi"


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Chile left Ghana on 3 May 1990.", [("on", "3 May 1990")]),
        ("On 3 May 1990, Chile left Ghana.", [("on", "3 May 1990")]),
        ("On 3 May 1990 Chile left Ghana.", [("on", "3 May 1990")]),
        ("Chile left Ghana yesterday.", [("", "yesterday")]),
    ],
)
def test_dates_belong_to_the_clause_with_their_prepositions(text: str, dates: list[tuple[str, str]]) -> None:
    sentence = sentence_of(text)
    found = clause_of(sentence, "left").dates
    assert [(preposition, words_of(sentence, chunk)) for preposition, chunk in found] == dates


def test_date_behind_since_and_a_noun_only_bounds_the_clause() -> None:
    sentence = sentence_of("Chile recognized Ghana after its return to power in May 1990.")
    assert [preposition for preposition, _ in clause_of(sentence, "recognized").dates] == ["after"]


@pytest.mark.parametrize(
    ("text", "verb", "particle"),
    [
        ("Chile broke off relations.", "broke", "off"),
        ("Chile called its envoy home.", "called", "home"),
        ("Chile set up an embassy.", "set", "up"),
        ("Chile recognized Ghana.", "recognized", ""),
    ],
)
def test_particle_belongs_to_its_verb(text: str, verb: str, particle: str) -> None:
    assert clause_of(sentence_of(text), verb).particle == particle


def test_governor_is_the_verb_above() -> None:
    sentence = sentence_of("Chile agreed to recognize Ghana.")
    assert clause_of(sentence, "recognize").governor == verb_of(sentence, "agreed")
    assert clause_of(sentence, "agreed").governor == -1


def test_coordinated_infinitives_share_their_governor() -> None:
    sentence = sentence_of("Chile agreed to recognize Ghana and to open an embassy.")
    assert clause_of(sentence, "open").governor == verb_of(sentence, "agreed")


def test_verbs_before_a_common_object_share_it() -> None:
    sentence = sentence_of("Chile opened and closed an embassy.")
    clause = clause_of(sentence, "opened")
    assert clause.object is None
    assert clause.shared == verb_of(sentence, "closed")


def test_second_object_is_what_stands_behind_as() -> None:
    sentence = sentence_of("Chile named Smith as ambassador.")
    clause = clause_of(sentence, "named")
    assert (words(sentence, clause.object), words(sentence, clause.second)) == ("Smith", "ambassador")


def test_clause_goes_on_behind_an_apposition() -> None:
    sentence = sentence_of("Chile named Smith, a lawyer, to Ghana.")
    assert words(sentence, clause_of(sentence, "named").pp("to")) == "Ghana"


def test_clause_ends_where_another_subject_begins() -> None:
    sentence = sentence_of("Chile recognized Ghana, Peru recognized Togo.")
    assert words(sentence, clause_of(sentence, "recognized").object) == "Ghana"


def test_subject_is_compared_by_its_phrase() -> None:
    sentence = sentence_of("Chile recognized Ghana.")
    clause = clause_of(sentence, "recognized")
    assert clause.is_subject(clause.subject)
    assert not clause.is_subject(clause.object)
    assert not clause.is_subject(None)


def test_long_chains_of_verbs_are_walked_without_deep_recursion() -> None:
    text = " ".join(["Chile", *["wanted to see"] * 300, "Ghana."])
    sentence = sentence_of(text)
    last = max(t for t, c in enumerate(sentence.chunks) if c.kind == "VG")
    assert words(sentence, sentence.walker.clause(last).subject) == "Chile"
