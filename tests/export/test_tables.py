"""Rows as JSON Lines, CSV and Parquet."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import MissingExtraError
from dragoman.export import flat, to_json, write_csv, write_jsonl, write_parquet

ROWS: list[dict[str, Any]] = [
    {
        "id": "a",
        "actor": {"id": "RUS", "start": 3},
        "measures": ["arms", "oil"],
        "confidence": 0.5,
        "amount": None,
    },
    {
        "id": "b",
        "actor": None,
        "measures": [],
        "confidence": 1.0,
        "amount": {"value": 2.5, "currency": "USD"},
    },
]
COLUMNS = ("id", "actor_id", "actor_start", "measures", "confidence", "amount_value", "amount_currency")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3)
    )
)
def test_json_comes_back_as_it_was(value: Any) -> None:
    assert json.loads(to_json(value)) == value


@given(st.text())
def test_json_has_no_character_that_a_terminal_obeys(text: str) -> None:
    assert not set(to_json(text)) & {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), 0x202E, 0x2066)}


def test_json_keeps_letters_as_they_are() -> None:
    assert to_json({"city": "Malé"}) == '{"city": "Malé"}'


def test_json_lines_are_one_object_a_line() -> None:
    stream = io.StringIO()
    assert write_jsonl(ROWS, stream) == 2
    assert [json.loads(line) for line in stream.getvalue().splitlines()] == ROWS


def test_csv_is_flat_and_comes_back() -> None:
    stream = io.StringIO()
    assert write_csv(ROWS, stream, columns=COLUMNS) == 2
    first, second = csv.DictReader(io.StringIO(stream.getvalue()))
    assert first == dict(zip(COLUMNS, ("a", "RUS", "3", "arms; oil", "0.5", "", ""), strict=True))
    assert second == dict(zip(COLUMNS, ("b", "", "", "", "1.0", "2.5", "USD"), strict=True))


def test_csv_of_nothing_has_its_header() -> None:
    stream = io.StringIO()
    assert write_csv([], stream, columns=("a", "b")) == 0
    assert stream.getvalue() == "a,b\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("text", ['He said, "no"{}and left.', "no{}yes", "no{}", "{}"])
def test_csv_keeps_commas_quotes_and_line_ends(text: str, end: str) -> None:
    stream = io.StringIO(newline="")
    rows = [{"a": text.format(end), "b": "x"}, {"a": "y", "b": text.format(end)}]
    write_csv(rows, stream, columns=("a", "b"))
    assert list(csv.DictReader(io.StringIO(stream.getvalue(), newline=""))) == rows


def test_lists_of_objects_are_json_in_a_cell() -> None:
    assert flat({"a": [{"b": 1}], "c": True})["a"] == '{"b": 1}'


def test_parquet_keeps_numbers_and_notes(tmp_path: Path) -> None:
    path = tmp_path / "claims.parquet"
    assert write_parquet(ROWS, path, columns=COLUMNS, notes={"known_at": "2026-01-01T00:00Z"}) == 2
    table = pq.read_table(path)
    assert table.to_pylist()[0] == {
        "id": "a",
        "actor_id": "RUS",
        "actor_start": 3,
        "measures": "arms; oil",
        "confidence": 0.5,
        "amount_value": None,
        "amount_currency": "",
    }
    assert table.schema.metadata[b"known_at"] == b"2026-01-01T00:00Z"


def test_parquet_of_nothing_has_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "none.parquet"
    assert write_parquet([], path, columns=COLUMNS) == 0
    assert tuple(pq.read_table(path).column_names) == COLUMNS


def test_without_pyarrow_the_remedy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'dragoman\[parquet\]'"):
        write_parquet(ROWS, tmp_path / "a.parquet", columns=COLUMNS)
