"""Pictures as files: each format is what it says, and none needs the network."""

from __future__ import annotations

import json
import struct
import sys
import zlib
from typing import Any
from xml.etree import ElementTree

import pytest

from dragoman.charts.counts import draw_counts
from dragoman.charts.heatmaps import draw_heatmap
from dragoman.charts.maps import draw_map
from dragoman.charts.networks import draw_network
from dragoman.charts.picture import FORMATS, Picture
from dragoman.charts.timelines import draw_timeline
from dragoman.errors import MissingExtraError, QuestionError
from dragoman.records import Interval
from tests.charts.build import event, events, on, page_tags, relation, relations

HELD = relations(relation("FRA", "XKX"), relation("ESP", "XKX", "none"))
PICTURES = {
    "map": lambda: draw_map(HELD, dimension="recognition", party="XKX", direction="to", on=on(2009)),
    "timeline": lambda: draw_timeline(
        events(event("recognize", "FRA", "XKX", Interval.at(2008, 2)), a="FRA", b="XKX"), HELD
    ),
    "network": lambda: draw_network(HELD, dimension="recognition", parties=["FRA", "XKX"], on=on(2009)),
    "heatmap": lambda: draw_heatmap(
        HELD, dimension="recognition", rows=["FRA", "ESP"], columns=["XKX"], on=on(2009)
    ),
    "counts": lambda: draw_counts(HELD, dimension="recognition", party="XKX", direction="to"),
}


@pytest.fixture(params=list(PICTURES))
def picture(request: pytest.FixtureRequest) -> Picture:
    """Give one picture of each kind."""
    return PICTURES[request.param]()


def pixels(png: bytes) -> tuple[int, int, set[bytes]]:
    """Give width and height of a PNG of eight bits a channel, and the distinct bytes of its rows."""
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    assert (depth, colour) == (8, 6)
    chunks, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            chunks += png[at + 8 : at + 8 + length]
        at += 12 + length
    raw = zlib.decompress(chunks)
    stride = width * 4 + 1
    return width, height, {raw[row * stride : (row + 1) * stride] for row in range(height)}


def test_png_has_the_size_asked_for_and_is_not_empty(picture: Picture) -> None:
    png = picture.write("png", scale=1)
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, _, rows = pixels(png)
    assert width > 400
    assert len(rows) > 20
    assert pixels(picture.write("png", scale=2))[0] == pytest.approx(2 * width, abs=2)


def test_svg_is_well_formed_and_has_the_title(picture: Picture) -> None:
    root = ElementTree.fromstring(picture.write("svg"))  # noqa: S314 - our own
    assert root.tag.endswith("svg")
    assert picture.title in "".join(root.itertext())


def test_html_needs_no_network(picture: Picture) -> None:
    page = picture.write("html").decode()
    assert page.startswith("<!DOCTYPE html>")
    tags, loads = page_tags(page)
    assert loads == []
    assert tags.count("script") == 2


def test_page_has_a_button_where_there_is_something_to_play() -> None:
    moving = draw_map(HELD, dimension="recognition", party="XKX", direction="to", on=on(2009), slider=True)
    assert "button" in page_tags(moving.to_html())[0]
    assert "button" not in page_tags(PICTURES["map"]().to_html())[0]


def test_json_is_the_specification(picture: Picture) -> None:
    spec = json.loads(picture.write("json"))
    assert spec == picture.spec
    assert "vega-lite" in spec["$schema"]


def test_specification_keeps_to_the_schema(picture: Picture) -> None:
    import altair

    altair.Chart.from_dict(picture.spec, validate=True)


def test_description_says_what_the_picture_shows(picture: Picture) -> None:
    assert picture.spec["description"] == picture.description
    assert picture.description.startswith(f"{picture.title}. ")
    assert picture.asked in picture.description


def test_same_answer_gives_the_same_bytes() -> None:
    assert PICTURES["map"]().write("json") == PICTURES["map"]().write("json")


def test_notebook_gets_specification_image_and_words(picture: Picture) -> None:
    forms = picture._repr_mimebundle_()
    specification, *others = sorted(forms)
    assert specification.startswith("application/vnd.vegalite.v")
    assert others == ["image/png", "text/plain"]
    assert forms[specification] == picture.spec
    assert picture.title in forms["text/plain"]


def test_unknown_format_is_refused() -> None:
    with pytest.raises(QuestionError, match=f"'gif'; take one of {', '.join(FORMATS)}"):
        PICTURES["counts"]().write("gif")


@pytest.mark.parametrize(
    ("module", "words"), [("altair", "a picture needs"), ("vl_convert", "as PNG, SVG or")]
)
def test_missing_extra_says_how_to_install_it(
    module: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)

    def draw() -> Any:
        return PICTURES["counts"]().write("png")

    with pytest.raises(MissingExtraError, match=rf"{words}.*pip install 'dragoman\[charts\]'"):
        draw()


def test_json_needs_no_converter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    assert PICTURES["counts"]().write("json").startswith(b"{")
