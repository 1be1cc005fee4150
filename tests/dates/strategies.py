"""Intervals and anchors for the laws of the dates; drawn from small ranges so that ties occur."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from dragoman.dates.edtf import day_exists
from dragoman.records import DatePoint, Interval


def _points(years: st.SearchStrategy[int]) -> st.SearchStrategy[DatePoint]:
    dated = st.builds(
        DatePoint,
        years,
        month=st.integers(0, 12),
        day=st.sampled_from([0, 1, 2, 28, 29, 30, 31]),
        approximate=st.booleans(),
    ).filter(lambda p: bool(p.month) or not p.day)
    decades = st.builds(
        lambda year, about: DatePoint(max(year // 10 * 10, 10), decade=True, approximate=about),
        years,
        st.booleans(),
    )
    return st.one_of(dated, decades).filter(lambda p: p.decade or day_exists(p.year, p.month, p.day))


YEARS = st.one_of(st.integers(1988, 1992), st.integers(1, 9999))
POINTS = _points(YEARS)


def _is_ordered(interval: Interval) -> bool:
    first, last = interval.first_day, interval.last_day
    return first is None or last is None or first <= last


SIMPLE = st.builds(lambda point: Interval(point, point), POINTS)
RANGES = st.builds(
    lambda start, end: Interval(start, end, is_range=True),
    st.one_of(st.none(), POINTS),
    st.one_of(st.none(), POINTS),
).filter(_is_ordered)
INTERVALS = st.one_of(SIMPLE, RANGES)
PUBLISHED = st.one_of(
    st.dates(date(2024, 2, 26), date(2024, 3, 4)),
    st.dates(date(2024, 12, 28), date(2025, 1, 5)),
    st.dates(date(1868, 1, 1), date(2099, 12, 31)),
)

#: Texts thrown together of the words that date expressions are made of.
_VOCABULARY = """on in since between from to and or the of a an this last next that same following day week
month year days years ago later before after May March July Jan. Sept 3 17 31 2025 1991 1990s 3rd 17th first
Thursday Mon. today yesterday weekend summer early mid - \u2013 \u2014 / , . ( ) about c. nearly two few half
morning century inst. present then time people soldiers % '90s 2025-07-04 3/4/2025 $1991 1,500 end so now
year's"""
_WORDS = st.sampled_from(_VOCABULARY.split())
TEXTS = st.lists(st.tuples(_WORDS, st.sampled_from([" ", "", "\n"])), max_size=14).map(
    lambda parts: "".join(word + blank for word, blank in parts)
)
