"""The list of mistakes: what kind each is, and which two answers it puts side by side."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.evaluation import KINDS, Answer, GoldDocument, Mistake, evaluate, mistakes, parse_answer
from dragoman.ontology import load_ontology

SENTENCE = "On Thursday Moscow recognized the new rulers in Kabul, the ministry said."


def row(**fields: Any) -> dict[str, Any]:
    return {"type": "recognize", "actor": "RUS", "target": "AFG", "date": "2025-07-03", **fields}


def found(gold: list[dict[str, Any]], read: list[dict[str, Any]]) -> list[Mistake]:
    ontology = load_ontology()
    answers = tuple(parse_answer({"evidence": SENTENCE[12:53], **event}, ontology) for event in gold)
    claims: list[Answer] = [
        parse_answer({"sentence": {"text": SENTENCE}, **claim}, ontology) for claim in read
    ]
    document = GoldDocument(name="d", answers=answers, row={})
    return mistakes(evaluate([document], {"d": claims}, resamples=0).outcomes)


@pytest.mark.parametrize(
    ("read", "kind"),
    [
        pytest.param({"type": "refuse_recognition"}, "wrong type", id="type"),
        pytest.param({"type": "consult"}, "wrong type", id="type of another family"),
        pytest.param({"actor": "BLR"}, "wrong party", id="party"),
        pytest.param({"actor": "AFG", "target": "RUS"}, "wrong party", id="parties the wrong way round"),
        pytest.param({"modality": "planned"}, "wrong modality", id="modality"),
        pytest.param({"date": "2025-07-04"}, "wrong date", id="date"),
    ],
)
def test_a_mistake_in_one_thing_is_named_by_it(read: dict[str, Any], kind: str) -> None:
    (mistake,) = found([row()], [row(**read)])
    assert (mistake.kind, mistake.document, mistake.evidence) == (kind, "d", SENTENCE)
    assert mistake.gold
    assert mistake.read


def test_cities_that_differ_are_a_mistake_of_their_own() -> None:
    (mistake,) = found([row(city="Herat")], [row(city="Kabul")])
    assert mistake.kind == "wrong city"


def test_what_was_not_read_is_missed_with_its_evidence() -> None:
    (mistake,) = found([row()], [])
    assert (mistake.kind, mistake.read, mistake.evidence) == ("missed", "", SENTENCE[12:53])


def test_what_gold_does_not_have_is_spurious_with_its_sentence() -> None:
    (mistake,) = found([], [row()])
    assert (mistake.kind, mistake.gold, mistake.evidence) == ("spurious", "", SENTENCE)


def test_claims_about_other_words_are_not_put_side_by_side() -> None:
    kinds = [m.kind for m in found([row(evidence="another sentence")], [row(type="refuse_recognition")])]
    assert kinds == ["missed", "spurious"]


def test_without_evidence_equal_dates_put_them_side_by_side() -> None:
    (mistake,) = found([row(evidence="")], [row(type="refuse_recognition")])
    assert mistake.kind == "wrong type"


def test_a_right_reading_is_no_mistake() -> None:
    assert found([row()], [row()]) == []


def test_mistakes_come_in_the_order_of_their_kinds() -> None:
    gold = [row(), row(type="consult", target="IRN")]
    read = [row(date="2024"), row(type="assault", actor="USA", target="CUB")]
    kinds = [mistake.kind for mistake in found(gold, read)]
    assert kinds == sorted(kinds, key=KINDS.index)
    assert kinds == ["missed", "wrong date", "spurious"]
