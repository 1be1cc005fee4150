"""Colours on a dark ground: what they stand out against, and that none is forgotten."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dragoman import charts
from dragoman.charts import palette

STATUSES = ("BLUE", "SKY", "GREEN", "ORANGE", "VERMILION", "PURPLE")
LETTERS = (palette.INK, palette.GREY)
MARKS = (palette.PALE, palette.LAND, palette.BORDER, palette.HATCH, palette.OUTLINE)


def luminance(colour: str) -> float:
    """Give the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", [palette.DARK_GROUND, palette.DARK[palette.SEA]], ids=["paper", "sea"])
@pytest.mark.parametrize("name", STATUSES)
def test_statuses_stand_out_in_the_dark(name: str, ground: str) -> None:
    assert contrast(getattr(palette, name), ground) >= 3


@pytest.mark.parametrize("ground", [palette.DARK_GROUND, palette.DARK[palette.SEA]], ids=["paper", "sea"])
@pytest.mark.parametrize(("colours", "least"), [(LETTERS, 4.5), (MARKS, 3)], ids=["letters", "marks"])
def test_letters_and_marks_stand_out_in_the_dark(colours: tuple[str, ...], least: float, ground: str) -> None:
    assert min(contrast(palette.DARK[colour], ground) for colour in colours) >= least


def test_every_colour_of_charts_has_one_for_the_dark() -> None:
    kept = {getattr(palette, name) for name in STATUSES}
    used = set(re.findall(r'"(#[0-9a-f]{6})"', Path(palette.__file__).read_text(encoding="utf-8")))
    assert used - set(palette.DARK.values()) - {palette.DARK_GROUND} == kept | set(palette.DARK)


def test_only_the_palette_names_colours() -> None:
    folder = Path(charts.__file__).parent
    others = [file for file in folder.glob("*.py") if file.name not in ("palette.py", "heatmaps.py")]
    found = [f.name for f in others if re.search(r'"#[0-9a-f]{3,6}"', f.read_text(encoding="utf-8"))]
    assert found == []
