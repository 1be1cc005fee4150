"""Figures by decade and by modality: where a reader is strong and where it is not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from dragoman.evaluation import Answer, Figures, Outcome
from dragoman.evaluation.answers import same_date

Key = Callable[[Answer], str]

_DECADE = re.compile(r"\d{3}")
OLD = "1900"


def decade(answer: Answer) -> str:
    """Give "1990s" for 1991-09-06, "before 1900", or "undated"."""
    digits = _DECADE.search(answer.date)
    if digits is None:
        return "undated"
    first = digits[0] + "0"
    return f"before {OLD}" if first < OLD else f"{first}s"


def modality(answer: Answer) -> str:
    """Give the class of modality; "fact" is what happened or holds."""
    return min(answer.modalities)


def sliced(outcomes: Iterable[Outcome], key: Key) -> Mapping[str, Figures]:
    """Count by `key`; a pair counts under gold's, what was read for nothing under its own."""
    counts: dict[str, Figures] = {}

    def add(name: str, figures: Figures) -> None:
        counts[name] = counts.get(name, Figures()) + figures

    for outcome in outcomes:
        for answer in outcome.missed:
            add(key(answer), Figures(gold=1))
        for answer in outcome.spurious:
            add(key(answer), Figures(predicted=1))
        for gold, read in outcome.pairs:
            right = bool(gold.date) and same_date(gold, read)
            add(key(gold), Figures(1, 1, 1, int(bool(gold.date)), int(right)))
    return dict(sorted(counts.items()))
