from __future__ import annotations

from datetime import date

import pytest

from dragoman.dates import Tense, find_dates, format_edtf, read_published, resolve_date
from dragoman.records import Interval


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("in 1914\u20131918 they", "1914/1918"),
        ("on Thursday they", "2025-07-03"),
        ("since August 2021", "2021-08/.."),
        ("in 1991-92 the", "1991/1992"),
    ],
)
def test_dates_resolve_from_friday(text: str, edtf: str) -> None:
    (match,) = find_dates(text)
    when = resolve_date(match, published=date(2025, 7, 4), last=None, tense=Tense.PAST)
    assert isinstance(when, Interval)
    assert format_edtf(when) == edtf


def test_dateline_without_year_tells_no_day() -> None:
    assert read_published("KABUL, July 4 (Wire) -- The") is None


def test_dateline_tells_its_day() -> None:
    assert read_published("WASHINGTON, Jan. 3, 1961 - The") == date(1961, 1, 3)
