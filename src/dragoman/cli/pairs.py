"""`dragoman evaluate --pairs`: figures for marked pairs of source and target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dragoman.cli.exits import DONE
from dragoman.cli.output import emit
from dragoman.cli.sheet import Row, Sheet
from dragoman.cli.text import DASH, counted
from dragoman.evaluation import digest
from dragoman.evaluation.pairs import PairFigures, load_pairs, score_pairs

COLUMNS = (
    "level",
    "label",
    "pairs",
    "f1",
    "f1_low",
    "f1_high",
    "macro_f1",
    "macro_f1_low",
    "macro_f1_high",
    "accuracy",
    "accuracy_low",
    "accuracy_high",
)


def evaluate_pairs(path: Path, model: Path | None, style: str) -> int:
    """Read and score a table of pairs; give the exit code."""
    from dragoman.reader.encoder.model import load_model
    from dragoman.reader.encoder.pairs import root_of

    pairs = load_pairs(path)
    loaded = load_model(model)
    roots = [root_of(loaded, pair.sentence, pair.source, pair.target) for pair in pairs]
    figures = score_pairs(pairs, roots)
    head = {"pairs_sha256": digest(path), "reader": loaded.version}
    emit(style, sheet=lambda: _sheet(figures, head), rows=_flat(figures), columns=COLUMNS, head=head)
    return DONE


def _flat(figures: Sequence[PairFigures]) -> Iterator[dict[str, Any]]:
    for level in figures:
        yield {
            "level": level.level,
            "label": "all",
            "pairs": level.pairs,
            "macro_f1": round(level.macro_f1, 4),
            "macro_f1_low": round(level.macro_f1_interval[0], 4),
            "macro_f1_high": round(level.macro_f1_interval[1], 4),
            "accuracy": round(level.accuracy, 4),
            "accuracy_low": round(level.accuracy_interval[0], 4),
            "accuracy_high": round(level.accuracy_interval[1], 4),
        }
        for label, one in level.by_class.items():
            low, high = one.f1_interval
            yield {
                "level": level.level,
                "label": label,
                "pairs": one.pairs,
                "f1": round(one.f1, 4),
                "f1_low": round(low, 4),
                "f1_high": round(high, 4),
            }


def _sheet(figures: Sequence[PairFigures], head: dict[str, str]) -> Sheet:
    rows = []
    notes = []
    for level in figures:
        macro_f1, accuracy = f"{level.macro_f1:.3f}", f"{level.accuracy:.3f}"
        span = _span(level.macro_f1_interval)
        rows.append(Row((level.level, "all", f"{level.pairs:,}", macro_f1, span, accuracy)))
        for label, one in level.by_class.items():
            cells = (level.level, label, f"{one.pairs:,}", f"{one.f1:.3f}", _span(one.f1_interval), "")
            rows.append(Row(cells, tone="dim"))
        spans = (("macro F1", level.macro_f1_interval), ("accuracy", level.accuracy_interval))
        shown = " · ".join(f"{name} {low:.3f}{DASH}{high:.3f}" for name, (low, high) in spans)
        notes.append(f"95 % intervals, {level.level}: {shown}")
    return Sheet(
        heading=counted(figures[0].pairs if figures else 0, "pair"),
        columns=("level", "label", "pairs", "F1 (all: macro)", "95 %", "accuracy"),
        rows=rows,
        notes=(*notes, f"reader {head['reader']} · pairs: sha256 {head['pairs_sha256']}"),
        right=frozenset(("pairs", "F1 (all: macro)", "95 %", "accuracy")),
    )


def _span(interval: tuple[float, float]) -> str:
    return f"{interval[0]:.3f}{DASH}{interval[1]:.3f}"
