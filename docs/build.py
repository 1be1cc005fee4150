"""Bring the generated parts of README and docs up to date: `python -m docs.build` (`make reference`).

`--check` writes nothing and fails where a page is not up to date. docs/results.md is written by
`make bench` and `python -m evaluation --write`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

from docs import reference_parts as parts
from docs.shell import refresh
from evaluation.page import RESULTS, ROOT, replace_section

DOCS = ROOT / "docs"
SECTIONS: dict[str, Callable[[Path], str]] = {
    "usage": lambda path: parts.usage(path.stem),
    "commands": lambda path: parts.commands(),
    "exit codes": lambda path: parts.exit_codes(),
    "event types": lambda path: parts.event_types(),
    "columns": lambda path: parts.export_columns(),
    "tables": lambda path: parts.gazetteer_tables(),
    "python": lambda path: parts.python(),
    "errors": lambda path: parts.error_tree(),
    "accuracy": lambda path: parts.accuracy(RESULTS.read_text(encoding="utf-8")),
}
_SECTION = re.compile(r"<!-- begin ([\w ]+) -->")


def pages() -> list[Path]:
    """Give every page that has, or may have, generated parts."""
    return [ROOT / "README.md", *(page for page in sorted(DOCS.rglob("*.md")) if page != RESULTS)]


def built(path: Path) -> str:
    """Give a page as it should be."""
    page = path.read_text(encoding="utf-8")
    for name in _SECTION.findall(page):
        page = replace_section(page, name, SECTIONS[name](path))
    return refresh(page)


def main(arguments: list[str]) -> int:
    """Write the pages that have changed; or say which they are."""
    changed = []
    for path in pages():
        text = built(path)
        if text != path.read_text(encoding="utf-8"):
            changed.append(path)
            if "--check" not in arguments:
                path.write_text(text, encoding="utf-8")
    for path in changed:
        print(path.relative_to(ROOT))
    return 1 if changed and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
