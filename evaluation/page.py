"""Marked sections of a page, which commands write and people leave alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "docs" / "results.md"


def section_marks(name: str) -> tuple[str, str]:
    """Give the lines before and after a section."""
    return f"<!-- begin {name} -->", f"<!-- end {name} -->"


def replace_section(page: str, name: str, content: str) -> str:
    """Give a page with the section's content replaced.

    Raises:
        ValueError: the page does not have exactly one such section.
    """
    begin, end = section_marks(name)
    if page.count(begin) != 1 or page.count(end) != 1:
        message = f"the page needs one section between {begin} and {end}"
        raise ValueError(message)
    head, _, rest = page.partition(begin)
    _, _, tail = rest.partition(end)
    return f"{head}{begin}\n{content.strip()}\n{end}{tail}"


def write_section(path: Path, name: str, content: str) -> None:
    """Write the section of a page."""
    page = path.read_text(encoding="utf-8")
    path.write_text(replace_section(page, name, content), encoding="utf-8")


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, right: int = 0) -> str:
    """Give a Markdown table; the last `right` columns are numbers and stand to the right."""
    marks = ["---"] * (len(columns) - right) + ["---:"] * right
    lines = [columns, marks, *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
