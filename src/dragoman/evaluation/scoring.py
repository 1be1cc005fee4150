"""Precision, recall, F1 and dates: pairs found one to one, counted per family, with intervals.

A pair is looked for first among answers with equal dates, then among compatible ones, then among all,
so that a date cannot cost a match but decides which of two candidates is taken. What gold marks as
optional is neither asked for nor held against the reader.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil

from dragoman.evaluation.answers import UNKNOWN_FAMILY, Answer, agrees, compatible_dates, distinct, same_date
from dragoman.evaluation.gold import GoldDocument

ALL = "all"
RESAMPLES = 1_000
SEED = 20250704
LEVEL = 0.95
MEASURES = ("precision", "recall", "f1", "date_accuracy", "dated_f1")

_PASSES: tuple[Callable[[Answer, Answer], bool], ...] = (
    same_date,
    compatible_dates,
    lambda gold, read: True,
)


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of one family, and the shares that follow from them (0 where nothing was counted)."""

    gold: int = 0
    predicted: int = 0
    hits: int = 0
    dated: int = 0  # hits whose gold has a date
    dates_right: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            self.gold + other.gold,
            self.predicted + other.predicted,
            self.hits + other.hits,
            self.dated + other.dated,
            self.dates_right + other.dates_right,
        )

    @property
    def precision(self) -> float:
        """Share of what was read that gold has."""
        return _share(self.hits, self.predicted)

    @property
    def recall(self) -> float:
        """Share of gold that was read."""
        return _share(self.hits, self.gold)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _share(2 * self.hits, self.gold + self.predicted)

    @property
    def date_accuracy(self) -> float:
        """Share of the hits with a date in gold whose date is right."""
        return _share(self.dates_right, self.dated)

    @property
    def dated_f1(self) -> float:
        """F1 where a hit with a wrong date is none."""
        return _share(2 * (self.hits - self.dated + self.dates_right), self.gold + self.predicted)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one document went: pairs of gold and read, what was missed, and what was read for nothing."""

    document: str
    pairs: tuple[tuple[Answer, Answer], ...]
    missed: tuple[Answer, ...]
    spurious: tuple[Answer, ...]

    def figures(self) -> dict[str, Figures]:
        """Count by family; a pair counts as a hit of gold's family."""
        gold = Counter(answer.family for answer in self.missed)
        gold.update(answer.family for answer, _ in self.pairs)
        predicted = Counter(answer.family for answer in self.spurious)
        predicted.update(answer.family for _, answer in self.pairs)
        hits = Counter(answer.family for answer, _ in self.pairs)
        dated = Counter(answer.family for answer, _ in self.pairs if answer.date)
        right = Counter(g.family for g, r in self.pairs if g.date and same_date(g, r))
        return {
            family: Figures(gold[family], predicted[family], hits[family], dated[family], right[family])
            for family in {**gold, **predicted}
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Figures by family and for all, with the interval of each measure, and every document's outcome."""

    figures: Mapping[str, Figures]
    intervals: Mapping[str, Mapping[str, tuple[float, float]]]
    outcomes: tuple[Outcome, ...] = field(repr=False)


def evaluate(
    gold: Sequence[GoldDocument],
    predicted: Mapping[str, Iterable[Answer]],
    *,
    families: Collection[str] = (),
    resamples: int = RESAMPLES,
) -> Report:
    """Score what was read against gold.

    Args:
        gold: The documents asked for; what was read of others is left aside.
        predicted: Answers by document name.
        families: Count these alone; all where empty.
        resamples: Bootstrap draws behind the intervals (of 95 %, by document, with a fixed seed).
    """
    outcomes = tuple(match(doc, predicted.get(doc.name, ()), families=families) for doc in gold)
    by_document = [outcome.figures() for outcome in outcomes]
    figures = _ordered(_total(by_document))
    return Report(
        figures=figures,
        intervals=_intervals(by_document, tuple(figures), resamples),
        outcomes=outcomes,
    )


def match(doc: GoldDocument, read: Iterable[Answer], *, families: Collection[str] = ()) -> Outcome:
    """Pair one document's gold with what was read of it."""
    wanted = [a for a in doc.answers if not a.optional and (not families or a.family in families)]
    free = [a for a in distinct(read) if not families or a.family in families]
    optional = [a for a in doc.answers if a.optional]
    pairs: list[tuple[Answer, Answer]] = []
    for dates_fit in _PASSES:
        missed = []
        for answer in wanted:
            index = next((i for i, r in enumerate(free) if agrees(answer, r) and dates_fit(answer, r)), None)
            if index is None:
                missed.append(answer)
            else:
                pairs.append((answer, free.pop(index)))
        wanted = missed
    spurious = [a for a in free if not any(agrees(other, a) for other in optional)]
    return Outcome(doc.name, tuple(pairs), tuple(wanted), tuple(spurious))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _total(by_document: Iterable[Mapping[str, Figures]]) -> dict[str, Figures]:
    total: dict[str, Figures] = {}
    for figures in by_document:
        for family, counts in figures.items():
            total[family] = total.get(family, Figures()) + counts
    return total


def _ordered(total: Mapping[str, Figures]) -> dict[str, Figures]:
    """Put the families in order of their names, types that no family has last, and the sum at the end."""
    names = sorted(total, key=lambda family: (family == UNKNOWN_FAMILY, family))
    return {name: total[name] for name in names} | {ALL: sum(total.values(), Figures())}


def _intervals(
    by_document: Sequence[Mapping[str, Figures]], names: Sequence[str], resamples: int
) -> dict[str, dict[str, tuple[float, float]]]:
    """Draw documents with replacement and take the middle 95 % of each measure; the seed is fixed."""
    if not by_document or not resamples:
        return {name: {} for name in names}
    draw = random.Random(SEED)  # noqa: S311 - resampling, not cryptography
    rows = [{**figures, ALL: sum(figures.values(), Figures())} for figures in by_document]
    values: dict[str, dict[str, list[float]]] = {name: {m: [] for m in MEASURES} for name in names}
    for _ in range(resamples):
        sample = _total(draw.choices(rows, k=len(rows)))
        for name in names:
            drawn = sample.get(name, Figures())
            for measure in MEASURES:
                values[name][measure].append(getattr(drawn, measure))
    return {name: {m: _middle(v) for m, v in measures.items()} for name, measures in values.items()}


def _middle(values: list[float]) -> tuple[float, float]:
    values.sort()
    tail = (1 - LEVEL) / 2
    return values[int(tail * len(values))], values[ceil((1 - tail) * len(values)) - 1]
