"""A reader of pasted texts without a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dragoman.records import Claim, Document

Read = Callable[[Document], Sequence[Claim]]


class Here:
    """Reads in this process, however long it takes.

    Args:
        read: Gives a text's claims.
    """

    def __init__(self, read: Read) -> None:
        self._read = read

    def read(self, doc: Document, timeout_s: float) -> Sequence[Claim]:
        """Give a text's claims."""
        return self._read(doc)

    def close(self) -> None:
        """Nothing is held."""
