from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.ask import build
from tests.cli.conftest import Run


@pytest.fixture
def asked(dragoman: Run, tmp_path: Path) -> Run:
    """Give the command line with a ledger that holds three documents."""
    build.ledger(str(tmp_path / "ledger.sqlite")).close()
    return dragoman


def test_search_shows_passages_and_parties(asked: Run) -> None:
    ended = asked("search", "taliban")
    assert ended.code == 0
    assert "“Moscow recognized the Taliban on 3 July 2025.” [kabul · The Daily Test · 2025-07-04" in ended.out
    assert "2 passages" in ended.out
    assert "AFG/taliban" in ended.out


def test_search_gives_passages_to_programs(asked: Run) -> None:
    ended = asked("search", "embassy", "1923", "--format", "jsonl")
    (row,) = (json.loads(line) for line in ended.out.splitlines())
    assert row["text"] == "The United States opened an embassy in Havana in 1923."
    assert row["document"] == "havana"
    assert len(row["claims"]) == 1


def test_search_that_finds_nothing_says_so(asked: Run) -> None:
    ended = asked("search", "zzzz")
    assert ended.code == 0
    assert "0 passages" in ended.out
