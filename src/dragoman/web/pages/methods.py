"""Methods: versions, how well the reader reads, from when to when there is evidence, and how programs ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman._version import __version__
from dragoman.answers import Coverage
from dragoman.gazetteer import load_gazetteer
from dragoman.ontology import load_ontology
from dragoman.resources import load_csv
from dragoman.service import Ledger
from dragoman.web import paths
from dragoman.web.asking import LedgerDep, Moment, MomentDep
from dragoman.web.exports import csv_response
from dragoman.web.rendering import render

FIGURES = "figures.csv"  # docs/results.md as data: evaluation/figures.py
COLUMNS = ("kind", "group", "count", "first", "last")
_MOST_PUBLISHERS = 50  # shown; the CSV has all
router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How well texts of one kind were read: rows by family, then slices and a baseline (`others`)."""

    texts: str
    reader: str
    rows: tuple[Mapping[str, str], ...]
    others: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Methods:
    """What the page shows. `decades` counts claims by the first year of a decade."""

    version: str
    reader: str
    types: int
    parties: int
    figures: tuple[Figures, ...]
    coverage: Coverage
    decades: tuple[tuple[int, int], ...]

    @property
    def most(self) -> int:
        """The claims of the decade with most of them."""
        return max((count for _, count in self.decades), default=0)


@router.get("/methods")
def methods(request: Request, moment: MomentDep, ledger: LedgerDep) -> Response:
    """Show what stands behind the answers."""
    view = view_of(ledger, moment)
    calls = _calls(request.app.openapi())
    return render(request, "methods.html", view=view, calls=calls, most_publishers=_MOST_PUBLISHERS)


@router.get("/methods.csv")
def methods_csv(moment: MomentDep, ledger: LedgerDep) -> Response:
    """Give the coverage as CSV."""
    coverage = ledger.coverage(known_at=moment.known_at)
    return csv_response(list(rows_of(coverage)), columns=COLUMNS, name="coverage")


def view_of(ledger: Ledger, moment: Moment) -> Methods:
    """Give what the page shows."""
    coverage = ledger.coverage(known_at=moment.known_at)
    return Methods(
        version=__version__,
        reader=_reader(),
        types=len(load_ontology()),
        parties=_parties(),
        figures=load_figures(),
        coverage=coverage,
        decades=decades_of(coverage.years),
    )


@cache
def load_figures() -> tuple[Figures, ...]:
    """Give the packaged figures, by kind of text."""
    found = []
    for texts, group in groupby(load_csv(FIGURES), key=lambda row: row["texts"]):
        rows = list(group)
        others = [row for row in rows if ": " in row["on"]]
        found.append(
            Figures(
                texts=texts,
                reader=next(row["reader"] for row in rows if row["reader"]),
                rows=tuple(row for row in rows if row not in others),
                others=tuple(others),
            )
        )
    return tuple(found)


def decades_of(years: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Count by decade; decades without any in between are given too."""
    counts: dict[int, int] = {}
    for year, count in years:
        counts[year // 10 * 10] = counts.get(year // 10 * 10, 0) + count
    if not counts:
        return ()
    return tuple((decade, counts.get(decade, 0)) for decade in range(min(counts), max(counts) + 1, 10))


def rows_of(coverage: Coverage) -> Iterable[dict[str, Any]]:
    """Give the coverage as rows: claims by family and year, documents by publisher."""
    for kind, groups in (("family", coverage.families), ("publisher", coverage.publishers)):
        for group in groups:
            yield {
                "kind": kind,
                "group": group.group,
                "count": group.count,
                "first": group.first or "",
                "last": group.last or "",
            }
    for year, count in coverage.years:
        yield {"kind": "year", "group": year, "count": count, "first": "", "last": ""}


@cache
def _reader() -> str:
    from dragoman.reader import version_of  # loads what reading needs; asked for once

    return version_of()


@cache
def _parties() -> int:
    return sum(1 for _ in load_gazetteer().parties())


def _calls(schema: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Give what programs can ask, as the interface's own description says: method, path, summary."""
    return [
        (method.upper(), path, str(call.get("description") or call.get("summary", "")).split("\n\n")[0])
        for path, calls in schema["paths"].items()
        if path.startswith(paths.API)
        for method, call in calls.items()
    ]
