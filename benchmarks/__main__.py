"""Measure everything, print a table, and write it to docs/results.md: `python -m benchmarks`.

Names of parts (reading, questions, processes, pages) measure these alone and write nothing. Close other
programs first: what else the machine does makes figures worse.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from benchmarks import pages, processes, questions, reading
from benchmarks.measure import Row
from dragoman import __version__
from dragoman.reader import version_of
from evaluation.page import RESULTS, table, write_section

PARTS: dict[str, Callable[[], Iterator[Row]]] = {
    "reading": reading.measure,
    "questions": questions.measure,
    "processes": processes.measure,
    "pages": pages.measure,
}
SECTION = "speed and memory"


def main(names: list[str]) -> int:
    """Measure the parts named, or all of them."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"no part is called {', '.join(unknown)}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    rows = []
    others = load()
    for name in names or PARTS:
        for row in PARTS[name]():
            rows.append(row)
            print(": ".join(filter(None, row.cells)), file=sys.stderr, flush=True)
    text = table(("measure", "value", "compared"), [row.cells for row in rows]) + "\n" + machine() + others
    print(text)
    if not names:
        write_section(RESULTS, SECTION, text)
    return 0


def machine() -> str:
    """Say what was measured, when and on which machine."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"Dragoman {__version__}, reader {version_of()}; {datetime.now(UTC):%Y-%m-%d}; Python "
        f"{platform.python_version()}, {platform.system()} {platform.machine()}, {cores} cores.\n"
    )


def load() -> str:
    """Say how busy the machine was with other things before anything was measured."""
    if not hasattr(os, "getloadavg"):
        return ""
    return f"Load of the machine before measuring: {os.getloadavg()[0]:.1f} (0 is idle).\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
