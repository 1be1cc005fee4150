"""How a status looks: one colour a kind, the same in every picture.

Colours are those of Okabe and Ito, which people with any colour vision tell apart.
What nothing on record speaks of is hatched, and "none" is a plain pale area: the two are never alike.

Source:
    Okabe and Ito, Color Universal Design, 2008 (https://jfly.uni-koeln.de/color/).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dragoman.records import Relation
from dragoman.relations.moments import is_certain
from dragoman.relations.statuses import mission_class, polarity

BLUE, SKY, GREEN = "#0072b2", "#56b4e9", "#009e73"
ORANGE, VERMILION, PURPLE = "#e69f00", "#d55e00", "#cc79a7"
PALE, WHITE, LAND, SEA = "#f5dfa8", "#ffffff", "#c8c8c8", "#f4f7fa"
INK, GREY, BORDER, HATCH = "#222222", "#666666", "#8c8c8c", "#9a9a9a"
PALER_BLUE = "#b3d5e8"  # blue at three tenths
OCHRE = "#b8923a"  # lines on the pale area of "none"
GRID, ROWS_GRID, OUTLINE = "#e6e6e6", "#efefef", "#4d4d4d"

# On a dark ground grounds, lines and letters take other colours; those of statuses stay, since they stand out
# there too (3:1 at least, letters 4.5:1: WCAG 2.2, 1.4.3 and 1.4.11).
DARK_GROUND = "#16181d"
DARK = {
    WHITE: DARK_GROUND,
    SEA: "#1c2027",
    LAND: "#6a6f79",
    PALE: "#7d6a30",
    OCHRE: "#e3c66f",
    INK: "#e4e2dc",
    GREY: "#a5a7ad",
    BORDER: "#7d828d",
    HATCH: "#8a8e96",
    PALER_BLUE: "#10334a",
    GRID: "#30343c",
    ROWS_GRID: "#272b32",
    OUTLINE: "#c9cbd0",
}


@dataclass(frozen=True, slots=True, order=True)
class Style:
    """A kind of status: `rank` orders legends, and says which of several statuses a party shows."""

    rank: int
    label: str
    fill: str
    hatched: bool = False


UNKNOWN = Style(90, "unknown: nothing on record, which is not “no”", WHITE, hatched=True)
NOBODY = Style(95, "no state of this shape on that day", LAND)
ASKED = Style(0, "the party asked about", INK)
NONE = Style(60, "none: on record as not so", PALE)

_OTHER = {"upgraded": 11, "downgraded": 12, "appointed": 13, "signed": 14, "ratified": 15, "eased": 16}
_OTHER |= {"observer": 17, "recalled": 41, "applied": 42}
_FILLS = {"upgraded": GREEN, "ratified": GREEN}
_ENDED = 50  # rank of the first status that is over


def lines_of(style: Style, certain: bool) -> str:
    """Give the colour of lines across an area: grey where nothing is known, light where a day is in doubt."""
    if style.hatched:
        return HATCH
    if certain:
        return ""
    return OCHRE if style == NONE else WHITE


def style_of(relation: Relation) -> Style:
    """Give how a relation looks."""
    status = relation.status
    words = status.replace("_", " ")
    if status == "none":
        return NONE
    sign = polarity(status)
    if sign < 0:
        return Style(_ENDED, words, VERMILION)
    if sign == 0:
        return Style(_OTHER.get(status, 40), words, ORANGE)
    if relation.dimension == "recognition":
        return _recognition(relation.basis)
    if relation.dimension == "mission":
        return _mission(relation.level)
    fill = _FILLS.get(status, SKY if status in _OTHER else BLUE)
    return Style(_OTHER.get(status, 10), words, fill)


def _recognition(basis: str) -> Style:
    if basis == "de_facto":
        return Style(12, "recognized de facto", SKY)
    if basis == "tacit":
        return Style(11, "recognized tacitly", GREEN)
    return Style(10, "recognized", BLUE)


def _mission(level: str) -> Style:
    kinds = {
        "diplomatic": Style(10, "embassy or other diplomatic mission", BLUE),
        "consular": Style(12, "consular post", SKY),
        "organisation": Style(13, "mission to an organisation", PURPLE),
    }
    return kinds.get(mission_class(level), Style(11, "mission of a level not named", GREEN))


def shown_of(relations: Iterable[Relation], on: date) -> tuple[Style, bool]:
    """Give the style of the first in rank of several relations, and whether the day is certain."""
    best = min(((style_of(r), not is_certain(r, on)) for r in relations), default=None)
    return (UNKNOWN, True) if best is None else (best[0], not best[1])
