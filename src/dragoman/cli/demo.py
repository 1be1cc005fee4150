"""`dragoman demo`: the bundled articles read and asked, each answer with the command that gives it."""

from __future__ import annotations

import shlex
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from dragoman.cli.app import call
from dragoman.cli.exits import DONE
from dragoman.cli.output import prepare
from dragoman.cli.sheet import Sheet, show
from dragoman.cli.text import DASH, counted
from dragoman.reading import Read, iter_readings
from dragoman.records import Document
from dragoman.service import Ledger
from dragoman.sources import bundled_documents


@dataclass(frozen=True, slots=True)
class Question:
    """A command, and what to look at in its answer."""

    why: str
    command: str


QUESTIONS = (
    Question(
        "One article, written a week later, is enough to say how two states stood, from which day, and in "
        "which words. What no text speaks of is listed as unknown, never as “no”.",
        "status Russia Afghanistan --on 2025-07-10",
    ),
    Question(
        "The same question, asked as of the day before that article was recorded: the ledger did not "
        "know yet, and will say so for ever. Two clocks: when it held, and when it came to be known.",
        "status Russia Afghanistan --on 2025-07-10 --known-at 2025-07-09T00:00Z",
    ),
    Question(
        "One dimension across all parties. “Has not recognised” is on record as a no.",
        "who recognizes Kosovo --on 2009-01-01",
    ),
    Question(
        "From names as people write them to a timeline of two parties, plans and denials included.",
        "timeline Qatar 'Saudi Arabia'",
    ),
    Question("What changed, of any dimension, since a day.", "changes --since 2025-01-01 --party Palestine"),
    Question("Where the documents disagree, with both sentences.", "conflicts --party Cuba"),
)


@click.command()
@click.option("--ledger", metavar="PATH", help="Keep the ledger here.  [default: thrown away afterwards]")
def demo(ledger: str | None) -> int:
    """Read the bundled articles and ask them a few questions.

    Each article is recorded as if on the day after it was published, so that --known-at has a past to show.
    """
    stream = prepare("table")
    with _place(ledger) as path:
        start = time.perf_counter()
        documents, claims = record_bundled(path)
        seconds = time.perf_counter() - start
        years = sorted(doc.published.year for doc in documents if doc.published)
        show(
            Sheet(
                heading=f"{counted(len(documents), 'article')} of {years[0]}{DASH}{years[-1]}, "
                f"{counted(claims, 'claim')}, read and recorded in {seconds:.1f} s",
                subheading="They come with Dragoman, in the project's own words, on well-established facts.",
            ),
            stream,
        )
        for question in QUESTIONS:
            _ask(question, path)
        show(_farewell(ledger), stream)
    return DONE


def record_bundled(
    path: str, *, progress: Callable[[int, int], None] = lambda done, total: None
) -> tuple[list[Document], int]:
    """Read and record the articles, each on the day after it was published.

    Args:
        path: Of the ledger.
        progress: Told how many articles of how many have been recorded.

    Returns:
        The articles, and the number of claims.
    """
    documents = bundled_documents()
    claims = 0
    day = datetime(1900, 1, 1, tzinfo=UTC)

    def clock() -> datetime:
        return day

    with Ledger.open(path, clock=clock) as book:
        for done, result in enumerate(iter_readings(documents, jobs=1), 1):
            progress(done, len(documents))
            if isinstance(result, Read):
                published = result.document.published
                if published is not None:
                    day = datetime(published.year, published.month, published.day, tzinfo=UTC) + timedelta(1)
                book.record(result.document, claims=result.claims)
                claims += len(result.claims)
    return documents, claims


def _ask(question: Question, path: str) -> None:
    stream = prepare("table")
    stream.write("\n")
    show(Sheet(notes=(question.why,)), stream)
    show(Sheet(heading=f"$ dragoman {question.command}"), stream)
    stream.write("\n")
    stream.flush()
    call([*shlex.split(question.command), "--ledger", path])


def _farewell(ledger: str | None) -> Sheet:
    if ledger is None:
        on = "To ask on, keep the ledger: dragoman demo --ledger demo.sqlite"
    else:
        on = f"Ask on with --ledger {shlex.quote(ledger)}, or set DRAGOMAN_LEDGER."
    return Sheet(notes=("", on, "Read your own texts: dragoman read FILE --published YYYY-MM-DD"))


@contextmanager
def _place(ledger: str | None) -> Iterator[str]:
    if ledger is not None:
        yield ledger
        return
    with tempfile.TemporaryDirectory(prefix="dragoman-demo-") as folder:
        yield str(Path(folder) / "demo.sqlite")
