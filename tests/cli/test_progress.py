"""The progress line: quiet at first, then counts, rate and share; only on a terminal."""

from __future__ import annotations

import io

from dragoman.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def drawn(stream: io.StringIO, *, seconds: float, documents: int, total: int | None = None) -> str:
    clock = Clock()
    progress = Progress("documents", total=lambda: total, stream=stream, clock=clock)
    for number in range(1, documents + 1):
        clock.now += seconds / documents
        progress.advance(done=number)
    return stream.getvalue()


def test_nothing_is_drawn_in_the_first_two_seconds() -> None:
    assert drawn(Terminal(), seconds=1.9, documents=100) == ""


def test_nothing_is_drawn_where_there_is_no_terminal() -> None:
    assert drawn(io.StringIO(), seconds=60, documents=100) == ""


def test_counts_and_rate_are_drawn() -> None:
    last = drawn(Terminal(), seconds=10, documents=1500).split("\r\x1b[K")[-1]
    assert "1,4" in last
    assert " documents  150/s" in last


def test_the_share_is_drawn_where_the_whole_is_known() -> None:
    last = drawn(Terminal(), seconds=10, documents=10, total=20).split("\r\x1b[K")[-1]
    assert "██████████░░░░░░░░░░  50%" in last


def test_the_whole_is_asked_for_only_when_the_line_is_drawn() -> None:
    asked: list[int] = []

    def total() -> int:
        asked.append(1)
        return 10

    clock = Clock()
    progress = Progress("documents", total=total, stream=Terminal(), clock=clock)
    progress.advance(done=1)
    assert asked == []
    for _ in range(3):
        clock.now += 3
        progress.advance(done=2)
    assert asked == [1]


def test_it_is_redrawn_ten_times_a_second_at_most() -> None:
    assert drawn(Terminal(), seconds=4, documents=4000).count("\r") <= 21


def test_what_was_skipped_is_counted_apart() -> None:
    clock, stream = Clock(), Terminal()
    with Progress("documents", stream=stream, clock=clock) as progress:
        progress.advance()
        clock.now += 5
        progress.advance(skipped=True)
    assert (progress.count, progress.skipped) == (1, 1)
    assert "1 skipped" in stream.getvalue()


def test_the_line_is_gone_at_the_end() -> None:
    clock, stream = Clock(), Terminal()
    with Progress("documents", stream=stream, clock=clock) as progress:
        clock.now += 5
        progress.advance()
    assert stream.getvalue().endswith("\r\x1b[K")
