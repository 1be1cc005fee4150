"""What was made for one request, kept for the next: as long as nothing new is on record it stays right.

The record's sequence number is part of every key, so that nothing has to be thrown away by hand.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Shelf(Generic[T]):
    """Keeps the values used last, up to a total size. Threads may share it; each value is made once.

    Args:
        most: Sum of the sizes kept; a larger value is made anew each time.
        size_of: Gives a value's size; left out, values are counted.
    """

    def __init__(self, *, most: int, size_of: Callable[[T], int] = lambda _: 1) -> None:
        self._most, self._size_of = most, size_of
        self._kept: OrderedDict[Hashable, T] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()
        self._making: dict[Hashable, threading.Lock] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Give the value of a key; of threads that ask for one that is not there, one makes it."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                if key in self._kept:
                    return self._kept[key]
            try:
                value = make()
                self._keep(key, value)
            finally:
                with self._lock:
                    self._making.pop(key, None)
        return value

    def _keep(self, key: Hashable, value: T) -> None:
        size = self._size_of(value)
        if size > self._most:
            return
        with self._lock:
            if key in self._kept:  # made twice, since who made it first failed while others waited
                return
            self._kept[key] = value
            self._size += size
            while self._size > self._most:
                _, gone = self._kept.popitem(last=False)
                self._size -= self._size_of(gone)
