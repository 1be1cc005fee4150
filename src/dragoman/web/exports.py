"""Views as CSV, for spreadsheets: the columns that the command line writes, with cells that stay text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from dragoman.answers import Answer
from dragoman.export import flat, write_csv
from dragoman.web.asking import instant_text

# What a spreadsheet takes for a formula or a command at the beginning of a cell, also after blanks, and in
# the wide forms that some of them read alike.
_FORMULA = re.compile(r"[\s\x00]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]|[\t\r\n]")
_SAFE_NAME = re.compile(r"[^\w.-]+", re.ASCII)

Row = Mapping[str, Any]


def csv_response(rows: Iterable[Row], *, columns: Sequence[str], name: str) -> Response:
    """Give rows as a file to be saved.

    Args:
        rows: As `export.rows` makes them.
        columns: Their names, in order.
        name: Of the file, without ".csv".
    """
    file = _SAFE_NAME.sub("-", name).strip("-.") or "dragoman"
    exactly = f"UTF-8''{quote(name, safe='')}.csv"
    return Response(
        csv_text(rows, columns=columns),
        media_type="text/csv; charset=utf-8; header=present",
        headers={"content-disposition": f'attachment; filename="{file}.csv"; filename*={exactly}'},
    )


def csv_text(rows: Iterable[Row], *, columns: Sequence[str]) -> str:
    """Give rows as CSV whose cells no spreadsheet takes for formulas."""
    stream = io.StringIO()
    write_csv((guarded(flat(row)) for row in rows), stream, columns=columns)
    return stream.getvalue()


def asked_columns(answer: Answer[Any]) -> dict[str, Any]:
    """Give the columns that repeat on every row what was asked: on, known_at and sequence."""
    asked: dict[str, Any] = {"on": answer.on.isoformat()} if answer.on else {}
    return {**asked, "known_at": instant_text(answer.known_at), "sequence": answer.sequence}


def guarded(row: Row) -> dict[str, Any]:
    """Put an apostrophe before text that a spreadsheet would run; numbers stay numbers.

    Source:
        OWASP, CSV Injection (https://owasp.org/www-community/attacks/CSV_Injection).
    """
    return {key: _text(value) if isinstance(value, str) else value for key, value in row.items()}


def _text(value: str) -> str:
    return f"'{value}" if _FORMULA.match(value) else value
