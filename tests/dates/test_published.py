from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.dates import read_published

_DATED = [
    ("WASHINGTON, Jan. 3, 1961 - The United States", date(1961, 1, 3)),
    ("WASHINGTON, Jan. 3, 1961 \u2014 The United States", date(1961, 1, 3)),
    ("MOSCOW, July 4, 2025 (Wire) -- Russia", date(2025, 7, 4)),
    ("PORT-AU-PRINCE, Haiti, May 5, 1963 (Wire) - The", date(1963, 5, 5)),
    ("WASHINGTON (Wire) \u2014 July 3, 2025 \u2014 The", date(2025, 7, 3)),
    ("Asmara, 16 July 2018", date(2018, 7, 16)),
    ("Asmara and Addis Ababa, 16 July 2018", date(2018, 7, 16)),
    ("S\u00e3o Tom\u00e9, 16 July 2018\nThe two", date(2018, 7, 16)),
    ("Published: 4 July 2025", date(2025, 7, 4)),
    ("Published 4 July 2025, 10:30 GMT", date(2025, 7, 4)),
    ("published on July 4, 2025 at 10:30 a.m.", date(2025, 7, 4)),
    ("Published 10:30 GMT, 4 July 2025", date(2025, 7, 4)),
    ("Published at 3 p.m. on July 4, 2025", date(2025, 7, 4)),
    ("Date: 2025-07-04", date(2025, 7, 4)),
    ("Posted: Fri, 4 Jul 2025", date(2025, 7, 4)),
    ("Release date: 2025-07-04T10:00Z", date(2025, 7, 4)),
    ("Updated July 5, 2025", date(2025, 7, 5)),
    ("Updated July 5, 2025 | Published July 4, 2025", date(2025, 7, 4)),
    ("First published: July 4, 2025 (last updated: July 6, 2025)", date(2025, 7, 4)),
    ("A title\n\nThursday, July 3, 2025\n\nThe text began.", date(2025, 7, 3)),
    ("A title\nBy A. Writer, 4 July 2025\n\nThe text", date(2025, 7, 4)),
    ("A title\nJuly 4, 2025 10:30 AM EDT\nThe text", date(2025, 7, 4)),
    ("July 4, 2025 | World", date(2025, 7, 4)),
    ("4 July 2025 \u2013 The text began.", date(2025, 7, 4)),
    ("04.07.2025", date(2025, 7, 4)),
    ("\n\n  Oslo, 4 July 2025  \n", date(2025, 7, 4)),
    ("ROME, May 3, 1990 - The\n\nPublished: May 4, 1990", date(1990, 5, 4)),
    ("Updated: May 5, 1990\nROME, May 3, 1990 - The", date(1990, 5, 3)),
]
_UNDATED = [
    "",
    "   \n ",
    "KABUL, July 4 (Wire) -- A",
    "WASHINGTON, Jan. 3 - President",
    "MADRID, Thursday - Britain",
    "On 3 July 2025 he went home.",
    "July 4, 2025, was a good day.",
    "July 4, 2025 was a good day.",
    "They met in Oslo, 4 July 2025 - and parted.",
    "The talks of 3 March 1918 (the last) ended.",
    "Treaty of 3 March 1918",
    "July 1925",
    "Oslo, July 2025",
    "Vol. 3, No. 5, 1925",
    "ROME, May 31-June 2, 1990 - The",
    "ROME, June 31, 1990 - The",
    "Date: 3/4/2025",
    "Updated often. On July 3, 2025 it rained.",
    "Publishers met on July 3, 2025",
    "Born: July 4, 1900",
    "A\nB\nC\nD\nE\nF\nROME, May 3, 1990 - The seventh line belongs to the story.",
    "x " * 150 + "\n" + "\n".join("abcdefghijkl") + "\nPublished: 4 July 2025",
]


@pytest.mark.parametrize(("text", "day"), _DATED, ids=[text for text, _ in _DATED])
def test_read_published_takes_the_day_at_the_head(text: str, day: date) -> None:
    assert read_published(text) == day


@pytest.mark.parametrize("text", _UNDATED)
def test_read_published_guesses_no_day(text: str) -> None:
    assert read_published(text) is None


@given(
    st.dates(date(1500, 1, 1), date(2099, 12, 31)), st.sampled_from(["Published: {}", "Oslo, {}", "{}\n\nx"])
)
def test_any_day_from_1500_to_2099_is_read_at_the_head(day: date, head: str) -> None:
    for form in (f"{day.day} {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}", day.isoformat()):
        assert read_published(head.format(form)) == day
