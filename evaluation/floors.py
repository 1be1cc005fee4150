"""Figures below which the reader must not fall, pinned to the gold that they were measured on."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dragoman.evaluation import Report

FILE = Path(__file__).parent / "floors.toml"
PINNED = ("precision", "recall", "f1", "date_accuracy", "dated_f1")
ENOUGH = 30  # gold events of a family, from which on it has a floor of its own
HEAD = """\
# Figures on the bundled texts below which the reader must not fall by more than the noise, by family.
# noise: half the width of the 95 % bootstrap interval. Written by `python -m evaluation --pin`;
# to lower one is a commit of its own that says why.
"""


@dataclass(frozen=True, slots=True)
class Floor:
    """The least that one measure of one family may be, and by how much chance moves it."""

    family: str
    measure: str
    value: float
    noise: float


@dataclass(frozen=True, slots=True)
class Pins:
    """All floors, and the digest of the gold set that they hold for."""

    gold_sha256: str
    floors: tuple[Floor, ...]


def load_pins(path: Path = FILE) -> Pins:
    """Read the pinned floors."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    floors = tuple(
        Floor(family, measure, value, noise)
        for family, measures in data["floor"].items()
        for measure, (value, noise) in measures.items()
    )
    return Pins(data["gold_sha256"], floors)


def pins_text(report: Report, gold_sha256: str) -> str:
    """Give the floors that a report would set."""
    lines = [HEAD, f'gold_sha256 = "{gold_sha256}"\n']
    for family, figures in report.figures.items():
        if figures.gold < ENOUGH:
            continue
        lines.append(f"\n[floor.{family}]  # {figures.gold} gold events\n")
        for measure in PINNED:
            low, high = report.intervals[family][measure]
            value = int(getattr(figures, measure) * 1000) / 1000  # rounded down
            lines.append(f"{measure} = [{value:.3f}, {(high - low) / 2:.3f}]\n")
    return "".join(lines)


def fallen(report: Report, pins: Pins) -> Mapping[str, tuple[float, float]]:
    """Give what lies below its floor by more than the noise: what is measured, and the least allowed."""
    below = {}
    for floor in pins.floors:
        figures = report.figures.get(floor.family)
        measured = getattr(figures, floor.measure) if figures else 0.0
        if measured < floor.value - floor.noise:
            below[f"{floor.family} {floor.measure}"] = (measured, floor.value - floor.noise)
    return below
