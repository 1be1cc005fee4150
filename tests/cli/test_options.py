"""Days and instants on the command line."""

from __future__ import annotations

from datetime import UTC, date, datetime

import click
import pytest

from dragoman.cli.options import parse_day, parse_instant


def test_a_day_is_read() -> None:
    assert parse_day("2025-07-10") == date(2025, 7, 10)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025-02-30", "there is no such day"),
        ("2025-13-01", "there is no such day"),
        ("0000-01-01", "there is no such day"),
        ("2025", "give it as YYYY-MM-DD"),
        ("2025-07", "give it as YYYY-MM-DD"),
        ("10 July 2025", "give it as YYYY-MM-DD"),
        ("", "give it as YYYY-MM-DD"),
    ],
)
def test_what_is_no_day_is_refused(text: str, words: str) -> None:
    with pytest.raises(click.BadParameter, match=words):
        parse_day(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-01-01T00:00Z", datetime(2026, 1, 1, tzinfo=UTC)),
        ("2026-01-01T02:30:15.5+02:00", datetime(2026, 1, 1, 0, 30, 15, 500_000, tzinfo=UTC)),
        ("2026-01-01", datetime(2026, 1, 1, tzinfo=UTC)),
    ],
)
def test_an_instant_is_read_in_utc(text: str, expected: datetime) -> None:
    assert parse_instant(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-01-01T00:00", "does not say in which time zone"),
        ("yesterday", "is no instant"),
        ("2026-02-30", "is no instant"),
        ("2026-01-01T25:00Z", "is no instant"),
    ],
)
def test_what_is_no_instant_is_refused(text: str, words: str) -> None:
    with pytest.raises(click.BadParameter, match=words):
        parse_instant(text)
