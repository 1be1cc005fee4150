"""Rows out: JSON Lines, JSON, CSV and Parquet. Each row is a dictionary; the columns are named once."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, Any

from dragoman.errors import MissingExtraError

PARQUET_ROWS = 10_000  # rows held in memory at a time
Row = Mapping[str, Any]

# C1 controls, line and paragraph separators and bidirectional controls: legal in JSON strings, but a
# terminal may obey them. Their escapes mean the same to every JSON parser.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def to_json(value: Any, *, indent: int | None = None) -> str:
    """Give JSON in UTF-8 on one line (or indented), keys in their order, control characters escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def write_jsonl(rows: Iterable[Row], stream: IO[str]) -> int:
    """Write one JSON object a line; give their number."""
    count = 0
    for count, row in enumerate(rows, start=1):  # noqa: B007 - the last number is the count
        stream.write(to_json(row) + "\n")
    return count


def write_csv(rows: Iterable[Row], stream: IO[str], *, columns: Sequence[str], header: bool = True) -> int:
    """Write a header and one line a row (RFC 4180, but line ends are newlines); give the rows' number.

    Nested values are flattened by `flat`; columns that a row lacks stay empty.
    """
    writer = csv.writer(_Lines(stream))
    if header:
        writer.writerow(columns)
    count = 0
    for count, row in enumerate(rows, start=1):  # noqa: B007 - the last number is the count
        cells = flat(row)
        writer.writerow([_cell(cells.get(column)) for column in columns])
    return count


class _Lines:
    """Ends rows in newlines: `csv` itself quotes a carriage return only where its own rows end in one."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def write(self, row: str) -> int:
        return self._stream.write(row.removesuffix("\r\n") + "\n")


def write_parquet(
    rows: Iterable[Row], path: Path, *, columns: Sequence[str], notes: Mapping[str, str] | None = None
) -> int:
    """Write a Parquet file, some thousand rows at a time; give the rows' number.

    Whole numbers and fractions keep their type by column name (`start`, `end`, `documents`, `n`,
    `confidence`, `value`); everything else is a string. `notes` go to the file's metadata.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # type: ignore[import-untyped]
        import pyarrow.parquet as pq  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingExtraError(extra="parquet", needed_for="the Parquet format") from error
    kinds = {name: pa.int64() for name in columns if name.split("_")[-1] in _WHOLE}
    kinds |= {name: pa.float64() for name in columns if name.split("_")[-1] in _FRACTION}
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in columns], metadata=dict(notes or {}))
    count = 0
    with pq.ParquetWriter(path, schema) as writer:
        for batch in _batches(rows, PARQUET_ROWS):
            cells = [flat(row) for row in batch]
            arrays = [
                _array(pa, cells, field.name, field.type, typed=field.name in kinds) for field in schema
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            count += len(batch)
    return count


_WHOLE = frozenset({"start", "end", "documents", "n", "sequence"})
_FRACTION = frozenset({"confidence", "value"})


def flat(row: Row) -> dict[str, Any]:
    """Flatten nested objects: `actor` {"id": …} becomes `actor_id`; lists of words are joined by "; "."""
    cells: dict[str, Any] = {}
    for key, value in row.items():
        if isinstance(value, Mapping):
            cells |= {f"{key}_{inner}": cell for inner, cell in flat(value).items()}
        elif isinstance(value, (list, tuple)):
            cells[key] = "; ".join(_cell(item) for item in value)
        else:
            cells[key] = value
    return cells


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (Mapping, list, tuple)):
        return to_json(value)
    return str(value)


def _array(pa: Any, cells: Sequence[Row], name: str, kind: Any, *, typed: bool) -> Any:
    values = [row.get(name) for row in cells]
    return pa.array(values if typed else [_cell(value) for value in values], type=kind)


def _batches(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    source = iter(rows)
    while batch := list(islice(source, size)):
        yield batch
