from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.dates import Base, DateKind, DateMatch, Tense, find_dates, format_edtf, parse_edtf, resolve_date
from dragoman.records import DatePoint, Interval, UnresolvedDate, When
from tests.dates.strategies import INTERVALS, PUBLISHED, TEXTS

FRIDAY = date(2025, 7, 4)


def _resolve(text: str, *, published: date | None = None, last: str = "", tense: Tense = Tense.PAST) -> When:
    (match,) = find_dates(text)
    counted = parse_edtf(last) if last else None
    return resolve_date(match, published=published, last=counted, tense=tense)


def _edtf(when: When) -> str:
    assert isinstance(when, Interval), when
    return format_edtf(when)


# ------------------------------------------------------------------------------ dates with a year

_ABSOLUTE = {
    "July 26, 1921": "1921-07-26",
    "Feb. 28 1868": "1868-02-28",
    "the 3rd of May, 1921": "1921-05-03",
    "third of May 1921": "1921-05-03",
    "this 3d day of May, 1868": "1868-05-03",
    "Thursday, July 3, 2025": "2025-07-03",
    "29 February 2024": "2024-02-29",
    "2025-07-04": "2025-07-04",
    "04.07.2025": "2025-07-04",
    "25/4/2025": "2025-04-25",
    "4/25/2025": "2025-04-25",
    "5/5/2025": "2025-05-05",
    "in 2025-07 they": "2025-07",
    "August 2021": "2021-08",
    "late May 1920": "1920-05",
    "the end of March 1920": "1920-03",
    "1991": "1991",
    "early 1990": "1990",
    "mid-2020": "2020",
    "by the end of 2025": "2025",
    "in the spring of 1990": "1990",
    "the winter of 1990-91": "1990/1991",
    "about 1915": "1915~",
    "circa May 1850": "1850-05~",
    "on or about June 3, 1868": "1868-06-03~",
    "the 1920s": "192X",
    "the late 1990s": "199X",
    "the '90s": "199X",
    "the eighties": "198X",
    "the 19th century": "1801/1900",
    "the late eighteenth century": "1701/1800",
    "between March and May 1920": "1920-03/1920-05",
    "December to February 1920": "1919-12/1920-02",
    "from November 1990 to March": "1990-11/1991-03",
    "from 1941 to 1945": "1941/1945",
    "1914\u20131918": "1914/1918",
    "in 1991-92": "1991/1992",
    "1990/91": "1990/1991",
    "between 1941 and May 1945": "1941/1945-05",
    "July 14-16, 2018": "2018-07-14/2018-07-16",
    "14 to 16 July 2018": "2018-07-14/2018-07-16",
    "on July 3 and 4, 2018": "2018-07-03/2018-07-04",
    "June 30-July 2, 1960": "1960-06-30/1960-07-02",
    "December 30 to January 2, 1961": "1960-12-30/1961-01-02",
    "between the 3rd and the 5th of May 1868": "1868-05-03/1868-05-05",
    "from the 1920s to the 1940s": "192X/194X",
    "on February 10/22, 1868": "1868-02-10/1868-02-22",
    "on February 28/March 12, 1868": "1868-02-28/1868-03-12",
    "February 23/6, 1868": "1868-02-23/1868-03-06",
    "December 25/6, 1868": "1868-12-25/1869-01-06",
    "since August 2021": "2021-08/..",
    "since 1991": "1991/..",
    "since about 1915": "1915~/..",
    "since the 1920s": "192X/..",
    "from 1990 to the present": "1990/..",
    "from 1990 onward": "1990/..",
    "(1865-current)": "1865/..",
    "until 1990": "1990",
    "before May 1990": "1990-05",
    "two weeks after June 1, 1990": "1990-06-15",
    "a day before March 1, 1900": "1900-02-28",
    "two years after May 1990": "1992",
    "a month after May 31, 1990": "1990-06",
}


@pytest.mark.parametrize(("text", "edtf"), _ABSOLUTE.items(), ids=_ABSOLUTE)
def test_a_date_with_a_year_needs_nothing_else(text: str, edtf: str) -> None:
    assert _edtf(_resolve(text)) == edtf


@pytest.mark.parametrize("tense", Tense)
@pytest.mark.parametrize(("text", "edtf"), list(_ABSOLUTE.items())[::5])
def test_neither_anchor_nor_tense_moves_a_date_with_a_year(text: str, edtf: str, tense: Tense) -> None:
    assert _edtf(_resolve(text, published=FRIDAY, last="1960", tense=tense)) == edtf


