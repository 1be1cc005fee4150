"""The reader's figures on the bundled texts: pinned, above a trivial baseline, and seen to fail."""

from __future__ import annotations

import re

import pytest

from dragoman.evaluation import ALL, Figures, Report, evaluate
from evaluation.baseline import baseline_reader
from evaluation.bundled import GoldSet, load_bundled
from evaluation.floors import ENOUGH, FILE, Floor, Pins, fallen, load_pins, pins_text
from evaluation.page import replace_section, section_marks
from evaluation.report import page, score
from evaluation.slices import Key, decade, modality, sliced

PINS = load_pins()


@pytest.fixture(scope="module")
def gold() -> GoldSet:
    return load_bundled()


@pytest.fixture(scope="module")
def report(gold: GoldSet) -> Report:
    return score(gold)


def test_pins_belong_to_the_bundled_gold(gold: GoldSet) -> None:
    assert gold.sha256 == PINS.gold_sha256, "the gold has changed: run `python -m evaluation --pin`"


@pytest.mark.parametrize("floor", PINS.floors, ids=[f"{f.family}-{f.measure}" for f in PINS.floors])
def test_figure_holds_its_floor(report: Report, floor: Floor) -> None:
    assert getattr(report.figures[floor.family], floor.measure) >= floor.value - floor.noise


def test_every_family_of_some_size_has_its_floors(report: Report) -> None:
    sizable = {family for family, figures in report.figures.items() if figures.gold >= ENOUGH}
    assert sizable == {floor.family for floor in PINS.floors}


def test_reader_is_better_than_the_baseline_beyond_chance(gold: GoldSet, report: Report) -> None:
    baseline = evaluate(gold.gold, gold.answers(baseline_reader), resamples=0)
    assert report.intervals[ALL]["f1"][0] > baseline.figures[ALL].f1


def test_blind_reader_falls_below_the_floors(gold: GoldSet) -> None:
    blind = evaluate(gold.gold, gold.answers(lambda doc: []), resamples=0)
    assert {f"{ALL} precision", f"{ALL} recall", f"{ALL} f1"} <= set(fallen(blind, PINS))


def test_pinning_again_sets_floors_that_hold(report: Report, gold: GoldSet) -> None:
    text = pins_text(report, gold.sha256)
    figure = re.search(r"\[floor\.all\].*?\nprecision = \[([\d.]+), ", text, re.DOTALL)
    assert figure is not None
    assert report.figures[ALL].precision - 0.001 < float(figure[1]) <= report.figures[ALL].precision
    assert FILE.read_text(encoding="utf-8").splitlines()[:3] == text.splitlines()[:3]


def test_fallen_names_measure_and_least_allowed(report: Report) -> None:
    pins = Pins("", (Floor(ALL, "f1", 1.2, 0.1), Floor("none such", "f1", 0.5, 0.0)))
    assert fallen(report, pins) == {
        "all f1": (report.figures[ALL].f1, pytest.approx(1.1)),
        "none such f1": (0.0, 0.5),
    }


@pytest.mark.parametrize("key", [decade, modality])
def test_slices_add_up_to_all(report: Report, key: Key) -> None:
    parts = sliced(report.outcomes, key)
    assert sum(parts.values(), Figures()) == report.figures[ALL]


def test_digest_changes_with_what_decides_a_figure(gold: GoldSet) -> None:
    assert re.fullmatch(r"[0-9a-f]{64}", gold.sha256)
    assert [doc.name for doc in gold.documents] == [doc.name for doc in gold.gold]


def test_page_shows_baseline_slices_and_digest(gold: GoldSet, report: Report) -> None:
    text = page(gold, report)
    assert f"sha256 `{gold.sha256}`" in text
    for row in ("**all**", "recognition", "decade: 1990s", "modality: denied", "baseline:"):
        assert f"| {row}" in text


def test_section_of_a_page_is_replaced_and_nothing_else() -> None:
    begin, end = section_marks("speed")
    written = replace_section(f"above\n{begin}\nold\n{end}\nbelow\n", "speed", "new\n")
    assert written == f"above\n{begin}\nnew\n{end}\nbelow\n"
    with pytest.raises(ValueError, match="one section"):
        replace_section("no marks", "speed", "new")
