from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from dragoman.service import Ledger
from dragoman.web import Settings, create_app
from dragoman.web.security.headers import HEADERS, POLICY
from tests.web.conftest import HOST, Client, clock
from tests.web.forms import PASSWORD

EVERY = [
    pytest.param("GET", "/", {}, 200, id="page"),
    pytest.param("HEAD", "/", {}, 200, id="head"),
    pytest.param("GET", "/paste", {}, 200, id="form"),
    pytest.param("GET", "/nowhere", {}, 404, id="not found"),
    pytest.param("GET", "/?on=2025-02-30", {}, 400, id="no such day"),
    pytest.param("GET", "/static/none.css", {}, 404, id="no such file"),
    pytest.param("DELETE", "/", {}, 405, id="method"),
    pytest.param("GET", "/", {"host": "evil.example"}, 400, id="foreign host"),
    pytest.param("POST", "/paste", {"origin": "https://evil.example"}, 403, id="foreign origin"),
    pytest.param("POST", "/paste", {}, 403, id="no token"),
    pytest.param("POST", "/paste/record", {}, 403, id="may not write"),
    pytest.param("GET", "/api/v1/openapi.json", {}, 200, id="api"),
]


@pytest.mark.parametrize(("method", "path", "headers", "status"), EVERY)
def test_every_response_has_every_header(
    client: TestClient, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    response = client.request(method, path, headers=headers)
    assert response.status_code == status
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
    assert "cache-control" in response.headers


def test_too_large_a_body_is_refused_with_every_header(client: TestClient) -> None:
    response = client.post("/paste", content=b"a" * 10_000_000)
    assert response.status_code == 413
    assert response.headers["content-security-policy"] == POLICY


def test_policy_allows_nothing_inline() -> None:
    assert "unsafe" not in POLICY
    assert "default-src 'none'" in POLICY


def test_failing_page_tells_nothing_and_has_every_header(
    ledger: Ledger, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(Settings(), ledger=ledger, clock=clock)

    @app.get("/breaks")
    def breaks() -> None:
        secret = "the password is swordfish"  # noqa: S105 - what must not be shown
        raise RuntimeError(secret)

    with TestClient(app, base_url=HOST) as client:
        response = client.get("/breaks")
    assert response.status_code == 500
    assert "swordfish" not in response.text
    assert "swordfish" in caplog.text
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


def test_head_gives_the_headers_of_get_and_no_body(client: TestClient) -> None:
    got, headed = client.get("/paste"), client.head("/paste")
    assert headed.content == b""
    assert headed.headers["content-type"] == got.headers["content-type"]


def test_https_is_asked_for_only_where_there_is_a_proxy(client_of: Client) -> None:
    assert "strict-transport-security" not in client_of().get("/").headers
    assert "strict-transport-security" in client_of(https=True).get("/").headers


@pytest.mark.parametrize("path", ["/", "/paste", "/login", "/nowhere", "/search?q=x"])
def test_pages_have_nothing_inline_and_nothing_from_elsewhere(client_of: Client, path: str) -> None:
    page = client_of(password=PASSWORD).get(path).text
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", page)
    assert not re.search(r"""(?:src|href|action)=["'](?!/|#|mailto:)""", page)
    assert page.count("<h1") == 1
    assert "<main" in page
