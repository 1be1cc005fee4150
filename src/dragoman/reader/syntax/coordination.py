"""Coordination: "France, Italy and Spain" becomes one noun phrase with its members."""

from __future__ import annotations

from dragoman.reader.syntax.chunk import Chunk

_JOINING = frozenset(("and", "or", "&", "nor", "plus"))
_MOST = 250  # members, more than there are states: what goes on is no enumeration that tells anything
_MISSIONS = frozenset(("embassy", "legation", "consulate"))


def coordinate(flat: list[Chunk]) -> list[Chunk]:
    """Join "NP, NP and NP" (and "NP and NP") into one phrase with its members."""
    out: list[Chunk] = []
    i, n = 0, len(flat)
    while i < n:
        first = flat[i]
        joins = first.kind == "NP" and i + 2 < n and flat[i + 1].kind in (",", "CC")
        items, end = _members(flat, i) if joins else ([first], i + 1)
        if len(items) == 1 or not _belongs(out, flat, end, items):
            out.append(first)
            i += 1
            continue
        joined = Chunk("NP", first.i, items[-1].j, items[-1].low, items[-1].head)
        joined.items = items
        joined.mentions = [m for item in items for m in item.mentions]
        joined.owner = first.owner
        out.append(joined)
        i = end
    return out


def _members(flat: list[Chunk], i: int) -> tuple[list[Chunk], int]:
    """The coordinated phrases that begin at `i` and the index behind them; `i` alone where there are none."""
    items = [flat[i]]
    j = i + 1
    while j + 1 < len(flat) and len(items) < _MOST:
        here, following = flat[j], flat[j + 1]
        if here.kind == "CC":
            if _is_unlike(flat, i, j + 1) or here.low not in _JOINING or following.kind != "NP":
                break
            return [*items, following], j + 2
        if here.kind != ",":
            break
        if following.kind == "NP":
            items.append(following)
            j += 2
        elif _and_phrase(flat, j + 1) and len(items) > 1:
            return [*items, flat[j + 2]], j + 3
        else:
            break
    return items[:1], i + 1


def _and_phrase(flat: list[Chunk], j: int) -> bool:
    """Whether "and" and a noun phrase stand at `j`, after a serial comma."""
    return j + 1 < len(flat) and flat[j].kind == "CC" and flat[j].low == "and" and flat[j + 1].kind == "NP"


def _is_unlike(flat: list[Chunk], i: int, k: int) -> bool:
    """A place is not coordinated with a verbal noun: "in Athens and Opening of Legation in London"."""
    first, second = flat[i], flat[k]
    if second.kind != "NP" or second.mentions:
        return False
    of_follows = k + 1 < len(flat) and flat[k + 1].kind == "P" and flat[k + 1].low == "of"
    named = any(m.i <= first.head < m.j for m in first.mentions)
    return of_follows and (named or first.low in _MISSIONS)


def _belongs(before: list[Chunk], flat: list[Chunk], end: int, items: list[Chunk]) -> bool:
    """Whether the last member is not rather the subject of a clause that follows."""
    follower = flat[end] if end < len(flat) else None
    if follower is not None and follower.kind == "RB" and end + 1 < len(flat):
        follower = flat[end + 1]
    if follower is None or follower.kind != "VG" or not follower.finite:
        return True
    previous = before[-1] if before else None
    if previous is None or previous.kind not in ("VG", "P"):
        return True
    if previous.kind == "P" and previous.low in ("between", "of") and len(items) == 2:
        return True
    last = items[-1]
    return not (last.mentions or last.low in ("it", "they", "he", "she"))
