"""A picture: a Vega-Lite chart that can be shown, and written as PNG, SVG, HTML or JSON."""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from dragoman.charts.frames import part_of
from dragoman.charts.palette import GREY, INK
from dragoman.charts.text import Heading, wrapped
from dragoman.errors import MissingExtraError, QuestionError

FORMATS = ("png", "svg", "html", "json")
FONT = "Helvetica Neue, Arial, Liberation Sans, DejaVu Sans, sans-serif"
STEP = "step"  # the parameter that a slider sets
_EXTRA = "charts"


def altair() -> ModuleType:
    """Give Altair.

    Raises:
        MissingExtraError: it is not installed.
    """
    return _library("altair", "a picture")


def converter() -> ModuleType:
    """Give vl-convert, which renders without a browser and without a network.

    Raises:
        MissingExtraError: it is not installed.
    """
    return _library("vl_convert", "a picture as PNG, SVG or HTML")


def _library(name: str, needed_for: str) -> ModuleType:
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingExtraError(extra=_EXTRA, needed_for=needed_for) from error


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with what it is about; displays itself in a notebook.

    `spec` is plain Vega-Lite. `asked` says on which day, as known at which instant, from how many documents;
    `notes` how to read it, the legend's words among them, and `remarks` without these. `steps` are the days
    that a slider goes through, if the picture has one.
    """

    spec: dict[str, Any]
    title: str
    asked: str
    notes: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def description(self) -> str:
        """What the picture says above it, for whoever cannot see it."""
        return ". ".join(line.rstrip(".") for line in (self.title, self.asked, *self.notes)) + "."

    def to_json(self) -> str:
        """Give the Vega-Lite specification."""
        return json.dumps(self.spec, ensure_ascii=False, separators=(",", ":")) + "\n"

    def to_svg(self) -> str:
        """Give the picture as SVG.

        Raises:
            MissingExtraError: vl-convert is not installed.
        """
        drawn: str = converter().vegalite_to_svg(self.spec, **self._version(), allowed_base_urls=[])
        return drawn

    def to_png(self, *, scale: float = 2.0) -> bytes:
        """Give the picture as PNG.

        Args:
            scale: Pixels a unit; 2 is sharp on paper and on dense screens.

        Raises:
            MissingExtraError: vl-convert is not installed.
        """
        options = {"scale": scale, "allowed_base_urls": []}
        drawn: bytes = converter().vegalite_to_png(self.spec, **self._version(), **options)
        return drawn

    def to_html(self) -> str:
        """Give a page that needs no network: the scripts of Vega, Vega-Lite and Vega-Embed are in it.

        Raises:
            MissingExtraError: vl-convert is not installed.
        """
        scripts = converter().javascript_bundle(**self._version())
        # As JSON within a script, "<" could end it: names come from documents.
        spec, steps = (
            json.dumps(v, ensure_ascii=False).replace("<", "\\u003c") for v in (self.spec, self.steps)
        )
        parts = {"TITLE": html.escape(self.title), "DESCRIPTION": html.escape(self.description)}
        parts |= {"SPEC": spec, "STEPS": steps, "PLAY": _PLAY if self.steps else "", "SCRIPTS": scripts}
        page = []
        for piece in _PAGE.split("%%"):  # each part is put in once, never searched again
            page.append(parts.get(piece, piece))
        return "".join(page)

    def write(self, style: str, *, scale: float = 2.0) -> bytes:
        """Give the picture in one of `FORMATS`.

        Raises:
            QuestionError: there is no such format.
            MissingExtraError: what the format needs is not installed.
        """
        if style not in FORMATS:
            problem = f"a picture cannot be written as {style!r}"
            raise QuestionError(problem=problem, remedy=f"take one of {', '.join(FORMATS)}")
        if style == "png":
            return self.to_png(scale=scale)
        text = {"svg": self.to_svg, "html": self.to_html, "json": self.to_json}[style]()
        return text.encode()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        """Give a notebook the specification, and an image for whoever cannot draw it."""
        major = self.spec["$schema"].rsplit("/", 1)[1].split(".")[0]
        image = base64.b64encode(self.to_png()).decode()
        return {
            f"application/vnd.vegalite.{major}+json": self.spec,
            "image/png": image,
            "text/plain": f"{self.title}\n{self.asked}",
        }

    def _version(self) -> dict[str, str]:
        """Name the version of Vega-Lite that the specification is written in."""
        version = self.spec["$schema"].rsplit("/v", 1)[1].removesuffix(".json")
        return {"vl_version": ".".join(version.split(".")[:2])}


class Datasets(dict[str, Any]):
    """A picture's data by name: Altair copies what it is given, and shapes of the world take it seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.words: tuple[str, ...] = ()  # of the legend, for whoever cannot see the picture

    def add(self, name: str, values: Any, **options: Any) -> Any:
        """Keep values under a name, and give what a chart refers to them by."""
        self[name] = values
        return altair().NamedData(name=name, **options)


