"""Which date of a sentence belongs to which verb, and what relative dates count from."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.dates import find_dates, format_edtf, parse_edtf
from dragoman.reader.anchors import Calendar
from dragoman.reader.dating import date_for, edge_of, printed
from dragoman.records import Interval, UnresolvedDate, When
from tests.reader.texts import sentences_of

PUBLISHED = date(2024, 5, 17)  # a Friday


def date_of(text: str, verb: str) -> str:
    """Give the date expression of the clause of `verb`, "" for none."""
    (sentence,) = sentences_of(text)
    (k,) = [k for k, c in enumerate(sentence.chunks) if c.kind == "VG" and c.low == verb]
    match = date_for(sentence, sentence.walker.clause(k))
    return match.text if match else ""


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Peru recognized Togo on 3 May 1960.", "recognized", "3 May 1960"),
        ("On 3 May 1960 Peru recognized Togo.", "recognized", "3 May 1960"),
        ("On 3 May 1960, after long talks, Peru recognized Togo.", "recognized", "3 May 1960"),
        ("Peru recognized Togo in 1960 and left Benin in 1961.", "recognized", "1960"),
        ("Peru recognized Togo in 1960 and left Benin in 1961.", "left", "1961"),
        ("Peru, which left Benin in 1961, recognized Togo in 1960.", "recognized", "1960"),
        ("Peru, which left Benin in 1961, recognized Togo in 1960.", "left", "1961"),
        ("Peru recognized Togo; Chile left Benin in 1961.", "recognized", ""),
        ("Peru recognized Togo when Chile left Benin in 1961.", "recognized", "1961"),
        ("Peru recognized Togo before 1960.", "recognized", ""),
        ("Peru recognized Togo for the first time since its return to power in 1960.", "recognized", ""),
        ("Peru recognized Togo.", "recognized", ""),
    ],
)
def test_the_date_of_a_clause(text: str, verb: str, expected: str) -> None:
    assert date_of(text, verb) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It came on Thursday.", "on Thursday"),
        ("It came yesterday.", "yesterday"),
        ("It lasted since May 1960.", "since May 1960"),
        ("ON  3 May 1960 it came.", "3 May 1960"),
    ],
)
def test_a_date_is_printed_with_its_preposition(text: str, expected: str) -> None:
    (match,) = find_dates(text)
    assert printed(text, match) == expected


def test_no_date_is_printed_as_nothing() -> None:
    assert printed("It came.", None) == ""


def resolved(calendar: Calendar, text: str, *, future: bool = False) -> str:
    (match,) = find_dates(text)
    when = calendar.resolve(match, future=future)
    calendar.note(when)
    calendar.look_back(match, when)
    return format_edtf(when) if isinstance(when, Interval) else ""


@pytest.mark.parametrize(
    ("text", "future", "expected"),
    [
        ("on Thursday", False, "2024-05-16"),
        ("on Thursday", True, "2024-05-23"),
        ("in June", False, "2023-06"),
        ("in June", True, "2024-06"),
        ("yesterday", False, "2024-05-16"),
        ("on 3 May 1960", False, "1960-05-03"),
    ],
)
def test_dates_count_from_the_published_day_in_the_tense_of_the_clause(
    text: str, future: bool, expected: str
) -> None:
    assert resolved(Calendar(PUBLISHED), text, future=future) == expected


def test_anaphoric_dates_count_from_the_last_date_named() -> None:
    calendar = Calendar(PUBLISHED)
    told = [resolved(calendar, text) for text in ("on 3 May 1960", "three days later", "the next day")]
    assert told == ["1960-05-03", "1960-05-06", "1960-05-07"]


def test_dates_without_a_year_lie_in_the_year_that_a_text_looks_back_to() -> None:
    calendar = Calendar(PUBLISHED)
    told = [resolved(calendar, text) for text in ("in 1960", "on 3 June", "on Monday", "on 3 June")]
    assert told == ["1960", "1960-06-03", "2024-05-13", "2023-06-03"]


def test_a_plan_is_not_dated_by_the_year_that_a_text_looks_back_to() -> None:
    calendar = Calendar(PUBLISHED)
    resolved(calendar, "in 1960")
    assert resolved(calendar, "on 3 June", future=True) == "2024-06-03"


def test_the_heading_gives_the_year_that_its_text_leaves_out() -> None:
    calendar = Calendar(PUBLISHED, heading=Interval.at(1903))
    assert resolved(calendar, "on 3 June") == "1903-06-03"


def test_without_a_published_day_relative_dates_stay_unresolved() -> None:
    calendar = Calendar(None)
    assert resolved(calendar, "yesterday") == ""
    assert calendar.last is None


@pytest.mark.parametrize(
    ("when", "past"),
    [
        (Interval.at(2024, 5, 17), True),
        (Interval.at(2024, 5, 18), False),
        (Interval.at(2024, 5), False),
        (Interval.at(1960), False),
        (UnresolvedDate(), False),
    ],
    ids=["the published day", "the day after", "a month", "a year", "none"],
)
def test_only_days_are_surely_past(when: When, past: bool) -> None:
    assert Calendar(PUBLISHED).is_past(when) is past


def test_any_day_may_be_past_where_no_day_is_known() -> None:
    assert Calendar(None).is_past(Interval.at(2090, 1, 1))


@pytest.mark.parametrize(
    ("date", "effect", "edge"),
    [
        ("1879/1907", "begin", "1879"),
        ("1879/1907", "end", "1907"),
        ("1879/1907", "none", "1879/1907"),
        ("1879/..", "begin", "1879"),
        ("1879/..", "end", "1879/.."),  # it has not ended
        ("1879", "end", "1879"),
    ],
)
def test_a_range_that_tells_an_event_gives_its_end(date: str, effect: str, edge: str) -> None:
    assert edge_of(parse_edtf(date), effect) == parse_edtf(edge)


def test_a_date_that_is_not_resolved_has_no_ends() -> None:
    assert edge_of(UnresolvedDate(), "begin") == UnresolvedDate()
