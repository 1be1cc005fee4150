"""Draw how far the shipped model's confidence can be trusted: python -m evaluation.reliability.

Writes docs/reliability.svg from the bins in the model's description.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import altair as alt

from dragoman.reader.encoder.model import load_description, shipped_path

FILE = Path(__file__).parent.parent / "docs" / "reliability.svg"
_SIZE = 320  # pixels of a side


def chart() -> Any:
    """Give the chart: one point a bin, as large as the bin is full, and the line of perfect calibration."""
    said = load_description(shipped_path())
    bins = alt.InlineData(
        values=[
            {"n": n, "confidence": confidence, "right": right} for n, confidence, right in said["reliability"]
        ]
    )
    scale = alt.Scale(domain=(0, 1))
    x = alt.X("confidence:Q", scale=scale, title="mean confidence")
    y = alt.Y("right:Q", scale=scale, title="share that is right")
    ends = alt.InlineData(values=[{"confidence": 0, "right": 0}, {"confidence": 1, "right": 1}])
    line = alt.Chart(ends).mark_line(color="#888888", strokeDash=[4, 4]).encode(x=x, y=y)
    points = (
        alt.Chart(bins)
        .mark_circle(color="#0072b2", opacity=0.9)
        .encode(
            x=x, y=y, size=alt.Size("n:Q", title="proposals", scale=alt.Scale(type="log", range=(40, 700)))
        )
    )
    title = alt.TitleParams(
        f"Calibration of {said['version']}",
        subtitle=f"expected calibration error {said['calibration_error']:.3f}, on passages held out",
    )
    return alt.layer(line, points, title=title).properties(width=_SIZE, height=_SIZE)


def main() -> int:
    """Draw it."""
    chart().save(str(FILE))
    return 0


if __name__ == "__main__":
    sys.exit(main())
