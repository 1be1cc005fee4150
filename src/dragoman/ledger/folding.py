"""The cache of folded relations: derived data, right to lose at any time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, union_all, update

from dragoman.ledger import tables as t
from dragoman.ledger.entries import Folded, FoldedRelation, Pair, pair_from_text, pair_text
from dragoman.ledger.reading import begins, chunks

_f, _r, _e = t.folded.c, t.folded_relations.c, t.folded_events.c
_PARTS = (t.folded_events, t.folded_doubts)


def folded(conn: Connection, pairs: Collection[Pair], *, maker: str) -> dict[Pair, Folded]:
    """Give what `maker` folded of these pairs."""
    found: dict[Pair, Folded] = {}
    for part in chunks(pair_text(a, b) for a, b in pairs):
        query = select(t.folded).where(_f.pair.in_(part), _f.maker == maker)
        for row in conn.execute(query):
            pair = pair_from_text(row.pair)
            found[pair] = Folded(pair=pair, sequence=row.sequence, maker=row.maker, body=row.body)
    return found


def folded_up_to(conn: Connection, pairs: Collection[Pair], *, maker: str) -> dict[Pair, int]:
    """Give the entry up to which `maker` folded each of these pairs; pairs that it did not are left out."""
    found: dict[Pair, int] = {}
    for part in chunks(pair_text(a, b) for a, b in pairs):
        query = select(_f.pair, _f.sequence).where(_f.pair.in_(part), _f.maker == maker)
        found.update((pair_from_text(row.pair), row.sequence) for row in conn.execute(query))
    return found


def keep(conn: Connection, rows: Sequence[Folded]) -> int:
    """Keep each row whose steps follow what the same maker has on file; give how many were kept.

    What another process kept from later entries stays.
    """
    kept = 0
    for row in rows:
        pair = pair_text(*row.pair)
        query = select(_f.sequence).where(_f.pair == pair, _f.maker == row.maker)
        present = conn.execute(query).scalar()
        if present is not None and (present > row.sequence or (row.after and row.after != present)):
            continue
        if present is None and row.after:
            continue
        for table in (t.folded, *_PARTS):
            conn.execute(delete(table).where(table.c.pair == pair))
        if not row.after:
            conn.execute(delete(t.folded_relations).where(_r.pair == pair))
        values = {"pair": pair, "sequence": row.sequence, "maker": row.maker, "body": row.body}
        conn.execute(insert(t.folded), values)
        _keep_steps(conn, row, pair)
        _keep_parts(conn, row, pair)
        kept += 1
    return kept


def _keep_steps(conn: Connection, row: Folded, pair: str) -> None:
    """Note from which entry on each relation is known, and up to which those were that no longer are."""
    one, other = row.pair
    known = {}
    position = 0
    if row.after:
        query = select(_r.position, _r.body, _r.known_until).where(_r.pair == pair)
        on_file = conn.execute(query).all()
        position = max((part.position + 1 for part in on_file), default=0)
        known = {part.body: part.position for part in on_file if part.known_until == t.FOREVER}
    begun: dict[int, dict[str, Any]] = {}
    for step in row.steps:
        bodies = {part.body for part in step.relations}
        for body in [body for body in known if body not in bodies]:
            place = known.pop(body)
            if place in begun:
                begun[place]["known_until"] = step.sequence
                continue
            ended = update(t.folded_relations).where(_r.pair == pair, _r.position == place)
            conn.execute(ended.values(known_until=step.sequence))
        for part in step.relations:
            if part.body not in known:
                known[part.body] = position
                begun[position] = {
                    "pair": pair,
                    "position": position,
                    "one": one,
                    "other": other,
                    "known_from": step.sequence,
                    "known_until": t.FOREVER,
                    **_columns(part),
                }
                position += 1
    if begun:
        conn.execute(insert(t.folded_relations), list(begun.values()))


def _keep_parts(conn: Connection, row: Folded, pair: str) -> None:
    events = [{"pair": pair, "event": event} for event in dict.fromkeys(row.events)]
    doubts = [
        {"pair": pair, "claim": part.claim, "reasons": part.reasons, "trust": part.trust}
        for part in row.doubts
    ]
    parts: tuple[list[dict[str, Any]], ...] = (events, doubts)
    for table, values in zip(_PARTS, parts, strict=True):
        if values:
            conn.execute(insert(table), values)


def _columns(part: FoldedRelation) -> dict[str, Any]:
    names = ("dimension", "first_day", "end_day", "relation", "body")
    return {name: getattr(part, name) for name in names}


def relations_of_party(
    conn: Connection, key: str, k: int, *, dimension: str = "", on: date | None = None
) -> list[tuple[Pair, str]]:
    """Give the cached relations of all pairs with a party as known at `k`, in no particular order.

    Args:
        conn: In a reading transaction.
        key: Of the party.
        k: Entries after this sequence number do not exist for the question.
        dimension: The one wanted; all where empty.
        on: Day on which they count as holding; None gives all.
    """
    wanted = [_r.known_until > k, _r.known_from <= k]
    wanted += [_r.dimension == dimension] if dimension else []
    wanted += [_r.first_day <= on, _r.end_day > on] if on is not None else []
    sides = [select(_r.pair, _r.body).where(column == key, *wanted) for column in (_r.one, _r.other)]
    query = union_all(sides[0], sides[1].where(_r.one != key))
    return [(pair_from_text(row.pair), row.body) for row in conn.execute(query)]


def relations_learned(
    conn: Connection, pairs: Collection[Pair], sequence: int
) -> tuple[list[tuple[Pair, str]], list[tuple[Pair, str]]]:
    """Give the cached relations of pairs that an entry put an end to, and those that came with it."""
    gone: list[tuple[Pair, str]] = []
    come: list[tuple[Pair, str]] = []
    for part in chunks(pair_text(a, b) for a, b in pairs):
        query = select(_r.pair, _r.known_from, _r.known_until, _r.body).where(
            _r.pair.in_(part), or_(_r.known_from == sequence, _r.known_until == sequence)
        )
        for row in conn.execute(query):
            where = come if row.known_from == sequence else gone
            where.append((pair_from_text(row.pair), row.body))
    return gone, come


def pairs_with(conn: Connection, prefix: str, *, current: bool) -> list[tuple[Pair, str, str]]:
    """Give every pair with a cached event or relation whose id begins so: pair, "event" or "relation", id.

    Args:
        conn: In a reading transaction.
        prefix: Of the id.
        current: Leave out relations that are no longer known; events are always the present ones.
    """
    found: list[tuple[Pair, str, str]] = []
    still = [_r.known_until == t.FOREVER] if current else []
    for what, column, pair, wanted in (
        ("event", _e.event, _e.pair, []),
        ("relation", _r.relation, _r.pair, still),
    ):
        query = select(pair, column).where(*begins(column, prefix), *wanted).distinct()
        rows = conn.execute(query.order_by(column, pair).limit(10))
        found += [(pair_from_text(row[0]), what, row[1]) for row in rows]
    return found


def drop(conn: Connection) -> None:
    """Forget everything."""
    for table in (t.folded, t.folded_relations, *_PARTS):
        conn.execute(delete(table))
