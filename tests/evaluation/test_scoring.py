"""The matching rule, the figures and their intervals."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from dragoman.evaluation import ALL, Answer, Figures, GoldDocument, evaluate, parse_answer
from dragoman.ontology import load_ontology
from tests.evaluation import reference

SCORER = Path(__file__).parents[3] / "shared" / "data" / "score.py"  # where a checkout lies beside the data


def answer(**fields: Any) -> Answer:
    row = {"type": "recognize", "actor": "NOR", "target": "MLI/junta", "date": "2019-07-03", **fields}
    return parse_answer(row, load_ontology())


def gold(*answers: Answer, name: str = "d") -> GoldDocument:
    return GoldDocument(name=name, answers=answers, row={})


def figures(wanted: list[Answer], read: list[Answer]) -> Figures:
    return evaluate([gold(*wanted)], {"d": read}, resamples=0).figures[ALL]


def run(case: dict[str, Any]) -> dict[str, dict[str, float]]:
    documents = [
        gold(*(parse_answer(e, load_ontology()) for e in row["events"]), name=row.get("doc") or row["id"])
        for row in case["gold"]
    ]
    read: dict[str, list[Answer]] = {}
    for row in case["read"]:
        read.setdefault(row["document"], []).append(parse_answer(row, load_ontology()))
    report = evaluate(documents, read, families=case["families"], resamples=0)
    return {
        family: {
            "gold": f.gold,
            "predicted": f.predicted,
            "hits": f.hits,
            "precision": f.precision,
            "recall": f.recall,
            "f1": f.f1,
            "date_accuracy": f.date_accuracy,
            "dated_f1": f.dated_f1,
        }
        for family, f in report.figures.items()
    }


def test_figures_equal_those_of_the_reference_scorer() -> None:
    cases = json.loads(reference.CASES.read_text(encoding="utf-8"))
    assert len(cases) == 60
    for case in cases:
        assert run(case) == case["expected"], case


def test_figures_equal_the_reference_scorer_on_fresh_cases() -> None:
    """Draws anew where the scorer lies beside the checkout; elsewhere its frozen answers stand for it."""
    cases = json.loads(reference.CASES.read_text(encoding="utf-8"))
    if SCORER.exists():
        scorer, draw = reference.load_scorer(SCORER), random.Random(2)  # noqa: S311
        fresh = [reference.random_case(draw) for _ in range(400)]
        cases = [{**case, "expected": reference.expected(scorer, case)} for case in fresh]
    assert [run(case) for case in cases] == [case["expected"] for case in cases]


@pytest.mark.parametrize(
    ("wanted", "read", "hits"),
    [
        pytest.param({"target": "MLI"}, {}, 1, id="a government stands for its state"),
        pytest.param({"target": "junta"}, {}, 1, id="a group stands for the government that it is"),
        pytest.param({"target": "MLI/transition"}, {}, 0, id="two governments of one state differ"),
        pytest.param({"modality": "ongoing"}, {}, 1, id="happened and ongoing are one class"),
        pytest.param({"modality": "planned"}, {}, 0, id="planned is another class"),
        pytest.param({}, {"actor": "MLI/junta", "target": "NOR"}, 0, id="recognition has a direction"),
        pytest.param(
            {"type": "sever_relations"},
            {"type": "sever_relations", "actor": "MLI", "target": "NOR"},
            1,
            id="relations have none",
        ),
        pytest.param({"city": "Malé"}, {"city": "MALE"}, 1, id="cities are compared without accents"),
        pytest.param({"city": "Malé"}, {"city": "Gan"}, 0, id="cities differ"),
        pytest.param({"city": "Malé"}, {}, 1, id="a city agrees with none"),
        pytest.param({"alt": "support"}, {"type": "support"}, 1, id="another type is as good"),
        pytest.param({"alt_actor": "SUN"}, {"actor": "SUN"}, 1, id="another party is as good"),
        pytest.param({"alt_actor": ["SUN", "GBR"]}, {"actor": "GBR"}, 0, id="a list is no party"),
        pytest.param({"alt": ["support", "aid"]}, {"type": "aid"}, 1, id="any type of a list is as good"),
        pytest.param({"date": "1921"}, {}, 1, id="a date cannot cost a match"),
    ],
)
def test_two_answers_match(wanted: dict[str, Any], read: dict[str, Any], hits: int) -> None:
    assert figures([answer(**wanted)], [answer(**read)]).hits == hits


def test_a_claim_that_repeats_another_counts_once() -> None:
    assert figures([answer()], [answer(), answer(date="2019"), answer(date="")]).predicted == 1


def test_a_claim_with_another_date_counts_twice() -> None:
    assert figures([answer()], [answer(), answer(date="2018")]).predicted == 2


def test_the_candidate_with_the_right_date_is_taken() -> None:
    result = figures([answer(date="2018"), answer()], [answer(), answer(date="2018")])
    assert (result.hits, result.dates_right) == (2, 2)


def test_what_is_optional_is_neither_asked_for_nor_held_against() -> None:
    result = figures([answer(optional=True)], [answer()])
    assert (result.gold, result.predicted) == (0, 0)


def test_a_wrong_date_lowers_the_dated_f1_alone() -> None:
    result = figures([answer()], [answer(date="2019-07-04")])
    assert (result.f1, result.date_accuracy, result.dated_f1) == (1.0, 0.0, 0.0)


def test_a_mark_of_doubt_does_not_make_a_date_wrong() -> None:
    assert figures([answer(date="1915~")], [answer(date="1915")]).dates_right == 1


def test_what_was_read_of_other_documents_is_left_aside() -> None:
    assert evaluate([gold(answer())], {"e": [answer()]}, resamples=0).figures[ALL].predicted == 0


def test_figures_of_nothing_are_zero() -> None:
    assert asdict(evaluate([gold()], {}, resamples=10).figures[ALL]) == asdict(Figures())


def test_the_sum_comes_last_and_unknown_types_before_it() -> None:
    report = evaluate([gold(answer(type="oops"), answer(), answer(type="consult"))], {}, resamples=0)
    assert list(report.figures) == ["interaction", "recognition", "?", ALL]


@pytest.fixture
def three_documents() -> Callable[[], dict[str, tuple[float, float]]]:
    def intervals() -> dict[str, tuple[float, float]]:
        documents = [gold(answer(), name=name) for name in ("a", "b", "c")]
        return dict(evaluate(documents, {"a": [answer()], "b": [answer()]}, resamples=500).intervals[ALL])

    return intervals


def test_intervals_are_the_same_on_every_run(
    three_documents: Callable[[], dict[str, tuple[float, float]]],
) -> None:
    assert three_documents() == three_documents()


def test_an_interval_holds_the_figure_and_stays_within_its_bounds(
    three_documents: Callable[[], dict[str, tuple[float, float]]],
) -> None:
    low, high = three_documents()["recall"]
    assert 0 <= low < 2 / 3 < high <= 1


def test_documents_are_drawn_whole() -> None:
    """With one document, every draw is that document: the interval has no width."""
    report = evaluate([gold(answer(), answer(type="consult"))], {"d": [answer()]}, resamples=50)
    assert report.intervals[ALL]["recall"] == (0.5, 0.5)
