"""Growth, as ratios within one run: what tests protect against is another order of it, not a slow machine."""

from __future__ import annotations

import time
from collections.abc import Callable

TIMES = 8  # how many times as much the larger of two inputs is
MOST = 32  # times as long that may take: four times its share; what grows with the square takes 64 times


def seconds_of(work: Callable[[], object], *, rounds: int = 1) -> float:
    """Give the processor's seconds that the quickest of some rounds took; waiting counts for nothing.

    One round alone can take four times as long on a busy machine: give three to what is quick enough.
    """
    return min(_once(work) for _ in range(rounds))


def _once(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun
