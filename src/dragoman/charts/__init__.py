"""Answers as pictures: maps, timelines, networks, heat maps and counts, in Vega-Lite.

Pure: an answer goes in, a `Picture` comes out; nothing here asks a ledger or reads a clock. The packages of
the extra `charts` are imported only where a picture is made or written.
"""

from dragoman.charts.counts import draw_counts
from dragoman.charts.heatmaps import draw_heatmap
from dragoman.charts.maps import draw_map
from dragoman.charts.networks import draw_network
from dragoman.charts.picture import FORMATS, Picture
from dragoman.charts.timelines import draw_timeline

__all__ = [
    "FORMATS",
    "Picture",
    "draw_counts",
    "draw_heatmap",
    "draw_map",
    "draw_network",
    "draw_timeline",
]