_IMPOSSIBLE = {
    "on 30 February 2020": "there is no 30 February 2020",
    "on February 29, 2023": "there is no 29 February 2023",
    "on 31 June": "there is no 31 June",
    "on February 30": "there is no 30 February",
    "on 1991-02-30": "there is no 30 February 1991",
    "on 2025-13-01": "there is no 1 month 13 2025",
    "on 3/4/2025": "day and month may stand in either order",
    "from June 3 to June 31, 1990": "there is no 31 June 1990",
    "in the '20s": "the decade's century is not said",
    "decades ago": "no number of decades is named",
    "several years later": "no number of years is named",
    "a few days ago": "no number of days is named",
    "hours later": "no number of hours is named",
    "many centuries ago": "no number of centuries is named",
    "some weeks before": "no number of weeks is named",
}


@pytest.mark.parametrize(("text", "reason"), _IMPOSSIBLE.items(), ids=_IMPOSSIBLE)
def test_what_cannot_be_a_date_is_unresolved_with_the_reason(text: str, reason: str) -> None:
    (match,) = find_dates(text)
    when = resolve_date(match, published=FRIDAY, last=parse_edtf("1960-07-05"), tense=Tense.PAST)
    assert when == UnresolvedDate(match.text, reason)


# ---------------------------------------------------------------------- from the published date

# Published on Friday, 4 July 2025. Each row: past, future.
_BY_TENSE = {
    "on Thursday": ("2025-07-03", "2025-07-10"),
    "on Friday": ("2025-07-04", "2025-07-04"),
    "on Saturday": ("2025-06-28", "2025-07-05"),
    "early Monday": ("2025-06-30", "2025-07-07"),
    "this Thursday": ("2025-07-03", "2025-07-10"),
    "since Thursday": ("2025-07-03/..", "2025-07-10/.."),
    "from Monday to Wednesday": ("2025-06-30/2025-07-02", "2025-07-07/2025-07-09"),
    "from Friday to Sunday": ("2025-07-04/2025-07-06", "2025-07-04/2025-07-06"),
    "on July 26": ("2024-07-26", "2025-07-26"),
    "on July 4": ("2025-07-04", "2025-07-04"),
    "on July 3": ("2025-07-03", "2026-07-03"),
    "on 3 May": ("2025-05-03", "2026-05-03"),
    "on Thursday the 3rd": ("2025-07-03", "2025-08-03"),
    "the evening of August 24": ("2024-08-24", "2025-08-24"),
    "on February 29": ("2024-02-29", "2028-02-29"),
    "in May": ("2025-05", "2026-05"),
    "in July": ("2025-07", "2025-07"),
    "in late August": ("2024-08", "2025-08"),
    "from May to August": ("2025-05/2025-08", "2026-05/2026-08"),
    "between December and February": ("2024-12/2025-02", "2025-12/2026-02"),
    "July 1-6": ("2025-07-01/2025-07-06", "2026-07-01/2026-07-06"),
    "on the 17th": ("2025-06-17", "2025-07-17"),
    "on the 4th": ("2025-07-04", "2025-07-04"),
    "on the 31st": ("2025-05-31", "2025-07-31"),
    "over the weekend": ("2025-06-28/2025-06-29", "2025-07-05/2025-07-06"),
    "this week": ("2025-06-30/2025-07-04", "2025-06-30/2025-07-06"),
}


@pytest.mark.parametrize(("text", "past", "future"), [(t, *r) for t, r in _BY_TENSE.items()], ids=_BY_TENSE)
def test_the_tense_says_on_which_side_of_the_published_day_to_look(text: str, past: str, future: str) -> None:
    assert _edtf(_resolve(text, published=FRIDAY, tense=Tense.PAST)) == past
    assert _edtf(_resolve(text, published=FRIDAY, tense=Tense.FUTURE)) == future


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("on Thursday", "2025-07-03"),
        ("on Monday", "2025-07-07"),
        ("on Tuesday", "2025-07-01"),
        ("on July 10", "2025-07-10"),
        ("on June 20", "2025-06-20"),
        ("in August", "2025-08"),
        ("in July", "2025-07"),
        ("in May", "2025-05"),
        ("on the 3rd", "2025-07-03"),
        ("over the weekend", "2025-07-05/2025-07-06"),
    ],
)
def test_the_present_tense_takes_the_nearest(text: str, edtf: str) -> None:
    assert _edtf(_resolve(text, published=FRIDAY, tense=Tense.PRESENT)) == edtf


