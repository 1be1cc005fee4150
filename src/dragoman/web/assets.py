"""Style sheet, scripts and icon: kept in memory, with addresses that change with their content."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from fastapi import APIRouter, Request
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


def asset_response(request: Request, asset: Asset, *, edition: str = "") -> Response:
    """Give an asset; where its address names its edition (`v`), which is its digest by default, for ever."""
    named = request.query_params.get("v") == (edition or asset.digest)
    headers = {"cache-control": _FOR_EVER if named else "public, no-cache"}
    tag = f'"{asset.digest}"'
    return known_response(request, tag, headers) or packed_response(
        request, asset.content, asset.packed, media_type=asset.media_type, tag=tag, headers=headers
    )


def known_response(request: Request, tag: str, headers: Mapping[str, str]) -> Response | None:
    """Give the answer to who has what a tag names already; None for all others."""
    if tag not in request.headers.get("if-none-match", ""):
        return None
    return Response(status_code=304, headers={**headers, **_tagged(tag)})


def packed_response(
    request: Request, content: bytes, packed: bytes, *, media_type: str, tag: str, headers: Mapping[str, str]
) -> Response:
    """Give content to be kept by its tag, packed for who takes that; `packed` is empty where it is anyway."""
    fields = {**headers, **_tagged(tag)}
    if packed and "gzip" in request.headers.get("accept-encoding", ""):
        content, fields["content-encoding"] = packed, "gzip"
    return Response(content, headers=fields, media_type=media_type)


def _tagged(tag: str) -> dict[str, str]:
    return {"etag": tag, "vary": "accept-encoding"}


@router.get("/static/{name}")
def static(request: Request, name: str) -> Response:
    """Give a file."""
    asset = load_asset(name)
    if asset is None:
        raise ProblemError(404, "There is no such file.")
    return asset_response(request, asset)


@router.get("/favicon.ico")
def icon(request: Request) -> Response:
    """Give the icon where browsers look for it beside an address that is no page, such as a picture's."""
    return static(request, "favicon.svg")
