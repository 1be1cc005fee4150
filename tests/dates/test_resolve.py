from __future__ import annotations

from datetime import date

import pytest

from dragoman.dates import Tense, find_dates, format_edtf, parse_edtf, resolve_date
from dragoman.records import Interval, UnresolvedDate, When
from tests.dates.resolved import ABSOLUTE, ANAPHORIC, BY_TENSE, DEICTIC, IMPOSSIBLE

FRIDAY = date(2025, 7, 4)


def _resolve(text: str, *, published: date | None = None, last: str = "", tense: Tense = Tense.PAST) -> When:
    (match,) = find_dates(text)
    counted = parse_edtf(last) if last else None
    return resolve_date(match, published=published, last=counted, tense=tense)


def _edtf(when: When) -> str:
    assert isinstance(when, Interval), when
    return format_edtf(when)


# ------------------------------------------------------------------------------ dates with a year


@pytest.mark.parametrize(("text", "edtf"), ABSOLUTE.items(), ids=ABSOLUTE)
def test_a_date_with_a_year_needs_nothing_else(text: str, edtf: str) -> None:
    assert _edtf(_resolve(text)) == edtf


@pytest.mark.parametrize("tense", Tense)
@pytest.mark.parametrize(("text", "edtf"), list(ABSOLUTE.items())[::5])
def test_neither_anchor_nor_tense_moves_a_date_with_a_year(text: str, edtf: str, tense: Tense) -> None:
    assert _edtf(_resolve(text, published=FRIDAY, last="1960", tense=tense)) == edtf


@pytest.mark.parametrize(("text", "reason"), IMPOSSIBLE.items(), ids=IMPOSSIBLE)
def test_what_cannot_be_a_date_is_unresolved_with_the_reason(text: str, reason: str) -> None:
    (match,) = find_dates(text)
    when = resolve_date(match, published=FRIDAY, last=parse_edtf("1960-07-05"), tense=Tense.PAST)
    assert when == UnresolvedDate(match.text, reason)


# ---------------------------------------------------------------------- from the published date


@pytest.mark.parametrize(("text", "past", "future"), [(t, *r) for t, r in BY_TENSE.items()], ids=BY_TENSE)
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


@pytest.mark.parametrize(("text", "edtf"), DEICTIC.items(), ids=DEICTIC)
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


@pytest.mark.parametrize(("text", "last", "edtf"), ANAPHORIC)
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