def test_the_weekend_told_on_a_tuesday_is_over_in_the_present_tense_too() -> None:
    when = _resolve("over the weekend", published=date(2025, 7, 1), tense=Tense.PRESENT)
    assert _edtf(when) == "2025-06-28/2025-06-29"


_DEICTIC = {
    "today": "2025-07-04",
    "tonight": "2025-07-04",
    "early yesterday": "2025-07-03",
    "tomorrow morning": "2025-07-05",
    "the day before yesterday": "2025-07-02",
    "the day after tomorrow": "2025-07-06",
    "last night": "2025-07-03",
    "this morning": "2025-07-04",
    "last Thursday": "2025-07-03",
    "last Friday": "2025-06-27",
    "next Friday": "2025-07-11",
    "next Saturday": "2025-07-05",
    "Thursday last.": "2025-07-03",
    "this coming Monday": "2025-07-07",
    "Monday of last week": "2025-06-23",
    "on Tuesday of next week": "2025-07-08",
    "last week": "2025-06-23/2025-06-29",
    "next week": "2025-07-07/2025-07-13",
    "the week before last": "2025-06-16/2025-06-22",
    "last weekend": "2025-06-28/2025-06-29",
    "next weekend": "2025-07-12/2025-07-13",
    "last month": "2025-06",
    "earlier this month": "2025-07",
    "the present month": "2025-07",
    "late next month": "2025-08",
    "last year": "2024",
    "this year": "2025",
    "the current year": "2025",
    "by the end of next year": "2026",
    "the year after next": "2027",
    "since last year": "2024/..",
    "last October": "2024-10",
    "last July": "2024-07",
    "last June": "2025-06",
    "next July": "2026-07",
    "next August": "2025-08",
    "this May": "2025-05",
    "this December": "2025-12",
    "last May 3": "2025-05-03",
    "last July 4": "2024-07-04",
    "in May last year": "2024-05",
    "in January of this year": "2025-01",
    "on December 16, last year": "2024-12-16",
    "in early March next year": "2026-03",
    "on the 3rd of this month": "2025-07-03",
    "on the 30th of last month": "2025-06-30",
    "the 3rd inst.": "2025-07-03",
    "the 28th ultimo": "2025-06-28",
    "the 5th prox.": "2025-08-05",
    "last summer": "2024",
    "last spring": "2025",
    "last winter": "2024/2025",
    "this summer": "2025",
    "next summer": "2026",
    "next autumn": "2025",
    "next winter": "2025/2026",
    "two days ago": "2025-07-02",
    "three weeks ago": "2025-06-13",
    "a fortnight ago": "2025-06-20",
    "some two weeks ago": "2025-06-20~",
    "a couple of days ago": "2025-07-02",
    "six months ago": "2025-01",
    "seven months ago": "2024-12",
    "a year ago": "2024",
    "twenty-two years ago": "2003",
    "a hundred years ago": "1925",
    "half a year ago": "2025-01",
    "a year and a half ago": "2024-01",
    "two and a half years ago": "2023-01",
    "two decades ago": "200X",
    "half a decade ago": "2020",
    "a century ago": "192X",
    "half a century ago": "197X",
    "five hours ago": "2025-07-04",
    "48 hours ago": "2025-07-02",
    "ten minutes ago": "2025-07-04",
    "ten days from now": "2025-07-14",
    "a month from now": "2025-08",
    "nearly ten years ago": "2015~",
    "2000 years ago": "0025",
}


@pytest.mark.parametrize(("text", "edtf"), _DEICTIC.items(), ids=_DEICTIC)
def test_a_deictic_expression_counts_from_the_published_day(text: str, edtf: str) -> None:
    assert _edtf(_resolve(text, published=FRIDAY, last="1960-03-05")) == edtf


@pytest.mark.parametrize(
    "text",
    ["today", "on Thursday", "last month", "last October", "two days ago", "over the weekend", "last summer"],
)
def test_a_deictic_expression_stays_unresolved_without_a_published_day(text: str) -> None:
    when = _resolve(text, last="1960-03-05")
    assert isinstance(when, UnresolvedDate)
    assert when.reason == "no published date to count from"


