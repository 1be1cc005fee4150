"""The cache of folded relations: derived data, right to lose at any time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, or_, select, union_all, update

from dragoman.ledger import tables as t
from dragoman.ledger.entries import (
    Folded,
    FoldedConflict,
    FoldedEvent,
    FoldedRelation,
    Pair,
    pair_from_text,
    pair_text,
    party_key,
)
from dragoman.ledger.reading import begins, chunks

_f, _r, _e, _x = t.folded.c, t.folded_relations.c, t.folded_events.c, t.folded_conflicts.c
_KNOWN = {"relations": t.folded_relations, "events": t.folded_events, "conflicts": t.folded_conflicts}

_Part = FoldedRelation | FoldedEvent | FoldedConflict


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
        for table in (t.folded, t.folded_doubts, *(() if row.after else _KNOWN.values())):
            conn.execute(delete(table).where(table.c.pair == pair))
        values = {"pair": pair, "sequence": row.sequence, "maker": row.maker, "body": row.body}
        conn.execute(insert(t.folded), values)
        for name, table in _KNOWN.items():
            steps = [(step.sequence, getattr(step, name)) for step in row.steps]
            _keep_steps(conn, table, row, steps)
        doubts = [
            {"pair": pair, "claim": part.claim, "reasons": part.reasons, "trust": part.trust}
            for part in row.doubts
        ]
        if doubts:
            conn.execute(insert(t.folded_doubts), doubts)
        kept += 1
    return kept


def _keep_steps(
    conn: Connection, table: Table, row: Folded, steps: Sequence[tuple[int, Sequence[_Part]]]
) -> None:
    """Note from which entry on each part is known, and up to which those were that no longer are."""
    one, other = row.pair
    pair, c = pair_text(one, other), table.c
    known: dict[str, int] = {}
    position = 0
    if row.after and steps:
        on_file = conn.execute(select(c.position, c.body, c.known_until).where(c.pair == pair)).all()
        position = max((part.position + 1 for part in on_file), default=0)
        known = {part.body: part.position for part in on_file if part.known_until == t.FOREVER}
    begun: dict[int, dict[str, Any]] = {}
    for sequence, parts in steps:
        now = {part.body: part for part in parts}
        for body in known.keys() - now.keys():
            place = known.pop(body)
            if place in begun:
                begun[place]["known_until"] = sequence
                continue
            ended = update(table).where(c.pair == pair, c.position == place)
            conn.execute(ended.values(known_until=sequence))
        for body, part in now.items():
            if body not in known:
                known[body] = position
                ends = {"pair": pair, "position": position, "one": one, "other": other}
                begun[position] = {**ends, "known_from": sequence, "known_until": t.FOREVER, **_columns(part)}
                position += 1
    if begun:
        conn.execute(insert(table), list(begun.values()))


def _columns(part: _Part) -> dict[str, Any]:
    return {field.name: getattr(part, field.name) for field in fields(part)}


def _known(columns: Any, k: int) -> list[ColumnElement[bool]]:
    return [columns.known_until > k, columns.known_from <= k]


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
    wanted = _known(_r, k)
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


def relations_turned(
    conn: Connection, k: int, *, since: date, keys: Collection[str], dimensions: Collection[str]
) -> list[str]:
    """Give the cached relations that begin or end on or after a day, in no particular order.

    Args:
        conn: In a reading transaction.
        k: Entries after this sequence number do not exist for the question.
        since: The day.
        keys: Parties whose pairs are wanted; all where empty.
        dimensions: Those wanted; all where empty.
    """
    turned = or_(_r.first_day >= since, (_r.end_day >= since) & (_r.end_day < date.max))
    wanted = [*_known(_r, k), turned, *_with_any(_r, keys)]
    wanted += [_r.dimension.in_(sorted(dimensions))] if dimensions else []
    return list(conn.execute(select(_r.body).where(*wanted)).scalars())


def events_of_party(
    conn: Connection,
    party: str,
    k: int,
    *,
    since: date | None,
    until: date | None,
    first: int,
    most: int | None,
) -> tuple[int, list[str]]:
    """Count the cached events of a party as known at `k`, and give some of them, in order.

    Args:
        conn: In a reading transaction.
        party: A state stands for its governments too.
        k: Entries after this sequence number do not exist for the question.
        since: First day; undated events are then left out.
        until: First day no more; likewise.
        first: Place of the first one given, from 0.
        most: How many to give; all where None.
    """
    key = party_key(party)
    wanted = _known(_e, k)
    wanted += [_e.day >= since] if since is not None else []
    wanted += [_e.day < until] if until is not None else []
    if party != key:
        wanted.append(or_(_e.actor.in_((party, key)), _e.target.in_((party, key))))
    place = (_e.pair, _e.position, _e.place)
    sides = [select(*place).where(column == key, *wanted) for column in (_e.one, _e.other)]
    found = union_all(sides[0], sides[1].where(_e.one != key)).subquery()
    total = conn.execute(select(func.count()).select_from(found)).scalar_one()
    page = select(found).order_by(found.c.place).offset(first).limit(most).subquery()
    same = (_e.pair == page.c.pair) & (_e.position == page.c.position)
    bodies = select(_e.body).join_from(page, t.folded_events, same).order_by(page.c.place)
    return total, list(conn.execute(bodies).scalars())


def conflicts(
    conn: Connection, k: int, *, keys: Collection[str], first: int, most: int | None
) -> tuple[int, list[str]]:
    """Count the cached conflicts as known at `k`, and give some of them, in order; see `events_of_party`."""
    wanted = [*_known(_x, k), *_with_any(_x, keys)]
    total = conn.execute(select(func.count()).select_from(t.folded_conflicts).where(*wanted)).scalar_one()
    bodies = select(_x.body).where(*wanted).order_by(_x.place).offset(first).limit(most)
    return total, list(conn.execute(bodies).scalars())


def _with_any(columns: Any, keys: Collection[str]) -> list[ColumnElement[bool]]:
    """Say of a pair that any of some parties is in it; nothing where none are named."""
    named = sorted(keys)
    return [or_(columns.one.in_(named), columns.other.in_(named))] if named else []


def pairs_with(conn: Connection, prefix: str, *, current: bool) -> list[tuple[Pair, str, str]]:
    """Give every pair with a cached event or relation whose id begins so: pair, "event" or "relation", id.

    Args:
        conn: In a reading transaction.
        prefix: Of the id.
        current: Leave out those that are no longer known.
    """
    found: list[tuple[Pair, str, str]] = []
    for what, column, table in (("event", _e.event, _e), ("relation", _r.relation, _r)):
        pair, wanted = table.pair, [table.known_until == t.FOREVER] if current else []
        query = select(pair, column).where(*begins(column, prefix), *wanted).distinct()
        rows = conn.execute(query.order_by(column, pair).limit(10))
        found += [(pair_from_text(row[0]), what, row[1]) for row in rows]
    return found


def drop(conn: Connection) -> None:
    """Forget everything."""
    for table in (t.folded, t.folded_doubts, *_KNOWN.values()):
        conn.execute(delete(table))
