"""`dragoman export`: claims, events or relations as a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import click

from dragoman.answers import Export
from dragoman.cli import layout
from dragoman.cli.exits import DONE
from dragoman.cli.opening import opened
from dragoman.cli.options import known_at_option, ledger_option
from dragoman.cli.output import prepare
from dragoman.cli.progress import Progress
from dragoman.cli.text import counted
from dragoman.cli.writing import whole_file
from dragoman.export import write_csv, write_jsonl, write_parquet


@click.command()
@click.argument("what", type=click.Choice(["claims", "events", "relations"]))
@click.option(
    "--format",
    "style",
    type=click.Choice(["csv", "jsonl", "parquet"]),
    default="csv",
    show_default=True,
    help="parquet needs the extra: pip install 'dragoman[parquet]'.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write.  [default: standard output; required for parquet]",
)
@known_at_option
@ledger_option
def export(what: str, style: str, output: Path | None, known_at: datetime | None, ledger: str | None) -> int:
    """Write all claims, events or relations.

    Claims are those that stand: rejected ones are left out, corrected ones corrected. Events and relations
    follow from them. A file is there whole or not at all.
    """
    if style == "parquet" and output is None:
        message = "parquet cannot go to standard output; name a file with -o"
        raise click.UsageError(message)
    with opened(ledger) as book, Progress(what) as progress:
        made = book.export(what, known_at=known_at)
        rows = _counted(made.rows, progress)
        if output is None:
            _write(style, rows, made, prepare(style))
        else:
            with whole_file(output) as path:
                _write_file(style, rows, made, path)
    click.echo(
        f"dragoman: {counted(progress.count, what.removesuffix('s'))} as known at "
        f"{layout.instant(made.known_at)} (entry {made.sequence})" + (f" → {output}" if output else ""),
        err=True,
    )
    return DONE


def _counted(rows: Iterator[Mapping[str, Any]], progress: Progress) -> Iterator[Mapping[str, Any]]:
    for row in rows:
        progress.advance()
        yield row


def _write(style: str, rows: Iterator[Mapping[str, Any]], made: Export, stream: IO[str]) -> None:
    if style == "csv":
        write_csv(rows, stream, columns=made.columns)
    else:
        write_jsonl(rows, stream)


def _write_file(style: str, rows: Iterator[Mapping[str, Any]], made: Export, path: Path) -> None:
    if style == "parquet":
        notes = {"known_at": layout.instant(made.known_at), "sequence": str(made.sequence)}
        write_parquet(rows, path, columns=made.columns, notes=notes)
        return
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        _write(style, rows, made, stream)
