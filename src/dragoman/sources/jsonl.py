"""JSON Lines archives: one object a line, each a document; a broken line costs that line only."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Protocol

from dragoman.errors import DocumentError
from dragoman.records import Document
from dragoman.sources.text import check_size, clean_text

FIELDS = ("id", "text", "title", "publisher", "published", "url", "language")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?")


class ByteStream(Protocol):
    """What documents are read from: a file opened in binary mode, or the like."""

    def read(self, size: int, /) -> bytes:
        """Give up to `size` bytes; none at the end."""
        ...

    def readline(self, size: int, /) -> bytes:
        """Give up to `size` bytes, and no more than one line."""
        ...


def line_limit(max_bytes: int) -> int:
    """Give the most bytes that a record may have whose text has `max_bytes`.

    JSON may write one character as six bytes, so it is four times as many, and 64 kB for the other fields.
    """
    return 4 * max_bytes + 65_536


def iter_lines(
    stream: ByteStream, *, file: str, max_bytes: int
) -> Iterator[tuple[int, bytes | DocumentError]]:
    """Give each line that is not blank with its number, from 1; a line over the limit as an error.

    Memory stays within the limit whatever the line's length.
    """
    limit = line_limit(max_bytes)
    number = 0
    while line := stream.readline(limit):
        number += 1
        if len(line) == limit and not line.endswith(b"\n"):
            while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
                pass
            try:
                check_size(limit, max_bytes, file=file, line=number)
            except DocumentError as error:
                yield number, error
        elif line.strip():
            yield number, line


def parse_record(line: bytes, *, file: str, number: int | None = None, max_bytes: int) -> Document:
    """Turn one line, or a file of one object, into a document; fields not in `FIELDS` are ignored.

    `id` and `text` are required; "doc", as gold files have it, stands for `id`.

    Raises:
        DocumentError: the line is not a JSON object, lacks a field, or has one of the wrong kind.
    """
    row = _object(line, file=file, number=number)
    name = row.get("id") if row.get("id") not in (None, "") else row.get("doc")
    if name in (None, ""):
        raise _field(file, number, "id", "is missing", "give each record an id")
    if "text" not in row:
        raise _field(file, number, "text", "is missing", "give each record its text")
    texts = {field: _string(row, field, file=file, number=number) for field in FIELDS[1:]}
    check_size(len(texts["text"].encode("utf-8", "surrogatepass")), max_bytes, file=file, line=number)
    return Document(
        text=clean_text(texts["text"], file=file, line=number),
        name=str(name),
        title=texts["title"],
        publisher=texts["publisher"],
        url=texts["url"],
        language=texts["language"],
        published=_day(texts["published"], file=file, number=number),
    )


def _object(line: bytes, *, file: str, number: int | None) -> dict[str, Any]:
    remedy = "write one JSON object a line, in UTF-8"
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise DocumentError(file=file, line=number, problem="is not UTF-8", remedy=remedy) from error
    except json.JSONDecodeError as error:
        problem = f"is not valid JSON ({error.msg} at column {error.colno})"
        raise DocumentError(file=file, line=number, problem=problem, remedy=remedy) from error
    except RecursionError as error:
        raise DocumentError(file=file, line=number, problem="is nested too deeply", remedy=remedy) from error
    except ValueError as error:  # a number of thousands of digits
        problem = f"has a value that cannot be read ({error})"
        raise DocumentError(file=file, line=number, problem=problem, remedy=remedy) from error
    if not isinstance(row, dict):
        raise DocumentError(file=file, line=number, problem="is not a JSON object", remedy=remedy)
    return row


def _string(row: dict[str, Any], field: str, *, file: str, number: int | None) -> str:
    value = row.get(field)
    if value is None:
        value = ""
    if not isinstance(value, str):
        kind = type(value).__name__
        raise _field(file, number, field, f"is {kind}, not a string", "write it in quotes")
    if field != "text" and ("\x00" in value or not value.isprintable()):
        value = "".join(character if character.isprintable() else " " for character in value).strip()
    return value


def _day(text: str, *, file: str, number: int | None) -> date | None:
    if not text.strip():
        return None
    match = _DAY.fullmatch(text.strip())
    try:
        return date.fromisoformat(match[1] if match else text)
    except ValueError as error:
        raise _field(file, number, "published", f"{text!r} is no day", "write YYYY-MM-DD") from error


def _field(file: str, number: int | None, field: str, problem: str, remedy: str) -> DocumentError:
    return DocumentError(file=file, line=number, problem=f"field {field!r} {problem}", remedy=remedy)
