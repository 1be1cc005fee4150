"""Pictures: as SVG and PNG for whoever reads without scripts, as JSON for the page's own, which draws it."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from threading import BoundedSemaphore
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from dragoman._version import __version__
from dragoman.charts.picture import Picture
from dragoman.service import Ledger
from dragoman.web import paths
from dragoman.web.asking import LedgerDep, Moment, MomentDep, parse_day
from dragoman.web.assets import asset_response, known_response, packed_response
from dragoman.web.keeping import Shelf
from dragoman.web.plates import dark, edition, engine, plate_bytes, shapes
from dragoman.web.problems import ProblemError
from dragoman.web.security.limits import count_deed

STYLES = {"svg": "image/svg+xml", "png": "image/png", "json": "application/json"}
MOST_PARTIES = 60
_KEPT_BYTES = 48_000_000
_FAST = 5  # of gzip: level 9 takes three times as long for a twentieth less
_SCALE = 2.0

# A second each or more, one after the other: without a bound they would take every thread there is.
_places = BoundedSemaphore(3)
router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture's bytes, plain or packed."""

    content: bytes
    packed: bytes  # gzip; empty for PNG, which is packed already


_shelf: Shelf[Drawn] = Shelf(most=_KEPT_BYTES, size_of=lambda d: len(d.content) + len(d.packed))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a picture's address asks for."""

    party: str = ""
    a: str = ""
    b: str = ""
    dimension: str = "recognition"
    direction: str = "to"
    since: date | None = None
    until: date | None = None
    parties: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    blocs: tuple[str, ...] = ()
    to_blocs: tuple[str, ...] = ()
    narrow: bool = False  # for a phone; timelines and counts


def asked_picture(
    party: str = "",
    a: str = "",
    b: str = "",
    dimension: str = "recognition",
    direction: str = "to",
    since: str = "",
    until: str = "",
    parties: Annotated[list[str] | None, Query(alias="with", max_length=MOST_PARTIES)] = None,
    to: Annotated[list[str] | None, Query(max_length=MOST_PARTIES)] = None,
    bloc: Annotated[list[str] | None, Query(max_length=MOST_PARTIES)] = None,
    to_bloc: Annotated[list[str] | None, Query(max_length=MOST_PARTIES)] = None,
    narrow: bool = False,
) -> Asked:
    """Read what a picture's address asks for."""
    return Asked(
        party=paths.party_id(party),
        a=paths.party_id(a),
        b=paths.party_id(b),
        dimension=dimension,
        direction=direction,
        since=parse_day(since) if since else None,
        until=parse_day(until) if until else None,
        parties=tuple(map(paths.party_id, parties or ())),
        to=tuple(map(paths.party_id, to or ())),
        blocs=tuple(bloc or ()),
        to_blocs=tuple(to_bloc or ()),
        narrow=narrow,
    )


Draw = Callable[[Ledger, Asked, Moment, bool], Picture]


def _map(ledger: Ledger, asked: Asked, moment: Moment, slider: bool) -> Picture:
    return ledger.pictures.map(
        asked.party,
        asked.dimension,
        direction=asked.direction,
        on=moment.on,
        slider=slider,
        known_at=moment.known_at,
    )


def _timeline(ledger: Ledger, asked: Asked, moment: Moment, slider: bool) -> Picture:
    return ledger.pictures.timeline(
        asked.a or asked.party,
        asked.b,
        since=asked.since,
        until=asked.until,
        narrow=asked.narrow,
        known_at=moment.known_at,
    )


def _counts(ledger: Ledger, asked: Asked, moment: Moment, slider: bool) -> Picture:
    return ledger.pictures.counts(
        asked.party,
        asked.dimension,
        direction=asked.direction,
        since=asked.since,
        until=asked.until,
        narrow=asked.narrow,
        known_at=moment.known_at,
    )


def _network(ledger: Ledger, asked: Asked, moment: Moment, slider: bool) -> Picture:
    return ledger.pictures.network(
        asked.parties, asked.dimension, blocs=asked.blocs, on=moment.on, known_at=moment.known_at
    )


def _heatmap(ledger: Ledger, asked: Asked, moment: Moment, slider: bool) -> Picture:
    return ledger.pictures.heatmap(
        asked.parties,
        asked.dimension,
        blocs=asked.blocs,
        to=asked.to,
        to_blocs=asked.to_blocs,
        on=moment.on,
        known_at=moment.known_at,
    )


KINDS: dict[str, Draw] = {
    "map": _map,
    "timeline": _timeline,
    "counts": _counts,
    "network": _network,
    "heatmap": _heatmap,
}


@router.get("/picture/engine.js")
def engine_script(request: Request) -> Response:
    """Give what draws pictures in a page."""
    return asset_response(request, engine(), edition=edition("engine"))


@router.get("/picture/shapes.json")
def world_shapes(request: Request) -> Response:
    """Give the shapes that every map is drawn from."""
    return asset_response(request, shapes(), edition=edition("shapes"))


@router.get("/picture/dark.css")
def dark_colours(request: Request) -> Response:
    """Give the colours that pictures take in a dark page."""
    return asset_response(request, dark(), edition=edition("dark"))


@router.get("/picture/{kind}.{style}")
def picture(
    request: Request,
    kind: str,
    style: str,
    moment: MomentDep,
    ledger: LedgerDep,
    asked: Annotated[Asked, Depends(asked_picture)],
) -> Response:
    """Give a picture of what is on record."""
    if kind not in KINDS or style not in STYLES:
        raise ProblemError(404, "There is no such picture.")
    sequence = ledger.sequence_at(moment.known_at)
    key = (ledger.shown, sequence, kind, style, moment, asked)
    tag = f'"{sequence}-{moment.on.isoformat()}-{__version__}"'  # the address says all else
    headers = {"cache-control": "private, no-cache"}
    known = known_response(request, tag, headers)
    if known is not None:
        return known

    def draw() -> Drawn:
        if style == "json":  # the reader's browser draws it
            return _drawn(ledger, kind, style, moment, asked)
        count_deed(request, "draw")
        with _place():
            return _drawn(ledger, kind, style, moment, asked)

    drawn = _shelf.get(key, draw)
    return packed_response(
        request, drawn.content, drawn.packed, media_type=STYLES[style], tag=tag, headers=headers
    )


@contextmanager
def _place() -> Iterator[None]:
    """Take a place among those for whom something is drawn; the others' pages must not wait for it.

    Raises:
        ProblemError: there is none left.
    """
    if not _places.acquire(blocking=False):
        raise ProblemError(
            503,
            "Too many pictures are being drawn just now.",
            remedy="Try again.",
            headers={"Retry-After": "5"},
        )
    try:
        yield
    finally:
        _places.release()


def _drawn(ledger: Ledger, kind: str, style: str, moment: Moment, asked: Asked) -> Drawn:
    made = KINDS[kind](ledger, asked, moment, style == "json")
    if style == "png":
        return Drawn(made.to_png(scale=_SCALE), b"")
    content = (
        plate_bytes(made, link=_link(kind, asked, moment)) if style == "json" else made.to_svg().encode()
    )
    return Drawn(content, gzip.compress(content, _FAST, mtime=0))


def _link(kind: str, asked: Asked, moment: Moment) -> dict[str, str]:
    """Say where a click on a mark leads: of a map to the pair, of a timeline to the event."""
    known = moment.instant
    if kind == "map":
        return {"before": paths.pair(asked.party, ""), "known_at": known, "to": "party"}
    if kind == "timeline":
        return {"before": paths.event(""), "known_at": known, "to": "event"}
    return {}
