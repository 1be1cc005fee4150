"""The table of tellings is whole, and is refused where it does not fit its gold."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest

from dragoman.ontology import load_ontology
from dragoman.records import Document
from dragoman.training.examples import Passage
from training.tellings import TABLE, load_tellings, with_tellings

HEAD = "chapter,event,type,start,trigger\n"


def chapter(text: str = "Ghana recognized Nepal.") -> Passage:
    events = [{"type": "recognize", "actor": "GHA", "target": "NPL"}]
    return Passage(doc=Document(text=text, name="nepal"), events=events, whole=True)


def test_the_table_has_types_of_the_ontology_and_goes_through_each_chapter_once() -> None:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = [(row["chapter"], int(row["start"]), row) for row in csv.DictReader(lines)]
    assert rows
    assert all(a[:2] <= b[:2] for a, b in pairwise(rows))
    assert {row["type"] for *_, row in rows} <= set(load_ontology())
    assert all(row["trigger"].strip() == row["trigger"] != "" for *_, row in rows)


def test_a_telling_is_where_the_table_says(tmp_path: Path) -> None:
    table = tmp_path / "tellings.csv"
    table.write_text(HEAD + "nepal,1,recognize,6,recognized\nnepal,,annex,0,Ghana\n", encoding="utf-8")
    told = with_tellings(chapter(), load_tellings(table)).tellings
    assert [(t.event, t.type, t.trigger.of(chapter().doc.text)) for t in told] == [
        (0, "recognize", "recognized"),
        (None, "annex", "Ghana"),
    ]


@pytest.mark.parametrize(
    "row", ["nepal,2,recognize,6,recognized", "nepal,1,annex,6,recognized", "nepal,1,recognize,99,recognized"]
)
def test_a_table_of_another_gold_is_refused(tmp_path: Path, row: str) -> None:
    table = tmp_path / "tellings.csv"
    table.write_text(HEAD + row + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match="does not fit the gold of nepal"):
        with_tellings(chapter(), load_tellings(table))
