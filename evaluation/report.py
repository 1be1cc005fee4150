"""The page of figures on the bundled texts, baseline and slices in the same table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dragoman.evaluation import ALL, MEASURES, Figures, Report, evaluate
from dragoman.reader import version_of
from evaluation.baseline import baseline_reader
from evaluation.bundled import GoldSet, shipped_reader
from evaluation.page import table
from evaluation.slices import decade, modality, sliced

HEADS = ("on", "gold", "read", "hits", "precision", "recall", "F1", "date acc.", "dated F1")
SMALL = 10  # gold events below which a slice's shares say little; they are then counted only


def score(gold: GoldSet) -> Report:
    """Score the shipped reader."""
    return evaluate(gold.gold, gold.answers(shipped_reader))


def page(gold: GoldSet, report: Report) -> str:
    """Give the table in Markdown, with the intervals and what was measured on."""
    baseline = evaluate(gold.gold, gold.answers(baseline_reader), resamples=0)
    rows = [
        *_rows("", report.figures),
        *_rows("decade: ", sliced(report.outcomes, decade)),
        *_rows("modality: ", sliced(report.outcomes, modality)),
        _row("baseline: telling word, first two parties", baseline.figures[ALL]),
    ]
    spans = ", ".join(
        f"{name.replace('_', ' ')} {low:.3f}–{high:.3f}"  # noqa: RUF001 - a range
        for name, (low, high) in report.intervals[ALL].items()
    )
    return (
        table(HEADS, rows, right=len(HEADS) - 1)
        + f"\nReader {version_of()}; {len(gold.documents)} documents. 95 % bootstrap intervals of all, drawn "
        f"by document: {spans}.\n\nShares of slices with fewer than {SMALL} gold events are left out. "
        f"Gold: sha256 `{gold.sha256}`.\n"
    )


def _rows(prefix: str, figures: Mapping[str, Figures]) -> Iterator[tuple[str, ...]]:
    for name, counts in figures.items():
        yield _row(prefix + name if name != ALL else "**all**", counts)


def _row(name: str, figures: Figures) -> tuple[str, ...]:
    counts = (f"{figures.gold}", f"{figures.predicted}", f"{figures.hits}")
    if figures.gold < SMALL:
        return (name, *counts, *[""] * len(MEASURES))
    shares = {measure: f"{getattr(figures, measure):.3f}" for measure in MEASURES}
    if not figures.dated:
        shares["date_accuracy"] = ""
    return (name, *counts, *shares.values())
