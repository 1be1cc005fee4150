"""Pictures as pages take them: the drawing alone, with title, legend and notes apart, to be set as text.

Shapes of the world are the same in every map: a page fetches them once.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from typing import Any

from dragoman.answers import Answer
from dragoman.charts.atlas import load_atlas, load_hatching
from dragoman.charts.maps import draw_map
from dragoman.charts.palette import DARK
from dragoman.charts.picture import Picture, converter
from dragoman.charts.timelines import draw_timeline
from dragoman.web.assets import Asset, made

SHARED = ("world", "lines")  # data that a page fetches apart from the drawing
_ENDINGS = {"engine": "js", "shapes": "json", "dark": "css"}
_IN_TEXT = ("legend", "notes")  # data that a page shows as text


def plate(picture: Picture, *, link: dict[str, str] | None = None) -> dict[str, Any]:
    """Give a picture for a page.

    Args:
        picture: Its last part is its legend.
        link: Where marks lead: what stands before and after the mark's "id".
    """
    spec = picture.spec
    parts = spec["vconcat"][:-1]
    datasets = {name: rows for name, rows in spec["datasets"].items() if name not in (*SHARED, *_IN_TEXT)}
    params = [{k: v for k, v in param.items() if k != "bind"} for param in spec.get("params", [])]
    drawing = {
        "$schema": spec["$schema"],
        "config": {**spec["config"], "background": "transparent"},
        "description": picture.title,
        "datasets": datasets,
        "spacing": spec.get("spacing", 10),
        "vconcat": parts,
        **({"params": params} if params else {}),
    }
    return {
        "title": picture.title,
        "asked": picture.asked,
        "legend": [
            {key: row[key] for key in ("text", "fill", "line", "shape", "dash")}
            for row in spec["datasets"].get("legend", ())
        ],
        "remarks": list(picture.remarks),
        "steps": list(picture.steps),
        "step": next((param["value"] for param in params), 0),
        "shared": [name for name in SHARED if name in spec["datasets"]],
        "link": link or {},
        "spec": drawing if parts else None,
    }


def plate_bytes(picture: Picture, *, link: dict[str, str] | None = None) -> bytes:
    """Give a picture for a page, as JSON."""
    return json.dumps(plate(picture, link=link), ensure_ascii=False, separators=(",", ":")).encode()


@cache
def shapes() -> Asset:
    """Give the shapes of the world and the lines that hatch them."""
    lines = [
        {"id": shape, "type": "Feature", "geometry": geometry} for shape, geometry in load_hatching().items()
    ]
    found = {"world": load_atlas().topology, "lines": lines}
    return made(json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode(), "json")


@cache
def dark() -> Asset:
    """Give the style sheet by which drawings take other colours in a dark page.

    Drawings name their colours in attributes, which style sheets go before: so a drawing follows the reader's
    choice without being drawn anew, and is printed as on paper.
    """
    rules = (
        f'.picture [{place}="{light}"]{{{place}:{other}}}'
        for light, other in DARK.items()
        for place in ("fill", "stroke")
    )
    return made(f"@media screen and (prefers-color-scheme:dark){{{''.join(rules)}}}".encode(), "css")


def address(name: str) -> str:
    """Give the address of what pages fetch for pictures, "engine", "shapes" or "dark", with its version."""
    return f"/picture/{name}.{_ENDINGS[name]}?v={edition(name)}"


@cache
def edition(name: str) -> str:
    """Give the version of "engine", "shapes" or "dark": another one has another address.

    That of the engine is vl-convert's, since to make it takes a second, which a page should not wait for.
    """
    if name == "engine":
        return version("vl-convert-python")
    return (shapes() if name == "shapes" else dark()).digest


@cache
def engine() -> Asset:
    """Give the scripts of Vega, Vega-Lite and Vega-Embed, as vl-convert bundles them: 0.9 MB, 0.3 packed.

    Takes a second, once a process.

    Raises:
        MissingExtraError: vl-convert is not installed.
    """
    return made(converter().javascript_bundle().encode(), "js")


def warm() -> None:
    """Make what every picture needs, so that no reader waits for it: three seconds, once a process."""
    engine()
    shapes()
    now = datetime(2000, 1, 1, tzinfo=UTC)
    nothing: Answer[Any] = Answer(rows=(), known_at=now, sequence=0)
    for slider in (False, True):
        draw_map(nothing, dimension="recognition", party="FRA", direction="to", on=now.date(), slider=slider)
    draw_timeline(nothing)
