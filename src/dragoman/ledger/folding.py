"""The cache of folded relations: derived data, right to lose at any time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select

from dragoman.ledger import tables as t
from dragoman.ledger.entries import Folded, FoldedRelation, Pair, pair_from_text, pair_text
from dragoman.ledger.reading import begins, chunks

_f, _r, _e = t.folded.c, t.folded_relations.c, t.folded_events.c
_PARTS = (t.folded_relations, t.folded_events, t.folded_doubts)


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
        for table in (t.folded, *_PARTS):
            conn.execute(delete(table).where(table.c.pair == pair))
        values = {"pair": pair, "sequence": row.sequence, "maker": row.maker, "body": row.body}
        conn.execute(insert(t.folded), values)
        _keep_parts(conn, row, pair)
        kept += 1
    return kept


def _keep_parts(conn: Connection, row: Folded, pair: str) -> None:
    one, other = row.pair
    relations = [
        {"pair": pair, "position": n, "one": one, "other": other, **_columns(part)}
        for n, part in enumerate(row.relations)
    ]
    events = [{"pair": pair, "event": event} for event in dict.fromkeys(row.events)]
    doubts = [
        {"pair": pair, "claim": part.claim, "reasons": part.reasons, "trust": part.trust}
        for part in row.doubts
    ]
    parts: tuple[list[dict[str, Any]], ...] = (relations, events, doubts)
    for table, values in zip(_PARTS, parts, strict=True):
        if values:
            conn.execute(insert(table), values)


def _columns(part: FoldedRelation) -> dict[str, Any]:
    names = ("dimension", "first_day", "end_day", "relation", "body")
    return {name: getattr(part, name) for name in names}


def relations_of_party(
    conn: Connection, key: str, *, dimension: str = "", on: date | None = None
) -> list[tuple[Pair, str]]:
    """Give the cached relations of all pairs with a party, of one dimension and day where given, in order."""
    query = select(_r.pair, _r.body).where(or_(_r.one == key, _r.other == key))
    if dimension:
        query = query.where(_r.dimension == dimension)
    if on is not None:
        query = query.where(_r.first_day <= on, _r.end_day > on)
    rows = conn.execute(query.order_by(_r.pair, _r.position))
    return [(pair_from_text(row.pair), row.body) for row in rows]


def pairs_with(conn: Connection, prefix: str) -> list[tuple[Pair, str, str]]:
    """Give every pair with a cached event or relation whose id begins so: pair, "event" or "relation", id."""
    found: list[tuple[Pair, str, str]] = []
    for what, column, pair in (("event", _e.event, _e.pair), ("relation", _r.relation, _r.pair)):
        query = select(pair, column).where(*begins(column, prefix)).order_by(column, pair).limit(10)
        found += [(pair_from_text(row[0]), what, row[1]) for row in conn.execute(query)]
    return found


def drop(conn: Connection) -> None:
    """Forget everything."""
    for table in (t.folded, *_PARTS):
        conn.execute(delete(table))
