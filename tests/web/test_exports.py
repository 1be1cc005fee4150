"""CSV: cells that stay text, whatever a document holds."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.web.exports import csv_response, csv_text


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    "hostile",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =cmd|' /C calc'!A0",
        "\uff1d1",
        "|calc",
        "%0A",
    ],
)
def test_a_formula_gets_an_apostrophe(hostile: str) -> None:
    (row,) = cells(csv_text([{"a": hostile}], columns=["a"]))[1:]
    assert row == [f"'{hostile}"]


@pytest.mark.parametrize("plain", ["Oslo", "1993-07", "a=b", "", "'quoted'", "~1915", "?Blurbistan"])
def test_plain_words_stay_as_they_are(plain: str) -> None:
    assert cells(csv_text([{"a": plain, "b": 1}], columns=["a", "b"]))[1] == [plain, "1"]


def test_numbers_stay_numbers() -> None:
    assert cells(csv_text([{"a": -1.5}], columns=["a"]))[1] == ["-1.5"]


def test_nested_values_are_guarded_too() -> None:
    row = {"a": {"id": "=1", "name": "x"}, "measures": ["=2", "y"]}
    assert cells(csv_text([row], columns=["a_id", "a_name", "measures"]))[1] == ["'=1", "x", "'=2; y"]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
def test_no_cell_begins_like_a_formula_and_nothing_is_lost(text: str) -> None:
    (row,) = cells(csv_text([{"a": text, "b": "end"}], columns=["a", "b"]))[1:]
    assert row[0] in {text, f"'{text}"}
    assert not row[0].lstrip(" \t\r\n\x00").startswith(("=", "+", "-", "@"))


def test_a_file_is_saved_under_a_safe_name() -> None:
    response = csv_response([], columns=["a"], name='a/b"\r\nx: "y é')
    assert response.headers["content-disposition"].startswith('attachment; filename="a-b-x-y.csv"')
    assert response.headers["content-type"].startswith("text/csv")
    assert response.body == b"a\n"
