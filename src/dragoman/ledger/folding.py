"""The cache of folded relations: derived data, right to lose at any time."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, delete, insert, select

from dragoman.ledger import tables as t
from dragoman.ledger.entries import Folded, Pair, pair_from_text, pair_text
from dragoman.ledger.reading import chunks

_f = t.folded.c


def folded(conn: Connection, pairs: Collection[Pair], *, maker: str) -> dict[Pair, Folded]:
    """Give what `maker` folded of these pairs."""
    found: dict[Pair, Folded] = {}
    for part in chunks(pair_text(a, b) for a, b in pairs):
        query = select(t.folded).where(_f.pair.in_(part), _f.maker == maker)
        for row in conn.execute(query):
            pair = pair_from_text(row.pair)
            found[pair] = Folded(pair=pair, sequence=row.sequence, maker=row.maker, body=row.body)
    return found


def keep(conn: Connection, rows: Sequence[Folded]) -> int:
    """Keep each row, unless one by the same maker from later entries is there; give how many were kept."""
    kept = 0
    for row in rows:
        pair = pair_text(*row.pair)
        query = select(_f.sequence).where(_f.pair == pair, _f.maker == row.maker)
        present = conn.execute(query).scalar()
        if present is not None and present > row.sequence:
            continue
        conn.execute(delete(t.folded).where(_f.pair == pair))
        values = {"pair": pair, "sequence": row.sequence, "maker": row.maker, "body": row.body}
        conn.execute(insert(t.folded), values)
        kept += 1
    return kept


def drop(conn: Connection) -> None:
    """Forget everything."""
    conn.execute(delete(t.folded))
