from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.dates import Base, DateKind, DateMatch, Tense, find_dates, format_edtf, parse_edtf, resolve_date
from dragoman.records import DatePoint, Interval
from tests.dates.resolved import ABSOLUTE, ANAPHORIC, BY_TENSE, DEICTIC, IMPOSSIBLE
from tests.dates.strategies import INTERVALS, PUBLISHED, TEXTS

_TEXTS = sorted({*ABSOLUTE, *BY_TENSE, *DEICTIC, *IMPOSSIBLE, *(text for text, _, _ in ANAPHORIC)})
_ALL = [find_dates(text)[0] for text in _TEXTS]
_MATCHES = st.sampled_from(_ALL)
_LASTS = st.one_of(st.none(), INTERVALS)


def _counts_from_published(match: DateMatch) -> bool:
    return match.kind in (DateKind.PARTIAL, DateKind.DEICTIC) and match.base is Base.PUBLISHED


def _points_ahead(match: DateMatch) -> bool:
    """Say whether the words themselves may point ahead ("next May", "this December", "tomorrow")."""
    is_ahead = match.direction > 0 or (match.shift is not None and (match.shift.n or 0) > 0)
    return is_ahead or (match.shift is not None and bool(match.first.month or match.first.day))


_LOOKING_BACK = [m for m in _ALL if _counts_from_published(m) and not _points_ahead(m)]
_LEFT_TO_TENSE = [m for m in _ALL if _counts_from_published(m) and m.shift is None and m.direction == 0]


@given(PUBLISHED, _LASTS)
def test_the_past_never_lies_after_the_published_day(published: date, last: Interval | None) -> None:
    for match in _LOOKING_BACK:
        when = resolve_date(match, published=published, last=last, tense=Tense.PAST)
        if isinstance(when, Interval) and when.first_day is not None:
            assert when.first_day <= published, match.text


@given(PUBLISHED)
def test_the_future_never_lies_before_the_published_day(published: date) -> None:
    for match in _LEFT_TO_TENSE:
        when = resolve_date(match, published=published, last=None, tense=Tense.FUTURE)
        if isinstance(when, Interval) and when.last_day is not None:
            assert when.last_day >= published, match.text


@given(st.sampled_from(["Monday", "Thursday", "Sunday"]), PUBLISHED, st.sampled_from(Tense))
def test_a_weekday_falls_on_that_weekday_within_a_week(name: str, published: date, tense: Tense) -> None:
    (match,) = find_dates(f"on {name}")
    when = resolve_date(match, published=published, last=None, tense=tense)
    assert isinstance(when, Interval)
    assert when.first_day is not None
    assert when.first_day.strftime("%A") == name
    assert abs(when.first_day - published) < timedelta(days=7)


@given(st.one_of(st.none(), PUBLISHED), _LASTS, st.sampled_from(Tense))
def test_every_answer_can_be_written_down(
    published: date | None, last: Interval | None, tense: Tense
) -> None:
    for match in _ALL:
        when = resolve_date(match, published=published, last=last, tense=tense)
        if isinstance(when, Interval):
            assert parse_edtf(format_edtf(when)) == when, match.text
        else:
            assert when.text == match.text
            assert when.reason


@settings(max_examples=400)
@given(TEXTS, st.one_of(st.none(), PUBLISHED), _LASTS, st.sampled_from(Tense))
def test_whatever_is_found_in_any_text_is_resolved_or_says_why(
    text: str, published: date | None, last: Interval | None, tense: Tense
) -> None:
    for match in find_dates(text):
        when = resolve_date(match, published=published, last=last, tense=tense)
        if isinstance(when, Interval):
            assert parse_edtf(format_edtf(when)) == when
        else:
            assert when.reason


@given(_MATCHES, PUBLISHED, _LASTS, st.sampled_from(Tense))
def test_since_begins_where_the_date_begins(
    match: DateMatch, published: date, last: Interval | None, tense: Tense
) -> None:
    plain = resolve_date(replace(match, prep="", open_end=False), published=published, last=last, tense=tense)
    since = resolve_date(replace(match, prep="since"), published=published, last=last, tense=tense)
    if isinstance(plain, Interval):
        assert since == Interval(plain.start or plain.end, None, is_range=True)
    else:
        assert since == plain


@given(st.integers(1, 400), PUBLISHED)
def test_days_later_undo_days_earlier(n: int, day: date) -> None:
    start = Interval.at(day.year, day.month, day.day)
    (later,), (earlier,) = find_dates(f"{n} days later"), find_dates(f"{n} days earlier")
    there = resolve_date(later, published=None, last=start, tense=Tense.PAST)
    assert isinstance(there, Interval)
    assert resolve_date(earlier, published=None, last=there, tense=Tense.PAST) == start


@given(st.integers(1, 40), st.integers(1, 12))
def test_months_later_are_counted_over_the_years(n: int, month: int) -> None:
    (match,) = find_dates(f"{n} months later")
    when = resolve_date(match, published=None, last=Interval.at(1960, month), tense=Tense.PAST)
    assert isinstance(when, Interval)
    assert when.start == when.end
    point = when.start
    assert point == DatePoint(1960 + (month - 1 + n) // 12, (month - 1 + n) % 12 + 1)
