"""`dragoman search`: passages of the documents on record that hold every word."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from dragoman.answers import Hit, Search
from dragoman.cli import layout
from dragoman.cli.exits import DONE
from dragoman.cli.opening import opened
from dragoman.cli.options import format_option, known_at_option, ledger_option
from dragoman.cli.output import emit
from dragoman.cli.sheet import Quote, Row, Sheet
from dragoman.cli.text import counted

COLUMNS = ("document", "title", "publisher", "published", "start", "end", "text", "claims")


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="WORDS…")
@click.option(
    "--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="Passages at most."
)
@known_at_option
@format_option
@ledger_option
def search(
    words: tuple[str, ...], limit: int, known_at: datetime | None, style: str, ledger: str | None
) -> int:
    """Find passages that hold all of the WORDS, newest on record first, and the parties that they name.

    Case and accents do not count, and a word of four letters or more finds those that begin with it.
    """
    with opened(ledger) as book:
        found = book.search(" ".join(words), limit=limit, known_at=known_at)
    head = {"query": found.query, "known_at": layout.instant(found.known_at), "sequence": found.sequence}
    emit(
        style, sheet=lambda: _sheet(found), rows=[_row(hit) for hit in found.hits], columns=COLUMNS, head=head
    )
    return DONE


def _row(hit: Hit) -> dict[str, Any]:
    source = hit.source
    return {
        "document": source.name,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published.isoformat() if source.published else "",
        "start": hit.span.start,
        "end": hit.span.end,
        "text": hit.text,
        "claims": [claim.id for claim in hit.claims],
    }


def _sheet(found: Search) -> Sheet:
    more = found.total > len(found.hits)
    number = f"{found.total_limit:,} or more" if found.total >= found.total_limit else f"{found.total:,}"
    notes = [f"{len(found.hits)} of {number} passages" if more else counted(len(found.hits), "passage")]
    if found.parties:
        notes.append("Parties: " + ", ".join(f"{party.name} ({party.id})" for party in found.parties))
    return Sheet(
        heading=found.query,
        subheading=layout.known_text(found),
        columns=("document", "published"),
        rows=[_line(hit) for hit in found.hits],
        notes=tuple(notes),
    )


def _line(hit: Hit) -> Row:
    published = hit.source.published.isoformat() if hit.source.published else "undated"
    origin = " · ".join(part for part in (hit.source.name, hit.source.publisher, published) if part)
    emphasis = (hit.marks[0].start, hit.marks[0].end) if hit.marks else None
    claims = tuple(claim.id[: layout.SHORT_ID] for claim in hit.claims)
    return Row(
        (hit.source.title or hit.source.name, published), (Quote(hit.text, origin, emphasis, claims=claims),)
    )
