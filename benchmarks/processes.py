"""What whole commands cost: starting up, and memory while a long stream is read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measure import Row, interleaved
from benchmarks.texts import mixed_documents

STARTS = 25
STREAM = 5_000
SHORT_STREAM = 50
_DRAGOMAN = (sys.executable, "-m", "dragoman")


def measure(stream: int = STREAM, starts: int = STARTS) -> Iterator[Row]:
    """Start commands, and read a long stream in one process."""
    yield _version(starts)
    for count in (min(SHORT_STREAM, stream), stream):
        peak, size = peak_memory(count)
        yield Row(
            f"peak memory while {count:,} documents ({size / 1e6:.1f} MB) stream through `read -`",
            f"{peak / 1e6:,.0f} MB",
            "resident set, one process",
        )


def peak_memory(count: int) -> tuple[int, int]:
    """Give the peak resident set of `dragoman read -` over a stream, and the stream's size, in bytes."""
    with TemporaryDirectory(prefix="dragoman-bench-") as folder:
        archive = Path(folder) / "stream.jsonl"
        with archive.open("w", encoding="utf-8") as lines:
            for doc in mixed_documents(count):
                row = {"id": doc.name, "text": doc.text, "published": str(doc.published)}
                lines.write(json.dumps(row) + "\n")
        ledger = str(Path(folder) / "ledger.sqlite")
        arguments = (*_DRAGOMAN, "read", "-", "--jobs", "1", "--quiet", "--ledger", ledger)
        return _peak_rss(arguments, stdin=archive), archive.stat().st_size


def _version(starts: int) -> Row:
    """Compare `dragoman --version` with starting Python to do nothing, as scripts start it."""
    script = Path(sys.executable).with_name("dragoman")
    ours, python = interleaved(
        lambda: _run((str(script), "--version")), lambda: _run((sys.executable, "-c", "pass")), starts
    )
    return Row("`dragoman --version`", f"{1000 * ours:.0f} ms", f"{ours / python:.2f} times `python -c pass`")


def _run(arguments: Sequence[str]) -> None:
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command


def _peak_rss(arguments: Sequence[str], *, stdin: Path) -> int:
    with stdin.open("rb") as stream:
        process = subprocess.Popen(  # noqa: S603 - our own command
            arguments, stdin=stream, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, list(arguments))
    scale = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux KiB
    return usage.ru_maxrss * scale