@pytest.mark.parametrize(
    ("published", "text", "edtf"),
    [
        (date(2025, 3, 31), "last month", "2025-02"),
        (date(2025, 1, 15), "last month", "2024-12"),
        (date(2024, 12, 15), "next month", "2025-01"),
        (date(2024, 2, 29), "last year", "2023"),
        (date(2025, 1, 1), "yesterday", "2024-12-31"),
        (date(2025, 1, 1), "last weekend", "2024-12-28/2024-12-29"),
        (date(2025, 7, 6), "over the weekend", "2025-07-05/2025-07-06"),
        (date(2025, 7, 5), "over the weekend", "2025-07-05/2025-07-05"),
        (date(2025, 7, 6), "last weekend", "2025-06-28/2025-06-29"),
        (date(2025, 1, 2), "in December", "2024-12"),
        (date(2025, 2, 1), "last winter", "2023/2024"),
        (date(2025, 2, 1), "this winter", "2025/2026"),
        (date(2024, 12, 31), "last autumn", "2024"),
        (date(1900, 3, 1), "on February 29", "1896-02-29"),
        (date(2025, 3, 30), "on the 30th", "2025-03-30"),
        (date(2025, 3, 29), "on the 30th", "2025-01-30"),
    ],
)
def test_months_and_years_are_crossed(published: date, text: str, edtf: str) -> None:
    assert _edtf(_resolve(text, published=published)) == edtf


@pytest.mark.parametrize(
    ("text", "last", "edtf"),
    [
        ("on July 26", "1960-03-05", "1960-07-26"),
        ("in May", "1960", "1960-05"),
        ("in May", "1959/1960", "1960-05"),
        ("on the 17th", "1960-03-05", "1960-03-17"),
        ("since May", "1960", "1960-05/.."),
        ("from May to July", "1960", "1960-05/1960-07"),
        ("July 14-16", "1960-03", "1960-07-14/1960-07-16"),
    ],
)
def test_without_a_published_day_months_lie_in_the_year_named_last(text: str, last: str, edtf: str) -> None:
    assert _edtf(_resolve(text, last=last)) == edtf


@pytest.mark.parametrize(
    ("text", "last", "reason"),
    [
        ("in May", "", "no published date to count from"),
        ("on the 17th", "1960", "the date named before is not precise enough"),
        ("on the 31st", "1960-06", "there is no day 31 in 1960-06"),
        ("on February 29", "1961", "there is no day 29 in 1961-02"),
        ("in May", "196X", "the date named before is not precise enough"),
    ],
)
def test_without_a_year_to_lie_in_a_month_stays_unresolved(text: str, last: str, reason: str) -> None:
    when = _resolve(text, last=last)
    assert isinstance(when, UnresolvedDate)
    assert when.reason == reason


# -------------------------------------------------------------------- from the date named last

