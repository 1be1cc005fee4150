"""Run as a process of its own by the tests: records numbered documents, and says each one when it is kept.

    python -m tests.ledger.writer LEDGER FIRST LAST STEP

Prints "opening", then a line "NUMBER NEW SEQUENCE" for each document. After the first one it waits until
its standard input is closed, so that a test can have all it starts at work at the same time.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from subprocess import PIPE, Popen

from dragoman.ledger.store import Store
from tests.ledger.build import READER, claims, document, minutes

CLAIMS = 10  # of each document
ROOT = Path(__file__).parents[2]


def write(target: str, numbers: range) -> None:
    """Record the documents with these numbers."""
    say("opening")
    with Store.open(target) as store:
        for number in numbers:
            doc = document(number)
            recorded = store.record(doc, claims(doc, CLAIMS), reader=READER, at=minutes(number))
            say(f"{number} {int(recorded.new)} {recorded.sequence}")
            sys.stdin.read()


def say(line: str) -> None:
    """Tell the test, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


@contextmanager
def started(target: str, numbers: range) -> Iterator[Popen[str]]:
    """Start a process that records these documents; it is killed when the block ends."""
    arguments = [str(n) for n in (numbers.start, numbers.stop, numbers.step)]
    command = [sys.executable, "-m", "tests.ledger.writer", target, *arguments]
    with Popen(command, cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True) as process:  # noqa: S603 - our own interpreter
        try:
            yield process
        finally:
            process.kill()


@dataclass(frozen=True)
class Kept:
    """What a writer said of one document."""

    number: int
    new: bool
    sequence: int


def wait_until_opening(process: Popen[str]) -> None:
    """Wait for a writer to begin."""
    assert process.stdout is not None
    assert process.stdout.readline() == "opening\n"


def let_go(process: Popen[str]) -> None:
    """Let a writer go on after its first document."""
    assert process.stdin is not None
    process.stdin.close()


def kept(process: Popen[str], *, first: int | None = None) -> list[Kept]:
    """Give what a writer says of the documents it keeps: of the next `first`, or of all until it ends."""
    assert process.stdout is not None
    said = [line.split() for line in islice(process.stdout, first) if line.endswith("\n")]
    return [Kept(int(number), new == "1", int(sequence)) for number, new, sequence in said]


if __name__ == "__main__":
    write(sys.argv[1], range(*map(int, sys.argv[2:])))