def finish(
    parts: Sequence[Any],
    heading: Heading,
    data: Datasets,
    *,
    spacing: int,
    steps: Sequence[str] = (),
    wide: int = 150,
) -> Picture:
    """Put the heading over charts that stand below each other, and give the picture.

    Args:
        parts: Charts of Altair, or specifications of charts; the legend last.
        heading: What it says.
        data: What the charts' data refer to.
        spacing: Pixels between two parts.
        steps: Days of a slider; the parameter `STEP` says which of them is shown.
        wide: Characters of a line below the title.
    """
    altair()  # which frames made before do not ask for
    below = wrapped([heading.asked, *heading.notes], wide)
    spec: dict[str, Any] = {**_ground(), "spacing": spacing}
    spec["title"] = {"text": wrapped([heading.title], wide * 2 // 3), "subtitle": below}
    made = [part if isinstance(part, dict) else part_of(part) for part in parts]
    params = [param for part in made for param in part.pop("params", ())]
    spec |= {"vconcat": made, "datasets": dict(data), **({"params": params} if params else {})}
    picture = Picture(
        spec,
        heading.title,
        heading.asked,
        notes=(*heading.notes, *data.words),
        steps=tuple(steps),
        remarks=(*heading.notes, *data.words[1:]),
    )
    spec["description"] = picture.description
    return picture


def _ground() -> dict[str, Any]:
    """Give the schema, and how every picture looks."""
    ground: dict[str, Any] = json.loads(_ground_text())
    return ground


@cache
def _ground_text() -> str:
    made = _configured().to_dict()
    return json.dumps({key: made[key] for key in ("$schema", "config")})


def _configured() -> Any:
    alt = altair()
    chart = alt.Chart(alt.NamedData(name="none")).mark_point()
    return (
        chart.configure(font=FONT)
        .configure_view(stroke=None)
        .configure_title(
            anchor="start",
            fontSize=17,
            color=INK,
            subtitleColor=GREY,
            subtitleFontSize=12,
            subtitlePadding=6,
            offset=14,
        )
        .configure_axis(
            labelColor=INK, titleColor=GREY, labelFontSize=12, labelLimit=320, titleFontWeight="normal"
        )
    )


_PLAY = '<p id="player"><button type="button" id="play" aria-pressed="false">Play</button></p>'
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>%%TITLE%%</title>
<style>
body { margin: 1rem; font-family: Helvetica Neue, Arial, sans-serif; color: #2a2a2a; background: #fff; }
#picture { overflow-x: auto; }
#player button { font: inherit; padding: .3rem 1rem; }
.vega-bind input { width: min(36rem, 60vw); vertical-align: middle; }
</style>
</head>
<body>
%%PLAY%%
<div id="picture" role="group" aria-label="%%DESCRIPTION%%"></div>
<noscript><p>%%DESCRIPTION%% This page draws its picture with JavaScript.</p></noscript>
<script>%%SCRIPTS%%</script>
<script>
const spec = %%SPEC%%;
const steps = %%STEPS%%;
const actions = {export: true, source: false, compiled: false, editor: false};
vegaEmbed("#picture", spec, {renderer: "svg", actions})
  .then(({view}) => {
    const button = document.getElementById("play");
    if (!button) return;
    const slider = document.querySelector(".vega-bind input");
    const say = () => slider.setAttribute("aria-valuetext", steps[Number(view.signal("step"))]);
    slider.setAttribute("aria-label", "day");
    view.addSignalListener("step", say);
    say();
    let timer = 0;
    const stop = () => {
      clearInterval(timer);
      timer = 0;
      button.textContent = "Play";
      button.setAttribute("aria-pressed", "false");
    };
    const next = () => {
      const now = Number(view.signal("step"));
      if (now + 1 >= steps.length) return stop();
      view.signal("step", now + 1).runAsync();
    };
    button.addEventListener("click", () => {
      if (timer) return stop();
      if (Number(view.signal("step")) + 1 >= steps.length) view.signal("step", 0).runAsync();
      button.textContent = "Pause";
      button.setAttribute("aria-pressed", "true");
      timer = setInterval(next, 900);
    });
  });
</script>
</body>
</html>
"""
