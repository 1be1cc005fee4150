"""Pages asked without a server: a ledger with a few texts, and clients for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dragoman.service import Ledger
from dragoman.web import Settings, create_app
from tests.ask import build

HOST = "http://localhost"
NOW = datetime(2025, 7, 20, 12, tzinfo=UTC)
Client = Callable[..., TestClient]


def clock() -> datetime:
    """Give the instant at which every test takes place."""
    return NOW


@pytest.fixture
def ledger(ledger_url: str) -> Iterator[Ledger]:
    """Give an empty ledger on each database."""
    with Ledger.open(ledger_url, clock=clock) as book:
        yield book


@pytest.fixture
def book() -> Iterator[Ledger]:
    """Give a ledger in memory that holds three documents."""
    with build.ledger() as opened:
        yield opened


@pytest.fixture
def client_of(ledger: Ledger) -> Iterator[Client]:
    """Give a function that makes a client for the ledger, by `Settings`' fields."""
    with ExitStack() as stack:

        def client(**settings: Any) -> TestClient:
            app = create_app(Settings(**settings), ledger=ledger, clock=clock)
            return stack.enter_context(TestClient(app, base_url=HOST, follow_redirects=False))

        yield client


@pytest.fixture
def client(client_of: Client) -> TestClient:
    """Give a client that may only read."""
    return client_of()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Give where a ledger may be made."""
    return tmp_path / "ledger.sqlite"
