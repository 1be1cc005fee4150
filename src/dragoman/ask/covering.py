"""From when to when there is evidence: by family, by publisher, by year."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.answers import Coverage, CoveredGroup
from dragoman.ask.view import View
from dragoman.ledger.entries import Covered


def ask_coverage(view: View) -> Coverage:
    """Count what is on record, with the first and last day that it speaks of."""
    k = view.k
    families: dict[str, list[Covered]] = {}
    for row in view.store.covered(known_at=k):
        kind = view.ontology.get(row.group)
        families.setdefault(kind.family if kind else row.group, []).append(row)
    order = {family: place for place, family in enumerate(view.ontology.families)}
    rows = [_joined(family, rows) for family, rows in families.items()]
    rows.sort(key=lambda row: (order.get(row.group, len(order)), row.group))
    return Coverage(
        known_at=view.instant,
        sequence=k,
        names=view.names,
        counts=view.store.counts(known_at=k),
        families=tuple(rows),
        publishers=tuple(_joined(row.group, [row]) for row in view.store.publishers(known_at=k)),
        years=tuple(view.store.covered_years(known_at=k)),
    )


def _joined(group: str, rows: Iterable[Covered]) -> CoveredGroup:
    rows = list(rows)
    firsts = [row.first for row in rows if row.first]
    lasts = [row.last for row in rows if row.last]
    return CoveredGroup(
        group=group,
        count=sum(row.claims for row in rows),
        first=min(firsts, default=None),
        last=max(lasts, default=None),
    )
