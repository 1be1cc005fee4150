from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from starlette.testclient import TestClient

from dragoman.service import Ledger
from dragoman.web import Settings, create_app
from tests.web.conftest import HOST
from tests.web.texts import recognition

ASKED = "/api/v1/parties/FRA?on=2025-01-01"


class _Clock:
    now = datetime(2025, 7, 20, 12, 0, 5, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> _Clock:
    return _Clock()


@pytest.fixture
def ledger(ledger_url: str, clock: _Clock) -> Iterator[Ledger]:
    with Ledger.open(ledger_url, clock=clock) as book:
        yield book


@pytest.fixture
def reader(ledger: Ledger, clock: _Clock) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(), ledger=ledger, clock=clock), base_url=HOST) as client:
        yield client


def known_at(reader: TestClient, **headers: str) -> str:
    return str(reader.get(ASKED, headers=headers).json()["known_at"])


def test_the_same_is_given_again_within_a_minute(reader: TestClient, clock: _Clock) -> None:
    first = reader.get(ASKED)
    clock.now += timedelta(seconds=20)
    again = reader.get(ASKED)
    assert again.content == first.content
    assert dict(again.headers) == dict(first.headers)


def test_after_a_minute_it_is_made_anew(reader: TestClient, clock: _Clock) -> None:
    first = known_at(reader)
    clock.now += timedelta(seconds=60)
    assert known_at(reader) != first


def test_what_is_recorded_is_seen_at_once(reader: TestClient, ledger: Ledger) -> None:
    doc, claims = recognition()
    assert doc.name not in reader.get("/").text
    ledger.record(doc, claims=claims)
    assert doc.name in reader.get("/").text


@pytest.mark.parametrize("name", ["cookie", "authorization", "if-none-match"])
def test_what_one_person_is_sent_is_not_given_to_others(reader: TestClient, clock: _Clock, name: str) -> None:
    first = known_at(reader, **{name: "a=b"})
    clock.now += timedelta(seconds=20)
    second = known_at(reader)
    assert second != first
    clock.now += timedelta(seconds=20)
    assert known_at(reader, **{name: "a=b"}) not in {first, second}


def test_what_begins_a_session_is_not_given_to_others(reader: TestClient, clock: _Clock) -> None:
    first, second = reader.get("/paste"), TestClient(reader.app, base_url=HOST).get("/paste")
    assert first.headers["set-cookie"] != second.headers["set-cookie"]


def test_refusals_are_made_anew(reader: TestClient, ledger: Ledger) -> None:
    doc, claims = recognition()
    assert reader.get(f"/api/v1/documents/{doc.id}").status_code == 404
    ledger.record(doc, claims=claims)
    assert reader.get(f"/api/v1/documents/{doc.id}").status_code == 200


def test_packed_and_plain_are_kept_apart(reader: TestClient) -> None:
    packed = reader.get("/methods", headers={"accept-encoding": "gzip"})
    plain = reader.get("/methods", headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text
