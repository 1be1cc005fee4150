"""Style sheet, scripts and icon: kept in memory, with addresses that change with their content."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated

from fastapi import APIRouter, Header
from starlette.responses import Response

from dragoman.web.problems import ProblemError

_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "json": "application/json",
}
_FOR_EVER = "public, max-age=31536000, immutable"
router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Asset:
    """One file; `digest` names its content."""

    content: bytes
    packed: bytes  # gzip
    media_type: str
    digest: str


def load_asset(name: str) -> Asset | None:
    """Give a file of the package, or None where there is none of this name."""
    return _kept(name) if name in _names() else None


@cache
def _names() -> frozenset[str]:
    """Give the files there are: whatever else is asked for leaves nothing behind in memory."""
    places = (files("dragoman.web") / "static").iterdir()
    return frozenset(place.name for place in places if place.name.rpartition(".")[2] in _TYPES)


@cache
def _kept(name: str) -> Asset:
    content = (files("dragoman.web") / "static" / name).read_bytes()
    return made(content, name.rpartition(".")[2])


def made(content: bytes, ending: str) -> Asset:
    """Give content as an asset."""
    digest = hashlib.sha256(content).hexdigest()[:12]
    return Asset(content, gzip.compress(content, 9, mtime=0), _TYPES[ending], digest)


def address(name: str) -> str:
    """Give the address of a file, with its content's digest.

    Raises:
        LookupError: the package lacks it.
    """
    asset = load_asset(name)
    if asset is None:
        raise LookupError(name)
    return f"/static/{name}?v={asset.digest}"


@router.get("/static/{name}")
def static(
    name: str,
    v: str = "",
    accept_encoding: Annotated[str, Header()] = "",
    if_none_match: Annotated[str, Header()] = "",
) -> Response:
    """Give a file; where its address names its content, for ever."""
    asset = load_asset(name)
    if asset is None:
        raise ProblemError(404, "There is no such file.")
    headers = {
        "cache-control": _FOR_EVER if v == asset.digest else "public, no-cache",
        "etag": f'"{asset.digest}"',
        "vary": "accept-encoding",
    }
    if asset.digest in if_none_match:
        return Response(status_code=304, headers=headers)
    if "gzip" in accept_encoding:
        headers["content-encoding"] = "gzip"
        return Response(asset.packed, headers=headers, media_type=asset.media_type)
    return Response(asset.content, headers=headers, media_type=asset.media_type)


@router.get("/favicon.ico")
def icon() -> Response:
    """Give the icon where browsers look for it beside an address that is no page, such as a picture's."""
    return static("favicon.svg")