_ANAPHORIC = [
    ("the same day", "1960-07-05", "1960-07-05"),
    ("the same day", "1960-07", "1960-07"),
    ("on that date", "1941/1945", "1941/1945"),
    ("that day", "2021-08/..", "2021-08"),
    ("that night", "1960-07-05", "1960-07-05"),
    ("in the same month", "1960-07-05", "1960-07"),
    ("later that month", "1960", "1960"),
    ("that year", "1960-07-05", "1960"),
    ("in the same year", "196X", "196X"),
    ("that week", "1960-07-05", "1960-07-04/1960-07-10"),
    ("that June", "1960", "1960-06"),
    ("that summer", "1960-03-05", "1960"),
    ("the next day", "1960-12-31", "1961-01-01"),
    ("the following day", "1960-07-05/1960-07-07", "1960-07-08"),
    ("the previous day", "1960-03-01", "1960-02-29"),
    ("the previous day", "1960-07-05/1960-07-07", "1960-07-04"),
    ("the day before", "1960-07-05", "1960-07-04"),
    ("the night before.", "1960-07-05", "1960-07-04"),
    ("the next morning", "1960-07-05", "1960-07-06"),
    ("the following week", "1960-07-05", "1960-07-11/1960-07-17"),
    ("the week before", "1960-07-05", "1960-06-27/1960-07-03"),
    ("the following month", "1960-12-05", "1961-01"),
    ("the previous month", "1960-01", "1959-12"),
    ("the following year", "1960-07-05", "1961"),
    ("the year before", "1960", "1959"),
    ("the following Thursday", "1960-07-05", "1960-07-07"),
    ("the following Tuesday", "1960-07-05", "1960-07-12"),
    ("the previous Tuesday", "1960-07-05", "1960-06-28"),
    ("the Thursday before", "1960-07-05", "1960-06-30"),
    ("the following May", "1960-07-05", "1961-05"),
    ("the following May", "1960", "1961-05"),
    ("the previous May", "1960-07-05", "1960-05"),
    ("the following July", "1960-07", "1961-07"),
    ("the following spring", "1960-07", "1961"),
    ("in January of the next year", "1960-07-05", "1961-01"),
    ("on July 3 of that year", "1960-05", "1960-07-03"),
    ("in May of the previous year", "1960", "1959-05"),
    ("on the 9th of the same month", "1960-07-05", "1960-07-09"),
    ("three days later", "1960-02-28", "1960-03-02"),
    ("a week later", "1960-07-05", "1960-07-12"),
    ("two weeks later", "1960-07-05", "1960-07-19"),
    ("a fortnight later", "1960-07-05", "1960-07-19"),
    ("a month later", "1960-07", "1960-08"),
    ("a month later", "1960-07-05", "1960-08"),
    ("six months earlier", "1960-03-31", "1959-09"),
    ("a year earlier", "1960-07-05", "1959"),
    ("eighteen years later", "1960", "1978"),
    ("nearly two years later", "1960-07-05", "1962~"),
    ("two years later", "1960~", "1962~"),
    ("a year and a half later", "1960-07-05", "1962-01"),
    ("half a year later", "1960-07", "1961-01"),
    ("two decades later", "1960-07-05", "198X"),
    ("a decade earlier", "196X", "195X"),
    ("24 hours later", "1960-07-05", "1960-07-06"),
    ("five hours later", "1960-07-05", "1960-07-05"),
    ("three days later", "1960-07-05/..", "1960-07-08"),
    ("three days before", "../1960-07-05", "1960-07-02"),
    ("six weeks after he met Stark", "1960-07-05", "1960-08-16"),
    ("since then", "1960-07-05", "1960-07-05/.."),
    ("by then", "1960-07", "1960-07"),
    ("at that time", "1960", "1960"),
    ("at the end of the year", "1960-07-05", "1960"),
    ("later in the month", "1960-07-05", "1960-07"),
]


@pytest.mark.parametrize(("text", "last", "edtf"), _ANAPHORIC)
def test_an_anaphoric_expression_counts_from_the_date_named_last(text: str, last: str, edtf: str) -> None:
    assert _edtf(_resolve(text, published=FRIDAY, last=last)) == edtf


@pytest.mark.parametrize(
    ("text", "last", "reason"),
    [
        ("the same day", "", "no date named before to count from"),
        ("three days later", "", "no date named before to count from"),
        ("the following Thursday", "", "no date named before to count from"),
        ("three days later", "1960-07", "counts days from a date known only to the month"),
        ("the following week", "1960", "counts weeks from a date known only to the year"),
        ("a month later", "1960", "counts months from a date known only to the year"),
        ("a year later", "196X", "counts years from a date known only to the decade"),
        ("on the 9th of the same month", "1960", "the date named before is not precise enough"),
        ("that summer", "196X", "the date named before is not precise enough"),
        ("two centuries earlier", "0150", "lies outside the years 1 to 9999"),
        ("the next day", "9999-12-31", "lies outside the years 1 to 9999"),
        ("the previous day", "0001-01-01", "lies outside the years 1 to 9999"),
    ],
)
def test_an_anaphoric_expression_without_a_firm_base_stays_unresolved(
    text: str, last: str, reason: str
) -> None:
    when = _resolve(text, published=FRIDAY, last=last)
    assert isinstance(when, UnresolvedDate)
    assert when.reason == reason


@pytest.mark.parametrize(
    ("last", "tense", "edtf"),
    [("1960-07-05", Tense.PAST, "1960"), ("1960-07-05", Tense.FUTURE, "2025"), ("", Tense.PAST, "2025")],
)
def test_the_end_of_the_year_is_the_published_years_where_it_is_to_come(
    last: str, tense: Tense, edtf: str
) -> None:
    assert _edtf(_resolve("at the end of the year", published=FRIDAY, last=last, tense=tense)) == edtf


# ------------------------------------------------------------------------------------------ laws

_TEXTS = sorted({*_ABSOLUTE, *_BY_TENSE, *_DEICTIC, *_IMPOSSIBLE, *(text for text, _, _ in _ANAPHORIC)})
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
    when = _resolve(f"on {name}", published=published, tense=tense)
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
