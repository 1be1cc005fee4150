"""A ledger, open and empty, for the tests of what it does rather than of how it is opened."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from dragoman.ledger.store import Store
from tests.conftest import POSTGRES_VARIABLE

collect_ignore = [] if os.environ.get(POSTGRES_VARIABLE) else ["test_postgres.py"]


@pytest.fixture
def store(ledger_url: str) -> Iterator[Store]:
    with Store.open(ledger_url) as opened:
        yield opened
        assert opened.problems() == []  # no test may leave a ledger that breaks its own rules
