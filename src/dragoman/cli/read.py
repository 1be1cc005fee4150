"""`dragoman read`: texts in, claims shown and recorded."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.claims import ClaimPrinter
from dragoman.cli.exits import DONE, NOT_ALL
from dragoman.cli.messages import warn
from dragoman.cli.options import day_option, format_option, ledger_option, model_option
from dragoman.cli.progress import Progress
from dragoman.cli.text import counted
from dragoman.errors import DocumentError
from dragoman.sources import DEFAULT_MAX_BYTES, Given, Intake

if TYPE_CHECKING:
    from dragoman.reading import Manner
    from dragoman.service import Ledger


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="FILE|FOLDER|ARCHIVE.jsonl|-…")
@day_option("--published", help="When the texts were published: relative dates count from it.")
@click.option("--publisher", default="", help="Who published them.")
@click.option("--title", default="", help="Their title.")
@click.option("--url", default="", help="Where they were found.")
@click.option("--language", default="", help="Read the texts as being in this language; only en is read.")
@click.option(
    "--max-size",
    type=click.FloatRange(min=0, min_open=True),
    default=DEFAULT_MAX_BYTES / 1e6,
    show_default=True,
    metavar="MB",
    help="Refuse texts larger than this.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="Read in so many processes.  [default: one a core, from about 50 documents on]",
)
@model_option
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    help="Leave out claims that are less likely right.  [default: the model's, chosen for F1]",
)
@click.option("--no-record", is_flag=True, help="Show the claims without recording anything.")
@click.option("--quiet", "-q", is_flag=True, help="Record without showing the claims.")
@format_option
@ledger_option
def read(
    inputs: tuple[str, ...],
    published: date | None,
    publisher: str,
    title: str,
    url: str,
    language: str,
    max_size: float,
    jobs: int | None,
    model: Path | None,
    min_confidence: float | None,
    no_record: bool,
    quiet: bool,
    style: str,
    ledger: str | None,
) -> int:
    """Read texts: show what each sentence claims, and record it in the ledger.

    An input is a text file, a folder (its *.txt and *.md files), an archive with one JSON object a line
    (fields id, text, title, publisher, published, url, language), or - for standard input.

    Texts are UTF-8 and kept character for character, composed to NFC. The published date is the
    option's, the record's, or that of the dateline. A text that cannot be read is named and skipped; the
    exit code is then 1. The same text twice is one document.
    """
    given = Given(
        published=published,
        publisher=publisher,
        title=title,
        url=url,
        language=language,
        max_bytes=int(max_size * 1e6),
    )
    intake = Intake(inputs, given, sys.stdin.buffer)
    from dragoman.reading import Manner

    with _ledger(None if no_record else ledger, record=not no_record) as book:
        printer = ClaimPrinter("none" if quiet else style)
        tally = _read_all(intake, book, printer, jobs, Manner(model=model, min_confidence=min_confidence))
    click.echo(tally.summary(book), err=True)
    return NOT_ALL if tally.skipped else DONE


class Tally:
    """What reading did, counted."""

    def __init__(self) -> None:
        self.documents = self.new = self.copies = self.claims = self.skipped = 0

    def summary(self, book: Ledger | None) -> str:
        """Say it in one line."""
        parts = [f"{counted(self.documents, 'document')} read, {counted(self.claims, 'claim')}"]
        if book is not None:
            parts.append(f"{self.new:,} recorded, {self.documents - self.new:,} on record before")
            if self.copies:
                parts.append(f"{self.copies:,} near copies")
        if self.skipped:
            parts.append(f"{self.skipped:,} skipped")
        end = f" → {book.shown}" if book is not None else " (nothing recorded)"
        return "dragoman: " + "; ".join(parts) + end


def _read_all(
    intake: Intake, book: Ledger | None, printer: ClaimPrinter, jobs: int | None, manner: Manner
) -> Tally:
    from dragoman.reader import version_of
    from dragoman.reading import iter_readings

    tally = Tally()
    version = version_of(manner.model)
    with Progress("documents", total=intake.total_bytes) as progress, printer:
        for result in iter_readings(intake, jobs=jobs, manner=manner):
            if isinstance(result, DocumentError):
                progress.clear()
                warn(str(result))
                tally.skipped += 1
                progress.advance(done=intake.done_bytes, skipped=True)
                continue
            recorded = None
            if book is not None:
                recorded = book.record(result.document, claims=result.claims, reader=version)
            tally.documents += 1
            tally.claims += len(result.claims)
            tally.new += recorded is not None and recorded.new
            tally.copies += recorded is not None and recorded.new and bool(recorded.copy_of)
            if printer.shows:
                progress.clear()
                printer.document(result.document, result.claims, recorded)
            progress.advance(done=intake.done_bytes)
    return tally


@contextmanager
def _ledger(target: str | None, *, record: bool) -> Iterator[Ledger | None]:
    if not record:
        yield None
        return
    from dragoman.service import Ledger

    with Ledger.open(target) as book:
        yield book
