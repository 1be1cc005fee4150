"""Forms as a browser would send them."""

from __future__ import annotations

import re

from httpx2 import Response
from starlette.testclient import TestClient

_TOKEN = re.compile(r'name="csrf" value="([^"]+)"')
_KEY = re.compile(r'name="key" value="([^"]+)"')
PASSWORD = "correct horse battery"  # noqa: S105 - of tests


def token_in(page: str) -> str:
    """Give the token of the first form of a page that has one."""
    found = _TOKEN.search(page)
    assert found
    return found[1]


def key_in(page: str) -> str:
    """Give the key of the reading that a page shows."""
    found = _KEY.search(page)
    assert found
    return found[1]


def send(client: TestClient, page: str, action: str = "", **fields: str) -> Response:
    """Load a page with a form, and send the form."""
    token = token_in(client.get(page).text)
    return client.post(action or page, data={"csrf": token, **fields})


def log_in(client: TestClient, name: str = "Ada", password: str = PASSWORD) -> Response:
    """Log in."""
    return send(client, "/login", name=name, password=password)
