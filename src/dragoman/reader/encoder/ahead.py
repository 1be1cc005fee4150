"""Encoding ahead: the next windows are encoded while what the last one says is made out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from dragoman.reader.encoder.model import Model
from dragoman.reader.encoder.windows import Window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

DEPTH = 2  # windows encoded ahead of the one at hand


class Ahead:
    """Gives the projections of a document's windows, asked for in their order.

    A thread encodes, one window after another, since the encoder leaves the interpreter to others; what it
    gives does not depend on it. At most DEPTH windows wait, so a long document needs no more memory than a
    short one.
    """

    def __init__(self, model: Model, windows: Iterable[Window]) -> None:
        self._model = model
        self._rest = iter(windows)
        self._coming: deque[tuple[Window, Future[Vectors]]] = deque()
        self._at: tuple[Window, Vectors] | None = None  # the window asked for last
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="encoder")
        self._fill()

    def projected(self, window: Window) -> Vectors:
        """Give the projections of a window's pieces, (T, P)."""
        if self._at is None or self._at[0] is not window:
            self._at = (window, self._encoded(window))
        return self._at[1]

    def _encoded(self, window: Window) -> Vectors:
        while self._coming:
            first, future = self._coming.popleft()
            self._fill()
            if first is window:
                return future.result()
            future.cancel()  # of a sentence that nobody asked for
        return self._model.encode(window)

    def _fill(self) -> None:
        while len(self._coming) < DEPTH and (window := next(self._rest, None)) is not None:
            self._coming.append((window, self._pool.submit(self._model.encode, window)))
        if not self._coming:
            self._pool.shutdown(wait=False)
