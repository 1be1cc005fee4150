"""Packaged data files: opened by name, checked against `data/manifest.toml` by the tests."""

from __future__ import annotations

import csv
import tomllib
from importlib.resources import files
from typing import Any

from dragoman.errors import DataError


def load_text(name: str) -> str:
    """Give a packaged file as text; `name` is relative to `dragoman/data`, such as "phrases/envoy.toml"."""
    path = files("dragoman").joinpath("data", *name.split("/"))
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(file=name, problem=f"cannot be read ({error})") from error


def load_toml(name: str) -> dict[str, Any]:
    """Give a packaged TOML file as a dictionary."""
    try:
        return tomllib.loads(load_text(name))
    except tomllib.TOMLDecodeError as error:
        raise DataError(file=name, problem=f"is not valid TOML ({error})") from error


def load_csv(name: str) -> list[dict[str, str]]:
    """Give a packaged CSV file's rows; the first line names the columns, "#" lines are comments."""
    lines = [line for line in load_text(name).splitlines() if line and not line.startswith("#")]
    reader = csv.reader(lines, strict=True)
    columns = next(reader)
    rows = list(reader)
    for row in rows:  # zip would drop or leave out cells in silence
        if len(row) != len(columns):
            raise DataError(file=name, problem=f"a row has {len(row)} cells, not {len(columns)}: {row}")
    return [dict(zip(columns, row, strict=True)) for row in rows]
