"""A progress line on standard error: how many, how fast, how far; on a terminal, when it takes long."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import IO, Self

QUIET_S = 2.0  # nothing is shown before
EVERY_S = 0.1  # seconds between two redrawings
BAR = 20  # columns of the bar


class Progress:
    """Counts documents and draws one line, `  1,234 documents  152/s  ████░░ 67 %  3 skipped`.

    Args:
        unit: What is counted, in the plural.
        total: Gives the whole in the measure that `advance` takes as `done`, or None where it is not
            known; called once, when the line is first drawn.
        stream: Where to draw; nothing is drawn unless it is a terminal.
        clock: Seconds that only move forward.
    """

    def __init__(
        self,
        unit: str,
        *,
        total: Callable[[], int | None] = lambda: None,
        stream: IO[str] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._unit, self._total, self._clock = unit, total, clock
        self._stream = stream or sys.stderr
        self._start = self._last = clock()
        self._shows = self._stream.isatty()
        self._drawn = False
        self._whole: int | None = None
        self._asked = False
        self.count = 0
        self.skipped = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def advance(self, *, done: int = 0, skipped: bool = False, more: int = 1) -> None:
        """Count `more`; `done` is how far the work has come in all."""
        self.count += 0 if skipped else more
        self.skipped += skipped
        now = self._clock()
        if self._shows and now - self._start >= QUIET_S and now - self._last >= EVERY_S:
            self._last = now
            self._draw(now, done)

    def reach(self, done: int, total: int) -> None:
        """Take over a count kept elsewhere: so many of so many."""
        self.count = done
        self._asked, self._whole = True, total
        self.advance(done=done, more=0)

    def clear(self) -> None:
        """Take the line away, so that something else can be printed."""
        if self._drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._drawn = False

    def _draw(self, now: float, done: int) -> None:
        if not self._asked:
            self._asked, self._whole = True, self._total()
        rate = self.count / (now - self._start)
        parts = [f"{self.count:,} {self._unit}", f"{rate:,.0f}/s" if rate >= 10 else f"{rate:.1f}/s"]
        if self._whole:
            share = min(1.0, done / self._whole)
            full = round(share * BAR)
            parts.append(f"{'█' * full}{'░' * (BAR - full)} {share:4.0%}")
        if self.skipped:
            parts.append(f"{self.skipped:,} skipped")
        self._stream.write("\r\x1b[K  " + "  ".join(parts))
        self._stream.flush()
        self._drawn = True
