"""Charts made once: Altair takes a tenth of a second for each, and most differ in a few values only.

A frame is a chart with holes in it: numbers and strings that stand for what differs. Filling them takes a
millisecond.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

Spec = dict[str, Any]

# Holes in place of numbers, which no chart has of itself; and in place of strings, or lists of one string.
HEIGHT, START, LAST = 9_876_501, 9_876_502, 9_876_503
TEXT, FIRST_DAYS, ROWS = "@@text@@", "@@days@@", "@@rows@@"
_HOLES = re.compile(r'\["@@\w+@@"\]|"@@\w+@@"|\b98765\d\d\b')


def part_of(chart: Any) -> Spec:
    """Give a chart of Altair as a part of a picture, which has the schema and the configuration itself."""
    part: Spec = chart.to_dict()
    return {key: value for key, value in part.items() if key not in ("$schema", "config")}


@cache
def _text(build: Callable[..., Any], key: tuple[Any, ...]) -> str:
    return json.dumps(part_of(build(*key)))


def filled(build: Callable[..., Any], *key: Any, holes: Mapping[Any, Any]) -> Spec:
    """Give a chart with its holes filled.

    Args:
        build: Makes the chart with Altair, from `key`; always the same for the same key.
        key: What the chart's form depends on.
        holes: What goes into each hole. A list takes the place of a list with the hole alone.
    """
    values = {json.dumps(hole): json.dumps(value, ensure_ascii=False) for hole, value in holes.items()}

    def value(match: re.Match[str]) -> str:
        found = values.get(match[0].removeprefix("[").removesuffix("]"), match[0])
        return f"[{found}]" if match[0].startswith("[") and not found.startswith("[") else found

    made: Spec = json.loads(_HOLES.sub(value, _text(build, key)))
    return made
