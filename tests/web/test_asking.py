from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from starlette.testclient import TestClient

from dragoman.errors import DateError
from dragoman.web.asking import Moment, parse_day, parse_instant

DAY = date(2025, 7, 10)
INSTANT = datetime(2025, 7, 9, 12, 30, 0, 123456, tzinfo=UTC)


def test_moment_carries_only_what_was_asked() -> None:
    assert Moment(on=DAY).query() == ""
    assert Moment(on=DAY, on_given=True).query() == "?on=2025-07-10"
    assert Moment(on=DAY, known_at=INSTANT).query(q="a b&c") == (
        "?q=a+b%26c&known_at=2025-07-09T12%3A30%3A00.123456Z"
    )


def test_fixed_moment_says_both() -> None:
    fixed = Moment(on=DAY).fixed(INSTANT)
    assert fixed.query() == "?on=2025-07-10&known_at=2025-07-09T12%3A30%3A00.123456Z"
    assert parse_instant(fixed.instant) == INSTANT


@pytest.mark.parametrize("text", ["2025-02-30", "2025-7-1", "20250701", "\u0662025-07-01", "x" * 1000])
def test_day_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        parse_day(text)


@pytest.mark.parametrize(
    "text",
    [
        "2025-07-09",
        "2025-07-09T00:00",
        "2025-07-09T00:00Z",
        "2025-07-09T02:00+02:00",
        "2025-07-09T02:00 02:00",
    ],
)
def test_instant_is_in_utc_unless_it_says_otherwise(text: str) -> None:
    assert parse_instant(text) == datetime(2025, 7, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["x", "2025-13-01", "0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00", "1" * 999]
)
def test_instant_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        parse_instant(text)


@pytest.mark.parametrize("query", ["on=yesterday", "on=2025-02-30", "known_at=soon"])
def test_page_asked_about_no_moment_says_what_to_give(client: TestClient, query: str) -> None:
    response = client.get(f"/?{query}")
    assert response.status_code == 400
    assert "give" in response.text


@pytest.mark.parametrize("address", ["/", "/pair/USA/CUB", "/search?q=embassy", "/methods"])
def test_last_instant_there_is_can_be_asked_about(client: TestClient, address: str) -> None:
    query = f"{'&' if '?' in address else '?'}known_at=9999-12-31T23:59:59.999999Z"
    response = client.get(f"{address}{query}")
    assert response.status_code == 200
    assert 'value="9999-12-31T23:59:59.999"' in response.text


def test_page_asked_with_empty_fields_is_about_now(client: TestClient) -> None:
    assert client.get("/?on=&known_at=").status_code == 200
