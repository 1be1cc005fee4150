"""Groups of cells that all agree with each other, whatever the order in which they came."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from dragoman.relations.cells import Cell
from dragoman.relations.compat import TOLERANCE_DAYS

_NEAR = timedelta(days=TOLERANCE_DAYS)


def cluster(cells: list[Cell], related: Callable[[Cell, Cell], bool]) -> list[list[Cell]]:
    """Split `cells` into groups within which every two are related.

    A cell related to two cells that are not related to each other is ambiguous. The coarsest
    ambiguous cells are set aside, all of them at once, until none is left; those set aside are
    split among themselves in the same way. The result is a function of the set of cells.
    """
    if len(cells) <= 1:
        return [cells] if cells else []
    ordered = sorted(cells, key=lambda cell: cell.order)
    edges = _edges(ordered, related)
    active = set(range(len(ordered)))
    aside: set[int] = set()
    while ambiguous := _ambiguous(active, edges):
        coarsest = max(ordered[n].coarseness for n in ambiguous)
        moved = {n for n in ambiguous if ordered[n].coarseness == coarsest}
        active -= moved
        aside |= moved
    if not active:  # agreement runs in a circle: no cell says more than another
        return [[cell] for cell in ordered]
    groups = [[ordered[n] for n in group] for group in _components(active, edges)]
    return groups + cluster([ordered[n] for n in sorted(aside)], related)


def _edges(cells: list[Cell], related: Callable[[Cell, Cell], bool]) -> list[set[int]]:
    """Give each cell's related cells by number; only cells within reach of each other are compared."""
    edges: list[set[int]] = [set() for _ in cells]
    by_first = sorted(range(len(cells)), key=lambda n: cells[n].reach)
    for position, n in enumerate(by_first):
        last = cells[n].reach[1]
        for m in by_first[position + 1 :]:
            if last.year < 9999 and cells[m].reach[0] > last + _NEAR:
                break
            if related(cells[n], cells[m]):
                edges[n].add(m)
                edges[m].add(n)
    return edges


def _ambiguous(active: set[int], edges: list[set[int]]) -> set[int]:
    found: set[int] = set()
    for n in active:
        near = edges[n] & active
        if any(near - edges[m] - {m} for m in near):
            found.add(n)
    return found


def _components(active: set[int], edges: list[set[int]]) -> list[list[int]]:
    """Give the groups, each sorted; without ambiguous cells a cell's group is its neighbours."""
    seen: set[int] = set()
    groups: list[list[int]] = []
    for n in sorted(active):
        if n not in seen:
            group = sorted((edges[n] & active) | {n})
            seen.update(group)
            groups.append(group)
    return groups
