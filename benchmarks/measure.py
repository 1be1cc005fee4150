"""Measuring: durations, quantiles, and the rows of the table."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured, its value with its unit, and what it is compared with."""

    measure: str
    value: str
    compared: str = ""

    @property
    def cells(self) -> tuple[str, str, str]:
        """The row as a table has it."""
        return (self.measure, self.value, self.compared)


def seconds(run: Callable[[], object]) -> float:
    """Give how long one call takes."""
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def each_ms(run: Callable[[int], object], count: int) -> list[float]:
    """Give how long each of `count` calls takes, in milliseconds."""
    return [1000 * seconds(lambda n=number: run(n)) for number in range(count)]  # type: ignore[misc]


def quantiles(times_ms: Sequence[float]) -> str:
    """Give the median and the 95th percentile, in milliseconds."""
    ordered = sorted(times_ms)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return f"p50 {statistics.median(ordered):.1f} ms, p95 {p95:.1f} ms"


def interleaved(first: Callable[[], object], second: Callable[[], object], times: int) -> tuple[float, float]:
    """Give the medians of two calls in seconds, taken in turns so that both meet the same machine."""
    pairs = [(seconds(first), seconds(second)) for _ in range(times)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def rate(count: int, duration_s: float) -> str:
    """Give so many in so long as a number a second."""
    return f"{count / duration_s:,.0f}"
