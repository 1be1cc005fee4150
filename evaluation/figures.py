"""The figures of docs/results.md as packaged data, for pages wherever Dragoman is installed.

    python -m evaluation.figures

Written to `data/figures.csv`; afterwards `make manifest`. The same page gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from evaluation.page import RESULTS, ROOT, section_marks

FILE = ROOT / "src" / "dragoman" / "data" / "figures.csv"
HEAD = """\
# source: docs/results.md, the project's own measurements
# licence: Apache-2.0
# retrieved: 2026-11-24
# made_by: evaluation/figures.py
"""
COLUMNS = ("texts", "on", "gold", "read", "precision", "recall", "f1", "date_accuracy", "dated_f1", "reader")
_HEADS = {
    "on": "on",
    "family": "on",
    "families": "on",
    "gold": "gold",
    "read": "read",
    "precision": "precision",
    "recall": "recall",
    "F1": "f1",
    "date acc.": "date_accuracy",
    "dated F1": "dated_f1",
}
_READER = re.compile(r"\bReader (\w+/\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A table to be taken: which, by the section that it stands in, and from which rows."""

    section: str
    texts: str  # what it was measured on
    after: str = ""  # a line before the table, where the section has several
    part: str = ""  # value of the column "part"
    skipped: str = ""  # beginnings of rows that are left out


TABLES = (
    Taken(
        section="accuracy on the bundled texts",
        texts="bundled articles, written to be hard",
        skipped="decade: ",
    ),
    Taken(
        section="accuracy on chapters",
        texts="chapters of diplomatic history, held out",
        part="report",
    ),
    Taken(section="figures of the model", texts="documents of news", after="documents of news"),
)


def build(page: str) -> str:
    """Give the file's text for a page of results.

    Raises:
        LookupError: the page lacks a table.
    """
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for taken in TABLES:
        writer.writerows(_rows(page, taken))
    return HEAD + stream.getvalue()


def _rows(page: str, taken: Taken) -> Iterator[dict[str, str]]:
    begin, end = section_marks(taken.section)
    section = page.partition(begin)[2].partition(end)[0]
    reader = _READER.search(section)
    text = section.partition(taken.after)[2] if taken.after else section
    lines = iter(text.splitlines())
    head = next((line for line in lines if line.startswith("| ")), "")
    if not head or reader is None:
        message = f"docs/results.md has no table in its section {taken.section!r}"
        raise LookupError(message)
    names = _cells(head)
    next(lines)  # the line below the head
    for line in lines:
        if not line.startswith("|"):
            return
        row = dict(zip(names, _cells(line), strict=True))
        kept = {_HEADS[name]: value.strip("*") for name, value in row.items() if name in _HEADS}
        skipped = bool(taken.skipped) and kept["on"].startswith(taken.skipped)
        if not skipped and row.get("part", taken.part) == taken.part:
            measured = "" if kept["on"].startswith("baseline") else reader[1]
            yield {"texts": taken.texts, **kept, "reader": measured}


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def main() -> None:
    """Write the file."""
    FILE.write_text(build(RESULTS.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
