from __future__ import annotations

import time
from collections.abc import Iterator
from types import SimpleNamespace

import anyio
import pytest
from limits.storage import MemoryStorage
from starlette.requests import Request
from starlette.responses import Response
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from dragoman.web import Settings
from dragoman.web.problems import ProblemError
from dragoman.web.security.limits import Gate, Rates, address_of, is_allowed
from tests.web.conftest import Client
from tests.web.forms import send

NAMES = frozenset({"localhost", "atlas.example"})


@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost:8000", "LOCALHOST", "atlas.example.", "127.0.0.1:8000", "[::1]:80", "192.0.2.7"],
)
def test_host_of_ours_or_an_address_is_taken(host: str) -> None:
    assert is_allowed(host, NAMES)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "localhost.evil.example",
        "evil.example:80@localhost:x",
        "[::1",
        "127.0.0.1.evil.example",
    ],
)
def test_other_host_is_refused(host: str) -> None:
    assert not is_allowed(host, NAMES)


def test_wrong_host_gets_no_page(client: TestClient) -> None:
    response = client.get("/", headers={"host": "rebound.example"})
    assert response.status_code == 400
    assert "does not go by the name" in response.text


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
    ids=str,
)
def test_form_of_another_site_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    response = client.post("/paste", headers=headers)
    assert response.status_code == 403
    assert "another site" in response.text


def test_body_is_refused_by_its_stated_length_before_it_is_read(client: TestClient) -> None:
    sent = 0

    def body() -> Iterator[bytes]:
        nonlocal sent
        sent += 1
        yield b"word"

    response = client.post("/paste", content=body(), headers={"content-length": str(10_000_000)})
    assert (response.status_code, sent) == (413, 0)


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b"], ids=str
)
def test_body_that_says_no_length_is_refused_once_it_is_too_large(client_of: Client, kind: str) -> None:
    client = client_of(body_bytes=1000)
    content = (b"x" * 400 for _ in range(10))
    response = client.post("/paste", content=content, headers={"content-type": kind})
    assert response.status_code == 413


@pytest.mark.parametrize("length", ["-1", "many", "1e9", "9" * 5000])
def test_length_that_is_none_is_refused(client: TestClient, length: str) -> None:
    assert client.post("/paste", content=b"", headers={"content-length": length}).status_code == 413


def test_too_much_within_a_minute_is_refused_and_says_how_long_to_wait(client_of: Client) -> None:
    client = client_of(paste_per_minute=2)
    codes = [send(client, "/paste", text="").status_code for _ in range(3)]
    last = send(client, "/paste", text="")
    assert codes == [422, 422, 429]
    assert 1 <= int(last.headers["retry-after"]) <= 60


def test_body_that_takes_too_long_is_not_waited_for() -> None:
    async def slow() -> Message:
        await anyio.sleep(30)
        return {"type": "http.request", "body": b"x", "more_body": True}

    async def page(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()

    scope: Scope = {
        "type": "http",
        "method": "POST",
        "path": "/paste",
        "headers": [(b"host", b"localhost")],
    }

    async def send(message: Message) -> None:
        pytest.fail("nothing is sent yet")

    gate = Gate(page, settings=Settings(body_s=0.01), refuse=lambda *_: Response())
    with pytest.raises(ProblemError) as refused:
        anyio.run(gate.__call__, scope, slow, send)
    assert refused.value.status_code == 408


def test_rates_forget_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    rates = Rates.of(Settings())
    for number in range(100):
        rates.wait_s("paste", f"192.0.2.{number}")
    storage = rates._limiter.storage
    assert isinstance(storage, MemoryStorage)
    later = time.time() + 300
    monkeypatch.setattr(time, "time", lambda: later)
    rates.wait_s("paste", "192.0.2.200")
    storage._MemoryStorage__expire_events()  # type: ignore[attr-defined]  # else a timer's
    assert len(storage.storage) + len(storage.events) + len(storage.expirations) <= 4


def test_rates_count_addresses_apart() -> None:
    rates = Rates.of(Settings(paste_per_minute=1))
    assert rates.wait_s("paste", "192.0.2.1") == 0
    assert rates.wait_s("paste", "192.0.2.2") == 0
    assert rates.wait_s("write", "192.0.2.1") == 0
    assert rates.wait_s("paste", "192.0.2.1") > 0


def test_addresses_of_one_ipv6_network_count_together() -> None:
    def at(host: str) -> str:
        return address_of(
            Request({"type": "http", "headers": [], "client": (host, 1), "app": SimpleNamespace()})
        )

    assert at("2001:db8::1") == at("2001:db8::ffff:1")
    assert at("2001:db8::1") != at("2001:db8:0:1::1")
    assert at("192.0.2.1") == "192.0.2.1"
