from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.dates import format_edtf, parse_edtf
from dragoman.errors import CalendarError, DateError
from dragoman.records import DatePoint, Interval
from tests.dates.strategies import INTERVALS


def _simple(point: DatePoint) -> Interval:
    return Interval(point, point)


_PAIRS = [
    ("1921-07-26", Interval.at(1921, 7, 26)),
    ("2025-07", Interval.at(2025, 7)),
    ("1991", Interval.at(1991)),
    ("0622", Interval.at(622)),
    ("1915~", Interval.at(1915, approximate=True)),
    ("1915-03~", Interval.at(1915, 3, approximate=True)),
    ("2024-02-29", Interval.at(2024, 2, 29)),
    ("199X", _simple(DatePoint(1990, decade=True))),
    ("199X~", _simple(DatePoint(1990, decade=True, approximate=True))),
    ("1941/1945", Interval(DatePoint(1941), DatePoint(1945), is_range=True)),
    ("1991/1991", Interval(DatePoint(1991), DatePoint(1991), is_range=True)),
    ("2021-08/..", Interval(DatePoint(2021, 8), None, is_range=True)),
    ("../1990", Interval(None, DatePoint(1990), is_range=True)),
    ("../..", Interval(None, None, is_range=True)),
    ("1998-05/2018-07-16", Interval(DatePoint(1998, 5), DatePoint(2018, 7, 16), is_range=True)),
    ("1991-12/1991", Interval(DatePoint(1991, 12), DatePoint(1991), is_range=True)),
    ("192X/1931~", Interval(DatePoint(1920, decade=True), DatePoint(1931, approximate=True), is_range=True)),
]


@pytest.mark.parametrize(("text", "interval"), _PAIRS, ids=[text for text, _ in _PAIRS])
def test_parse_edtf_reads_what_is_written(text: str, interval: Interval) -> None:
    assert parse_edtf(text) == interval


@pytest.mark.parametrize(("text", "interval"), _PAIRS, ids=[text for text, _ in _PAIRS])
def test_format_edtf_writes_what_is_read(text: str, interval: Interval) -> None:
    assert format_edtf(interval) == text


@given(INTERVALS)
def test_edtf_round_trip_keeps_every_interval(interval: Interval) -> None:
    assert parse_edtf(format_edtf(interval)) == interval


@given(INTERVALS, INTERVALS)
def test_different_intervals_are_written_differently(a: Interval, b: Interval) -> None:
    assert (format_edtf(a) == format_edtf(b)) == (a == b)


@given(st.text(alphabet="0123456789-/.X~? ", max_size=14))
def test_whatever_parse_edtf_takes_is_written_back_letter_for_letter(text: str) -> None:
    try:
        interval = parse_edtf(text)
    except DateError:
        return
    assert format_edtf(interval) == text


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-30",
        "2023-02-29",
        "1900-02-29",
        "2025-13",
        "2025-00",
        "2025-04-31",
        "2025-01-00",
        "0000",
        "000X",
    ],
)
def test_parse_edtf_refuses_days_that_do_not_exist(text: str) -> None:
    with pytest.raises(CalendarError, match=text):
        parse_edtf(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "1921-7-26",
        "26-07-1921",
        "July 1921",
        "1991?",
        "1991%",
        "19XX",
        "199x",
        "199X-05",
        "1991~~",
        " 1991",
        "1991 ",
        "1991\n",
        "91",
        "19910",
        "1991-",
        "1991-05-",
        "/",
        "1991/",
        "/1991",
        "1991/1992/1993",
        "..",
        "1991/...",
        "-1991",
        "+1991",
        "1991-05-03T10:00",
        "\u0661\u0669\u0669\u0661",
        "199X5",
        "Y1991",
        "1945/1941",
        "1991-06/1991-05",
        "199X/1989",
    ],
)
def test_parse_edtf_refuses_what_is_no_date(text: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_edtf(text)
    assert not isinstance(caught.value, CalendarError)
    assert repr(text) in str(caught.value)


@pytest.mark.parametrize(
    "interval",
    [
        Interval(DatePoint(1991), DatePoint(1992)),
        Interval(DatePoint(1991), None),
        Interval(None, None),
        Interval(DatePoint(1992), DatePoint(1991), is_range=True),
        _simple(DatePoint(1991, 0, 3)),
        _simple(DatePoint(1991, decade=True)),
        _simple(DatePoint(1990, 5, decade=True)),
    ],
    ids=["two ends", "no end", "empty", "backwards", "day without month", "odd decade", "month of decade"],
)
def test_format_edtf_refuses_what_no_text_states(interval: Interval) -> None:
    with pytest.raises(DateError) as caught:
        format_edtf(interval)
    assert not isinstance(caught.value, CalendarError)


@pytest.mark.parametrize(
    "point",
    [
        DatePoint(0),
        DatePoint(10000),
        DatePoint(-5),
        DatePoint(1991, 13),
        DatePoint(1991, -1),
        DatePoint(1991, 2, 29),
        DatePoint(1991, 4, -2),
    ],
    ids=repr,
)
def test_format_edtf_refuses_days_that_do_not_exist(point: DatePoint) -> None:
    with pytest.raises(CalendarError):
        format_edtf(Interval(point, point))


def test_date_errors_survive_pickling() -> None:
    with pytest.raises(DateError) as caught:
        parse_edtf("1945/1941")
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own bytes
    assert str(again) == str(caught.value)
