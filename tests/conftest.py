"""Fixtures for every test. `ledger_url` runs a test on each database that there is one of.

`--update-golden` writes the golden files anew instead of comparing with them.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, make_url

POSTGRES_VARIABLE = "DRAGOMAN_TEST_POSTGRES"  # URL of an empty server; `.ci/postgres` starts one
DIALECTS = ["sqlite", *(["postgresql"] if os.environ.get(POSTGRES_VARIABLE) else [])]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that rewrites golden files."""
    parser.addoption(
        "--update-golden", action="store_true", help="write golden files anew; review the diff afterwards"
    )


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Tell whether golden files are to be written anew."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a model of random weights, made once; nothing may be written to it."""
    from tests.reader.encoder import tiny  # imports torch, for which other tests need not wait

    return tiny.write(tmp_path_factory.mktemp("tiny") / "model")


@pytest.fixture(params=DIALECTS)
def ledger_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the place of a new, empty ledger: a path for SQLite, a URL with its own schema for PostgreSQL."""
    if request.param == "sqlite":
        yield str(tmp_path / "ledger.sqlite")
        return
    with postgres_schema() as url:
        yield url


@contextmanager
def postgres_schema() -> Iterator[str]:
    """Give the URL of a new, empty schema on the server; it is dropped afterwards."""
    server = make_url(os.environ[POSTGRES_VARIABLE])
    schema = f"test_{uuid.uuid4().hex}"
    _execute(server, f"CREATE SCHEMA {schema}")
    try:
        url = server.update_query_dict({"options": f"-csearch_path={schema}"})
        yield url.render_as_string(hide_password=False)
    finally:
        _execute(server, f"DROP SCHEMA {schema} CASCADE")


def _execute(server: URL, statement: str) -> None:
    engine = create_engine(server.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as conn:
        conn.exec_driver_sql(statement)
    engine.dispose()
