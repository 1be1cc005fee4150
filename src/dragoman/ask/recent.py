"""What was asked for last, kept in memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Keeps the latest few values by key; threads that ask at once may make one twice, and nothing worse."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: dict[K, V] = {}

    def __contains__(self, key: K) -> bool:
        return key in self._values

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: K, make: Callable[[], V]) -> V:
        """Give the value of a key, made if it is not kept; of too many, the one made first goes."""
        known = self._values.get(key)
        if known is not None:
            return known
        made = make()
        while len(self._values) >= self._most:
            self._values.pop(next(iter(self._values), key), None)
        self._values[key] = made
        return made
