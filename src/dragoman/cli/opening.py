"""A ledger opened for questions that go through all pairs, with a progress line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from dragoman.cli.progress import Progress
from dragoman.service import Ledger


@contextmanager
def opened(target: str | None) -> Iterator[Ledger]:
    """Open a ledger that exists; what takes longer than two seconds shows how far it has come."""
    with Progress("pairs of parties") as progress:

        def report(done: int, total: int) -> None:
            progress.reach(done, total)
            if done >= total:
                progress.clear()

        with Ledger.open(target, create=False, progress=report) as book:
            yield book
