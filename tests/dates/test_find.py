from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.dates import DateKind, DateMatch, find_dates
from tests.dates.cases import FOUND, NO_DATES
from tests.dates.strategies import TEXTS
from tests.growth import MOST, TIMES, seconds_of


def _brief(matches: list[DateMatch]) -> list[tuple[str, str, DateKind]]:
    return [(m.prep, m.text, m.kind) for m in matches]


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[text for text, _ in FOUND])
def test_find_dates_finds_the_expressions(text: str, expected: list[tuple[str, str, DateKind]]) -> None:
    assert _brief(find_dates(text)) == expected


@pytest.mark.parametrize("text", NO_DATES)
def test_find_dates_leaves_out_what_is_no_date(text: str) -> None:
    assert _brief(find_dates(text)) == []


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("six weeks after he met Stark", True),
        ("two days after the coup", True),
        ("the day before he left", True),
        ("three years following the war", True),
        ("one day prior to the bombing", True),
        ("Two days after, the army", False),
        ("three days later the army", False),
        ("a year before.", False),
        ("the week before", False),
        ("a year earlier the army", False),
    ],
)
def test_clause_marks_counts_from_what_the_next_words_tell(text: str, clause: bool) -> None:
    (match,) = find_dates(text)
    assert match.clause is clause


@pytest.mark.parametrize(
    ("text", "approximate"),
    [
        ("about 1915", True),
        ("circa May 1850", True),
        ("on or about June 3, 1868", True),
        ("nearly two years later", True),
        ("more than two years later", True),
        ("less than two weeks ago", True),
        ("a year or so later", True),
        ("over a month later", True),
        ("late May 1920", False),
        ("early 1990", False),
        ("mid-2020", False),
        ("two years later", False),
    ],
)
def test_only_words_for_about_make_a_date_approximate(text: str, approximate: bool) -> None:
    (match,) = find_dates(text)
    assert match.approximate is approximate


def test_find_dates_counts_offsets_in_the_whole_text() -> None:
    text = "On May 3, 1909 it began. In 1910 it ended. In 1911 it was over."
    matches = find_dates(text, 25, 42)
    assert [(m.text, m.span.start, m.span.end) for m in matches] == [("1910", 28, 32)]


def test_find_dates_reads_nothing_beyond_its_part() -> None:
    text = "since 1990 and 1991"
    (match,) = find_dates(text, 6, 8 + 2)
    assert (match.text, match.prep) == ("1990", "")


@given(TEXTS)
def test_matches_quote_the_text_in_order_and_never_overlap(text: str) -> None:
    end = 0
    for match in find_dates(text):
        assert end <= match.span.start < match.span.end <= len(text)
        assert match.span.of(text) == match.text == match.text.strip()
        end = match.span.end


@given(TEXTS, st.sampled_from(["", "It is so. ", "\u00c9t\u00e9: "]))
def test_matches_of_a_part_are_those_of_the_part_alone(text: str, before: str) -> None:
    whole = find_dates(before + text + " 1991 in May", len(before), len(before) + len(text))
    shifted = [(m.span.start - len(before), m.text, m.kind) for m in whole]
    assert shifted == [(m.span.start, m.text, m.kind) for m in find_dates(text)]


@given(st.text(max_size=60))
def test_find_dates_takes_any_text(text: str) -> None:
    assert all(match.span.of(text) == match.text for match in find_dates(text))


def test_time_grows_with_the_length_of_the_text_only() -> None:
    text = "the first of the last of May to the end of the 3rd and 4 or 5 in a few, "
    part = seconds_of(lambda: find_dates(text * 100), rounds=5)
    assert seconds_of(lambda: find_dates(text * 100 * TIMES), rounds=3) < MOST * part
