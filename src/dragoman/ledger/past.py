"""Asking the ledger for claims with the stretches of the record order over which they counted.

What was known at every place of the record order is then a matter of looking at the same rows again.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select, union

from dragoman.ledger import tables as t
from dragoman.ledger.entries import ClaimSpan, EverRow, Pair, pair_text
from dragoman.ledger.reading import chunks, claim_columns, claim_row, of_type

_r, _c, _a = t.readings.c, t.claims.c, t.amended.c
_later = t.readings.alias("later").c


def claims_ever_for_pairs(conn: Connection, pairs: Collection[Pair], k: int) -> list[EverRow]:
    """Give the claims that were ever recorded between these pairs of party keys, amended or not, by id."""
    found: dict[str, EverRow] = {}
    for part in chunks(pair_text(a, b) for a, b in pairs):
        ids = union(
            select(_c.id).where(_c.pair.in_(part)),
            select(_a.claim).where(_a.pair.in_(part), _a.decision <= k),
        )
        found.update((row.row.id, row) for row in _ever(conn, _c.id.in_(ids), k))
    return [found[id_] for id_ in sorted(found)]


def claims_ever_of_types(conn: Connection, types: Collection[str], k: int) -> list[EverRow]:
    """Give the claims that were ever recorded of these event types, and those amended, by id."""
    return _ever(conn, _c.id.in_(select(_c.id).where(of_type(types, k))), k)


def _ever(conn: Connection, wanted: ColumnElement[bool], k: int) -> list[EverRow]:
    rows: dict[str, Any] = {}
    spans: dict[str, list[ClaimSpan]] = {}
    for row in conn.execute(_query(k).where(wanted)):
        rows[row.id] = row
        spans.setdefault(row.id, []).append(ClaimSpan(row.reading, row.until, row.published))
    return [EverRow(row=claim_row(rows[id_]), spans=tuple(sorted(spans[id_]))) for id_ in sorted(rows)]


def _query(k: int) -> Select[Any]:
    until = (
        select(func.min(_later.sequence))
        .where(_later.document == _r.document, _later.sequence > _r.sequence)
        .correlate(t.readings)
        .scalar_subquery()
        .label("until")
    )
    return claim_columns(until).where(_r.sequence <= k)
