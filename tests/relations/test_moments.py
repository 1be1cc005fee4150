"""The day convention: from the first day that a boundary may mean, uncertain until the last."""

from __future__ import annotations

import pytest

from dragoman.records import Interval, Relation
from dragoman.relations import covers, is_certain, since_day, until_day
from dragoman.relations.moments import boundary_day, may_overlap
from dragoman.relations.ops import narrowed
from tests.relations.build import edtf, event, folded, on, when


def interval(text: str) -> Interval:
    found = when(text)
    assert isinstance(found, Interval)
    return found


def relation(since: str, until: str, first: str = "1909-01-01", last: str = "1909-01-01") -> Relation:
    return Relation(
        dimension="recognition",
        a="A",
        b="B",
        status="recognized",
        since=interval(since) if since else None,
        until=interval(until) if until else None,
        first_evidence=on(first),
        last_evidence=on(last),
    )


@pytest.mark.parametrize(
    ("boundary", "day"),
    [
        ("1909-05-03", "1909-05-03"),
        ("1909-05", "1909-05-01"),
        ("1909", "1909-01-01"),
        ("190X", "1900-01-01"),
        ("../1909", "1909-01-01"),
        ("1909-05-03/1909", "1909-05-03"),
    ],
)
def test_a_boundary_counts_from_its_first_day(boundary: str, day: str) -> None:
    assert boundary_day(interval(boundary)) == on(day)


@pytest.mark.parametrize(
    ("day", "held"),
    [("1908-12-31", False), ("1909-01-01", True), ("1911-12-31", True), ("1912-01-01", False)],
)
def test_a_relation_covers_the_half_open_interval(day: str, held: bool) -> None:
    assert covers(relation("1909", "1912"), on(day)) is held


@pytest.mark.parametrize(
    ("day", "certain"),
    [("1909-06-01", False), ("1909-12-31", True), ("1910-06-01", True), ("1911-12-31", True)],
)
def test_a_day_within_an_imprecise_boundary_is_uncertain(day: str, certain: bool) -> None:
    assert is_certain(relation("1909", "1912"), on(day)) is certain


def test_what_held_since_before_is_unknown_earlier_than_its_evidence() -> None:
    held = relation("", "", first="1909-05-03")
    assert not covers(held, on("1909-05-02"))
    assert covers(held, on("1909-05-03"))
    assert since_day(held) == on("1909-05-03")
    assert until_day(held).year == 9999


def test_after_the_last_evidence_a_status_that_ended_at_an_unknown_time_is_uncertain() -> None:
    held = relation("1909-01-01", "../1995-06-01", last="1961-01-01")
    assert is_certain(held, on("1950-01-01"))
    assert not is_certain(held, on("1980-01-01"))


@pytest.mark.parametrize(
    ("boundary", "after", "left"),
    [
        ("1921", "1921-07-26", "1921-07-27/1921"),
        ("1921", "1920-12-31", "1921"),
        ("1921-07", "1921-07-30", "1921-07-31"),
        ("1921", "1921-12-31", "1922-01-01"),
    ],
)
def test_a_boundary_known_to_lie_after_a_day_is_narrowed(boundary: str, after: str, left: str) -> None:
    assert edtf(narrowed(interval(boundary), on(after))) == left


def test_dates_overlap_where_they_may_mean_one_day() -> None:
    assert may_overlap(when("1909"), when("1909-05-03"))
    assert may_overlap(when(""), when("1909-05-03"))
    assert not may_overlap(when("1908"), when("1909-05-03"))


def test_folded_relations_keep_the_precision_of_their_boundaries() -> None:
    events = [
        event("recognize", "USA", "AFG", "1921-07"),
        event("withdraw_recognition", "USA", "AFG", "1980"),
    ]
    first, second = folded(events)
    assert (edtf(first.since), edtf(first.until), edtf(second.since)) == ("1921-07", "1980", "1980")


def test_a_happening_never_takes_the_published_date_for_its_own() -> None:
    assert folded([event("recognize", "USA", "AFG", as_of="2025-07-04")]) == []
