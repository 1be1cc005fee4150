"""Where the chapters of diplomatic history tell each event of their gold: `training/tellings.csv`.

Gold says an event once a chapter; the chapter tells it in its summary, its headings and its body. One row of
the table is one such place: chapter, number of the event in the chapter's gold (from 1; empty where the words
may tell an event that gold lacks), type, offset in the text, and the words.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from dragoman.records import Span
from dragoman.training.examples import EventWords, Passage

TABLE = Path(__file__).parent / "tellings.csv"


def load_tellings(path: Path = TABLE) -> dict[str, list[EventWords]]:
    """Read the table, by chapter."""
    found: dict[str, list[EventWords]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            start, event = int(row["start"]), row["event"]
            span = Span(start, start + len(row["trigger"]))
            found[row["chapter"]].append(EventWords(int(event) - 1 if event else None, row["type"], span))
    return found


def with_tellings(passage: Passage, tellings: Mapping[str, list[EventWords]]) -> Passage:
    """Give a chapter with its tellings.

    Raises:
        ValueError: the table is of another gold or another text.
    """
    here = tellings.get(passage.doc.name, [])
    for telling in here:
        known = telling.event is None or (
            telling.event < len(passage.events) and passage.events[telling.event]["type"] == telling.type
        )
        if not known or telling.trigger.end > len(passage.doc.text):
            message = f"{TABLE.name} does not fit the gold of {passage.doc.name}: {telling}"
            raise ValueError(message)
    return replace(passage, tellings=tuple(here))
