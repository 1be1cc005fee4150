"""One answer, four shapes: a sheet for people; JSON, JSON Lines and CSV for programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import TextIOWrapper
from typing import IO, Any

from dragoman.cli.sheet import Sheet, show
from dragoman.cli.text import safe
from dragoman.export.rows import spread
from dragoman.export.tables import to_json, write_csv, write_jsonl


def prepare(style: str) -> IO[str]:
    """Give standard output, ready for a format: UTF-8 for programs, never an encoding error for people."""
    stream = sys.stdout
    if isinstance(stream, TextIOWrapper):
        if style == "table":
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", newline="\n")
    return stream


def emit(
    style: str,
    *,
    sheet: Callable[[], Sheet],
    rows: Iterable[Mapping[str, Any]],
    columns: Sequence[str],
    head: Mapping[str, Any] | None = None,
) -> None:
    """Print an answer.

    Args:
        style: "table", "json", "jsonl" or "csv".
        sheet: Makes the answer for people; only called for "table".
        rows: The answer for programs.
        columns: Of the CSV, after those of `head`; nested fields as `export.tables.flat` names them.
        head: What was asked (`on`, `known_at`): once in JSON, in every row of JSON Lines and CSV.
    """
    stream = prepare(style)
    asked = dict(head or {})
    if style == "table":
        show(sheet(), stream)
    elif style == "json":
        answer: Any = {**asked, "rows": list(rows)} if asked else list(rows)
        stream.write(to_json(answer, indent=2) + "\n")
    elif style == "jsonl":
        write_jsonl(({**asked, **row} for row in rows), stream)
    else:
        # A terminal would obey control characters in a text; a file gets the text as it is.
        clean = _safe_row if stream.isatty() else _same_row
        lines = (clean(spread({**asked, **row})) for row in rows)
        write_csv(lines, stream, columns=[*asked, *columns])


def _same_row(row: Mapping[str, Any]) -> Mapping[str, Any]:
    return row


def _safe_row(row: Mapping[str, Any]) -> Mapping[str, Any]:
    def clean(value: Any) -> Any:
        if isinstance(value, str):
            return safe(value)
        if isinstance(value, Mapping):
            return {key: clean(inner) for key, inner in value.items()}
        return [clean(inner) for inner in value] if isinstance(value, (list, tuple)) else value

    return {key: clean(value) for key, value in row.items()}
